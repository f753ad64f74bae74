set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Accuracy against size' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Whiskers: 95 % interval (Wilson).' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Better is up and to the left. A variant that is at none of the front’s outer corners is beaten by one there, which is at least as accurate and as small, and' at screen 0.02571,screen 0.16833 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'better in one of the two. This front is of accuracy and size alone; that of summary_report.md also asks for speed.' at screen 0.02571,screen 0.14500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'Not shown: QAT INT8 (not compared: the split was cut with seed 7 instead of 42).' at screen 0.02571,screen 0.12167 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'Not shown: Mixed: INT8 (not compared: data set another-data-set instead of movie-sentences).' at screen 0.02571,screen 0.09833 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'Not shown: Mixed: FP16 (not compared: data set another-data-set instead of movie-sentences).' at screen 0.02571,screen 0.07500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '… and more: see the caveats of summary_report.md.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '0' at screen 0.08643,screen 0.24744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '20' at screen 0.26461,screen 0.24744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '40' at screen 0.44279,screen 0.24744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '60' at screen 0.62097,screen 0.24744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '80' at screen 0.79915,screen 0.24744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '81' at screen 0.07786,screen 0.28760 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '82' at screen 0.07786,screen 0.38686 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '83' at screen 0.07786,screen 0.48611 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '84' at screen 0.07786,screen 0.58536 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '85' at screen 0.07786,screen 0.68462 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '86' at screen 0.07786,screen 0.78387 right front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02571,screen 0.86378 left front font 'Sans,12.75' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.97429,screen 0.21289 right front font 'Sans,12.75' tc rgb '#5f6368'
set label 'FP32 baseline' at screen 0.79596,screen 0.59394 center front font 'Sans,12.75' tc rgb '#222222'
set label 'Dynamic INT8' at screen 0.22169,screen 0.57544 center front font 'Sans,12.75' tc rgb '#222222'
set label 'Static INT8' at screen 0.33405,screen 0.54566 center front font 'Sans,12.75' tc rgb '#222222'
set label 'Pareto front' at screen 0.92466,screen 0.61320 center front font 'Sans:Bold,12.75' tc rgb '#444444'
set lmargin at screen 0.08643
set rmargin at screen 0.97429
set tmargin at screen 0.83733
set bmargin at screen 0.26578
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:99.657662]
set xtics nomirror out scale 0.5 ('' 0, '' 20, '' 40, '' 60, '' 80)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [80.780124:86.538611]
set ytics nomirror out scale 0.5 ('' 81, '' 82, '' 83, '' 84, '' 85, '' 86)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data1 << EOD
21.934509 80.780124
21.934509 83.6
22.029877 83.6
22.029877 83.9
86.658836 83.9
86.658836 84
99.657662 84
EOD
$data2 << EOD
86.658836 84 81.598307 86.141474
22.029877 83.9 81.492999 86.047547
21.934509 83.6 81.177261 85.765581
EOD
plot $data1 using 1:2 with lines dt (14,8) lw 2.5 lc rgb '#444444', \
  $data2 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#0072B2', \
  $data2 every ::1::1 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::1::1 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#E69F00', \
  $data2 every ::2::2 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data2 every ::2::2 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#009E73', \
  $data2 every ::0::0 using 1:2 with points pt 7 ps 2.8 lw 3 lc rgb '#0072B2', \
  $data2 every ::0::0 using 1:2 with points pt 6 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::1::1 using 1:2 with points pt 5 ps 2.8 lw 3 lc rgb '#E69F00', \
  $data2 every ::1::1 using 1:2 with points pt 4 ps 2.8 lw 1 lc rgb '#222222', \
  $data2 every ::2::2 using 1:2 with points pt 13 ps 2.8 lw 3 lc rgb '#009E73', \
  $data2 every ::2::2 using 1:2 with points pt 12 ps 2.8 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
