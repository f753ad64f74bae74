set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Latency of one text' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'модель-模型-modèle on movie-sentences, 1,000 test texts. Bar: median; whisker: up to the 95th percentile. Lower is better.' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'In brackets: the 95 % interval of the speed-up, measured in turn with the reference.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.79216 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.64847 to screen 0.97429,screen 0.72031 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.50478 to screen 0.97429,screen 0.57662 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.36109 to screen 0.97429,screen 0.43293 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.21740 to screen 0.97429,screen 0.28924 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.82808 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.82808 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.82808 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.75623 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.03643,screen 0.75623 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed:' at screen 0.04714,screen 0.77023 left front font 'Sans,13.5' tc rgb '#222222'
set label 'GRößER-NAïVE-…ль-ελληνικά' at screen 0.04714,screen 0.74223 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.68439 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.03643,screen 0.68439 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: 模型-量化-八位整数' at screen 0.04714,screen 0.68439 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.61254 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.03643,screen 0.61254 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: 🙂-EMOJI' at screen 0.04714,screen 0.61254 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.54070 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03643,screen 0.54070 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: עברית-نص' at screen 0.04714,screen 0.54070 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.46886 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.03643,screen 0.46886 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: B��ROKEN' at screen 0.04714,screen 0.46886 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.39701 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.03643,screen 0.39701 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.39701 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: IT’S {A}_B^C @…`LS` "Q"' at screen 0.04714,screen 0.41101 left front font 'Sans,13.5' tc rgb '#222222'
set label '%D \N' at screen 0.04714,screen 0.38301 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Dynamic' at screen 0.04714,screen 0.32517 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Static' at screen 0.04714,screen 0.25332 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'QAT' at screen 0.04714,screen 0.18148 left front font 'Sans,13.5' tc rgb '#5f6368'
set label '' at screen 0.33286,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.33286,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '1' at screen 0.39277,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '2' at screen 0.45268,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '3' at screen 0.51260,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '4' at screen 0.57251,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '5' at screen 0.63242,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '6' at screen 0.69233,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'latency of one text, ms' at screen 0.33286,screen 0.09889 left front font 'Sans,12' tc rgb '#5f6368'
set label '5.00 ms' at screen 0.72533,screen 0.82808 left front font 'Sans,12' tc rgb '#222222'
set label '3.33 ms, 1.50× as fast (1.40 to 1.60)' at screen 0.72533,screen 0.75623 left front font 'Sans,12' tc rgb '#222222'
set label '2.78 ms, 1.80× as fast (1.70 to 1.90)' at screen 0.72533,screen 0.68439 left front font 'Sans,12' tc rgb '#222222'
set label '2.38 ms, 2.10× as fast (2.00 to 2.20)' at screen 0.72533,screen 0.61254 left front font 'Sans,12' tc rgb '#222222'
set label '2.08 ms, 2.40× as fast (2.30 to 2.50)' at screen 0.72533,screen 0.54070 left front font 'Sans,12' tc rgb '#222222'
set label '1.85 ms, 2.70× as fast (2.60 to 2.80)' at screen 0.72533,screen 0.46886 left front font 'Sans,12' tc rgb '#222222'
set label '1.67 ms, 3.00× as fast (2.90 to 3.10)' at screen 0.72533,screen 0.39701 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.34429,screen 0.32517 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.34429,screen 0.25332 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.34429,screen 0.18148 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.33286
set rmargin at screen 0.71390
set tmargin at screen 0.86400
set bmargin at screen 0.14556
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:6.36]
set xtics nomirror out scale 0.5 ('' 0, '' 1, '' 2, '' 3, '' 4, '' 5, '' 6)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [9.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
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
  $data1 using 2:1:3:4 with xerrorbars pt 0 lw 5 lc rgb '#ffffff', \
  $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
