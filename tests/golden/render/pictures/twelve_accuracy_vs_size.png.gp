set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Accuracy against size' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Whiskers: 95 % interval (Wilson).' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Better is up and to the left. A variant that is at none of the front’s outer corners is beaten by one there, which is at least as accurate and as small, and' at screen 0.02571,screen 0.09833 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'better in one of the two. This front is of accuracy and size alone; that of summary_report.md also asks for speed.' at screen 0.02571,screen 0.07500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'No results here of: Dynamic (octavo dynamic), Static (octavo static), QAT (octavo qat). The command in brackets and then octavo compare add them.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '0' at screen 0.08643,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '20' at screen 0.26461,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '40' at screen 0.44279,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '60' at screen 0.62097,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '80' at screen 0.79915,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '81' at screen 0.07786,screen 0.23283 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '82' at screen 0.07786,screen 0.33268 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '83' at screen 0.07786,screen 0.43254 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '84' at screen 0.07786,screen 0.53240 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '85' at screen 0.07786,screen 0.63225 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '86' at screen 0.07786,screen 0.73211 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '87' at screen 0.07786,screen 0.83197 right front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02571,screen 0.86378 left front font 'Sans,12.75' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.97429,screen 0.14289 right front font 'Sans,12.75' tc rgb '#5f6368'
set label '' at screen 0.73848,screen 0.53240 front point pt 7 ps 1.545455 lw 3 lc rgb '#0072B2'
set label '' at screen 0.73848,screen 0.53240 front point pt 6 ps 1.545455 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.74941,screen 0.53240 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.38086,screen 0.63394 front point pt 5 ps 1.545455 lw 3 lc rgb '#E69F00'
set label '' at screen 0.38086,screen 0.63394 front point pt 4 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER…VARIANT-0' at screen 0.39179,screen 0.63394 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37357,screen 0.62167 to screen 0.28184,screen 0.58233 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38086,screen 0.60061 front point pt 13 ps 1.545455 lw 3 lc rgb '#009E73'
set label '' at screen 0.38086,screen 0.60061 front point pt 12 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER…VARIANT-1' at screen 0.39179,screen 0.60061 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37357,screen 0.58833 to screen 0.29034,screen 0.57234 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38086,screen 0.56728 front point pt 9 ps 1.545455 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.38086,screen 0.56728 front point pt 8 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER…VARIANT-2' at screen 0.39179,screen 0.56728 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37357,screen 0.56235 to screen 0.29884,screen 0.56235 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38086,screen 0.30061 front point pt 11 ps 1.545455 lw 3 lc rgb '#D55E00'
set label '' at screen 0.38086,screen 0.30061 front point pt 10 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER…VARIANT-3' at screen 0.39179,screen 0.30061 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37357,screen 0.31289 to screen 0.30733,screen 0.55237 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38086,screen 0.53394 front point pt 15 ps 1.545455 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.38086,screen 0.53394 front point pt 14 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER…VARIANT-4' at screen 0.39179,screen 0.53394 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37357,screen 0.54238 to screen 0.31583,screen 0.54238 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38086,screen 0.33394 front point pt 7 ps 1.545455 lw 3 lc rgb '#F0E442'
set label '' at screen 0.38086,screen 0.33394 front point pt 6 ps 1.545455 lw 1 lc rgb '#222222'
set label '' at screen 0.38086,screen 0.33394 front point pt 7 ps 0.463636 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER…VARIANT-5' at screen 0.39179,screen 0.33394 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37357,screen 0.34622 to screen 0.32433,screen 0.53240 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38086,screen 0.36728 front point pt 5 ps 1.545455 lw 3 lc rgb '#999999'
set label '' at screen 0.38086,screen 0.36728 front point pt 4 ps 1.545455 lw 1 lc rgb '#222222'
set label '' at screen 0.38086,screen 0.36728 front point pt 7 ps 0.463636 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER…VARIANT-6' at screen 0.39179,screen 0.36728 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37357,screen 0.37956 to screen 0.33282,screen 0.52241 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38514,screen 0.50061 front point pt 13 ps 1.545455 lw 3 lc rgb '#A6761D'
set label '' at screen 0.38514,screen 0.50061 front point pt 12 ps 1.545455 lw 1 lc rgb '#222222'
set label '' at screen 0.38514,screen 0.50061 front point pt 7 ps 0.463636 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER…VARIANT-7' at screen 0.39607,screen 0.50061 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37786,screen 0.51243 to screen 0.34132,screen 0.51243 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38086,screen 0.40061 front point pt 9 ps 1.545455 lw 3 lc rgb '#332288'
set label '' at screen 0.38086,screen 0.40061 front point pt 8 ps 1.545455 lw 1 lc rgb '#222222'
set label '' at screen 0.38086,screen 0.40061 front point pt 7 ps 0.463636 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER…VARIANT-8' at screen 0.39179,screen 0.40061 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37357,screen 0.41289 to screen 0.34982,screen 0.50244 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38086,screen 0.43394 front point pt 11 ps 1.545455 lw 3 lc rgb '#882255'
set label '' at screen 0.38086,screen 0.43394 front point pt 10 ps 1.545455 lw 1 lc rgb '#222222'
set label '' at screen 0.38086,screen 0.43394 front point pt 7 ps 0.463636 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER…VARIANT-9' at screen 0.39179,screen 0.43394 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.37357,screen 0.44622 to screen 0.35831,screen 0.49245 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.38514,screen 0.46728 front point pt 15 ps 1.545455 lw 3 lc rgb '#44AA99'
set label '' at screen 0.38514,screen 0.46728 front point pt 14 ps 1.545455 lw 1 lc rgb '#222222'
set label '' at screen 0.38514,screen 0.46728 front point pt 7 ps 0.463636 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER…ARIANT-10' at screen 0.39607,screen 0.46728 left front font 'Sans,12.75' tc rgb '#222222'
set label 'Pareto front' at screen 0.92466,screen 0.61016 center front font 'Sans:Bold,12.75' tc rgb '#444444'
set lmargin at screen 0.08643
set rmargin at screen 0.97429
set tmargin at screen 0.83733
set bmargin at screen 0.19578
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:99.657662]
set xtics nomirror out scale 0.5 ('' 0, '' 20, '' 40, '' 60, '' 80)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [80.62899:87.053723]
set ytics nomirror out scale 0.5 ('' 81, '' 82, '' 83, '' 84, '' 85, '' 86, '' 87)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data1 << EOD
21.934509 80.62899
21.934509 84.5
99.657662 84.5
EOD
$data2 << EOD
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
plot $data1 using 1:2 with lines dt (14,8) lw 2.5 lc rgb '#444444', \
  $data2 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#0072B2', \
  $data2 every ::1::1 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::1::1 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#E69F00', \
  $data2 every ::2::2 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::2::2 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#009E73', \
  $data2 every ::3::3 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::3::3 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#CC79A7', \
  $data2 every ::4::4 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::4::4 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#D55E00', \
  $data2 every ::5::5 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::5::5 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#56B4E9', \
  $data2 every ::6::6 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::6::6 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#F0E442', \
  $data2 every ::7::7 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::7::7 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#999999', \
  $data2 every ::8::8 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::8::8 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#A6761D', \
  $data2 every ::9::9 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::9::9 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#332288', \
  $data2 every ::10::10 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::10::10 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#882255', \
  $data2 every ::11::11 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::11::11 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#44AA99', \
  $data2 every ::0::0 using 1:2 with points pt 7 ps 2.8 lw 3 lc rgb '#0072B2', \
  $data2 every ::0::0 using 1:2 with points pt 6 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::1::1 using 1:2 with points pt 5 ps 2.8 lw 3 lc rgb '#E69F00', \
  $data2 every ::1::1 using 1:2 with points pt 4 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::2::2 using 1:2 with points pt 13 ps 2.8 lw 3 lc rgb '#009E73', \
  $data2 every ::2::2 using 1:2 with points pt 12 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::3::3 using 1:2 with points pt 9 ps 2.8 lw 3 lc rgb '#CC79A7', \
  $data2 every ::3::3 using 1:2 with points pt 8 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::4::4 using 1:2 with points pt 11 ps 2.8 lw 3 lc rgb '#D55E00', \
  $data2 every ::4::4 using 1:2 with points pt 10 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::5::5 using 1:2 with points pt 15 ps 2.8 lw 3 lc rgb '#56B4E9', \
  $data2 every ::5::5 using 1:2 with points pt 14 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::6::6 using 1:2 with points pt 7 ps 2.8 lw 3 lc rgb '#F0E442', \
  $data2 every ::6::6 using 1:2 with points pt 6 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::6::6 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222', \
  $data2 every ::7::7 using 1:2 with points pt 5 ps 2.8 lw 3 lc rgb '#999999', \
  $data2 every ::7::7 using 1:2 with points pt 4 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::7::7 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222', \
  $data2 every ::8::8 using 1:2 with points pt 13 ps 2.8 lw 3 lc rgb '#A6761D', \
  $data2 every ::8::8 using 1:2 with points pt 12 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::8::8 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222', \
  $data2 every ::9::9 using 1:2 with points pt 9 ps 2.8 lw 3 lc rgb '#332288', \
  $data2 every ::9::9 using 1:2 with points pt 8 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::9::9 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#ffffff', \
  $data2 every ::10::10 using 1:2 with points pt 11 ps 2.8 lw 3 lc rgb '#882255', \
  $data2 every ::10::10 using 1:2 with points pt 10 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::10::10 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#ffffff', \
  $data2 every ::11::11 using 1:2 with points pt 15 ps 2.8 lw 3 lc rgb '#44AA99', \
  $data2 every ::11::11 using 1:2 with points pt 14 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::11::11 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
