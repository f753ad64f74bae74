set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Size of the model’s files' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Bytes on disk of what is needed to run the variant.' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.81336 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.71209 to screen 0.97429,screen 0.76273 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.61081 to screen 0.97429,screen 0.66145 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.50954 to screen 0.97429,screen 0.56018 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.40827 to screen 0.97429,screen 0.45890 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.30699 to screen 0.97429,screen 0.35763 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.20572 to screen 0.97429,screen 0.25636 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.10444 to screen 0.97429,screen 0.15508 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.83868 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.83868 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.83868 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.78804 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.03643,screen 0.78804 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-0' at screen 0.04714,screen 0.78804 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.73741 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.03643,screen 0.73741 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-1' at screen 0.04714,screen 0.73741 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.68677 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.03643,screen 0.68677 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-2' at screen 0.04714,screen 0.68677 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.63613 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03643,screen 0.63613 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-3' at screen 0.04714,screen 0.63613 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.58550 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.03643,screen 0.58550 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-4' at screen 0.04714,screen 0.58550 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.53486 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.03643,screen 0.53486 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.53486 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-5' at screen 0.04714,screen 0.53486 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.48422 front point pt 5 ps 2.4 lw 3 lc rgb '#999999'
set label '' at screen 0.03643,screen 0.48422 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.48422 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-6' at screen 0.04714,screen 0.48422 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.43359 front point pt 13 ps 2.4 lw 3 lc rgb '#A6761D'
set label '' at screen 0.03643,screen 0.43359 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.43359 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-7' at screen 0.04714,screen 0.43359 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.38295 front point pt 9 ps 2.4 lw 3 lc rgb '#332288'
set label '' at screen 0.03643,screen 0.38295 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.38295 front point pt 7 ps 0.72 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER-L…-VARIANT-8' at screen 0.04714,screen 0.38295 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.33231 front point pt 11 ps 2.4 lw 3 lc rgb '#882255'
set label '' at screen 0.03643,screen 0.33231 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.33231 front point pt 7 ps 0.72 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER-L…-VARIANT-9' at screen 0.04714,screen 0.33231 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.28167 front point pt 15 ps 2.4 lw 3 lc rgb '#44AA99'
set label '' at screen 0.03643,screen 0.28167 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.28167 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…VARIANT-10' at screen 0.04714,screen 0.28167 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Dynamic' at screen 0.04714,screen 0.23104 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Static' at screen 0.04714,screen 0.18040 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'QAT' at screen 0.04714,screen 0.12976 left front font 'Sans,13.5' tc rgb '#5f6368'
set label '' at screen 0.33286,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.33286,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '20' at screen 0.43092,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '40' at screen 0.52899,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '60' at screen 0.62705,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '80' at screen 0.72512,screen 0.08733 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.33286,screen 0.05778 left front font 'Sans,12' tc rgb '#5f6368'
set label '86.66 MiB' at screen 0.79469,screen 0.83868 left front font 'Sans,12' tc rgb '#222222'
set label '21.93 MiB (3.95× smaller)' at screen 0.79469,screen 0.78804 left front font 'Sans,12' tc rgb '#222222'
set label '22.89 MiB (3.79× smaller)' at screen 0.79469,screen 0.73741 left front font 'Sans,12' tc rgb '#222222'
set label '23.84 MiB (3.63× smaller)' at screen 0.79469,screen 0.68677 left front font 'Sans,12' tc rgb '#222222'
set label '24.80 MiB (3.49× smaller)' at screen 0.79469,screen 0.63613 left front font 'Sans,12' tc rgb '#222222'
set label '25.75 MiB (3.37× smaller)' at screen 0.79469,screen 0.58550 left front font 'Sans,12' tc rgb '#222222'
set label '26.70 MiB (3.25× smaller)' at screen 0.79469,screen 0.53486 left front font 'Sans,12' tc rgb '#222222'
set label '27.66 MiB (3.13× smaller)' at screen 0.79469,screen 0.48422 left front font 'Sans,12' tc rgb '#222222'
set label '28.61 MiB (3.03× smaller)' at screen 0.79469,screen 0.43359 left front font 'Sans,12' tc rgb '#222222'
set label '29.56 MiB (2.93× smaller)' at screen 0.79469,screen 0.38295 left front font 'Sans,12' tc rgb '#222222'
set label '30.52 MiB (2.84× smaller)' at screen 0.79469,screen 0.33231 left front font 'Sans,12' tc rgb '#222222'
set label '31.47 MiB (2.75× smaller)' at screen 0.79469,screen 0.28167 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.34429,screen 0.23104 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.34429,screen 0.18040 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.34429,screen 0.12976 left front font 'Sans,12' tc rgb '#5f6368'
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
set yrange [14.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 86.658836 NaN NaN
1 21.934509 NaN NaN
2 22.888184 NaN NaN
3 23.841858 NaN NaN
4 24.795532 NaN NaN
5 25.749207 NaN NaN
6 26.702881 NaN NaN
7 27.656555 NaN NaN
8 28.610229 NaN NaN
9 29.563904 NaN NaN
10 30.517578 NaN NaN
11 31.471252 NaN NaN
12 NaN NaN NaN
13 NaN NaN NaN
14 NaN NaN NaN
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
  $data1 every ::8::8 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#A6761D', \
  $data1 every ::8::8 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 1 noborder lc rgb '#99000000', \
  $data1 every ::8::8 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::9::9 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#332288', \
  $data1 every ::9::9 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 7 noborder lc rgb '#99ffffff', \
  $data1 every ::9::9 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::10::10 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#882255', \
  $data1 every ::10::10 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 6 noborder lc rgb '#99ffffff', \
  $data1 every ::10::10 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 every ::11::11 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#44AA99', \
  $data1 every ::11::11 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border
unset label
unset arrow
unset object
unset multiplot
