set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Ship FP32 baseline' at screen 0.02000,screen 0.96286 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts' at screen 0.02000,screen 0.93771 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'No quantized variant kept the accuracy within the tolerated loss and gained something for it.' at screen 0.02000,screen 0.91400 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Dynamic INT8 was not considered: measured on cuda:NVIDIA H200 instead of x86_64-avx2.' at screen 0.02000,screen 0.89600 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Static INT8 was not considered: measured with 4 threads instead of 2.' at screen 0.02000,screen 0.87800 left front font 'Sans,13.5' tc rgb '#222222'
set label '… and more: see summary_report.md.' at screen 0.02000,screen 0.86000 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Whiskers of the accuracy: 95 % intervals. Dashed: the accuracy of FP32 baseline. Bars of the latency: median, whiskers to the 95th percentile. Differences are paired, on the same texts. The Pareto' at screen 0.02000,screen 0.10821 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'front of the table is of accuracy, size and latency.' at screen 0.02000,screen 0.09321 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'Not compared in speed: Dynamic INT8 (measured on cuda:NVIDIA H200 instead of x86_64-avx2).' at screen 0.02000,screen 0.07821 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'Not compared in speed: Static INT8 (measured with 4 threads instead of 2).' at screen 0.02000,screen 0.06321 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'Not compared: QAT INT8 (the split was cut with seed 7 instead of 42).' at screen 0.02000,screen 0.04821 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '… and more: see the caveats of summary_report.md.' at screen 0.02000,screen 0.03321 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02000,screen 0.77190 to screen 0.98000,screen 0.81343 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.68885 to screen 0.98000,screen 0.73038 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.60580 to screen 0.98000,screen 0.64733 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.52275 to screen 0.98000,screen 0.56427 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.02833,screen 0.79267 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.02833,screen 0.79267 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.03667,screen 0.79267 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.75114 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.02833,screen 0.75114 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Dynamic' at screen 0.03667,screen 0.76014 left front font 'Sans,13.5' tc rgb '#222222'
set label 'INT8' at screen 0.03667,screen 0.74214 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.70961 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.02833,screen 0.70961 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.03667,screen 0.70961 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.66809 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.02833,screen 0.66809 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.03667,screen 0.66809 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.62656 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.02833,screen 0.62656 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.03667,screen 0.62656 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.58504 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.02833,screen 0.58504 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.03667,screen 0.58504 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.54351 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.02833,screen 0.54351 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.54351 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.03667,screen 0.54351 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.50199 front point pt 5 ps 2.4 lw 3 lc rgb '#999999'
set label '' at screen 0.02833,screen 0.50199 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.50199 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed' at screen 0.03667,screen 0.51099 left front font 'Sans,13.5' tc rgb '#222222'
set label 'precision' at screen 0.03667,screen 0.49299 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Accuracy' at screen 0.13722,screen 0.82557 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '82' at screen 0.17689,screen 0.47022 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '84' at screen 0.24769,screen 0.47022 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '86' at screen 0.31849,screen 0.47022 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.13722,screen 0.45122 left front font 'Sans,12' tc rgb '#5f6368'
set arrow from screen 0.24769,screen 0.81343 to screen 0.24769,screen 0.77190 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.24769,screen 0.77190 to screen 0.24769,screen 0.73038 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.24769,screen 0.73038 to screen 0.24769,screen 0.68885 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set label '84.00 %' at screen 0.34293,screen 0.79267 left front font 'Sans,12' tc rgb '#222222'
set label '83.90 %' at screen 0.34293,screen 0.75114 left front font 'Sans,12' tc rgb '#222222'
set label '83.60 %' at screen 0.34293,screen 0.70961 left front font 'Sans,12' tc rgb '#222222'
set label 'not compared: the split was cut with seed 7' at screen 0.14611,screen 0.67609 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of 42' at screen 0.14611,screen 0.66009 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set' at screen 0.14611,screen 0.63456 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of movie-sentences' at screen 0.14611,screen 0.61856 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set' at screen 0.14611,screen 0.59304 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of movie-sentences' at screen 0.14611,screen 0.57704 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set' at screen 0.14611,screen 0.55151 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of movie-sentences' at screen 0.14611,screen 0.53551 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set' at screen 0.14611,screen 0.50999 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of movie-sentences' at screen 0.14611,screen 0.49399 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.13722
set rmargin at screen 0.33404
set tmargin at screen 0.81343
set bmargin at screen 0.48122
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [80.879408:86.439327]
set xtics nomirror out scale 0.5 ('' 82, '' 84, '' 86)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [7.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 84 81.598307 86.141474
1 83.9 81.492999 86.047547
2 83.6 81.177261 85.765581
3 NaN NaN NaN
4 NaN NaN NaN
5 NaN NaN NaN
6 NaN NaN NaN
7 NaN NaN NaN
EOD
plot $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222', \
  $data1 every ::0::0 using 2:1 with points pt 7 ps 2.4 lw 3 lc rgb '#0072B2', \
  $data1 every ::0::0 using 2:1 with points pt 6 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::1::1 using 2:1 with points pt 5 ps 2.4 lw 3 lc rgb '#E69F00', \
  $data1 every ::1::1 using 2:1 with points pt 4 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::2::2 using 2:1 with points pt 13 ps 2.4 lw 3 lc rgb '#009E73', \
  $data1 every ::2::2 using 2:1 with points pt 12 ps 2.4 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Size' at screen 0.40566,screen 0.82557 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.40566,screen 0.47022 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '50' at screen 0.50675,screen 0.47022 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.40566,screen 0.45122 left front font 'Sans,12' tc rgb '#5f6368'
set label '86.66 MiB' at screen 0.60026,screen 0.79267 left front font 'Sans,12' tc rgb '#222222'
set label '22.03 MiB' at screen 0.60026,screen 0.75114 left front font 'Sans,12' tc rgb '#222222'
set label '21.93 MiB' at screen 0.60026,screen 0.70961 left front font 'Sans,12' tc rgb '#222222'
set label 'not compared: the split was cut with seed 7' at screen 0.41455,screen 0.67609 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of 42' at screen 0.41455,screen 0.66009 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set' at screen 0.41455,screen 0.63456 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of movie-sentences' at screen 0.41455,screen 0.61856 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set' at screen 0.41455,screen 0.59304 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of movie-sentences' at screen 0.41455,screen 0.57704 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set' at screen 0.41455,screen 0.55151 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of movie-sentences' at screen 0.41455,screen 0.53551 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set' at screen 0.41455,screen 0.50999 left front font 'Sans,12' tc rgb '#5f6368'
set label 'instead of movie-sentences' at screen 0.41455,screen 0.49399 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.40566
set rmargin at screen 0.59137
set tmargin at screen 0.81343
set bmargin at screen 0.48122
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:91.858367]
set xtics nomirror out scale 0.5 ('' 0, '' 50)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [7.5:-0.5]
unset ytics
set grid noytics
$data2 << EOD
0 86.658836 NaN NaN
1 22.029877 NaN NaN
2 21.934509 NaN NaN
3 NaN NaN NaN
4 NaN NaN NaN
5 NaN NaN NaN
6 NaN NaN NaN
7 NaN NaN NaN
EOD
plot $data2 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#0072B2', \
  $data2 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#E69F00', \
  $data2 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 4 noborder lc rgb '#99000000', \
  $data2 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#009E73', \
  $data2 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 5 noborder lc rgb '#99000000', \
  $data2 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border
unset label
unset arrow
unset object
set label 'Latency' at screen 0.67410,screen 0.82557 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.67410,screen 0.47022 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '2' at screen 0.74044,screen 0.47022 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '4' at screen 0.80679,screen 0.47022 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '6' at screen 0.87313,screen 0.47022 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'latency of one text, ms' at screen 0.67410,screen 0.45122 left front font 'Sans,12' tc rgb '#5f6368'
set label '6.00 ms' at screen 0.93616,screen 0.79267 left front font 'Sans,12' tc rgb '#222222'
set label 'not compared: measured on cuda:NVIDIA H200 instead' at screen 0.68299,screen 0.75914 left front font 'Sans,12' tc rgb '#5f6368'
set label 'of x86_64-avx2' at screen 0.68299,screen 0.74314 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: measured with 4 threads instead of 2' at screen 0.68299,screen 0.70961 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: the split was cut with seed 7 instead of' at screen 0.68299,screen 0.67609 left front font 'Sans,12' tc rgb '#5f6368'
set label '42' at screen 0.68299,screen 0.66009 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of' at screen 0.68299,screen 0.63456 left front font 'Sans,12' tc rgb '#5f6368'
set label 'movie-sentences' at screen 0.68299,screen 0.61856 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of' at screen 0.68299,screen 0.59304 left front font 'Sans,12' tc rgb '#5f6368'
set label 'movie-sentences' at screen 0.68299,screen 0.57704 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of' at screen 0.68299,screen 0.55151 left front font 'Sans,12' tc rgb '#5f6368'
set label 'movie-sentences' at screen 0.68299,screen 0.53551 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of' at screen 0.68299,screen 0.50999 left front font 'Sans,12' tc rgb '#5f6368'
set label 'movie-sentences' at screen 0.68299,screen 0.49399 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.67410
set rmargin at screen 0.92727
set tmargin at screen 0.81343
set bmargin at screen 0.48122
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:7.632]
set xtics nomirror out scale 0.5 ('' 0, '' 2, '' 4, '' 6)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [7.5:-0.5]
unset ytics
set grid noytics
$data3 << EOD
0 6 6 7.2
1 NaN NaN NaN
2 NaN NaN NaN
3 NaN NaN NaN
4 NaN NaN NaN
5 NaN NaN NaN
6 NaN NaN NaN
7 NaN NaN NaN
EOD
plot $data3 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#0072B2', \
  $data3 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 5 lc rgb '#ffffff', \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Accuracy against size' at screen 0.02000,screen 0.41837 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label 'More key figures' at screen 0.47978,screen 0.41837 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set object rectangle from screen 0.47978,screen 0.33571 to screen 0.98000,screen 0.36551 behind fc rgb '#dcebf7' fs solid noborder
set arrow from screen 0.47978,screen 0.36551 to screen 0.98000,screen 0.36551 nohead lw 1.5 lc rgb '#666666'
set label 'variant' at screen 0.48422,screen 0.39265 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '' at screen 0.48867,screen 0.35061 front point pt 7 ps 1.8 lw 3 lc rgb '#0072B2'
set label '' at screen 0.48867,screen 0.35061 front point pt 6 ps 1.8 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.49867,screen 0.35061 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.32081 front point pt 5 ps 1.8 lw 3 lc rgb '#E69F00'
set label '' at screen 0.48867,screen 0.32081 front point pt 4 ps 1.8 lw 1 lc rgb '#222222'
set label 'Dynamic INT8' at screen 0.49867,screen 0.32081 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.29102 front point pt 13 ps 1.8 lw 3 lc rgb '#009E73'
set label '' at screen 0.48867,screen 0.29102 front point pt 12 ps 1.8 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.49867,screen 0.29102 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.26122 front point pt 9 ps 1.8 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.48867,screen 0.26122 front point pt 8 ps 1.8 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.49867,screen 0.26122 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.23143 front point pt 11 ps 1.8 lw 3 lc rgb '#D55E00'
set label '' at screen 0.48867,screen 0.23143 front point pt 10 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.49867,screen 0.23143 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.20163 front point pt 15 ps 1.8 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.48867,screen 0.20163 front point pt 14 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.49867,screen 0.20163 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.17184 front point pt 7 ps 1.8 lw 3 lc rgb '#F0E442'
set label '' at screen 0.48867,screen 0.17184 front point pt 6 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.17184 front point pt 7 ps 0.54 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.49867,screen 0.17184 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.14204 front point pt 5 ps 1.8 lw 3 lc rgb '#999999'
set label '' at screen 0.48867,screen 0.14204 front point pt 4 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.14204 front point pt 7 ps 0.54 lw 1 lc rgb '#222222'
set label 'Mixed precision' at screen 0.49867,screen 0.14204 left front font 'Sans,11.25' tc rgb '#222222'
set label 'difference, points' at screen 0.59200,screen 0.39265 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '(95 % interval)' at screen 0.59200,screen 0.37837 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.59200,screen 0.35061 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '-0.10 (-0.38 to +0.18)' at screen 0.59200,screen 0.32081 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.40 (-0.84 to +0.04)' at screen 0.59200,screen 0.29102 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.59200,screen 0.26122 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.59200,screen 0.23143 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.59200,screen 0.20163 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.59200,screen 0.17184 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.59200,screen 0.14204 left front font 'Sans,11.25' tc rgb '#222222'
set label 'macro' at screen 0.71885,screen 0.39265 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'F1' at screen 0.71885,screen 0.37837 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.8400' at screen 0.71885,screen 0.35061 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '0.8390' at screen 0.71885,screen 0.32081 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8360' at screen 0.71885,screen 0.29102 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8420' at screen 0.71885,screen 0.26122 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8250' at screen 0.71885,screen 0.23143 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8400' at screen 0.71885,screen 0.20163 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8370' at screen 0.71885,screen 0.17184 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8390' at screen 0.71885,screen 0.14204 left front font 'Sans,11.25' tc rgb '#222222'
set label 'calibr.' at screen 0.76122,screen 0.39265 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'error' at screen 0.76122,screen 0.37837 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.0500' at screen 0.76122,screen 0.35061 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76122,screen 0.32081 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76122,screen 0.29102 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76122,screen 0.26122 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76122,screen 0.23143 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76122,screen 0.20163 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76122,screen 0.17184 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76122,screen 0.14204 left front font 'Sans,11.25' tc rgb '#222222'
set label 'batch' at screen 0.80359,screen 0.39265 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'speed-up' at screen 0.80359,screen 0.37837 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.80359,screen 0.35061 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.80359,screen 0.32081 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.80359,screen 0.29102 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.80359,screen 0.26122 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.80359,screen 0.23143 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.80359,screen 0.20163 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.80359,screen 0.17184 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not compared' at screen 0.80359,screen 0.14204 left front font 'Sans,11.25' tc rgb '#222222'
set label 'Pareto' at screen 0.88242,screen 0.39265 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'front' at screen 0.88242,screen 0.37837 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'yes' at screen 0.88242,screen 0.35061 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'no' at screen 0.88242,screen 0.32081 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88242,screen 0.29102 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88242,screen 0.26122 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88242,screen 0.23143 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88242,screen 0.20163 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88242,screen 0.17184 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88242,screen 0.14204 left front font 'Sans,11.25' tc rgb '#222222'
set label '0' at screen 0.06167,screen 0.15550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '20' at screen 0.14000,screen 0.15550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '40' at screen 0.21834,screen 0.15550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '60' at screen 0.29667,screen 0.15550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '80' at screen 0.37501,screen 0.15550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '81' at screen 0.05589,screen 0.17383 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '82' at screen 0.05589,screen 0.21076 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '83' at screen 0.05589,screen 0.24769 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '84' at screen 0.05589,screen 0.28462 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '85' at screen 0.05589,screen 0.32155 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '86' at screen 0.05589,screen 0.35848 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02000,screen 0.39337 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.45200,screen 0.13571 right front font 'Sans,11.25' tc rgb '#5f6368'
set label 'FP32 baseline' at screen 0.35899,screen 0.29140 center front font 'Sans,11.25' tc rgb '#222222'
set label 'Dynamic INT8' at screen 0.10517,screen 0.28093 center front font 'Sans,11.25' tc rgb '#222222'
set label 'Static INT8' at screen 0.18432,screen 0.26985 center front font 'Sans,11.25' tc rgb '#222222'
set label 'Pareto front' at screen 0.36651,screen 0.26569 center front font 'Sans:Bold,11.25' tc rgb '#444444'
set lmargin at screen 0.06167
set rmargin at screen 0.45200
set tmargin at screen 0.37837
set bmargin at screen 0.16571
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:99.657662]
set xtics nomirror out scale 0.5 ('' 0, '' 20, '' 40, '' 60, '' 80)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [80.780124:86.538611]
set ytics nomirror out scale 0.5 ('' 81, '' 82, '' 83, '' 84, '' 85, '' 86)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data4 << EOD
21.934509 80.780124
21.934509 83.6
22.029877 83.6
22.029877 83.9
86.658836 83.9
86.658836 84
99.657662 84
EOD
$data5 << EOD
86.658836 84 81.598307 86.141474
22.029877 83.9 81.492999 86.047547
21.934509 83.6 81.177261 85.765581
EOD
plot $data4 using 1:2 with lines dt (14,8) lw 2.5 lc rgb '#444444', \
  $data5 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#0072B2', \
  $data5 every ::1::1 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::1::1 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#E69F00', \
  $data5 every ::2::2 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::2::2 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#009E73', \
  $data5 every ::0::0 using 1:2 with points pt 7 ps 2.8 lw 3 lc rgb '#0072B2', \
  $data5 every ::0::0 using 1:2 with points pt 6 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::1::1 using 1:2 with points pt 5 ps 2.8 lw 3 lc rgb '#E69F00', \
  $data5 every ::1::1 using 1:2 with points pt 4 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::2::2 using 1:2 with points pt 13 ps 2.8 lw 3 lc rgb '#009E73', \
  $data5 every ::2::2 using 1:2 with points pt 12 ps 2.8 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
