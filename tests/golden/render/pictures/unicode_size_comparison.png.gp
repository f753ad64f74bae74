set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Size of the model’s files' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'модель-模型-modèle on movie-sentences, 1,000 test texts. Bytes on disk of what is needed to run the variant.' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.78804 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.63613 to screen 0.97429,screen 0.71209 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.48422 to screen 0.97429,screen 0.56018 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.33231 to screen 0.97429,screen 0.40827 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.18040 to screen 0.97429,screen 0.25636 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.82602 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.82602 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.82602 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.75007 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.03643,screen 0.75007 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed:' at screen 0.04714,screen 0.76407 left front font 'Sans,13.5' tc rgb '#222222'
set label 'GRößER-NAïVE-…ль-ελληνικά' at screen 0.04714,screen 0.73607 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.67411 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.03643,screen 0.67411 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: 模型-量化-八位整数' at screen 0.04714,screen 0.67411 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.59816 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.03643,screen 0.59816 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: 🙂-EMOJI' at screen 0.04714,screen 0.59816 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.52220 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03643,screen 0.52220 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: עברית-نص' at screen 0.04714,screen 0.52220 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.44624 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.03643,screen 0.44624 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: B��ROKEN' at screen 0.04714,screen 0.44624 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.37029 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.03643,screen 0.37029 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.37029 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: IT’S {A}_B^C @…`LS` "Q"' at screen 0.04714,screen 0.38429 left front font 'Sans,13.5' tc rgb '#222222'
set label '%D \N' at screen 0.04714,screen 0.35629 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Dynamic' at screen 0.04714,screen 0.29433 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Static' at screen 0.04714,screen 0.21838 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'QAT' at screen 0.04714,screen 0.14242 left front font 'Sans,13.5' tc rgb '#5f6368'
set label '' at screen 0.33286,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.33286,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '20' at screen 0.43092,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '40' at screen 0.52899,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '60' at screen 0.62705,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '80' at screen 0.72512,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.33286,screen 0.05778 left front font 'Sans,12' tc rgb '#5f6368'
set label '86.66 MiB' at screen 0.79469,screen 0.82602 left front font 'Sans,12' tc rgb '#222222'
set label '21.93 MiB (3.95× smaller)' at screen 0.79469,screen 0.75007 left front font 'Sans,12' tc rgb '#222222'
set label '25.75 MiB (3.37× smaller)' at screen 0.79469,screen 0.67411 left front font 'Sans,12' tc rgb '#222222'
set label '29.56 MiB (2.93× smaller)' at screen 0.79469,screen 0.59816 left front font 'Sans,12' tc rgb '#222222'
set label '33.38 MiB (2.60× smaller)' at screen 0.79469,screen 0.52220 left front font 'Sans,12' tc rgb '#222222'
set label '37.19 MiB (2.33× smaller)' at screen 0.79469,screen 0.44624 left front font 'Sans,12' tc rgb '#222222'
set label '41.01 MiB (2.11× smaller)' at screen 0.79469,screen 0.37029 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.34429,screen 0.29433 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.34429,screen 0.21838 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.34429,screen 0.14242 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.33286
set rmargin at screen 0.78326
set tmargin at screen 0.86400
set bmargin at screen 0.10444
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:91.858367]
set xtics nomirror out scale 0.5 ('' 0, '' 20, '' 40, '' 60, '' 80)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [9.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
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
  $data1 every ::6::6 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border
unset label
unset arrow
unset object
unset multiplot
