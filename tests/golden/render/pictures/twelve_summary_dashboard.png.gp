set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Ship Mixed: A-RATHER-LONG-NAME-OF-A-VARIANT-10' at screen 0.02000,screen 0.96286 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts' at screen 0.02000,screen 0.93771 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Its accuracy differs from the baseline’s by -0.50 percentage points (95 % interval -1.00 to -0.02).' at screen 0.02000,screen 0.91400 left front font 'Sans,13.5' tc rgb '#222222'
set label 'It answers a single text 3.50 times as fast (95 % interval 3.40 to 3.60), measured in turn with FP32.' at screen 0.02000,screen 0.89600 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Its files are 2.75 times smaller.' at screen 0.02000,screen 0.87800 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Whiskers of the accuracy: 95 % intervals. Dashed: the accuracy of FP32 baseline. Bars of the latency: median, whiskers to the 95th percentile. Differences are paired, on the same texts. In' at screen 0.02000,screen 0.06321 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'brackets: the speed-up, measured in turn with the reference. The Pareto front of the table is of accuracy, size and latency.' at screen 0.02000,screen 0.04821 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'No results here of: Dynamic (octavo dynamic), Static (octavo static), QAT (octavo qat). The command in brackets and then octavo compare add them.' at screen 0.02000,screen 0.03321 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02000,screen 0.80693 to screen 0.98000,screen 0.83143 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.75793 to screen 0.98000,screen 0.78243 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.70893 to screen 0.98000,screen 0.73343 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.65994 to screen 0.98000,screen 0.68443 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.61094 to screen 0.98000,screen 0.63544 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.56194 to screen 0.98000,screen 0.58644 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.51294 to screen 0.98000,screen 0.53744 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02000,screen 0.46394 to screen 0.98000,screen 0.48844 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.02833,screen 0.81918 front point pt 7 ps 2 lw 3 lc rgb '#0072B2'
set label '' at screen 0.02833,screen 0.81918 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.03667,screen 0.81918 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.79468 front point pt 5 ps 2 lw 3 lc rgb '#E69F00'
set label '' at screen 0.02833,screen 0.79468 front point pt 4 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-0' at screen 0.03667,screen 0.79468 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.77018 front point pt 13 ps 2 lw 3 lc rgb '#009E73'
set label '' at screen 0.02833,screen 0.77018 front point pt 12 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-1' at screen 0.03667,screen 0.77018 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.74568 front point pt 9 ps 2 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.02833,screen 0.74568 front point pt 8 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-2' at screen 0.03667,screen 0.74568 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.72118 front point pt 11 ps 2 lw 3 lc rgb '#D55E00'
set label '' at screen 0.02833,screen 0.72118 front point pt 10 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-3' at screen 0.03667,screen 0.72118 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.69668 front point pt 15 ps 2 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.02833,screen 0.69668 front point pt 14 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-4' at screen 0.03667,screen 0.69668 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.67218 front point pt 7 ps 2 lw 3 lc rgb '#F0E442'
set label '' at screen 0.02833,screen 0.67218 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.67218 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-5' at screen 0.03667,screen 0.67218 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.64769 front point pt 5 ps 2 lw 3 lc rgb '#999999'
set label '' at screen 0.02833,screen 0.64769 front point pt 4 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.64769 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-6' at screen 0.03667,screen 0.64769 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.62319 front point pt 13 ps 2 lw 3 lc rgb '#A6761D'
set label '' at screen 0.02833,screen 0.62319 front point pt 12 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.62319 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-7' at screen 0.03667,screen 0.62319 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.59869 front point pt 9 ps 2 lw 3 lc rgb '#332288'
set label '' at screen 0.02833,screen 0.59869 front point pt 8 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.59869 front point pt 7 ps 0.6 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RAT…RIANT-8' at screen 0.03667,screen 0.59869 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.57419 front point pt 11 ps 2 lw 3 lc rgb '#882255'
set label '' at screen 0.02833,screen 0.57419 front point pt 10 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.57419 front point pt 7 ps 0.6 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RAT…RIANT-9' at screen 0.03667,screen 0.57419 left front font 'Sans,12' tc rgb '#222222'
set label '' at screen 0.02833,screen 0.54969 front point pt 15 ps 2 lw 3 lc rgb '#44AA99'
set label '' at screen 0.02833,screen 0.54969 front point pt 14 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.02833,screen 0.54969 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…IANT-10' at screen 0.03667,screen 0.54969 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'Dynamic' at screen 0.03667,screen 0.52519 left front font 'Sans,12' tc rgb '#5f6368'
set label 'Static' at screen 0.03667,screen 0.50069 left front font 'Sans,12' tc rgb '#5f6368'
set label 'QAT' at screen 0.03667,screen 0.47619 left front font 'Sans,12' tc rgb '#5f6368'
set label 'Accuracy' at screen 0.20333,screen 0.84357 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '82' at screen 0.23967,screen 0.45373 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '84' at screen 0.29734,screen 0.45373 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '86' at screen 0.35500,screen 0.45373 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.20333,screen 0.43394 left front font 'Sans,11.25' tc rgb '#5f6368'
set arrow from screen 0.29734,screen 0.83143 to screen 0.29734,screen 0.80693 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.80693 to screen 0.29734,screen 0.78243 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.78243 to screen 0.29734,screen 0.75793 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.75793 to screen 0.29734,screen 0.73343 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.73343 to screen 0.29734,screen 0.70893 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.70893 to screen 0.29734,screen 0.68443 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.68443 to screen 0.29734,screen 0.65994 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.65994 to screen 0.29734,screen 0.63544 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.63544 to screen 0.29734,screen 0.61094 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.61094 to screen 0.29734,screen 0.58644 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.58644 to screen 0.29734,screen 0.56194 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.29734,screen 0.56194 to screen 0.29734,screen 0.53744 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set label '84.00 %' at screen 0.39108,screen 0.81918 left front font 'Sans,11.25' tc rgb '#222222'
set label '84.50 %' at screen 0.39108,screen 0.79468 left front font 'Sans,11.25' tc rgb '#222222'
set label '84.40 %' at screen 0.39108,screen 0.77018 left front font 'Sans,11.25' tc rgb '#222222'
set label '84.30 %' at screen 0.39108,screen 0.74568 left front font 'Sans,11.25' tc rgb '#222222'
set label '84.20 %' at screen 0.39108,screen 0.72118 left front font 'Sans,11.25' tc rgb '#222222'
set label '84.10 %' at screen 0.39108,screen 0.69668 left front font 'Sans,11.25' tc rgb '#222222'
set label '84.00 %' at screen 0.39108,screen 0.67218 left front font 'Sans,11.25' tc rgb '#222222'
set label '83.90 %' at screen 0.39108,screen 0.64769 left front font 'Sans,11.25' tc rgb '#222222'
set label '83.80 %' at screen 0.39108,screen 0.62319 left front font 'Sans,11.25' tc rgb '#222222'
set label '83.70 %' at screen 0.39108,screen 0.59869 left front font 'Sans,11.25' tc rgb '#222222'
set label '83.60 %' at screen 0.39108,screen 0.57419 left front font 'Sans,11.25' tc rgb '#222222'
set label '83.50 %' at screen 0.39108,screen 0.54969 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.21222,screen 0.52519 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.21222,screen 0.50069 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.21222,screen 0.47619 left front font 'Sans,11.25' tc rgb '#5f6368'
set lmargin at screen 0.20333
set rmargin at screen 0.38219
set tmargin at screen 0.83143
set bmargin at screen 0.46394
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [80.739761:86.942951]
set xtics nomirror out scale 0.5 ('' 82, '' 84, '' 86)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [14.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 84 81.598307 86.141474
1 84.5 82.125316 86.610638
2 84.4 82.019851 86.516868
3 84.3 81.914417 86.423067
4 84.2 81.809015 86.329234
5 84.1 81.703645 86.23537
6 84 81.598307 86.141474
7 83.9 81.492999 86.047547
8 83.8 81.387722 85.953589
9 83.7 81.282476 85.8596
10 83.6 81.177261 85.765581
11 83.5 81.072075 85.671532
12 NaN NaN NaN
13 NaN NaN NaN
14 NaN NaN NaN
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
  $data1 every ::6::6 using 2:1 with points pt 7 ps 0.6 lw 1 lc rgb '#222222', \
  $data1 every ::7::7 using 2:1 with points pt 5 ps 2 lw 3 lc rgb '#999999', \
  $data1 every ::7::7 using 2:1 with points pt 4 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::7::7 using 2:1 with points pt 7 ps 0.6 lw 1 lc rgb '#222222', \
  $data1 every ::8::8 using 2:1 with points pt 13 ps 2 lw 3 lc rgb '#A6761D', \
  $data1 every ::8::8 using 2:1 with points pt 12 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::8::8 using 2:1 with points pt 7 ps 0.6 lw 1 lc rgb '#222222', \
  $data1 every ::9::9 using 2:1 with points pt 9 ps 2 lw 3 lc rgb '#332288', \
  $data1 every ::9::9 using 2:1 with points pt 8 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::9::9 using 2:1 with points pt 7 ps 0.6 lw 1 lc rgb '#ffffff', \
  $data1 every ::10::10 using 2:1 with points pt 11 ps 2 lw 3 lc rgb '#882255', \
  $data1 every ::10::10 using 2:1 with points pt 10 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::10::10 using 2:1 with points pt 7 ps 0.6 lw 1 lc rgb '#ffffff', \
  $data1 every ::11::11 using 2:1 with points pt 15 ps 2 lw 3 lc rgb '#44AA99', \
  $data1 every ::11::11 using 2:1 with points pt 14 ps 2 lw 1 lc rgb '#222222', \
  $data1 every ::11::11 using 2:1 with points pt 7 ps 0.6 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Size' at screen 0.45128,screen 0.84357 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '0' at screen 0.45128,screen 0.45373 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '50' at screen 0.54297,screen 0.45373 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.45128,screen 0.43394 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '86.66 MiB' at screen 0.62861,screen 0.81918 left front font 'Sans,11.25' tc rgb '#222222'
set label '21.93 MiB' at screen 0.62861,screen 0.79468 left front font 'Sans,11.25' tc rgb '#222222'
set label '22.89 MiB' at screen 0.62861,screen 0.77018 left front font 'Sans,11.25' tc rgb '#222222'
set label '23.84 MiB' at screen 0.62861,screen 0.74568 left front font 'Sans,11.25' tc rgb '#222222'
set label '24.80 MiB' at screen 0.62861,screen 0.72118 left front font 'Sans,11.25' tc rgb '#222222'
set label '25.75 MiB' at screen 0.62861,screen 0.69668 left front font 'Sans,11.25' tc rgb '#222222'
set label '26.70 MiB' at screen 0.62861,screen 0.67218 left front font 'Sans,11.25' tc rgb '#222222'
set label '27.66 MiB' at screen 0.62861,screen 0.64769 left front font 'Sans,11.25' tc rgb '#222222'
set label '28.61 MiB' at screen 0.62861,screen 0.62319 left front font 'Sans,11.25' tc rgb '#222222'
set label '29.56 MiB' at screen 0.62861,screen 0.59869 left front font 'Sans,11.25' tc rgb '#222222'
set label '30.52 MiB' at screen 0.62861,screen 0.57419 left front font 'Sans,11.25' tc rgb '#222222'
set label '31.47 MiB' at screen 0.62861,screen 0.54969 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.46017,screen 0.52519 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.46017,screen 0.50069 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.46017,screen 0.47619 left front font 'Sans,11.25' tc rgb '#5f6368'
set lmargin at screen 0.45128
set rmargin at screen 0.61972
set tmargin at screen 0.83143
set bmargin at screen 0.46394
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:91.858367]
set xtics nomirror out scale 0.5 ('' 0, '' 50)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [14.5:-0.5]
unset ytics
set grid noytics
$data2 << EOD
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
  $data2 every ::7::7 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::8::8 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#A6761D', \
  $data2 every ::8::8 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 1 noborder lc rgb '#99000000', \
  $data2 every ::8::8 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::9::9 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#332288', \
  $data2 every ::9::9 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 7 noborder lc rgb '#99ffffff', \
  $data2 every ::9::9 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::10::10 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#882255', \
  $data2 every ::10::10 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 6 noborder lc rgb '#99ffffff', \
  $data2 every ::10::10 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data2 every ::11::11 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#44AA99', \
  $data2 every ::11::11 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border
unset label
unset arrow
unset object
set label 'Latency' at screen 0.69922,screen 0.84357 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '0' at screen 0.69922,screen 0.45373 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '2' at screen 0.75968,screen 0.45373 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '4' at screen 0.82014,screen 0.45373 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '6' at screen 0.88060,screen 0.45373 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency of one text, ms' at screen 0.69922,screen 0.43394 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '5.00 ms' at screen 0.90037,screen 0.81918 left front font 'Sans,11.25' tc rgb '#222222'
set label '3.33 ms (1.50×)' at screen 0.90037,screen 0.79468 left front font 'Sans,11.25' tc rgb '#222222'
set label '2.94 ms (1.70×)' at screen 0.90037,screen 0.77018 left front font 'Sans,11.25' tc rgb '#222222'
set label '2.63 ms (1.90×)' at screen 0.90037,screen 0.74568 left front font 'Sans,11.25' tc rgb '#222222'
set label '2.38 ms (2.10×)' at screen 0.90037,screen 0.72118 left front font 'Sans,11.25' tc rgb '#222222'
set label '2.17 ms (2.30×)' at screen 0.90037,screen 0.69668 left front font 'Sans,11.25' tc rgb '#222222'
set label '2.00 ms (2.50×)' at screen 0.90037,screen 0.67218 left front font 'Sans,11.25' tc rgb '#222222'
set label '1.85 ms (2.70×)' at screen 0.90037,screen 0.64769 left front font 'Sans,11.25' tc rgb '#222222'
set label '1.72 ms (2.90×)' at screen 0.90037,screen 0.62319 left front font 'Sans,11.25' tc rgb '#222222'
set label '1.61 ms (3.10×)' at screen 0.90037,screen 0.59869 left front font 'Sans,11.25' tc rgb '#222222'
set label '1.52 ms (3.30×)' at screen 0.90037,screen 0.57419 left front font 'Sans,11.25' tc rgb '#222222'
set label '1.43 ms (3.50×)' at screen 0.90037,screen 0.54969 left front font 'Sans,11.25' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.70811,screen 0.52519 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.70811,screen 0.50069 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.70811,screen 0.47619 left front font 'Sans,11.25' tc rgb '#5f6368'
set lmargin at screen 0.69922
set rmargin at screen 0.89148
set tmargin at screen 0.83143
set bmargin at screen 0.46394
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:6.36]
set xtics nomirror out scale 0.5 ('' 0, '' 2, '' 4, '' 6)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [14.5:-0.5]
unset ytics
set grid noytics
$data3 << EOD
0 5 5 6
1 3.333333 3.333333 4
2 2.941176 2.941176 3.529412
3 2.631579 2.631579 3.157895
4 2.380952 2.380952 2.857143
5 2.173913 2.173913 2.608696
6 2 2 2.4
7 1.851852 1.851852 2.222222
8 1.724138 1.724138 2.068966
9 1.612903 1.612903 1.935484
10 1.515152 1.515152 1.818182
11 1.428571 1.428571 1.714286
12 NaN NaN NaN
13 NaN NaN NaN
14 NaN NaN NaN
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
  $data3 every ::8::8 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#A6761D', \
  $data3 every ::8::8 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 1 noborder lc rgb '#99000000', \
  $data3 every ::8::8 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 every ::9::9 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#332288', \
  $data3 every ::9::9 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 7 noborder lc rgb '#99ffffff', \
  $data3 every ::9::9 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 every ::10::10 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#882255', \
  $data3 every ::10::10 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs transparent pattern 6 noborder lc rgb '#99ffffff', \
  $data3 every ::10::10 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 every ::11::11 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror fs solid noborder lc rgb '#44AA99', \
  $data3 every ::11::11 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 5 lc rgb '#ffffff', \
  $data3 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
set label 'Accuracy against size' at screen 0.02000,screen 0.40109 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label 'More key figures' at screen 0.47978,screen 0.40109 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set object rectangle from screen 0.47978,screen 0.08214 to screen 0.98000,screen 0.10432 behind fc rgb '#dcebf7' fs solid noborder
set arrow from screen 0.47978,screen 0.34823 to screen 0.98000,screen 0.34823 nohead lw 1.5 lc rgb '#666666'
set label 'variant' at screen 0.48422,screen 0.37537 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '' at screen 0.48867,screen 0.33714 front point pt 7 ps 1.8 lw 3 lc rgb '#0072B2'
set label '' at screen 0.48867,screen 0.33714 front point pt 6 ps 1.8 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.49867,screen 0.33714 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.31497 front point pt 5 ps 1.8 lw 3 lc rgb '#E69F00'
set label '' at screen 0.48867,screen 0.31497 front point pt 4 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-0' at screen 0.49867,screen 0.31497 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.29279 front point pt 13 ps 1.8 lw 3 lc rgb '#009E73'
set label '' at screen 0.48867,screen 0.29279 front point pt 12 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-1' at screen 0.49867,screen 0.29279 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.27062 front point pt 9 ps 1.8 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.48867,screen 0.27062 front point pt 8 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-2' at screen 0.49867,screen 0.27062 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.24845 front point pt 11 ps 1.8 lw 3 lc rgb '#D55E00'
set label '' at screen 0.48867,screen 0.24845 front point pt 10 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-3' at screen 0.49867,screen 0.24845 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.22627 front point pt 15 ps 1.8 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.48867,screen 0.22627 front point pt 14 ps 1.8 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-4' at screen 0.49867,screen 0.22627 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.20410 front point pt 7 ps 1.8 lw 3 lc rgb '#F0E442'
set label '' at screen 0.48867,screen 0.20410 front point pt 6 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.20410 front point pt 7 ps 0.54 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-5' at screen 0.49867,screen 0.20410 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.18193 front point pt 5 ps 1.8 lw 3 lc rgb '#999999'
set label '' at screen 0.48867,screen 0.18193 front point pt 4 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.18193 front point pt 7 ps 0.54 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-6' at screen 0.49867,screen 0.18193 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.15975 front point pt 13 ps 1.8 lw 3 lc rgb '#A6761D'
set label '' at screen 0.48867,screen 0.15975 front point pt 12 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.15975 front point pt 7 ps 0.54 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…RIANT-7' at screen 0.49867,screen 0.15975 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.13758 front point pt 9 ps 1.8 lw 3 lc rgb '#332288'
set label '' at screen 0.48867,screen 0.13758 front point pt 8 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.13758 front point pt 7 ps 0.54 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RAT…RIANT-8' at screen 0.49867,screen 0.13758 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.11540 front point pt 11 ps 1.8 lw 3 lc rgb '#882255'
set label '' at screen 0.48867,screen 0.11540 front point pt 10 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.11540 front point pt 7 ps 0.54 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RAT…RIANT-9' at screen 0.49867,screen 0.11540 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.48867,screen 0.09323 front point pt 15 ps 1.8 lw 3 lc rgb '#44AA99'
set label '' at screen 0.48867,screen 0.09323 front point pt 14 ps 1.8 lw 1 lc rgb '#222222'
set label '' at screen 0.48867,screen 0.09323 front point pt 7 ps 0.54 lw 1 lc rgb '#222222'
set label 'Mixed: A-RAT…IANT-10' at screen 0.49867,screen 0.09323 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'difference, points' at screen 0.64566,screen 0.37537 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '(95 % interval)' at screen 0.64566,screen 0.36109 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.64566,screen 0.33714 left front font 'Sans,11.25' tc rgb '#222222'
set label '+0.50 (+0.02 to +1.00)' at screen 0.64566,screen 0.31497 left front font 'Sans,11.25' tc rgb '#222222'
set label '+0.40 (-0.04 to +0.84)' at screen 0.64566,screen 0.29279 left front font 'Sans,11.25' tc rgb '#222222'
set label '+0.30 (-0.09 to +0.70)' at screen 0.64566,screen 0.27062 left front font 'Sans,11.25' tc rgb '#222222'
set label '+0.20 (-0.14 to +0.54)' at screen 0.64566,screen 0.24845 left front font 'Sans,11.25' tc rgb '#222222'
set label '+0.10 (-0.18 to +0.38)' at screen 0.64566,screen 0.22627 left front font 'Sans,11.25' tc rgb '#222222'
set label '+0.00 (-0.20 to +0.20)' at screen 0.64566,screen 0.20410 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.10 (-0.38 to +0.18)' at screen 0.64566,screen 0.18193 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.20 (-0.54 to +0.14)' at screen 0.64566,screen 0.15975 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.30 (-0.70 to +0.09)' at screen 0.64566,screen 0.13758 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.40 (-0.84 to +0.04)' at screen 0.64566,screen 0.11540 left front font 'Sans,11.25' tc rgb '#222222'
set label '-0.50 (-1.00 to -0.02)' at screen 0.64566,screen 0.09323 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'macro' at screen 0.77682,screen 0.37537 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'F1' at screen 0.77682,screen 0.36109 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.8400' at screen 0.77682,screen 0.33714 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8450' at screen 0.77682,screen 0.31497 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8440' at screen 0.77682,screen 0.29279 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8430' at screen 0.77682,screen 0.27062 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8420' at screen 0.77682,screen 0.24845 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8410' at screen 0.77682,screen 0.22627 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8400' at screen 0.77682,screen 0.20410 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8390' at screen 0.77682,screen 0.18193 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8380' at screen 0.77682,screen 0.15975 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8370' at screen 0.77682,screen 0.13758 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8360' at screen 0.77682,screen 0.11540 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.8350' at screen 0.77682,screen 0.09323 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'calibr.' at screen 0.81919,screen 0.37537 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'error' at screen 0.81919,screen 0.36109 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label '0.0500' at screen 0.81919,screen 0.33714 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.31497 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.29279 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.27062 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.24845 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.22627 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.20410 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.18193 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.15975 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.13758 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.11540 left front font 'Sans,11.25' tc rgb '#222222'
set label '0.0500' at screen 0.81919,screen 0.09323 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'batch' at screen 0.86156,screen 0.37537 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'speed-up' at screen 0.86156,screen 0.36109 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'reference' at screen 0.86156,screen 0.33714 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.31497 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.29279 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.27062 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.24845 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.22627 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.20410 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.18193 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.15975 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.13758 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.11540 left front font 'Sans,11.25' tc rgb '#222222'
set label 'not measured' at screen 0.86156,screen 0.09323 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label 'Pareto' at screen 0.94039,screen 0.37537 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'front' at screen 0.94039,screen 0.36109 left front font 'Sans:Bold,10.5' tc rgb '#5f6368'
set label 'no' at screen 0.94039,screen 0.33714 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.31497 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.29279 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.27062 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.24845 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.22627 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.20410 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.18193 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.15975 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.13758 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.11540 left front font 'Sans,11.25' tc rgb '#222222'
set label 'yes' at screen 0.94039,screen 0.09323 left front font 'Sans:Bold,11.25' tc rgb '#222222'
set label '0' at screen 0.06167,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '20' at screen 0.14000,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '40' at screen 0.21834,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '60' at screen 0.29667,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '80' at screen 0.37501,screen 0.11050 center front font 'Sans,9.75' tc rgb '#5f6368'
set label '81' at screen 0.05589,screen 0.13460 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '82' at screen 0.05589,screen 0.17201 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '83' at screen 0.05589,screen 0.20942 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '84' at screen 0.05589,screen 0.24684 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '85' at screen 0.05589,screen 0.28425 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '86' at screen 0.05589,screen 0.32166 right front font 'Sans,9.75' tc rgb '#5f6368'
set label '87' at screen 0.05589,screen 0.35908 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02000,screen 0.37609 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.45200,screen 0.09071 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '' at screen 0.36584,screen 0.22987 front point pt 7 ps 1.363636 lw 3 lc rgb '#0072B2'
set label '' at screen 0.36584,screen 0.22987 front point pt 6 ps 1.363636 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.37334,screen 0.22987 left front font 'Sans,11.25' tc rgb '#222222'
set label '' at screen 0.18333,screen 0.32555 front point pt 5 ps 1.363636 lw 3 lc rgb '#E69F00'
set label '' at screen 0.18333,screen 0.32555 front point pt 4 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHE…VARIANT-0' at screen 0.19083,screen 0.32555 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.17833,screen 0.31859 to screen 0.14758,screen 0.26554 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.19333,screen 0.30841 front point pt 13 ps 1.363636 lw 3 lc rgb '#009E73'
set label '' at screen 0.19333,screen 0.30841 front point pt 12 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHE…VARIANT-1' at screen 0.20083,screen 0.30841 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.18833,screen 0.30144 to screen 0.15131,screen 0.26180 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.19333,screen 0.29126 front point pt 9 ps 1.363636 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.19333,screen 0.29126 front point pt 8 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHE…VARIANT-2' at screen 0.20083,screen 0.29126 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.18833,screen 0.28430 to screen 0.15505,screen 0.25806 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.19333,screen 0.25698 front point pt 11 ps 1.363636 lw 3 lc rgb '#D55E00'
set label '' at screen 0.19333,screen 0.25698 front point pt 10 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHE…VARIANT-3' at screen 0.20083,screen 0.25698 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.18833,screen 0.25432 to screen 0.15878,screen 0.25432 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.19333,screen 0.13698 front point pt 15 ps 1.363636 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.19333,screen 0.13698 front point pt 14 ps 1.363636 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHE…VARIANT-4' at screen 0.20083,screen 0.13698 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.18833,screen 0.14394 to screen 0.16252,screen 0.25058 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.19333,screen 0.15412 front point pt 7 ps 1.363636 lw 3 lc rgb '#F0E442'
set label '' at screen 0.19333,screen 0.15412 front point pt 6 ps 1.363636 lw 1 lc rgb '#222222'
set label '' at screen 0.19333,screen 0.15412 front point pt 7 ps 0.409091 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHE…VARIANT-5' at screen 0.20083,screen 0.15412 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.18833,screen 0.16109 to screen 0.16625,screen 0.24684 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.19333,screen 0.17126 front point pt 5 ps 1.363636 lw 3 lc rgb '#999999'
set label '' at screen 0.19333,screen 0.17126 front point pt 4 ps 1.363636 lw 1 lc rgb '#222222'
set label '' at screen 0.19333,screen 0.17126 front point pt 7 ps 0.409091 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHE…VARIANT-6' at screen 0.20083,screen 0.17126 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.18833,screen 0.17823 to screen 0.16999,screen 0.24309 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.20000,screen 0.23984 front point pt 13 ps 1.363636 lw 3 lc rgb '#A6761D'
set label '' at screen 0.20000,screen 0.23984 front point pt 12 ps 1.363636 lw 1 lc rgb '#222222'
set label '' at screen 0.20000,screen 0.23984 front point pt 7 ps 0.409091 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHE…VARIANT-7' at screen 0.20750,screen 0.23984 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.19500,screen 0.23935 to screen 0.17373,screen 0.23935 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.19333,screen 0.18841 front point pt 9 ps 1.363636 lw 3 lc rgb '#332288'
set label '' at screen 0.19333,screen 0.18841 front point pt 8 ps 1.363636 lw 1 lc rgb '#222222'
set label '' at screen 0.19333,screen 0.18841 front point pt 7 ps 0.409091 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHE…VARIANT-8' at screen 0.20083,screen 0.18841 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.18833,screen 0.19537 to screen 0.17746,screen 0.23561 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.19333,screen 0.20555 front point pt 11 ps 1.363636 lw 3 lc rgb '#882255'
set label '' at screen 0.19333,screen 0.20555 front point pt 10 ps 1.363636 lw 1 lc rgb '#222222'
set label '' at screen 0.19333,screen 0.20555 front point pt 7 ps 0.409091 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHE…VARIANT-9' at screen 0.20083,screen 0.20555 left front font 'Sans,11.25' tc rgb '#222222'
set arrow from screen 0.18833,screen 0.21251 to screen 0.18120,screen 0.23187 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.20000,screen 0.22269 front point pt 15 ps 1.363636 lw 3 lc rgb '#44AA99'
set label '' at screen 0.20000,screen 0.22269 front point pt 14 ps 1.363636 lw 1 lc rgb '#222222'
set label '' at screen 0.20000,screen 0.22269 front point pt 7 ps 0.409091 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHE…ARIANT-10' at screen 0.20750,screen 0.22269 left front font 'Sans,11.25' tc rgb '#222222'
set label 'Pareto front' at screen 0.36651,screen 0.27412 center front font 'Sans:Bold,11.25' tc rgb '#444444'
set lmargin at screen 0.06167
set rmargin at screen 0.45200
set tmargin at screen 0.36109
set bmargin at screen 0.12071
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:99.657662]
set xtics nomirror out scale 0.5 ('' 0, '' 20, '' 40, '' 60, '' 80)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [80.62899:87.053723]
set ytics nomirror out scale 0.5 ('' 81, '' 82, '' 83, '' 84, '' 85, '' 86, '' 87)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data4 << EOD
21.934509 80.62899
21.934509 84.5
99.657662 84.5
EOD
$data5 << EOD
86.658836 84 81.598307 86.141474
21.934509 84.5 82.125316 86.610638
22.888184 84.4 82.019851 86.516868
23.841858 84.3 81.914417 86.423067
24.795532 84.2 81.809015 86.329234
25.749207 84.1 81.703645 86.23537
26.702881 84 81.598307 86.141474
27.656555 83.9 81.492999 86.047547
28.610229 83.8 81.387722 85.953589
29.563904 83.7 81.282476 85.8596
30.517578 83.6 81.177261 85.765581
31.471252 83.5 81.072075 85.671532
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
  $data5 every ::8::8 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::8::8 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#A6761D', \
  $data5 every ::9::9 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::9::9 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#332288', \
  $data5 every ::10::10 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::10::10 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#882255', \
  $data5 every ::11::11 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data5 every ::11::11 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#44AA99', \
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
  $data5 every ::7::7 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222', \
  $data5 every ::8::8 using 1:2 with points pt 13 ps 2.8 lw 3 lc rgb '#A6761D', \
  $data5 every ::8::8 using 1:2 with points pt 12 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::8::8 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222', \
  $data5 every ::9::9 using 1:2 with points pt 9 ps 2.8 lw 3 lc rgb '#332288', \
  $data5 every ::9::9 using 1:2 with points pt 8 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::9::9 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#ffffff', \
  $data5 every ::10::10 using 1:2 with points pt 11 ps 2.8 lw 3 lc rgb '#882255', \
  $data5 every ::10::10 using 1:2 with points pt 10 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::10::10 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#ffffff', \
  $data5 every ::11::11 using 1:2 with points pt 15 ps 2.8 lw 3 lc rgb '#44AA99', \
  $data5 every ::11::11 using 1:2 with points pt 14 ps 2.8 lw 1 lc rgb '#222222', \
  $data5 every ::11::11 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
