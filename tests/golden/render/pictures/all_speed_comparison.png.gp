set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Latency of one text' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Bar: median; whisker: up to the 95th percentile. Lower is better.' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'In brackets: the 95 % interval of the speed-up, measured in turn with the reference. Stages were timed in different runs: compare variants of different' at screen 0.02571,screen 0.07500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'stages by their speed-ups.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.77711 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.60333 to screen 0.97429,screen 0.69022 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.42956 to screen 0.97429,screen 0.51644 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.25578 to screen 0.97429,screen 0.34267 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.82056 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.82056 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.82056 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.73367 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.03643,screen 0.73367 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Dynamic INT8' at screen 0.04714,screen 0.73367 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.64678 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.03643,screen 0.64678 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.04714,screen 0.64678 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.55989 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.03643,screen 0.55989 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.04714,screen 0.55989 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.47300 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03643,screen 0.47300 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.04714,screen 0.47300 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.38611 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.03643,screen 0.38611 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.04714,screen 0.38611 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.29922 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.03643,screen 0.29922 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.29922 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.04714,screen 0.29922 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.21233 front point pt 5 ps 2.4 lw 3 lc rgb '#999999'
set label '' at screen 0.03643,screen 0.21233 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.21233 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed precision' at screen 0.04714,screen 0.21233 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.17643,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.17643,screen 0.15178 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '1' at screen 0.25325,screen 0.15178 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '2' at screen 0.33008,screen 0.15178 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '3' at screen 0.40691,screen 0.15178 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '4' at screen 0.48373,screen 0.15178 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '5' at screen 0.56056,screen 0.15178 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '6' at screen 0.63738,screen 0.15178 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'latency of one text, ms' at screen 0.17643,screen 0.12222 left front font 'Sans,12' tc rgb '#5f6368'
set label '5.50 ms' at screen 0.72533,screen 0.82056 left front font 'Sans,12' tc rgb '#222222'
set label '2.00 ms, 2.75× as fast (2.60 to 2.90)' at screen 0.72533,screen 0.73367 left front font 'Sans,12' tc rgb '#222222'
set label '1.67 ms, 3.00× as fast (2.90 to 3.10)' at screen 0.72533,screen 0.64678 left front font 'Sans,12' tc rgb '#222222'
set label '1.79 ms, 2.80× as fast (2.70 to 2.90)' at screen 0.72533,screen 0.55989 left front font 'Sans,12' tc rgb '#222222'
set label '1.92 ms, 2.60× as fast (2.50 to 2.70)' at screen 0.72533,screen 0.47300 left front font 'Sans,12' tc rgb '#222222'
set label '4.55 ms, 1.10× as fast (1.00 to 1.20)' at screen 0.72533,screen 0.38611 left front font 'Sans,12' tc rgb '#222222'
set label '4.17 ms, 1.20× as fast (1.10 to 1.30)' at screen 0.72533,screen 0.29922 left front font 'Sans,12' tc rgb '#222222'
set label '2.27 ms, 2.20× as fast (2.10 to 2.30)' at screen 0.72533,screen 0.21233 left front font 'Sans,12' tc rgb '#222222'
set lmargin at screen 0.17643
set rmargin at screen 0.71390
set tmargin at screen 0.86400
set bmargin at screen 0.16889
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:6.996]
set xtics nomirror out scale 0.5 ('' 0, '' 1, '' 2, '' 3, '' 4, '' 5, '' 6)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [7.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 5.5 5.5 6.6
1 2 2 2.4
2 1.666667 1.666667 2
3 1.785714 1.785714 2.142857
4 1.923077 1.923077 2.307692
5 4.545455 4.545455 5.454545
6 4.166667 4.166667 5
7 2.272727 2.272727 2.727273
EOD
plot $data1 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#0072B2', \
  $data1 every ::0::0 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#E69F00', \
  $data1 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 4 noborder lc rgb '#99000000', \
  $data1 every ::1::1 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#009E73', \
  $data1 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 5 noborder lc rgb '#99000000', \
  $data1 every ::2::2 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::3::3 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#CC79A7', \
  $data1 every ::3::3 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 1 noborder lc rgb '#99000000', \
  $data1 every ::3::3 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::4::4 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#D55E00', \
  $data1 every ::4::4 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 7 noborder lc rgb '#99000000', \
  $data1 every ::4::4 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::5::5 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#56B4E9', \
  $data1 every ::5::5 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 6 noborder lc rgb '#99000000', \
  $data1 every ::5::5 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#F0E442', \
  $data1 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 4 noborder lc rgb '#99000000', \
  $data1 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#999999', \
  $data1 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 5 noborder lc rgb '#99000000', \
  $data1 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 using 2:1:3:4 with xerrorbars pt 0 lw 5 lc rgb '#ffffff', \
  $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
