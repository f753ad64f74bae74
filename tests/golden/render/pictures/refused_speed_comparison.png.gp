set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Latency of one text' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Bar: median; whisker: up to the 95th percentile. Lower is better.' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.76906 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.57917 to screen 0.97429,screen 0.67411 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.38928 to screen 0.97429,screen 0.48422 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.19939 to screen 0.97429,screen 0.29433 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.81653 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.81653 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.81653 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.72158 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.03643,screen 0.72158 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Dynamic INT8' at screen 0.04714,screen 0.72158 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.62664 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.03643,screen 0.62664 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.04714,screen 0.62664 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.53169 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.03643,screen 0.53169 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.04714,screen 0.53169 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.43675 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03643,screen 0.43675 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.04714,screen 0.43675 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.34181 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.03643,screen 0.34181 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.04714,screen 0.34181 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.24686 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.03643,screen 0.24686 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.24686 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.04714,screen 0.24686 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.15192 front point pt 5 ps 2.4 lw 3 lc rgb '#999999'
set label '' at screen 0.03643,screen 0.15192 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.15192 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed precision' at screen 0.04714,screen 0.15192 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.17643,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.17643,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '1' at screen 0.27190,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '2' at screen 0.36737,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '3' at screen 0.46284,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '4' at screen 0.55831,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '5' at screen 0.65378,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '6' at screen 0.74925,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '7' at screen 0.84473,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'latency of one text, ms' at screen 0.17643,screen 0.05778 left front font 'Sans,12' tc rgb '#5f6368'
set label '6.00 ms' at screen 0.91649,screen 0.81653 left front font 'Sans,12' tc rgb '#222222'
set label 'not compared: measured on cuda:NVIDIA H200 instead of x86_64-avx2' at screen 0.18785,screen 0.72158 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: measured with 4 threads instead of 2' at screen 0.18785,screen 0.62664 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: the split was cut with seed 7 instead of 42' at screen 0.18785,screen 0.53169 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of movie-sentences' at screen 0.18785,screen 0.43675 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of movie-sentences' at screen 0.18785,screen 0.34181 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of movie-sentences' at screen 0.18785,screen 0.24686 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of movie-sentences' at screen 0.18785,screen 0.15192 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.17643
set rmargin at screen 0.90506
set tmargin at screen 0.86400
set bmargin at screen 0.10444
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:7.632]
set xtics nomirror out scale 0.5 ('' 0, '' 1, '' 2, '' 3, '' 4, '' 5, '' 6, '' 7)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [7.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 6 6 7.2
1 NaN NaN NaN
2 NaN NaN NaN
3 NaN NaN NaN
4 NaN NaN NaN
5 NaN NaN NaN
6 NaN NaN NaN
7 NaN NaN NaN
EOD
plot $data1 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#0072B2', \
  $data1 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 using 2:1:3:4 with xerrorbars pt 0 lw 5 lc rgb '#ffffff', \
  $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
