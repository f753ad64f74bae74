set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Accuracy against size' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Whiskers: 95 % interval (Wilson).' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Better is up and to the left. A variant that is at none of the front’s outer corners is beaten by one there, which is at least as accurate and as small, and' at screen 0.02571,screen 0.07500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'better in one of the two. This front is of accuracy and size alone; that of summary_report.md also asks for speed.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '0' at screen 0.08643,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '20' at screen 0.26461,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '40' at screen 0.44279,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '60' at screen 0.62097,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '80' at screen 0.79915,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '80' at screen 0.07786,screen 0.21631 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '82' at screen 0.07786,screen 0.39806 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '84' at screen 0.07786,screen 0.57981 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '86' at screen 0.07786,screen 0.76156 right front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02571,screen 0.86378 left front font 'Sans,12.75' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.97429,screen 0.11956 right front font 'Sans,12.75' tc rgb '#5f6368'
set label '' at screen 0.73848,screen 0.57981 front point pt 7 ps 1.545455 lw 3 lc rgb '#0072B2'
set label '' at screen 0.73848,screen 0.57981 front point pt 6 ps 1.545455 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.74941,screen 0.57981 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.15977,screen 0.57072 front point pt 5 ps 1.545455 lw 3 lc rgb '#E69F00'
set label '' at screen 0.15977,screen 0.57072 front point pt 4 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Dynamic INT8' at screen 0.17069,screen 0.57072 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.17651,screen 0.54346 front point pt 13 ps 1.545455 lw 3 lc rgb '#009E73'
set label '' at screen 0.17651,screen 0.54346 front point pt 12 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.18744,screen 0.54346 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.18939,screen 0.59799 front point pt 9 ps 1.545455 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.18939,screen 0.59799 front point pt 8 ps 1.545455 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.20032,screen 0.59799 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.17103,screen 0.44350 front point pt 11 ps 1.545455 lw 3 lc rgb '#D55E00'
set label '' at screen 0.17103,screen 0.44350 front point pt 10 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.18196,screen 0.44350 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.49030,screen 0.57981 front point pt 15 ps 1.545455 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.49030,screen 0.57981 front point pt 14 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.50123,screen 0.57981 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.49030,screen 0.55255 front point pt 7 ps 1.545455 lw 3 lc rgb '#F0E442'
set label '' at screen 0.49030,screen 0.55255 front point pt 6 ps 1.545455 lw 1 lc rgb '#222222'
set label '' at screen 0.49030,screen 0.55255 front point pt 7 ps 0.463636 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.50123,screen 0.55255 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.29943,screen 0.54061 front point pt 5 ps 1.545455 lw 3 lc rgb '#999999'
set label '' at screen 0.29943,screen 0.54061 front point pt 4 ps 1.545455 lw 1 lc rgb '#222222'
set label '' at screen 0.29943,screen 0.54061 front point pt 7 ps 0.463636 lw 1 lc rgb '#222222'
set label 'Mixed precision' at screen 0.31036,screen 0.54061 left front font 'Sans,12.75' tc rgb '#222222'
set label 'Pareto front' at screen 0.92466,screen 0.62582 center front font 'Sans:Bold,12.75' tc rgb '#444444'
set lmargin at screen 0.08643
set rmargin at screen 0.97429
set tmargin at screen 0.83733
set bmargin at screen 0.17244
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:99.657662]
set xtics nomirror out scale 0.5 ('' 0, '' 20, '' 40, '' 60, '' 80)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [79.517244:86.833826]
set ytics nomirror out scale 0.5 ('' 80, '' 82, '' 84, '' 86)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data1 << EOD
21.934509 79.517244
21.934509 84.2
99.657662 84.2
EOD
$data2 << EOD
86.658836 84 81.598307 86.141474
22.029877 83.9 81.492999 86.047547
21.934509 83.6 81.177261 85.765581
21.934509 84.2 81.809015 86.329234
21.934509 82.5 80.021835 84.729425
43.392181 84 81.598307 86.141474
43.392181 83.7 81.282476 85.8596
27.656555 83.9 81.492999 86.047547
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
  $data2 every ::7::7 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
