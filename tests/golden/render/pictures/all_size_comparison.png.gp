set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Size of the model’s files' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Bytes on disk of what is needed to run the variant.' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
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
set label '10' at screen 0.24249,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '20' at screen 0.30855,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '30' at screen 0.37461,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '40' at screen 0.44068,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '50' at screen 0.50674,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '60' at screen 0.57280,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '70' at screen 0.63886,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '80' at screen 0.70492,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '90' at screen 0.77099,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.17643,screen 0.05778 left front font 'Sans,12' tc rgb '#5f6368'
set label '86.66 MiB' at screen 0.79469,screen 0.81653 left front font 'Sans,12' tc rgb '#222222'
set label '22.03 MiB (3.93× smaller)' at screen 0.79469,screen 0.72158 left front font 'Sans,12' tc rgb '#222222'
set label '21.93 MiB (3.95× smaller)' at screen 0.79469,screen 0.62664 left front font 'Sans,12' tc rgb '#222222'
set label '21.93 MiB (3.95× smaller)' at screen 0.79469,screen 0.53169 left front font 'Sans,12' tc rgb '#222222'
set label '21.93 MiB (3.95× smaller)' at screen 0.79469,screen 0.43675 left front font 'Sans,12' tc rgb '#222222'
set label '43.39 MiB (2.00× smaller)' at screen 0.79469,screen 0.34181 left front font 'Sans,12' tc rgb '#222222'
set label '43.39 MiB (2.00× smaller)' at screen 0.79469,screen 0.24686 left front font 'Sans,12' tc rgb '#222222'
set label '27.66 MiB (3.13× smaller)' at screen 0.79469,screen 0.15192 left front font 'Sans,12' tc rgb '#222222'
set lmargin at screen 0.17643
set rmargin at screen 0.78326
set tmargin at screen 0.86400
set bmargin at screen 0.10444
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:91.858367]
set xtics nomirror out scale 0.5 ('' 0, '' 10, '' 20, '' 30, '' 40, '' 50, '' 60, '' 70, '' 80, '' 90)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [7.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 86.658836 NaN NaN
1 22.029877 NaN NaN
2 21.934509 NaN NaN
3 21.934509 NaN NaN
4 21.934509 NaN NaN
5 43.392181 NaN NaN
6 43.392181 NaN NaN
7 27.656555 NaN NaN
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
  $data1 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border
unset label
unset arrow
unset object
unset multiplot
