set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Accuracy against size' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'модель-模型-modèle on movie-sentences, 1,000 test texts. Whiskers: 95 % interval (Wilson).' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Better is up and to the left. A variant that is at none of the front’s outer corners is beaten by one there, which is at least as accurate and as small, and' at screen 0.02571,screen 0.09833 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'better in one of the two. This front is of accuracy and size alone; that of summary_report.md also asks for speed.' at screen 0.02571,screen 0.07500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'No results here of: Dynamic (octavo dynamic), Static (octavo static), QAT (octavo qat). The command in brackets and then octavo compare add them.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '0' at screen 0.08643,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '20' at screen 0.26461,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '40' at screen 0.44279,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '60' at screen 0.62097,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '80' at screen 0.79915,screen 0.17744 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '82' at screen 0.07786,screen 0.36308 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '84' at screen 0.07786,screen 0.53241 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '86' at screen 0.07786,screen 0.70174 right front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02571,screen 0.86378 left front font 'Sans,12.75' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.97429,screen 0.14289 right front font 'Sans,12.75' tc rgb '#5f6368'
set label '' at screen 0.73848,screen 0.53241 front point pt 7 ps 1.545455 lw 3 lc rgb '#0072B2'
set label '' at screen 0.73848,screen 0.53241 front point pt 6 ps 1.545455 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.74941,screen 0.53241 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.09800,screen 0.64728 front point pt 5 ps 1.545455 lw 3 lc rgb '#E69F00'
set label '' at screen 0.09800,screen 0.64728 front point pt 4 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: GRößER-N…ελληνικά' at screen 0.10893,screen 0.64728 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.11943,screen 0.58061 front point pt 13 ps 1.545455 lw 3 lc rgb '#009E73'
set label '' at screen 0.11943,screen 0.58061 front point pt 12 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: 模型-量化-八位整数' at screen 0.13036,screen 0.58061 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.14086,screen 0.54728 front point pt 9 ps 1.545455 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.14086,screen 0.54728 front point pt 8 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: 🙂-EMOJI' at screen 0.15179,screen 0.54728 left front font 'Sans,12.75' tc rgb '#222222'
set arrow from screen 0.27750,screen 0.54934 to screen 0.34982,screen 0.54934 nohead back lw 1 lc rgb '#777777'
set label '' at screen 0.40109,screen 0.51547 front point pt 11 ps 1.545455 lw 3 lc rgb '#D55E00'
set label '' at screen 0.40109,screen 0.51547 front point pt 10 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: עברית-نص' at screen 0.41202,screen 0.51547 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.43507,screen 0.48161 front point pt 15 ps 1.545455 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.43507,screen 0.48161 front point pt 14 ps 1.545455 lw 1 lc rgb '#222222'
set label 'Mixed: B��ROKEN' at screen 0.44600,screen 0.48161 left front font 'Sans,12.75' tc rgb '#222222'
set label '' at screen 0.46906,screen 0.44774 front point pt 7 ps 1.545455 lw 3 lc rgb '#F0E442'
set label '' at screen 0.46906,screen 0.44774 front point pt 6 ps 1.545455 lw 1 lc rgb '#222222'
set label '' at screen 0.46906,screen 0.44774 front point pt 7 ps 0.463636 lw 1 lc rgb '#222222'
set label 'Mixed: IT’S {A}_… "Q" %D \N' at screen 0.47999,screen 0.44774 left front font 'Sans,12.75' tc rgb '#222222'
set label 'Pareto front' at screen 0.92466,screen 0.64490 center front font 'Sans:Bold,12.75' tc rgb '#444444'
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
set yrange [80.024002:87.601585]
set ytics nomirror out scale 0.5 ('' 82, '' 84, '' 86)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data1 << EOD
21.934509 80.024002
21.934509 85
99.657662 85
EOD
$data2 << EOD
86.658836 84 81.598307 86.141474
21.934509 85 82.653134 87.078993
25.749207 84.6 82.230814 86.704374
29.563904 84.2 81.809015 86.329234
33.378601 83.8 81.387722 85.953589
37.193298 83.4 80.96692 85.577453
41.007996 83 80.546594 85.20084
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
  $data2 every ::6::6 using 1:2 with points pt 7 ps 0.84 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
