set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Accuracy on the test texts' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'модель-模型-modèle on movie-sentences, 1,000 test texts. Whiskers: 95 % interval (Wilson).' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'In brackets: the difference to FP32 baseline, in percentage points. The whiskers are of each accuracy by itself, and no guide to differences, which are' at screen 0.02571,screen 0.09833 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'paired, on the same texts: octavo compare gives their own intervals.' at screen 0.02571,screen 0.07500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'The dashed line is the accuracy of FP32 baseline.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.79682 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.66247 to screen 0.97429,screen 0.72964 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.52811 to screen 0.97429,screen 0.59529 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.39376 to screen 0.97429,screen 0.46093 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.25940 to screen 0.97429,screen 0.32658 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.83041 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.83041 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.83041 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.76323 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.03643,screen 0.76323 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed:' at screen 0.04714,screen 0.77723 left front font 'Sans,13.5' tc rgb '#222222'
set label 'GRößER-NAïVE-…ль-ελληνικά' at screen 0.04714,screen 0.74923 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.69606 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.03643,screen 0.69606 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: 模型-量化-八位整数' at screen 0.04714,screen 0.69606 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.62888 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.03643,screen 0.62888 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: 🙂-EMOJI' at screen 0.04714,screen 0.62888 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.56170 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03643,screen 0.56170 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: עברית-نص' at screen 0.04714,screen 0.56170 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.49452 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.03643,screen 0.49452 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: B��ROKEN' at screen 0.04714,screen 0.49452 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.42734 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.03643,screen 0.42734 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.42734 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: IT’S {A}_B^C @…`LS` "Q"' at screen 0.04714,screen 0.44134 left front font 'Sans,13.5' tc rgb '#222222'
set label '%D \N' at screen 0.04714,screen 0.41334 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Dynamic' at screen 0.04714,screen 0.36017 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Static' at screen 0.04714,screen 0.29299 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'QAT' at screen 0.04714,screen 0.22581 left front font 'Sans,13.5' tc rgb '#5f6368'
set label '' at screen 0.33286,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '81' at screen 0.39284,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '82' at screen 0.46380,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '83' at screen 0.53476,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '84' at screen 0.60572,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '85' at screen 0.67668,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '86' at screen 0.74764,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '87' at screen 0.81861,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.33286,screen 0.14556 left front font 'Sans,12' tc rgb '#5f6368'
set arrow from screen 0.60572,screen 0.86400 to screen 0.60572,screen 0.79682 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.79682 to screen 0.60572,screen 0.72964 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.72964 to screen 0.60572,screen 0.66247 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.66247 to screen 0.60572,screen 0.59529 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.59529 to screen 0.60572,screen 0.52811 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.52811 to screen 0.60572,screen 0.46093 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.46093 to screen 0.60572,screen 0.39376 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set label '84.00 %' at screen 0.86345,screen 0.83041 left front font 'Sans,12' tc rgb '#222222'
set label '85.00 % (+1.00)' at screen 0.86345,screen 0.76323 left front font 'Sans,12' tc rgb '#222222'
set label '84.60 % (+0.60)' at screen 0.86345,screen 0.69606 left front font 'Sans,12' tc rgb '#222222'
set label '84.20 % (+0.20)' at screen 0.86345,screen 0.62888 left front font 'Sans,12' tc rgb '#222222'
set label '83.80 % (-0.20)' at screen 0.86345,screen 0.56170 left front font 'Sans,12' tc rgb '#222222'
set label '83.40 % (-0.60)' at screen 0.86345,screen 0.49452 left front font 'Sans,12' tc rgb '#222222'
set label '83.00 % (-1.00)' at screen 0.86345,screen 0.42734 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.34429,screen 0.36017 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.34429,screen 0.29299 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.34429,screen 0.22581 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.33286
set rmargin at screen 0.85202
set tmargin at screen 0.86400
set bmargin at screen 0.19222
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [80.15465:87.470937]
set xtics nomirror out scale 0.5 ('' 81, '' 82, '' 83, '' 84, '' 85, '' 86, '' 87)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [9.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 84 81.598307 86.141474
1 85 82.653134 87.078993
2 84.6 82.230814 86.704374
3 84.2 81.809015 86.329234
4 83.8 81.387722 85.953589
5 83.4 80.96692 85.577453
6 83 80.546594 85.20084
7 NaN NaN NaN
8 NaN NaN NaN
9 NaN NaN NaN
EOD
plot $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222', \
  $data1 every ::0::0 using 2:1 with points pt 7 ps 2.4 lw 3 lc rgb '#0072B2', \
  $data1 every ::0::0 using 2:1 with points pt 6 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::1::1 using 2:1 with points pt 5 ps 2.4 lw 3 lc rgb '#E69F00', \
  $data1 every ::1::1 using 2:1 with points pt 4 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::2::2 using 2:1 with points pt 13 ps 2.4 lw 3 lc rgb '#009E73', \
  $data1 every ::2::2 using 2:1 with points pt 12 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::3::3 using 2:1 with points pt 9 ps 2.4 lw 3 lc rgb '#CC79A7', \
  $data1 every ::3::3 using 2:1 with points pt 8 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::4::4 using 2:1 with points pt 11 ps 2.4 lw 3 lc rgb '#D55E00', \
  $data1 every ::4::4 using 2:1 with points pt 10 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::5::5 using 2:1 with points pt 15 ps 2.4 lw 3 lc rgb '#56B4E9', \
  $data1 every ::5::5 using 2:1 with points pt 14 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::6::6 using 2:1 with points pt 7 ps 2.4 lw 3 lc rgb '#F0E442', \
  $data1 every ::6::6 using 2:1 with points pt 6 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::6::6 using 2:1 with points pt 7 ps 0.72 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
