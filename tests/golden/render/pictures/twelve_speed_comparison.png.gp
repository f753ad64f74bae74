set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Latency of one text' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Bar: median; whisker: up to the 95th percentile. Lower is better.' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'In brackets: the 95 % interval of the speed-up, measured in turn with the reference.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.81610 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.72031 to screen 0.97429,screen 0.76821 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.62452 to screen 0.97429,screen 0.67241 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.52873 to screen 0.97429,screen 0.57662 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.43293 to screen 0.97429,screen 0.48083 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.33714 to screen 0.97429,screen 0.38504 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.24135 to screen 0.97429,screen 0.28924 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.14556 to screen 0.97429,screen 0.19345 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.84005 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.84005 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.84005 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.79216 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.03643,screen 0.79216 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-0' at screen 0.04714,screen 0.79216 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.74426 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.03643,screen 0.74426 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-1' at screen 0.04714,screen 0.74426 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.69636 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.03643,screen 0.69636 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-2' at screen 0.04714,screen 0.69636 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.64847 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03643,screen 0.64847 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-3' at screen 0.04714,screen 0.64847 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.60057 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.03643,screen 0.60057 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-4' at screen 0.04714,screen 0.60057 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.55267 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.03643,screen 0.55267 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.55267 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-5' at screen 0.04714,screen 0.55267 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.50478 front point pt 5 ps 2.4 lw 3 lc rgb '#999999'
set label '' at screen 0.03643,screen 0.50478 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.50478 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-6' at screen 0.04714,screen 0.50478 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.45688 front point pt 13 ps 2.4 lw 3 lc rgb '#A6761D'
set label '' at screen 0.03643,screen 0.45688 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.45688 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-7' at screen 0.04714,screen 0.45688 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.40899 front point pt 9 ps 2.4 lw 3 lc rgb '#332288'
set label '' at screen 0.03643,screen 0.40899 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.40899 front point pt 7 ps 0.72 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER-L…-VARIANT-8' at screen 0.04714,screen 0.40899 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.36109 front point pt 11 ps 2.4 lw 3 lc rgb '#882255'
set label '' at screen 0.03643,screen 0.36109 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.36109 front point pt 7 ps 0.72 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER-L…-VARIANT-9' at screen 0.04714,screen 0.36109 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.31319 front point pt 15 ps 2.4 lw 3 lc rgb '#44AA99'
set label '' at screen 0.03643,screen 0.31319 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.31319 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…VARIANT-10' at screen 0.04714,screen 0.31319 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Dynamic' at screen 0.04714,screen 0.26530 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Static' at screen 0.04714,screen 0.21740 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'QAT' at screen 0.04714,screen 0.16950 left front font 'Sans,13.5' tc rgb '#5f6368'
set label '' at screen 0.33286,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '0' at screen 0.33286,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '1' at screen 0.39277,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '2' at screen 0.45268,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '3' at screen 0.51260,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '4' at screen 0.57251,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '5' at screen 0.63242,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '6' at screen 0.69233,screen 0.12844 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'latency of one text, ms' at screen 0.33286,screen 0.09889 left front font 'Sans,12' tc rgb '#5f6368'
set label '5.00 ms' at screen 0.72533,screen 0.84005 left front font 'Sans,12' tc rgb '#222222'
set label '3.33 ms, 1.50× as fast (1.40 to 1.60)' at screen 0.72533,screen 0.79216 left front font 'Sans,12' tc rgb '#222222'
set label '2.94 ms, 1.70× as fast (1.60 to 1.80)' at screen 0.72533,screen 0.74426 left front font 'Sans,12' tc rgb '#222222'
set label '2.63 ms, 1.90× as fast (1.80 to 2.00)' at screen 0.72533,screen 0.69636 left front font 'Sans,12' tc rgb '#222222'
set label '2.38 ms, 2.10× as fast (2.00 to 2.20)' at screen 0.72533,screen 0.64847 left front font 'Sans,12' tc rgb '#222222'
set label '2.17 ms, 2.30× as fast (2.20 to 2.40)' at screen 0.72533,screen 0.60057 left front font 'Sans,12' tc rgb '#222222'
set label '2.00 ms, 2.50× as fast (2.40 to 2.60)' at screen 0.72533,screen 0.55267 left front font 'Sans,12' tc rgb '#222222'
set label '1.85 ms, 2.70× as fast (2.60 to 2.80)' at screen 0.72533,screen 0.50478 left front font 'Sans,12' tc rgb '#222222'
set label '1.72 ms, 2.90× as fast (2.80 to 3.00)' at screen 0.72533,screen 0.45688 left front font 'Sans,12' tc rgb '#222222'
set label '1.61 ms, 3.10× as fast (3.00 to 3.20)' at screen 0.72533,screen 0.40899 left front font 'Sans,12' tc rgb '#222222'
set label '1.52 ms, 3.30× as fast (3.20 to 3.40)' at screen 0.72533,screen 0.36109 left front font 'Sans,12' tc rgb '#222222'
set label '1.43 ms, 3.50× as fast (3.40 to 3.60)' at screen 0.72533,screen 0.31319 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.34429,screen 0.26530 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.34429,screen 0.21740 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.34429,screen 0.16950 left front font 'Sans,12' tc rgb '#5f6368'
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
set yrange [14.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
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
  $data1 every ::11::11 using 2:1:(0):2:($1-0.31):($1+0.31) with boxxyerror lw 1 lc rgb '#444444' fs empty border, \
  $data1 using 2:1:3:4 with xerrorbars pt 0 lw 5 lc rgb '#ffffff', \
  $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
