set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Ship Static INT8' at screen 0.02000,screen 0.96286 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts' at screen 0.02000,screen 0.93771 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Its accuracy differs from the baseline’s by -0.40 percentage points (95 % interval -0.84 to +0.04).' at screen 0.02000,screen 0.91400 left front font 'Sans,13.5' tc rgb '#222222'
set label 'It answers a single text 3.00 times as fast (95 % interval 2.90 to 3.10), measured in turn with FP32.' at screen 0.02000,screen 0.89600 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Its files are 3.95 times smaller.' at screen 0.02000,screen 0.87800 left front font 'Sans,13.5' tc rgb '#222222'
set label '… and more: see summary_report.md.' at screen 0.02000,screen 0.86000 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Whiskers of the accuracy: 95 % intervals. Dashed: the accuracy of FP32 baseline. Bars of the latency: median, whiskers to the 95th percentile. Differences are paired, on the same texts. In' at screen 0.02000,screen 0.06321 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'brackets: the speed-up, measured in turn with the reference. Stages were timed in different runs: compare variants of different stages by their speed-ups. The Pareto front of the table is of' at screen 0.02000,screen 0.04821 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy, size and latency.' at screen 0.02000,screen 0.03321 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02000,screen 0.76875 to screen 0.98000,screen 0.81343 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.67940 to screen 0.98000,screen 0.72408 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.59005 to screen 0.98000,screen 0.63473 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.50070 to screen 0.98000,screen 0.54537 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.02833,screen 0.79109 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.02833,screen 0.79109 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.03667,screen 0.79109 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.74642 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.02833,screen 0.74642 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Dynamic' at screen 0.03667,screen 0.75542 left front font 'Sans,13.5' tc rgb '#222222'
set label 'INT8' at screen 0.03667,screen 0.73742 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.70174 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.02833,screen 0.70174 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.03667,screen 0.70174 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.65706 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.02833,screen 0.65706 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.03667,screen 0.65706 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.61239 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.02833,screen 0.61239 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.03667,screen 0.61239 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.56771 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.02833,screen 0.56771 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.03667,screen 0.56771 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.52304 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.02833,screen 0.52304 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.52304 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.03667,screen 0.52304 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.47836 front point pt 5 ps 2.4 lw 3 lc rgb '#999999'
set label '' at screen 0.02833,screen 0.47836 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.47836 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed' at screen 0.03667,screen 0.48736 left front font 'Sans,13.5' tc rgb '#222222'
set label 'precision' at screen 0.03667,screen 0.46936 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Accuracy' at screen 0.13722,screen 0.82557 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '80' at screen 0.14716,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '82' at screen 0.20288,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '84' at screen 0.25860,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '86' at screen 0.31433,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.13722,screen 0.42602 left front font 'Sans,12' tc rgb '#5f6368'
set arrow from screen 0.25860,screen 0.81343 to screen 0.25860,screen 0.76875 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.25860,screen 0.76875 to screen 0.25860,screen 0.72408 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.25860,screen 0.72408 to screen 0.25860,screen 0.67940 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.25860,screen 0.67940 to screen 0.25860,screen 0.63473 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.25860,screen 0.63473 to screen 0.25860,screen 0.59005 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.25860,screen 0.59005 to screen 0.25860,screen 0.54537 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.25860,screen 0.54537 to screen 0.25860,screen 0.50070 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.25860,screen 0.50070 to screen 0.25860,screen 0.45602 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set label '84.00 %' at screen 0.34293,screen 0.79109 left front font 'Sans,12' tc rgb '#222222'
set label '83.90 %' at screen 0.34293,screen 0.74642 left front font 'Sans,12' tc rgb '#222222'
set label '83.60 %' at screen 0.34293,screen 0.70174 left front font 'Sans,12' tc rgb '#222222'
set label '84.20 %' at screen 0.34293,screen 0.65706 left front font 'Sans,12' tc rgb '#222222'
set label '82.50 %' at screen 0.34293,screen 0.61239 left front font 'Sans,12' tc rgb '#222222'
set label '84.00 %' at screen 0.34293,screen 0.56771 left front font 'Sans,12' tc rgb '#222222'
set label '83.70 %' at screen 0.34293,screen 0.52304 left front font 'Sans,12' tc rgb '#222222'
set label '83.90 %' at screen 0.34293,screen 0.47836 left front font 'Sans,12' tc rgb '#222222'
set lmargin at screen 0.13722
set rmargin at screen 0.33404
set tmargin at screen 0.81343
set bmargin at screen 0.45602
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [79.643392:86.707678]
set xtics nomirror out scale 0.5 ('' 80, '' 82, '' 84, '' 86)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [7.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 84 81.598307 86.141474
1 83.9 81.492999 86.047547
2 83.6 81.177261 85.765581
3 84.2 81.809015 86.329234
4 82.5 80.021835 84.729425
5 84 81.598307 86.141474
6 83.7 81.282476 85.8596
7 83.9 81.492999 86.047547
EOD
plot $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222', \
  $data1 every ::0::0 using 2:1 with points pt 7 ps 2.4 lw 3 lc rgb '#0072B2', \
  $data1 every ::0::0 using 2:1 with points pt 6 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::1::1 using 2:1 with points pt 5 ps 2.4 lw 3 lc rgb '#E69F00', \
  $data1 every ::1::1 using 2:1 with points pt 4 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::2::2 using 2:1 with points pt 13 ps 2.4 lw 3 lc rgb '#009E73', \
  $data1 every ::2::2 using 2:1 with points pt 12 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::3::3 using 2:1 with points pt 9 ps 2.4 lw 3 lc rgb '#CC79A7', \
  $data1 every ::3::3 using 2:1 with points pt 8 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::4::4 using 2:1 with points pt 11 ps 2.4 lw 3 lc rgb '#D55E00', \
  $data1 every ::4::4 using 2:1 with points pt 10 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::5::5 using 2:1 with points pt 15 ps 2.4 lw 3 lc rgb '#56B4E9', \
  $data1 every ::5::5 using 2:1 with points pt 14 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::6::6 using 2:1 with points pt 7 ps 2.4 lw 3 lc rgb '#F0E442', \
  $data1 every ::6::6 using 2:1 with points pt 6 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::6::6 using 2:1 with points pt 7 ps 0.72 lw 1 lc rgb '#222222', \
  $data1 every ::7::7 using 2:1 with points pt 5 ps 2.4 lw 3 lc rgb '#999999', \
  $data1 every ::7::7 using 2:1 with points pt 4 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::7::7 using 2:1 with points pt 7 ps 0.72 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Size' at screen 0.40566,screen 0.82557 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.40566,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '50' at screen 0.50675,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.40566,screen 0.42602 left front font 'Sans,12' tc rgb '#5f6368'
set label '86.66 MiB' at screen 0.60026,screen 0.79109 left front font 'Sans,12' tc rgb '#222222'
set label '22.03 MiB' at screen 0.60026,screen 0.74642 left front font 'Sans,12' tc rgb '#222222'
set label '21.93 MiB' at screen 0.60026,screen 0.70174 left front font 'Sans,12' tc rgb '#222222'
set label '21.93 MiB' at screen 0.60026,screen 0.65706 left front font 'Sans,12' tc rgb '#222222'
set label '21.93 MiB' at screen 0.60026,screen 0.61239 left front font 'Sans,12' tc rgb '#222222'
set label '43.39 MiB' at screen 0.60026,screen 0.56771 left front font 'Sans,12' tc rgb '#222222'
set label '43.39 MiB' at screen 0.60026,screen 0.52304 left front font 'Sans,12' tc rgb '#222222'
set label '27.66 MiB' at screen 0.60026,screen 0.47836 left front font 'Sans,12' tc rgb '#222222'
set lmargin at screen 0.40566
set rmargin at screen 0.59137
set tmargin at screen 0.81343
set bmargin at screen 0.45602
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
3 21.934509 NaN NaN
4 21.934509 NaN NaN
5 43.392181 NaN NaN
6 43.392181 NaN NaN
7 27.656555 NaN NaN
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
  $data2 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#999999', \
  $data2 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 5 noborder lc rgb '#99000000', \
  $data2 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border
unset label
unset arrow
unset object
set label 'Latency' at screen 0.67410,screen 0.82557 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.67410,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '2' at screen 0.73479,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '4' at screen 0.79548,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '6' at screen 0.85617,screen 0.44502 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'latency of one text, ms' at screen 0.67410,screen 0.42602 left front font 'Sans,12' tc rgb '#5f6368'
set label '5.50 ms' at screen 0.89528,screen 0.79109 left front font 'Sans,12' tc rgb '#222222'
set label '2.00 ms (2.75×)' at screen 0.89528,screen 0.74642 left front font 'Sans,12' tc rgb '#222222'
set label '1.67 ms (3.00×)' at screen 0.89528,screen 0.70174 left front font 'Sans,12' tc rgb '#222222'
set label '1.79 ms (2.80×)' at screen 0.89528,screen 0.65706 left front font 'Sans,12' tc rgb '#222222'
set label '1.92 ms (2.60×)' at screen 0.89528,screen 0.61239 left front font 'Sans,12' tc rgb '#222222'
set label '4.55 ms (1.10×)' at screen 0.89528,screen 0.56771 left front font 'Sans,12' tc rgb '#222222'
set label '4.17 ms (1.20×)' at screen 0.89528,screen 0.52304 left front font 'Sans,12' tc rgb '#222222'
set label '2.27 ms (2.20×)' at screen 0.89528,screen 0.47836 left front font 'Sans,12' tc rgb '#222222'
set lmargin at screen 0.67410
set rmargin at screen 0.88639
set tmargin at screen 0.81343
set bmargin at screen 0.45602
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:6.996]
set xtics nomirror out scale 0.5 ('' 0, '' 2, '' 4, '' 6)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [7.5:-0.5]
unset ytics
set grid noytics
$data3 << EOD
0 5.5 5.5 6.6
1 2 2 2.4
2 1.666667 1.666667 2
3 1.785714 1.785714 2.142857
4 1.923077 1.923077 2.307692
5 4.545455 4.545455 5.454545
6 4.166667 4.166667 5
7 2.272727 2.272727 2.727273
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
  $data3 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#999999', \
  $data3 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 5 noborder lc rgb '#99000000', \
  $data3 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 5 lc rgb '#ffffff', \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Accuracy against size' at screen 0.02000,screen 0.39317 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label 'More key figures' at screen 0.47978,screen 0.39317 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set object rectangle from screen 0.47978,screen 0.24602 to screen 0.98000,screen 0.27745 behind fc rgb '#dcebf7' fs solid noborder
set arrow from screen 0.47978,screen 0.34031 to screen 0.98000,screen 0.34031 nohead lw 1.5 lc rgb '#666666'
set label 'variant' at screen 0.48422,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '' at screen 0.48867,screen 0.32459 front point pt 7 ps 1.8 lw 3 lc rgb '#0072B2'
set label '' at screen 0.48867,screen 0.32459 front point pt 6 ps 1.8 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.49867,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.29317 front point pt 5 ps 1.8 lw 3 lc rgb '#E69F00'
set label '' at screen 0.48867,screen 0.29317 front point pt 4 ps 1.8 lw 1 lc rgb '#222222'
set label 'Dynamic INT8' at screen 0.49867,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.26174 front point pt 13 ps 1.8 lw 3 lc rgb '#009E73'
set label '' at screen 0.48867,screen 0.26174 front point pt 12 ps 1.8 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.49867,screen 0.26174 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.23031 front point pt 9 ps 1.8 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.48867,screen 0.23031 front point pt 8 ps 1.8 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.49867,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.19888 front point pt 11 ps 1.8 lw 3 lc rgb '#D55E00'
set label '' at screen 0.48867,screen 0.19888 front point pt 10 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.49867,screen 0.19888 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.16745 front point pt 15 ps 1.8 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.48867,screen 0.16745 front point pt 14 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.49867,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.13602 front point pt 7 ps 1.8 lw 3 lc rgb '#F0E442'
set label '' at screen 0.48867,screen 0.13602 front point pt 6 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.13602 front point pt 7 ps 0.54 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.49867,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.10459 front point pt 5 ps 1.8 lw 3 lc rgb '#999999'
set label '' at screen 0.48867,screen 0.10459 front point pt 4 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.10459 front point pt 7 ps 0.54 lw 1 lc rgb '#222222'
set label 'Mixed precision' at screen 0.49867,screen 0.10459 left front font 'Sans,11.25' tc rgb '#222222'
set label 'difference, points' at screen 0.59200,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '(95 % interval)' at screen 0.59200,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.59200,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.10 (-0.38 to +0.18)' at screen 0.59200,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.40 (-0.84 to +0.04)' at screen 0.59200,screen 0.26174 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '+0.20 (-0.14 to +0.54)' at screen 0.59200,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label '-1.50 (-2.30 to -0.80)' at screen 0.59200,screen 0.19888 left front font 'Sans,11.25' tc rgb '#222222'
set label '+0.00 (-0.20 to +0.20)' at screen 0.59200,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.30 (-0.70 to +0.09)' at screen 0.59200,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.10 (-0.38 to +0.18)' at screen 0.59200,screen 0.10459 left front font 'Sans,11.25' tc rgb '#222222'
set label 'macro' at screen 0.72100,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'F1' at screen 0.72100,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.8400' at screen 0.72100,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8390' at screen 0.72100,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8360' at screen 0.72100,screen 0.26174 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '0.8420' at screen 0.72100,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8250' at screen 0.72100,screen 0.19888 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8400' at screen 0.72100,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8370' at screen 0.72100,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8390' at screen 0.72100,screen 0.10459 left front font 'Sans,11.25' tc rgb '#222222'
set label 'calibr.' at screen 0.76337,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'error' at screen 0.76337,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.0500' at screen 0.76337,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76337,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76337,screen 0.26174 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76337,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76337,screen 0.19888 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76337,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76337,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.76337,screen 0.10459 left front font 'Sans,11.25' tc rgb '#222222'
set label 'batch' at screen 0.80575,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'speed-up' at screen 0.80575,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.80575,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label '3.10×' at screen 0.80575,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.80575,screen 0.26174 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.80575,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.80575,screen 0.19888 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.80575,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.80575,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.80575,screen 0.10459 left front font 'Sans,11.25' tc rgb '#222222'
set label 'Pareto' at screen 0.88457,screen 0.36745 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'front' at screen 0.88457,screen 0.35317 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'no' at screen 0.88457,screen 0.32459 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88457,screen 0.29317 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.88457,screen 0.26174 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'yes' at screen 0.88457,screen 0.23031 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88457,screen 0.19888 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88457,screen 0.16745 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88457,screen 0.13602 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no' at screen 0.88457,screen 0.10459 left front font 'Sans,11.25' tc rgb '#222222'
set label '0' at screen 0.06167,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '20' at screen 0.14000,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '40' at screen 0.21834,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '60' at screen 0.29667,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '80' at screen 0.37501,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '80' at screen 0.05589,screen 0.13605 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '82' at screen 0.05589,screen 0.19959 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '84' at screen 0.05589,screen 0.26313 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '86' at screen 0.05589,screen 0.32667 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02000,screen 0.36817 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.45200,screen 0.09071 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '' at screen 0.32000,screen 0.24049 front point pt 7 ps 1.363636 lw 3 lc rgb '#0072B2'
set label '' at screen 0.32000,screen 0.24049 front point pt 6 ps 1.363636 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.32750,screen 0.24049 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.39549,screen 0.24745 to screen 0.40109,screen 0.26313 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.15667,screen 0.33906 front point pt 5 ps 1.363636 lw 3 lc rgb '#E69F00'
set label '' at screen 0.15667,screen 0.33906 front point pt 4 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Dynamic INT8' at screen 0.16417,screen 0.33906 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.15167,screen 0.33209 to screen 0.14795,screen 0.25996 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.07438,screen 0.25043 front point pt 13 ps 1.363636 lw 3 lc rgb '#009E73'
set label '' at screen 0.07438,screen 0.25043 front point pt 12 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.08188,screen 0.25043 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.08321,screen 0.26949 front point pt 9 ps 1.363636 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.08321,screen 0.26949 front point pt 8 ps 1.363636 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.09071,screen 0.26949 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.07061,screen 0.21548 front point pt 11 ps 1.363636 lw 3 lc rgb '#D55E00'
set label '' at screen 0.07061,screen 0.21548 front point pt 10 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.07811,screen 0.21548 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.24667,screen 0.25763 front point pt 15 ps 1.363636 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.24667,screen 0.25763 front point pt 14 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.25417,screen 0.25763 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.24000,screen 0.23620 front point pt 7 ps 1.363636 lw 3 lc rgb '#F0E442'
set label '' at screen 0.24000,screen 0.23620 front point pt 6 ps 1.363636 lw 1 lc rgb '#222222'
set label '' at screen 0.24000,screen 0.23620 front point pt 7 ps 0.409091 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.24750,screen 0.23620 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.18000,screen 0.28334 front point pt 5 ps 1.363636 lw 3 lc rgb '#999999'
set label '' at screen 0.18000,screen 0.28334 front point pt 4 ps 1.363636 lw 1 lc rgb '#222222'
set label '' at screen 0.18000,screen 0.28334 front point pt 7 ps 0.409091 lw 1 lc rgb '#222222'
set label 'Mixed precision' at screen 0.18750,screen 0.28334 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.17500,screen 0.27638 to screen 0.16999,screen 0.25996 nohead back lw 1 lc rgb '#777777'
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
set yrange [79.517244:86.833826]
set ytics nomirror out scale 0.5 ('' 80, '' 82, '' 84, '' 86)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data4 << EOD
21.934509 79.517244
21.934509 84.2
99.657662 84.2
EOD
$data5 << EOD
86.658836 84 81.598307 86.141474
22.029877 83.9 81.492999 86.047547
21.934509 83.6 81.177261 85.765581
21.934509 84.2 81.809015 86.329234
21.934509 82.5 80.021835 84.729425
43.392181 84 81.598307 86.141474
43.392181 83.7 81.282476 85.8596
27.656555 83.9 81.492999 86.047547
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
  $data5 every ::7::7 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::7::7 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#999999', \
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
  $data5 every ::6::6 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222', \
  $data5 every ::7::7 using 1:2 with points pt 5 ps 2.8 lw 3 lc rgb '#999999', \
  $data5 every ::7::7 using 1:2 with points pt 4 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::7::7 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
