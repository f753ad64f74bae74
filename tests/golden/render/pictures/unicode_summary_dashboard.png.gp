set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Ship Mixed: עברית-نص' at screen 0.02000,screen 0.96286 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'модель-模型-modèle on movie-sentences, 1,000 test texts' at screen 0.02000,screen 0.93771 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Its accuracy differs from the baseline’s by -0.20 percentage points (95 % interval -0.54 to +0.14).' at screen 0.02000,screen 0.91400 left front font 'Sans,13.5' tc rgb '#222222'
set label 'It answers a single text 2.40 times as fast (95 % interval 2.30 to 2.50), measured in turn with FP32.' at screen 0.02000,screen 0.89600 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Its files are 2.60 times smaller.' at screen 0.02000,screen 0.87800 left front font 'Sans,13.5' tc rgb '#222222'
set label '… and more: see summary_report.md.' at screen 0.02000,screen 0.86000 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Whiskers of the accuracy: 95 % intervals. Dashed: the accuracy of FP32 baseline. Bars of the latency: median, whiskers to the 95th percentile. Differences are paired, on the same texts. In' at screen 0.02000,screen 0.06321 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'brackets: the speed-up, measured in turn with the reference. The Pareto front of the table is of accuracy, size and latency.' at screen 0.02000,screen 0.04821 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'No results here of: Dynamic (octavo dynamic), Static (octavo static), QAT (octavo qat). The command in brackets and then octavo compare add them.' at screen 0.02000,screen 0.03321 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02000,screen 0.77769 to screen 0.98000,screen 0.81343 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.70621 to screen 0.98000,screen 0.74195 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.63473 to screen 0.98000,screen 0.67047 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.56324 to screen 0.98000,screen 0.59899 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.49176 to screen 0.98000,screen 0.52750 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.02833,screen 0.79556 front point pt 7 ps 2 lw 3 lc rgb '#0072B2'
set label '' at screen 0.02833,screen 0.79556 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.03667,screen 0.79556 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.75982 front point pt 5 ps 2 lw 3 lc rgb '#E69F00'
set label '' at screen 0.02833,screen 0.75982 front point pt 4 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed:' at screen 0.03667,screen 0.76782 left front font 'Sans,12' tc rgb '#222222'
set label 'GRößER-NA…ελληνικά' at screen 0.03667,screen 0.75182 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.72408 front point pt 13 ps 2 lw 3 lc rgb '#009E73'
set label '' at screen 0.02833,screen 0.72408 front point pt 12 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: 模型-量化-八位整数' at screen 0.03667,screen 0.72408 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.68834 front point pt 9 ps 2 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.02833,screen 0.68834 front point pt 8 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: 🙂-EMOJI' at screen 0.03667,screen 0.68834 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.65260 front point pt 11 ps 2 lw 3 lc rgb '#D55E00'
set label '' at screen 0.02833,screen 0.65260 front point pt 10 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: עברית-نص' at screen 0.03667,screen 0.65260 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.61686 front point pt 15 ps 2 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.02833,screen 0.61686 front point pt 14 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: B��ROKEN' at screen 0.03667,screen 0.61686 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.58111 front point pt 7 ps 2 lw 3 lc rgb '#F0E442'
set label '' at screen 0.02833,screen 0.58111 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.58111 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: IT’S {A}_B…` "Q"' at screen 0.03667,screen 0.58911 left front font 'Sans,12' tc rgb '#222222'
set label '%D \N' at screen 0.03667,screen 0.57311 left front font 'Sans,12' tc rgb '#222222'
set label 'Dynamic' at screen 0.03667,screen 0.54537 left front font 'Sans,12' tc rgb '#5f6368'
set label 'Static' at screen 0.03667,screen 0.50963 left front font 'Sans,12' tc rgb '#5f6368'
set label 'QAT' at screen 0.03667,screen 0.47389 left front font 'Sans,12' tc rgb '#5f6368'
set label 'Accuracy' at screen 0.20333,screen 0.82557 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '82' at screen 0.24845,screen 0.44581 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '84' at screen 0.29734,screen 0.44581 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '86' at screen 0.34623,screen 0.44581 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.20333,screen 0.42602 left front font 'Sans,11.25' tc rgb '#5f6368'
set arrow from screen 0.29734,screen 0.81343 to screen 0.29734,screen 0.77769 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.77769 to screen 0.29734,screen 0.74195 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.74195 to screen 0.29734,screen 0.70621 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.70621 to screen 0.29734,screen 0.67047 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.67047 to screen 0.29734,screen 0.63473 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.63473 to screen 0.29734,screen 0.59899 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.59899 to screen 0.29734,screen 0.56324 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set label '84.00 %' at screen 0.39108,screen 0.79556 left front font 'Sans,11.25' tc rgb '#222222'
set label '85.00 %' at screen 0.39108,screen 0.75982 left front font 'Sans,11.25' tc rgb '#222222'
set label '84.60 %' at screen 0.39108,screen 0.72408 left front font 'Sans,11.25' tc rgb '#222222'
set label '84.20 %' at screen 0.39108,screen 0.68834 left front font 'Sans,11.25' tc rgb '#222222'
set label '83.80 %' at screen 0.39108,screen 0.65260 left front font 'Sans,11.25' tc rgb '#222222'
set label '83.40 %' at screen 0.39108,screen 0.61686 left front font 'Sans,11.25' tc rgb '#222222'
set label '83.00 %' at screen 0.39108,screen 0.58111 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.21222,screen 0.54537 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.21222,screen 0.50963 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.21222,screen 0.47389 left front font 'Sans,11.25' tc rgb '#5f6368'
set lmargin at screen 0.20333
set rmargin at screen 0.38219
set tmargin at screen 0.81343
set bmargin at screen 0.45602
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [80.15465:87.470937]
set xtics nomirror out scale 0.5 ('' 82, '' 84, '' 86)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [9.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 84 81.598307 86.141474
1 85 82.653134 87.078993
2 84.6 82.230814 86.704374
3 84.2 81.809015 86.329234
4 83.8 81.387722 85.953589
5 83.4 80.96692 85.577453
6 83 80.546594 85.20084
7 NaN NaN NaN
8 NaN NaN NaN
9 NaN NaN NaN
EOD
plot $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222', \
  $data1 every ::0::0 using 2:1 with points pt 7 ps 2 lw 3 lc rgb '#0072B2', \
  $data1 every ::0::0 using 2:1 with points pt 6 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::1::1 using 2:1 with points pt 5 ps 2 lw 3 lc rgb '#E69F00', \
  $data1 every ::1::1 using 2:1 with points pt 4 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::2::2 using 2:1 with points pt 13 ps 2 lw 3 lc rgb '#009E73', \
  $data1 every ::2::2 using 2:1 with points pt 12 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::3::3 using 2:1 with points pt 9 ps 2 lw 3 lc rgb '#CC79A7', \
  $data1 every ::3::3 using 2:1 with points pt 8 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::4::4 using 2:1 with points pt 11 ps 2 lw 3 lc rgb '#D55E00', \
  $data1 every ::4::4 using 2:1 with points pt 10 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::5::5 using 2:1 with points pt 15 ps 2 lw 3 lc rgb '#56B4E9', \
  $data1 every ::5::5 using 2:1 with points pt 14 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::6::6 using 2:1 with points pt 7 ps 2 lw 3 lc rgb '#F0E442', \
  $data1 every ::6::6 using 2:1 with points pt 6 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::6::6 using 2:1 with points pt 7 ps 0.6 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Size' at screen 0.45128,screen 0.82557 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '0' at screen 0.45128,screen 0.44581 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '50' at screen 0.54297,screen 0.44581 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.45128,screen 0.42602 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '86.66 MiB' at screen 0.62861,screen 0.79556 left front font 'Sans,11.25' tc rgb '#222222'
set label '21.93 MiB' at screen 0.62861,screen 0.75982 left front font 'Sans,11.25' tc rgb '#222222'
set label '25.75 MiB' at screen 0.62861,screen 0.72408 left front font 'Sans,11.25' tc rgb '#222222'
set label '29.56 MiB' at screen 0.62861,screen 0.68834 left front font 'Sans,11.25' tc rgb '#222222'
set label '33.38 MiB' at screen 0.62861,screen 0.65260 left front font 'Sans,11.25' tc rgb '#222222'
set label '37.19 MiB' at screen 0.62861,screen 0.61686 left front font 'Sans,11.25' tc rgb '#222222'
set label '41.01 MiB' at screen 0.62861,screen 0.58111 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.46017,screen 0.54537 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.46017,screen 0.50963 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.46017,screen 0.47389 left front font 'Sans,11.25' tc rgb '#5f6368'
set lmargin at screen 0.45128
set rmargin at screen 0.61972
set tmargin at screen 0.81343
set bmargin at screen 0.45602
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:91.858367]
set xtics nomirror out scale 0.5 ('' 0, '' 50)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [9.5:-0.5]
unset ytics
set grid noytics
$data2 << EOD
0 86.658836 NaN NaN
1 21.934509 NaN NaN
2 25.749207 NaN NaN
3 29.563904 NaN NaN
4 33.378601 NaN NaN
5 37.193298 NaN NaN
6 41.007996 NaN NaN
7 NaN NaN NaN
8 NaN NaN NaN
9 NaN NaN NaN
EOD
plot $data2 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#0072B2', \
  $data2 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#E69F00', \
  $data2 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 4 noborder lc rgb '#99000000', \
  $data2 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#009E73', \
  $data2 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 5 noborder lc rgb '#99000000', \
  $data2 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::3::3 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#CC79A7', \
  $data2 every ::3::3 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 1 noborder lc rgb '#99000000', \
  $data2 every ::3::3 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::4::4 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#D55E00', \
  $data2 every ::4::4 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 7 noborder lc rgb '#99000000', \
  $data2 every ::4::4 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::5::5 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#56B4E9', \
  $data2 every ::5::5 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 6 noborder lc rgb '#99000000', \
  $data2 every ::5::5 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#F0E442', \
  $data2 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 4 noborder lc rgb '#99000000', \
  $data2 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border
unset label
unset arrow
unset object
set label 'Latency' at screen 0.69922,screen 0.82557 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '0' at screen 0.69922,screen 0.44581 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '2' at screen 0.75968,screen 0.44581 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '4' at screen 0.82014,screen 0.44581 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '6' at screen 0.88060,screen 0.44581 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency of one text, ms' at screen 0.69922,screen 0.42602 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '5.00 ms' at screen 0.90037,screen 0.79556 left front font 'Sans,11.25' tc rgb '#222222'
set label '3.33 ms (1.50×)' at screen 0.90037,screen 0.75982 left front font 'Sans,11.25' tc rgb '#222222'
set label '2.78 ms (1.80×)' at screen 0.90037,screen 0.72408 left front font 'Sans,11.25' tc rgb '#222222'
set label '2.38 ms (2.10×)' at screen 0.90037,screen 0.68834 left front font 'Sans,11.25' tc rgb '#222222'
set label '2.08 ms (2.40×)' at screen 0.90037,screen 0.65260 left front font 'Sans,11.25' tc rgb '#222222'
set label '1.85 ms (2.70×)' at screen 0.90037,screen 0.61686 left front font 'Sans,11.25' tc rgb '#222222'
set label '1.67 ms (3.00×)' at screen 0.90037,screen 0.58111 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.70811,screen 0.54537 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.70811,screen 0.50963 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.70811,screen 0.47389 left front font 'Sans,11.25' tc rgb '#5f6368'
set lmargin at screen 0.69922
set rmargin at screen 0.89148
set tmargin at screen 0.81343
set bmargin at screen 0.45602
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:6.36]
set xtics nomirror out scale 0.5 ('' 0, '' 2, '' 4, '' 6)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [9.5:-0.5]
unset ytics
set grid noytics
$data3 << EOD
0 5 5 6
1 3.333333 3.333333 4
2 2.777778 2.777778 3.333333
3 2.380952 2.380952 2.857143
4 2.083333 2.083333 2.5
5 1.851852 1.851852 2.222222
6 1.666667 1.666667 2
7 NaN NaN NaN
8 NaN NaN NaN
9 NaN NaN NaN
EOD
plot $data3 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#0072B2', \
  $data3 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#E69F00', \
  $data3 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 4 noborder lc rgb '#99000000', \
  $data3 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#009E73', \
  $data3 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 5 noborder lc rgb '#99000000', \
  $data3 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 every ::3::3 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#CC79A7', \
  $data3 every ::3::3 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 1 noborder lc rgb '#99000000', \
  $data3 every ::3::3 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 every ::4::4 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#D55E00', \
  $data3 every ::4::4 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 7 noborder lc rgb '#99000000', \
  $data3 every ::4::4 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 every ::5::5 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#56B4E9', \
  $data3 every ::5::5 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 6 noborder lc rgb '#99000000', \
  $data3 every ::5::5 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#F0E442', \
  $data3 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 4 noborder lc rgb '#99000000', \
  $data3 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 5 lc rgb '#ffffff', \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Accuracy against size' at screen 0.02000,screen 0.39317 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label 'More key figures' at screen 0.47978,screen 0.39317 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set object rectangle from screen 0.47978,screen 0.18317 to screen 0.98000,screen 0.21459 behind fc rgb '#dcebf7' fs solid noborder
set arrow from screen 0.47978,screen 0.34031 to screen 0.98000,screen 0.34031 nohead lw 1.5 lc rgb '#666666'
set label 'variant' at screen 0.48422,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '' at screen 0.48867,screen 0.32459 front point pt 7 ps 1.8 lw 3 lc rgb '#0072B2'
set label '' at screen 0.48867,screen 0.32459 front point pt 6 ps 1.8 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.49867,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.29317 front point pt 5 ps 1.8 lw 3 lc rgb '#E69F00'
set label '' at screen 0.48867,screen 0.29317 front point pt 4 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: GRöß…ληνικά' at screen 0.49867,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.26174 front point pt 13 ps 1.8 lw 3 lc rgb '#009E73'
set label '' at screen 0.48867,screen 0.26174 front point pt 12 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: 模型-量化-八位整数' at screen 0.49867,screen 0.26174 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.23031 front point pt 9 ps 1.8 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.48867,screen 0.23031 front point pt 8 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: 🙂-EMOJI' at screen 0.49867,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.19888 front point pt 11 ps 1.8 lw 3 lc rgb '#D55E00'
set label '' at screen 0.48867,screen 0.19888 front point pt 10 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: עברית-نص' at screen 0.49867,screen 0.19888 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.16745 front point pt 15 ps 1.8 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.48867,screen 0.16745 front point pt 14 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: B��ROKEN' at screen 0.49867,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.13602 front point pt 7 ps 1.8 lw 3 lc rgb '#F0E442'
set label '' at screen 0.48867,screen 0.13602 front point pt 6 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.13602 front point pt 7 ps 0.54 lw 1 lc rgb '#222222'
set label 'Mixed: IT’S …" %D \N' at screen 0.49867,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label 'difference, points' at screen 0.64566,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '(95 % interval)' at screen 0.64566,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.64566,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label '+1.00 (+0.40 to +1.70)' at screen 0.64566,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label '+0.60 (+0.08 to +1.11)' at screen 0.64566,screen 0.26174 left front font 'Sans,11.25' tc rgb '#222222'
set label '+0.20 (-0.14 to +0.54)' at screen 0.64566,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.20 (-0.54 to +0.14)' at screen 0.64566,screen 0.19888 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '-0.60 (-1.11 to -0.08)' at screen 0.64566,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label '-1.00 (-1.70 to -0.40)' at screen 0.64566,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label 'macro' at screen 0.77682,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'F1' at screen 0.77682,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.8400' at screen 0.77682,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8500' at screen 0.77682,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8460' at screen 0.77682,screen 0.26174 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8420' at screen 0.77682,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8380' at screen 0.77682,screen 0.19888 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '0.8340' at screen 0.77682,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8300' at screen 0.77682,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label 'calibr.' at screen 0.81919,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'error' at screen 0.81919,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.0500' at screen 0.81919,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.26174 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.19888 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label 'batch' at screen 0.86156,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'speed-up' at screen 0.86156,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.86156,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.26174 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.19888 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label 'Pareto' at screen 0.94039,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'front' at screen 0.94039,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'no' at screen 0.94039,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.26174 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.19888 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label '0' at screen 0.06167,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '20' at screen 0.14000,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '40' at screen 0.21834,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '60' at screen 0.29667,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '80' at screen 0.37501,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '82' at screen 0.05589,screen 0.18133 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '84' at screen 0.05589,screen 0.24268 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '86' at screen 0.05589,screen 0.30404 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02000,screen 0.36817 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.45200,screen 0.09071 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '' at screen 0.31667,screen 0.23192 front point pt 7 ps 1.363636 lw 3 lc rgb '#0072B2'
set label '' at screen 0.31667,screen 0.23192 front point pt 6 ps 1.363636 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.32417,screen 0.23192 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.17333,screen 0.32192 front point pt 5 ps 1.363636 lw 3 lc rgb '#E69F00'
set label '' at screen 0.17333,screen 0.32192 front point pt 4 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: GRößER-…λληνικά' at screen 0.18083,screen 0.32192 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.16833,screen 0.31495 to screen 0.14758,screen 0.27336 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.20333,screen 0.30049 front point pt 13 ps 1.363636 lw 3 lc rgb '#009E73'
set label '' at screen 0.20333,screen 0.30049 front point pt 12 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: 模型-量化-八位整数' at screen 0.21083,screen 0.30049 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.19833,screen 0.29352 to screen 0.16252,screen 0.26109 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.23333,screen 0.24906 front point pt 9 ps 1.363636 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.23333,screen 0.24906 front point pt 8 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: 🙂-EMOJI' at screen 0.24083,screen 0.24906 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.22833,screen 0.24882 to screen 0.17746,screen 0.24882 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.23333,screen 0.18049 front point pt 11 ps 1.363636 lw 3 lc rgb '#D55E00'
set label '' at screen 0.23333,screen 0.18049 front point pt 10 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: עברית-نص' at screen 0.24083,screen 0.18049 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.22833,screen 0.18745 to screen 0.19240,screen 0.23655 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.23667,screen 0.21477 front point pt 15 ps 1.363636 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.23667,screen 0.21477 front point pt 14 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: B��ROKEN' at screen 0.24417,screen 0.21477 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.23167,screen 0.22174 to screen 0.20734,screen 0.22428 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.23667,screen 0.19763 front point pt 7 ps 1.363636 lw 3 lc rgb '#F0E442'
set label '' at screen 0.23667,screen 0.19763 front point pt 6 ps 1.363636 lw 1 lc rgb '#222222'
set label '' at screen 0.23667,screen 0.19763 front point pt 7 ps 0.409091 lw 1 lc rgb '#222222'
set label 'Mixed: IT’S {A}_… "Q" %D \N' at screen 0.24417,screen 0.19763 left front font 'Sans,11.25' tc rgb '#222222'
set label 'Pareto front' at screen 0.36651,screen 0.28334 center front font 'Sans:Bold,11.25' tc rgb '#444444'
set lmargin at screen 0.06167
set rmargin at screen 0.45200
set tmargin at screen 0.35317
set bmargin at screen 0.12071
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:99.657662]
set xtics nomirror out scale 0.5 ('' 0, '' 20, '' 40, '' 60, '' 80)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [80.024002:87.601585]
set ytics nomirror out scale 0.5 ('' 82, '' 84, '' 86)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data4 << EOD
21.934509 80.024002
21.934509 85
99.657662 85
EOD
$data5 << EOD
86.658836 84 81.598307 86.141474
21.934509 85 82.653134 87.078993
25.749207 84.6 82.230814 86.704374
29.563904 84.2 81.809015 86.329234
33.378601 83.8 81.387722 85.953589
37.193298 83.4 80.96692 85.577453
41.007996 83 80.546594 85.20084
EOD
plot $data4 using 1:2 with lines dt (14,8) lw 2.5 lc rgb '#444444', \
  $data5 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#0072B2', \
  $data5 every ::1::1 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::1::1 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#E69F00', \
  $data5 every ::2::2 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::2::2 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#009E73', \
  $data5 every ::3::3 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::3::3 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#CC79A7', \
  $data5 every ::4::4 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::4::4 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#D55E00', \
  $data5 every ::5::5 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::5::5 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#56B4E9', \
  $data5 every ::6::6 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::6::6 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#F0E442', \
  $data5 every ::0::0 using 1:2 with points pt 7 ps 2.8 lw 3 lc rgb '#0072B2', \
  $data5 every ::0::0 using 1:2 with points pt 6 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::1::1 using 1:2 with points pt 5 ps 2.8 lw 3 lc rgb '#E69F00', \
  $data5 every ::1::1 using 1:2 with points pt 4 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::2::2 using 1:2 with points pt 13 ps 2.8 lw 3 lc rgb '#009E73', \
  $data5 every ::2::2 using 1:2 with points pt 12 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::3::3 using 1:2 with points pt 9 ps 2.8 lw 3 lc rgb '#CC79A7', \
  $data5 every ::3::3 using 1:2 with points pt 8 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::4::4 using 1:2 with points pt 11 ps 2.8 lw 3 lc rgb '#D55E00', \
  $data5 every ::4::4 using 1:2 with points pt 10 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::5::5 using 1:2 with points pt 15 ps 2.8 lw 3 lc rgb '#56B4E9', \
  $data5 every ::5::5 using 1:2 with points pt 14 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::6::6 using 1:2 with points pt 7 ps 2.8 lw 3 lc rgb '#F0E442', \
  $data5 every ::6::6 using 1:2 with points pt 6 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::6::6 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
