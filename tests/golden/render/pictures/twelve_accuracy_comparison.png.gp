set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Accuracy on the test texts' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Whiskers: 95 % interval (Wilson).' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'In brackets: the difference to FP32 baseline, in percentage points. The whiskers are of each accuracy by itself, and no guide to differences, which are' at screen 0.02571,screen 0.09833 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'paired, on the same texts: octavo compare gives their own intervals.' at screen 0.02571,screen 0.07500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'The dashed line is the accuracy of FP32 baseline.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.81921 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.72964 to screen 0.97429,screen 0.77443 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.64007 to screen 0.97429,screen 0.68486 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.55050 to screen 0.97429,screen 0.59529 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.46093 to screen 0.97429,screen 0.50572 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.37136 to screen 0.97429,screen 0.41615 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.28179 to screen 0.97429,screen 0.32658 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.19222 to screen 0.97429,screen 0.23701 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.84161 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.84161 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.84161 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.79682 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.03643,screen 0.79682 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-0' at screen 0.04714,screen 0.79682 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.75204 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.03643,screen 0.75204 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-1' at screen 0.04714,screen 0.75204 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.70725 front point pt 9 ps 2.4 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.03643,screen 0.70725 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-2' at screen 0.04714,screen 0.70725 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.66247 front point pt 11 ps 2.4 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03643,screen 0.66247 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-3' at screen 0.04714,screen 0.66247 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.61768 front point pt 15 ps 2.4 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.03643,screen 0.61768 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-4' at screen 0.04714,screen 0.61768 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.57290 front point pt 7 ps 2.4 lw 3 lc rgb '#F0E442'
set label '' at screen 0.03643,screen 0.57290 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.57290 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-5' at screen 0.04714,screen 0.57290 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.52811 front point pt 5 ps 2.4 lw 3 lc rgb '#999999'
set label '' at screen 0.03643,screen 0.52811 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.52811 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-6' at screen 0.04714,screen 0.52811 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.48333 front point pt 13 ps 2.4 lw 3 lc rgb '#A6761D'
set label '' at screen 0.03643,screen 0.48333 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.48333 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-7' at screen 0.04714,screen 0.48333 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.43854 front point pt 9 ps 2.4 lw 3 lc rgb '#332288'
set label '' at screen 0.03643,screen 0.43854 front point pt 8 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.43854 front point pt 7 ps 0.72 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER-L…-VARIANT-8' at screen 0.04714,screen 0.43854 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.39376 front point pt 11 ps 2.4 lw 3 lc rgb '#882255'
set label '' at screen 0.03643,screen 0.39376 front point pt 10 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.39376 front point pt 7 ps 0.72 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER-L…-VARIANT-9' at screen 0.04714,screen 0.39376 left front font 'Sans,13.5' tc rgb '#222222'
set label '' at screen 0.03643,screen 0.34897 front point pt 15 ps 2.4 lw 3 lc rgb '#44AA99'
set label '' at screen 0.03643,screen 0.34897 front point pt 14 ps 2.4 lw 1 lc rgb '#222222'
set label '' at screen 0.03643,screen 0.34897 front point pt 7 ps 0.72 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…VARIANT-10' at screen 0.04714,screen 0.34897 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Dynamic' at screen 0.04714,screen 0.30419 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Static' at screen 0.04714,screen 0.25940 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'QAT' at screen 0.04714,screen 0.21461 left front font 'Sans,13.5' tc rgb '#5f6368'
set label '' at screen 0.33286,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '81' at screen 0.35464,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '82' at screen 0.43833,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '83' at screen 0.52202,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '84' at screen 0.60572,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '85' at screen 0.68941,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '86' at screen 0.77310,screen 0.17511 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.33286,screen 0.14556 left front font 'Sans,12' tc rgb '#5f6368'
set arrow from screen 0.60572,screen 0.86400 to screen 0.60572,screen 0.81921 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.81921 to screen 0.60572,screen 0.77443 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.77443 to screen 0.60572,screen 0.72964 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.72964 to screen 0.60572,screen 0.68486 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.68486 to screen 0.60572,screen 0.64007 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.64007 to screen 0.60572,screen 0.59529 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.59529 to screen 0.60572,screen 0.55050 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.55050 to screen 0.60572,screen 0.50572 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.50572 to screen 0.60572,screen 0.46093 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.46093 to screen 0.60572,screen 0.41615 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.41615 to screen 0.60572,screen 0.37136 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set arrow from screen 0.60572,screen 0.37136 to screen 0.60572,screen 0.32658 nohead back dt (12,8) lw 1.5 lc rgb '#888888'
set label '84.00 %' at screen 0.86345,screen 0.84161 left front font 'Sans,12' tc rgb '#222222'
set label '84.50 % (+0.50)' at screen 0.86345,screen 0.79682 left front font 'Sans,12' tc rgb '#222222'
set label '84.40 % (+0.40)' at screen 0.86345,screen 0.75204 left front font 'Sans,12' tc rgb '#222222'
set label '84.30 % (+0.30)' at screen 0.86345,screen 0.70725 left front font 'Sans,12' tc rgb '#222222'
set label '84.20 % (+0.20)' at screen 0.86345,screen 0.66247 left front font 'Sans,12' tc rgb '#222222'
set label '84.10 % (+0.10)' at screen 0.86345,screen 0.61768 left front font 'Sans,12' tc rgb '#222222'
set label '84.00 % (+0.00)' at screen 0.86345,screen 0.57290 left front font 'Sans,12' tc rgb '#222222'
set label '83.90 % (-0.10)' at screen 0.86345,screen 0.52811 left front font 'Sans,12' tc rgb '#222222'
set label '83.80 % (-0.20)' at screen 0.86345,screen 0.48333 left front font 'Sans,12' tc rgb '#222222'
set label '83.70 % (-0.30)' at screen 0.86345,screen 0.43854 left front font 'Sans,12' tc rgb '#222222'
set label '83.60 % (-0.40)' at screen 0.86345,screen 0.39376 left front font 'Sans,12' tc rgb '#222222'
set label '83.50 % (-0.50)' at screen 0.86345,screen 0.34897 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.34429,screen 0.30419 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.34429,screen 0.25940 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.34429,screen 0.21461 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.33286
set rmargin at screen 0.85202
set tmargin at screen 0.86400
set bmargin at screen 0.19222
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [80.739761:86.942951]
set xtics nomirror out scale 0.5 ('' 81, '' 82, '' 83, '' 84, '' 85, '' 86)
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
  $data1 every ::6::6 using 2:1 with points pt 7 ps 0.72 lw 1 lc rgb '#222222', \
  $data1 every ::7::7 using 2:1 with points pt 5 ps 2.4 lw 3 lc rgb '#999999', \
  $data1 every ::7::7 using 2:1 with points pt 4 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::7::7 using 2:1 with points pt 7 ps 0.72 lw 1 lc rgb '#222222', \
  $data1 every ::8::8 using 2:1 with points pt 13 ps 2.4 lw 3 lc rgb '#A6761D', \
  $data1 every ::8::8 using 2:1 with points pt 12 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::8::8 using 2:1 with points pt 7 ps 0.72 lw 1 lc rgb '#222222', \
  $data1 every ::9::9 using 2:1 with points pt 9 ps 2.4 lw 3 lc rgb '#332288', \
  $data1 every ::9::9 using 2:1 with points pt 8 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::9::9 using 2:1 with points pt 7 ps 0.72 lw 1 lc rgb '#ffffff', \
  $data1 every ::10::10 using 2:1 with points pt 11 ps 2.4 lw 3 lc rgb '#882255', \
  $data1 every ::10::10 using 2:1 with points pt 10 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::10::10 using 2:1 with points pt 7 ps 0.72 lw 1 lc rgb '#ffffff', \
  $data1 every ::11::11 using 2:1 with points pt 15 ps 2.4 lw 3 lc rgb '#44AA99', \
  $data1 every ::11::11 using 2:1 with points pt 14 ps 2.4 lw 1 lc rgb '#222222', \
  $data1 every ::11::11 using 2:1 with points pt 7 ps 0.72 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
