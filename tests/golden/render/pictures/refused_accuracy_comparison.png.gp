set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Accuracy on the test texts' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Whiskers: 95 % interval (Wilson).' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'In brackets: the difference to FP32 baseline, in percentage points. The whiskers are of each accuracy by itself, and no guide to differences, which are' at screen 0.02571,screen 0.09833 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'paired, on the same texts: octavo compare gives their own intervals.' at screen 0.02571,screen 0.07500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'The dashed line is the accuracy of FP32 baseline.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.78003 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.61208 to screen 0.97429,screen 0.69606 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.44414 to screen 0.97429,screen 0.52811 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.27619 to screen 0.97429,screen 0.36017 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.82201 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.82201 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.82201 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.73804 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.03643,screen 0.73804 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Dynamic INT8' at screen 0.04714,screen 0.73804 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.65407 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.03643,screen 0.65407 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.04714,screen 0.65407 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.57010 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.03643,screen 0.57010 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.04714,screen 0.57010 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.48613 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03643,screen 0.48613 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.04714,screen 0.48613 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.40215 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.03643,screen 0.40215 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.04714,screen 0.40215 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.31818 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.03643,screen 0.31818 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.31818 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.04714,screen 0.31818 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.23421 front point pt 5 ps 2.4 lw 3 lc rgb '#999999'
set label '' at screen 0.03643,screen 0.23421 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.23421 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed precision' at screen 0.04714,screen 0.23421 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.17643,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '81.0' at screen 0.19114,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '81.5' at screen 0.25213,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '82.0' at screen 0.31312,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '82.5' at screen 0.37412,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '83.0' at screen 0.43511,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '83.5' at screen 0.49610,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '84.0' at screen 0.55710,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '84.5' at screen 0.61809,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '85.0' at screen 0.67908,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '85.5' at screen 0.74008,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '86.0' at screen 0.80107,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.17643,screen 0.14556 left front font 'Sans,12' tc rgb '#5f6368'
set arrow from screen 0.55710,screen 0.86400 to screen 0.55710,screen 0.78003 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.55710,screen 0.78003 to screen 0.55710,screen 0.69606 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.55710,screen 0.69606 to screen 0.55710,screen 0.61208 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set label '84.00 %' at screen 0.86609,screen 0.82201 left front font 'Sans,12' tc rgb '#222222'
set label '83.90 % (-0.10)' at screen 0.86609,screen 0.73804 left front font 'Sans,12' tc rgb '#222222'
set label '83.60 % (-0.40)' at screen 0.86609,screen 0.65407 left front font 'Sans,12' tc rgb '#222222'
set label 'not compared: the split was cut with seed 7 instead of 42' at screen 0.18785,screen 0.57010 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of movie-sentences' at screen 0.18785,screen 0.48613 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of movie-sentences' at screen 0.18785,screen 0.40215 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of movie-sentences' at screen 0.18785,screen 0.31818 left front font 'Sans,12' tc rgb '#5f6368'
set label 'not compared: data set another-data-set instead of movie-sentences' at screen 0.18785,screen 0.23421 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.17643
set rmargin at screen 0.85466
set tmargin at screen 0.86400
set bmargin at screen 0.19222
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [80.879408:86.439327]
set xtics nomirror out scale 0.5 ('' 81, '' 81.5, '' 82, '' 82.5, '' 83, '' 83.5, '' 84, '' 84.5, '' 85, '' 85.5, '' 86)
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
unset multiplot
