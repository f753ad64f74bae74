set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Ship FP32 baseline' at screen 0.02000,screen 0.96286 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts' at screen 0.02000,screen 0.93771 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'There is no other variant: octavo dynamic, static, qat and mixed make some.' at screen 0.02000,screen 0.91400 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Whiskers of the accuracy: 95 % intervals. Bars of the latency: median, whiskers to the 95th percentile. ' at screen 0.02000,screen 0.04821 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'No results here of: Dynamic (octavo dynamic), Static (octavo static), QAT (octavo qat), Mixed precision (octavo mixed). The command in brackets and then octavo compare add them.' at screen 0.02000,screen 0.03321 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02000,screen 0.82171 to screen 0.98000,screen 0.86743 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.73029 to screen 0.98000,screen 0.77600 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.63886 to screen 0.98000,screen 0.68457 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.02833,screen 0.84457 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.02833,screen 0.84457 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.03667,screen 0.84457 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label 'Dynamic' at screen 0.03667,screen 0.79886 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Static' at screen 0.03667,screen 0.75314 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'QAT' at screen 0.03667,screen 0.70743 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Mixed' at screen 0.03667,screen 0.67071 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'precision' at screen 0.03667,screen 0.65271 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Accuracy' at screen 0.13722,screen 0.87957 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '82' at screen 0.16330,screen 0.62786 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '84' at screen 0.24066,screen 0.62786 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '86' at screen 0.31803,screen 0.62786 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.13722,screen 0.60886 left front font 'Sans,12' tc rgb '#5f6368'
set label '84.00 %' at screen 0.34293,screen 0.84457 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.14611,screen 0.79886 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.14611,screen 0.75314 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.14611,screen 0.70743 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo mixed adds them' at screen 0.14611,screen 0.66171 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.13722
set rmargin at screen 0.33404
set tmargin at screen 0.86743
set bmargin at screen 0.63886
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [81.325717:86.414064]
set xtics nomirror out scale 0.5 ('' 82, '' 84, '' 86)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [4.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 84 81.598307 86.141474
1 NaN NaN NaN
2 NaN NaN NaN
3 NaN NaN NaN
4 NaN NaN NaN
EOD
plot $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222', \
  $data1 every ::0::0 using 2:1 with points pt 7 ps 2.4 lw 3 lc rgb '#0072B2', \
  $data1 every ::0::0 using 2:1 with points pt 6 ps 2.4 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Size' at screen 0.40566,screen 0.87957 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.40566,screen 0.62786 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '50' at screen 0.50675,screen 0.62786 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.40566,screen 0.60886 left front font 'Sans,12' tc rgb '#5f6368'
set label '86.66 MiB' at screen 0.60026,screen 0.84457 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.41455,screen 0.79886 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.41455,screen 0.75314 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.41455,screen 0.70743 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo mixed adds them' at screen 0.41455,screen 0.66171 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.40566
set rmargin at screen 0.59137
set tmargin at screen 0.86743
set bmargin at screen 0.63886
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:91.858367]
set xtics nomirror out scale 0.5 ('' 0, '' 50)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [4.5:-0.5]
unset ytics
set grid noytics
$data2 << EOD
0 86.658836 NaN NaN
1 NaN NaN NaN
2 NaN NaN NaN
3 NaN NaN NaN
4 NaN NaN NaN
EOD
plot $data2 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#0072B2', \
  $data2 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border
unset label
unset arrow
unset object
set label 'Latency' at screen 0.67410,screen 0.87957 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.67410,screen 0.62786 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '2' at screen 0.74044,screen 0.62786 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '4' at screen 0.80679,screen 0.62786 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '6' at screen 0.87313,screen 0.62786 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'latency of one text, ms' at screen 0.67410,screen 0.60886 left front font 'Sans,12' tc rgb '#5f6368'
set label '6.00 ms' at screen 0.93616,screen 0.84457 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.68299,screen 0.79886 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.68299,screen 0.75314 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.68299,screen 0.70743 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo mixed adds them' at screen 0.68299,screen 0.66171 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.67410
set rmargin at screen 0.92727
set tmargin at screen 0.86743
set bmargin at screen 0.63886
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:7.632]
set xtics nomirror out scale 0.5 ('' 0, '' 2, '' 4, '' 6)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [4.5:-0.5]
unset ytics
set grid noytics
$data3 << EOD
0 6 6 7.2
1 NaN NaN NaN
2 NaN NaN NaN
3 NaN NaN NaN
4 NaN NaN NaN
EOD
plot $data3 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#0072B2', \
  $data3 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 5 lc rgb '#ffffff', \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Accuracy against size' at screen 0.02000,screen 0.57600 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label 'More key figures' at screen 0.47978,screen 0.57600 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set object rectangle from screen 0.47978,screen 0.49171 to screen 0.98000,screen 0.52314 behind fc rgb '#dcebf7' fs solid noborder
set arrow from screen 0.47978,screen 0.52314 to screen 0.98000,screen 0.52314 nohead lw 1.5 lc rgb '#666666'
set label 'variant' at screen 0.48422,screen 0.55029 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '' at screen 0.48867,screen 0.50743 front point pt 7 ps 1.8 lw 3 lc rgb '#0072B2'
set label '' at screen 0.48867,screen 0.50743 front point pt 6 ps 1.8 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.49867,screen 0.50743 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'difference, points' at screen 0.58259,screen 0.55029 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '(95 % interval)' at screen 0.58259,screen 0.53600 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.58259,screen 0.50743 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'macro' at screen 0.67854,screen 0.55029 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'F1' at screen 0.67854,screen 0.53600 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.8400' at screen 0.67854,screen 0.50743 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'calibr.' at screen 0.72091,screen 0.55029 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'error' at screen 0.72091,screen 0.53600 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.0500' at screen 0.72091,screen 0.50743 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'batch' at screen 0.76329,screen 0.55029 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'speed-up' at screen 0.76329,screen 0.53600 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.76329,screen 0.50743 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '0' at screen 0.06167,screen 0.09550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '20' at screen 0.14000,screen 0.09550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '40' at screen 0.21834,screen 0.09550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '60' at screen 0.29667,screen 0.09550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '80' at screen 0.37501,screen 0.09550 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '82' at screen 0.05589,screen 0.16819 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '83' at screen 0.05589,screen 0.24983 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '84' at screen 0.05589,screen 0.33148 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '85' at screen 0.05589,screen 0.41313 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '86' at screen 0.05589,screen 0.49477 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02000,screen 0.55100 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.45200,screen 0.07571 right front font 'Sans,11.25' tc rgb '#5f6368'
set label 'FP32 baseline' at screen 0.35932,screen 0.33148 center front font 'Sans,11.25' tc rgb '#222222'
set lmargin at screen 0.06167
set rmargin at screen 0.45200
set tmargin at screen 0.53600
set bmargin at screen 0.10571
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:99.657662]
set xtics nomirror out scale 0.5 ('' 0, '' 20, '' 40, '' 60, '' 80)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [81.234853:86.504927]
set ytics nomirror out scale 0.5 ('' 82, '' 83, '' 84, '' 85, '' 86)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data4 << EOD
86.658836 84 81.598307 86.141474
EOD
plot $data4 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data4 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#0072B2', \
  $data4 every ::0::0 using 1:2 with points pt 7 ps 2.8 lw 3 lc rgb '#0072B2', \
  $data4 every ::0::0 using 1:2 with points pt 6 ps 2.8 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
