set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Size of the model’s files' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Bytes on disk of what is needed to run the variant.' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.74178 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.49733 to screen 0.97429,screen 0.61956 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.25289 to screen 0.97429,screen 0.37511 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.80289 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.80289 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.80289 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Dynamic' at screen 0.04714,screen 0.68067 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Static' at screen 0.04714,screen 0.55844 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'QAT' at screen 0.04714,screen 0.43622 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Mixed precision' at screen 0.04714,screen 0.31400 left front font 'Sans,13.5' tc rgb '#5f6368'
set label '' at screen 0.17643,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.17643,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '10' at screen 0.25419,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '20' at screen 0.33196,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '30' at screen 0.40973,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '40' at screen 0.48750,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '50' at screen 0.56526,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '60' at screen 0.64303,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '70' at screen 0.72080,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '80' at screen 0.79856,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '90' at screen 0.87633,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.17643,screen 0.20622 left front font 'Sans,12' tc rgb '#5f6368'
set label '86.66 MiB' at screen 0.90221,screen 0.80289 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.18785,screen 0.68067 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.18785,screen 0.55844 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.18785,screen 0.43622 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo mixed adds them' at screen 0.18785,screen 0.31400 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.17643
set rmargin at screen 0.89078
set tmargin at screen 0.86400
set bmargin at screen 0.25289
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:91.858367]
set xtics nomirror out scale 0.5 ('' 0, '' 10, '' 20, '' 30, '' 40, '' 50, '' 60, '' 70, '' 80, '' 90)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [4.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 86.658836 NaN NaN
1 NaN NaN NaN
2 NaN NaN NaN
3 NaN NaN NaN
4 NaN NaN NaN
EOD
plot $data1 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#0072B2', \
  $data1 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border
unset label
unset arrow
unset object
unset multiplot
