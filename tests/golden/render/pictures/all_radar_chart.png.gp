set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'All qualities at once' at screen 0.02575,screen 0.96343 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Every axis is a share of the best value in this picture: the outer ring is the' at screen 0.02575,screen 0.93868 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'best, the centre is zero. Thin and dashed: FP32 baseline.' at screen 0.02575,screen 0.92096 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'accuracy' at screen 0.02575,screen 0.06751 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'share of right answers over the best share; best: 84.20 %' at screen 0.11016,screen 0.06751 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'macro F1' at screen 0.02575,screen 0.05063 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'mean F1 of the classes over the best one; best: 0.8420' at screen 0.11016,screen 0.05063 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'calibration' at screen 0.02575,screen 0.03376 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '1 - calibration error, over the best; best: error 0.0500' at screen 0.11016,screen 0.03376 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.06751 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'smallest size of the files over own size; best: 21.9 MiB' at screen 0.58441,screen 0.06751 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'latency' at screen 0.50000,screen 0.05063 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'shortest time of a text over own, by speed-up; best: 1.83 ms' at screen 0.58441,screen 0.05063 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'throughput' at screen 0.50000,screen 0.03376 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'texts a second over the most, by speed-up; best: 600 texts/s' at screen 0.58441,screen 0.03376 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '' at screen 0.12797,screen 0.89128 front point pt 7 ps 2 lw 3 lc rgb '#0072B2'
set label '' at screen 0.12797,screen 0.89128 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.14084,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.18383,screen 0.75457 to screen 0.18383,screen 0.85399 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.77943 to screen 0.20573,screen 0.76700 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.80428 to screen 0.22762,screen 0.77943 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.82914 to screen 0.24952,screen 0.79185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.85399 to screen 0.27141,screen 0.80428 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75457 to screen 0.27141,screen 0.80428 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.76700 to screen 0.20573,screen 0.74214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.77943 to screen 0.22762,screen 0.72972 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.79185 to screen 0.24952,screen 0.71729 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.80428 to screen 0.27141,screen 0.70486 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75457 to screen 0.27141,screen 0.70486 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.74214 to screen 0.18383,screen 0.72972 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.72972 to screen 0.18383,screen 0.70486 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.71729 to screen 0.18383,screen 0.68000 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.70486 to screen 0.18383,screen 0.65515 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75457 to screen 0.18383,screen 0.65515 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.72972 to screen 0.16194,screen 0.74214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.70486 to screen 0.14004,screen 0.72972 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.68000 to screen 0.11815,screen 0.71729 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.65515 to screen 0.09625,screen 0.70486 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75457 to screen 0.09625,screen 0.70486 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.74214 to screen 0.16194,screen 0.76700 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.72972 to screen 0.14004,screen 0.77943 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.71729 to screen 0.11815,screen 0.79185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.70486 to screen 0.09625,screen 0.80428 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75457 to screen 0.09625,screen 0.80428 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.76700 to screen 0.18383,screen 0.77943 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.77943 to screen 0.18383,screen 0.80428 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.79185 to screen 0.18383,screen 0.82914 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.80428 to screen 0.18383,screen 0.85399 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.18383,screen 0.86672 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.27699,screen 0.81065 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.27699,screen 0.69850 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.18383,screen 0.64242 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.09068,screen 0.69850 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.09068,screen 0.81065 right front font 'Sans,9.75' tc rgb '#5f6368'
$data1 << EOD
0 0.997625
0.863968 0.498812
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.262432 0.151515
0 0.997625
EOD
set lmargin at screen 0.07259
set rmargin at screen 0.29508
set tmargin at screen 0.86394
set bmargin at screen 0.64521
unset border
unset logscale x
set xrange [-1.1:1.1]
unset xtics
set grid noxtics
unset logscale y
set yrange [-1.1:1.1]
unset ytics
set grid noytics
plot $data1 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#0072B2', \
  $data1 using 1:2 with lines lw 3 dt 1 lc rgb '#0072B2', \
  $data1 using 1:2 with points pt 7 ps 1.3 lw 3 lc rgb '#0072B2', \
  $data1 using 1:2 with points pt 6 ps 1.3 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.44259,screen 0.89128 front point pt 5 ps 2 lw 3 lc rgb '#E69F00'
set label '' at screen 0.44259,screen 0.89128 front point pt 4 ps 2 lw 1 lc rgb '#222222'
set label 'Dynamic INT8' at screen 0.45546,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.50000,screen 0.75457 to screen 0.50000,screen 0.85399 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.77943 to screen 0.52190,screen 0.76700 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.80428 to screen 0.54379,screen 0.77943 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.82914 to screen 0.56569,screen 0.79185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.85399 to screen 0.58758,screen 0.80428 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75457 to screen 0.58758,screen 0.80428 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.76700 to screen 0.52190,screen 0.74214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.77943 to screen 0.54379,screen 0.72972 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.79185 to screen 0.56569,screen 0.71729 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.80428 to screen 0.58758,screen 0.70486 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75457 to screen 0.58758,screen 0.70486 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.74214 to screen 0.50000,screen 0.72972 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.72972 to screen 0.50000,screen 0.70486 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.71729 to screen 0.50000,screen 0.68000 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.70486 to screen 0.50000,screen 0.65515 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75457 to screen 0.50000,screen 0.65515 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.72972 to screen 0.47810,screen 0.74214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.70486 to screen 0.45621,screen 0.72972 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.68000 to screen 0.43431,screen 0.71729 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.65515 to screen 0.41242,screen 0.70486 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75457 to screen 0.41242,screen 0.70486 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.74214 to screen 0.47810,screen 0.76700 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.72972 to screen 0.45621,screen 0.77943 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.71729 to screen 0.43431,screen 0.79185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.70486 to screen 0.41242,screen 0.80428 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75457 to screen 0.41242,screen 0.80428 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.76700 to screen 0.50000,screen 0.77943 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.77943 to screen 0.50000,screen 0.80428 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.79185 to screen 0.50000,screen 0.82914 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.80428 to screen 0.50000,screen 0.85399 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.50000,screen 0.86672 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.59316,screen 0.81065 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.59316,screen 0.69850 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.64242 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.40684,screen 0.69850 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.40684,screen 0.81065 right front font 'Sans,9.75' tc rgb '#5f6368'
$data2 << EOD
0 0.997625
0.863968 0.498812
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.262432 0.151515
0 0.997625
EOD
$data3 << EOD
0 0.996437
0.86294 0.498219
0.866025 -0.5
0 -0.995671
-0.793857 -0.458333
-0.813539 0.469697
0 0.996437
EOD
set lmargin at screen 0.38876
set rmargin at screen 0.61124
set tmargin at screen 0.86394
set bmargin at screen 0.64521
unset border
unset logscale x
set xrange [-1.1:1.1]
unset xtics
set grid noxtics
unset logscale y
set yrange [-1.1:1.1]
unset ytics
set grid noytics
plot $data2 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data3 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#E69F00', \
  $data3 using 1:2 with lines lw 3 dt (14,6) lc rgb '#E69F00', \
  $data3 using 1:2 with points pt 5 ps 1.3 lw 3 lc rgb '#E69F00', \
  $data3 using 1:2 with points pt 4 ps 1.3 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.76804,screen 0.89128 front point pt 13 ps 2 lw 3 lc rgb '#009E73'
set label '' at screen 0.76804,screen 0.89128 front point pt 12 ps 2 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.78091,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.81617,screen 0.75457 to screen 0.81617,screen 0.85399 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.81617,screen 0.77943 to screen 0.83806,screen 0.76700 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.80428 to screen 0.85996,screen 0.77943 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.82914 to screen 0.88185,screen 0.79185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.85399 to screen 0.90375,screen 0.80428 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75457 to screen 0.90375,screen 0.80428 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.83806,screen 0.76700 to screen 0.83806,screen 0.74214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.85996,screen 0.77943 to screen 0.85996,screen 0.72972 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.88185,screen 0.79185 to screen 0.88185,screen 0.71729 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.90375,screen 0.80428 to screen 0.90375,screen 0.70486 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75457 to screen 0.90375,screen 0.70486 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.83806,screen 0.74214 to screen 0.81617,screen 0.72972 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.85996,screen 0.72972 to screen 0.81617,screen 0.70486 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.88185,screen 0.71729 to screen 0.81617,screen 0.68000 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.90375,screen 0.70486 to screen 0.81617,screen 0.65515 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75457 to screen 0.81617,screen 0.65515 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.81617,screen 0.72972 to screen 0.79427,screen 0.74214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.70486 to screen 0.77238,screen 0.72972 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.68000 to screen 0.75048,screen 0.71729 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.65515 to screen 0.72859,screen 0.70486 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75457 to screen 0.72859,screen 0.70486 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.79427,screen 0.74214 to screen 0.79427,screen 0.76700 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.77238,screen 0.72972 to screen 0.77238,screen 0.77943 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.75048,screen 0.71729 to screen 0.75048,screen 0.79185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.72859,screen 0.70486 to screen 0.72859,screen 0.80428 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75457 to screen 0.72859,screen 0.80428 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.79427,screen 0.76700 to screen 0.81617,screen 0.77943 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.77238,screen 0.77943 to screen 0.81617,screen 0.80428 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.75048,screen 0.79185 to screen 0.81617,screen 0.82914 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.72859,screen 0.80428 to screen 0.81617,screen 0.85399 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.81617,screen 0.86672 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.90932,screen 0.81065 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.90932,screen 0.69850 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.81617,screen 0.64242 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.72301,screen 0.69850 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.72301,screen 0.81065 right front font 'Sans,9.75' tc rgb '#5f6368'
$data4 << EOD
0 0.997625
0.863968 0.498812
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.262432 0.151515
0 0.997625
EOD
$data5 << EOD
0 0.992874
0.859854 0.496437
0.866025 -0.5
0 -1
-0.866025 -0.5
-0.866025 0.5
0 0.992874
EOD
set lmargin at screen 0.70492
set rmargin at screen 0.92741
set tmargin at screen 0.86394
set bmargin at screen 0.64521
unset border
unset logscale x
set xrange [-1.1:1.1]
unset xtics
set grid noxtics
unset logscale y
set yrange [-1.1:1.1]
unset ytics
set grid noytics
plot $data4 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data5 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#009E73', \
  $data5 using 1:2 with lines lw 3 dt (4,5) lc rgb '#009E73', \
  $data5 using 1:2 with points pt 13 ps 1.3 lw 3 lc rgb '#009E73', \
  $data5 using 1:2 with points pt 12 ps 1.3 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.14250,screen 0.61786 front point pt 9 ps 2 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.14250,screen 0.61786 front point pt 8 ps 2 lw 1 lc rgb '#222222'
set label 'QAT INT8' at screen 0.15538,screen 0.61786 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.18383,screen 0.48115 to screen 0.18383,screen 0.58058 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.50601 to screen 0.20573,screen 0.49358 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.53086 to screen 0.22762,screen 0.50601 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.55572 to screen 0.24952,screen 0.51844 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.58058 to screen 0.27141,screen 0.53086 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.48115 to screen 0.27141,screen 0.53086 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.49358 to screen 0.20573,screen 0.46873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.50601 to screen 0.22762,screen 0.45630 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.51844 to screen 0.24952,screen 0.44387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.53086 to screen 0.27141,screen 0.43144 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.48115 to screen 0.27141,screen 0.43144 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.46873 to screen 0.18383,screen 0.45630 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.45630 to screen 0.18383,screen 0.43144 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.44387 to screen 0.18383,screen 0.40659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.43144 to screen 0.18383,screen 0.38173 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.48115 to screen 0.18383,screen 0.38173 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.45630 to screen 0.16194,screen 0.46873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.43144 to screen 0.14004,screen 0.45630 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.40659 to screen 0.11815,screen 0.44387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.38173 to screen 0.09625,screen 0.43144 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.48115 to screen 0.09625,screen 0.43144 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.46873 to screen 0.16194,screen 0.49358 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.45630 to screen 0.14004,screen 0.50601 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.44387 to screen 0.11815,screen 0.51844 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.43144 to screen 0.09625,screen 0.53086 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.48115 to screen 0.09625,screen 0.53086 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.49358 to screen 0.18383,screen 0.50601 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.50601 to screen 0.18383,screen 0.53086 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.51844 to screen 0.18383,screen 0.55572 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.53086 to screen 0.18383,screen 0.58058 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.18383,screen 0.59330 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.27699,screen 0.53723 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.27699,screen 0.42508 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.18383,screen 0.36900 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.09068,screen 0.42508 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.09068,screen 0.53723 right front font 'Sans,9.75' tc rgb '#5f6368'
$data6 << EOD
0 0.997625
0.863968 0.498812
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.262432 0.151515
0 0.997625
EOD
$data7 << EOD
0 1
0.866025 0.5
0.866025 -0.5
0 -1
-0.80829 -0.466667
-0.80829 0.466667
0 1
EOD
set lmargin at screen 0.07259
set rmargin at screen 0.29508
set tmargin at screen 0.59052
set bmargin at screen 0.37179
unset border
unset logscale x
set xrange [-1.1:1.1]
unset xtics
set grid noxtics
unset logscale y
set yrange [-1.1:1.1]
unset ytics
set grid noytics
plot $data6 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data7 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#CC79A7', \
  $data7 using 1:2 with lines lw 3 dt (16,6,4,6) lc rgb '#CC79A7', \
  $data7 using 1:2 with points pt 9 ps 1.3 lw 3 lc rgb '#CC79A7', \
  $data7 using 1:2 with points pt 8 ps 1.3 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.44898,screen 0.61786 front point pt 11 ps 2 lw 3 lc rgb '#D55E00'
set label '' at screen 0.44898,screen 0.61786 front point pt 10 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: INT8' at screen 0.46186,screen 0.61786 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.50000,screen 0.48115 to screen 0.50000,screen 0.58058 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.50601 to screen 0.52190,screen 0.49358 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.53086 to screen 0.54379,screen 0.50601 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.55572 to screen 0.56569,screen 0.51844 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.58058 to screen 0.58758,screen 0.53086 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.48115 to screen 0.58758,screen 0.53086 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.49358 to screen 0.52190,screen 0.46873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.50601 to screen 0.54379,screen 0.45630 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.51844 to screen 0.56569,screen 0.44387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.53086 to screen 0.58758,screen 0.43144 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.48115 to screen 0.58758,screen 0.43144 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.46873 to screen 0.50000,screen 0.45630 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.45630 to screen 0.50000,screen 0.43144 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.44387 to screen 0.50000,screen 0.40659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.43144 to screen 0.50000,screen 0.38173 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.48115 to screen 0.50000,screen 0.38173 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.45630 to screen 0.47810,screen 0.46873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.43144 to screen 0.45621,screen 0.45630 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.40659 to screen 0.43431,screen 0.44387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.38173 to screen 0.41242,screen 0.43144 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.48115 to screen 0.41242,screen 0.43144 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.46873 to screen 0.47810,screen 0.49358 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.45630 to screen 0.45621,screen 0.50601 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.44387 to screen 0.43431,screen 0.51844 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.43144 to screen 0.41242,screen 0.53086 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.48115 to screen 0.41242,screen 0.53086 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.49358 to screen 0.50000,screen 0.50601 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.50601 to screen 0.50000,screen 0.53086 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.51844 to screen 0.50000,screen 0.55572 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.53086 to screen 0.50000,screen 0.58058 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.50000,screen 0.59330 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.59316,screen 0.53723 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.59316,screen 0.42508 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.36900 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.40684,screen 0.42508 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.40684,screen 0.53723 right front font 'Sans,9.75' tc rgb '#5f6368'
$data8 << EOD
0 0.997625
0.863968 0.498812
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.262432 0.151515
0 0.997625
EOD
$data9 << EOD
0 0.97981
0.84854 0.489905
0.866025 -0.5
0 -1
-0.750555 -0.433333
-0.750555 0.433333
0 0.97981
EOD
set lmargin at screen 0.38876
set rmargin at screen 0.61124
set tmargin at screen 0.59052
set bmargin at screen 0.37179
unset border
unset logscale x
set xrange [-1.1:1.1]
unset xtics
set grid noxtics
unset logscale y
set yrange [-1.1:1.1]
unset ytics
set grid noytics
plot $data8 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data9 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#D55E00', \
  $data9 using 1:2 with lines lw 3 dt (22,8) lc rgb '#D55E00', \
  $data9 using 1:2 with points pt 11 ps 1.3 lw 3 lc rgb '#D55E00', \
  $data9 using 1:2 with points pt 10 ps 1.3 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.76609,screen 0.61786 front point pt 15 ps 2 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.76609,screen 0.61786 front point pt 14 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: FP16' at screen 0.77896,screen 0.61786 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.81617,screen 0.48115 to screen 0.81617,screen 0.58058 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.81617,screen 0.50601 to screen 0.83806,screen 0.49358 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.53086 to screen 0.85996,screen 0.50601 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.55572 to screen 0.88185,screen 0.51844 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.58058 to screen 0.90375,screen 0.53086 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.48115 to screen 0.90375,screen 0.53086 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.83806,screen 0.49358 to screen 0.83806,screen 0.46873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.85996,screen 0.50601 to screen 0.85996,screen 0.45630 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.88185,screen 0.51844 to screen 0.88185,screen 0.44387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.90375,screen 0.53086 to screen 0.90375,screen 0.43144 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.48115 to screen 0.90375,screen 0.43144 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.83806,screen 0.46873 to screen 0.81617,screen 0.45630 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.85996,screen 0.45630 to screen 0.81617,screen 0.43144 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.88185,screen 0.44387 to screen 0.81617,screen 0.40659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.90375,screen 0.43144 to screen 0.81617,screen 0.38173 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.48115 to screen 0.81617,screen 0.38173 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.81617,screen 0.45630 to screen 0.79427,screen 0.46873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.43144 to screen 0.77238,screen 0.45630 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.40659 to screen 0.75048,screen 0.44387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.38173 to screen 0.72859,screen 0.43144 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.48115 to screen 0.72859,screen 0.43144 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.79427,screen 0.46873 to screen 0.79427,screen 0.49358 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.77238,screen 0.45630 to screen 0.77238,screen 0.50601 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.75048,screen 0.44387 to screen 0.75048,screen 0.51844 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.72859,screen 0.43144 to screen 0.72859,screen 0.53086 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.48115 to screen 0.72859,screen 0.53086 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.79427,screen 0.49358 to screen 0.81617,screen 0.50601 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.77238,screen 0.50601 to screen 0.81617,screen 0.53086 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.75048,screen 0.51844 to screen 0.81617,screen 0.55572 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.72859,screen 0.53086 to screen 0.81617,screen 0.58058 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.81617,screen 0.59330 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.90932,screen 0.53723 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.90932,screen 0.42508 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.81617,screen 0.36900 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.72301,screen 0.42508 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.72301,screen 0.53723 right front font 'Sans,9.75' tc rgb '#5f6368'
$data10 << EOD
0 0.997625
0.863968 0.498812
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.262432 0.151515
0 0.997625
EOD
$data11 << EOD
0 0.997625
0.863968 0.498812
0.866025 -0.5
0 -0.505495
-0.317543 -0.183333
-0.317543 0.183333
0 0.997625
EOD
set lmargin at screen 0.70492
set rmargin at screen 0.92741
set tmargin at screen 0.59052
set bmargin at screen 0.37179
unset border
unset logscale x
set xrange [-1.1:1.1]
unset xtics
set grid noxtics
unset logscale y
set yrange [-1.1:1.1]
unset ytics
set grid noytics
plot $data10 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data11 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#56B4E9', \
  $data11 using 1:2 with lines lw 3 dt (10,4,3,4,3,4) lc rgb '#56B4E9', \
  $data11 using 1:2 with points pt 15 ps 1.3 lw 3 lc rgb '#56B4E9', \
  $data11 using 1:2 with points pt 14 ps 1.3 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.13376,screen 0.34444 front point pt 7 ps 2 lw 3 lc rgb '#F0E442'
set label '' at screen 0.13376,screen 0.34444 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.13376,screen 0.34444 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: BF16' at screen 0.14663,screen 0.34444 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.18383,screen 0.20774 to screen 0.18383,screen 0.30716 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.23259 to screen 0.20573,screen 0.22016 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.25745 to screen 0.22762,screen 0.23259 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.28230 to screen 0.24952,screen 0.24502 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.30716 to screen 0.27141,screen 0.25745 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.20774 to screen 0.27141,screen 0.25745 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.22016 to screen 0.20573,screen 0.19531 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.23259 to screen 0.22762,screen 0.18288 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.24502 to screen 0.24952,screen 0.17045 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.25745 to screen 0.27141,screen 0.15802 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.20774 to screen 0.27141,screen 0.15802 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.19531 to screen 0.18383,screen 0.18288 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.18288 to screen 0.18383,screen 0.15802 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.17045 to screen 0.18383,screen 0.13317 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.15802 to screen 0.18383,screen 0.10831 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.20774 to screen 0.18383,screen 0.10831 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.18288 to screen 0.16194,screen 0.19531 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.15802 to screen 0.14004,screen 0.18288 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.13317 to screen 0.11815,screen 0.17045 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.10831 to screen 0.09625,screen 0.15802 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.20774 to screen 0.09625,screen 0.15802 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.19531 to screen 0.16194,screen 0.22016 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.18288 to screen 0.14004,screen 0.23259 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.17045 to screen 0.11815,screen 0.24502 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.15802 to screen 0.09625,screen 0.25745 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.20774 to screen 0.09625,screen 0.25745 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.22016 to screen 0.18383,screen 0.23259 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.23259 to screen 0.18383,screen 0.25745 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.24502 to screen 0.18383,screen 0.28230 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.25745 to screen 0.18383,screen 0.30716 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.18383,screen 0.31989 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.27699,screen 0.26381 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.27699,screen 0.15166 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.18383,screen 0.09558 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.09068,screen 0.15166 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.09068,screen 0.26381 right front font 'Sans,9.75' tc rgb '#5f6368'
$data12 << EOD
0 0.997625
0.863968 0.498812
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.262432 0.151515
0 0.997625
EOD
$data13 << EOD
0 0.994062
0.860883 0.497031
0.866025 -0.5
0 -0.505495
-0.34641 -0.2
-0.34641 0.2
0 0.994062
EOD
set lmargin at screen 0.07259
set rmargin at screen 0.29508
set tmargin at screen 0.31710
set bmargin at screen 0.09837
unset border
unset logscale x
set xrange [-1.1:1.1]
unset xtics
set grid noxtics
unset logscale y
set yrange [-1.1:1.1]
unset ytics
set grid noytics
plot $data12 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data13 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#F0E442', \
  $data13 using 1:2 with lines lw 3 dt (8,8) lc rgb '#F0E442', \
  $data13 using 1:2 with points pt 7 ps 1.3 lw 3 lc rgb '#F0E442', \
  $data13 using 1:2 with points pt 6 ps 1.3 lw 1 lc rgb '#222222', \
  $data13 using 1:2 with points pt 7 ps 0.39 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.43767,screen 0.34444 front point pt 5 ps 2 lw 3 lc rgb '#999999'
set label '' at screen 0.43767,screen 0.34444 front point pt 4 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.43767,screen 0.34444 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed precision' at screen 0.45055,screen 0.34444 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.50000,screen 0.20774 to screen 0.50000,screen 0.30716 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.23259 to screen 0.52190,screen 0.22016 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.25745 to screen 0.54379,screen 0.23259 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.28230 to screen 0.56569,screen 0.24502 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.30716 to screen 0.58758,screen 0.25745 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.20774 to screen 0.58758,screen 0.25745 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.22016 to screen 0.52190,screen 0.19531 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.23259 to screen 0.54379,screen 0.18288 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.24502 to screen 0.56569,screen 0.17045 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.25745 to screen 0.58758,screen 0.15802 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.20774 to screen 0.58758,screen 0.15802 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.19531 to screen 0.50000,screen 0.18288 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.18288 to screen 0.50000,screen 0.15802 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.17045 to screen 0.50000,screen 0.13317 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.15802 to screen 0.50000,screen 0.10831 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.20774 to screen 0.50000,screen 0.10831 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.18288 to screen 0.47810,screen 0.19531 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.15802 to screen 0.45621,screen 0.18288 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.13317 to screen 0.43431,screen 0.17045 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.10831 to screen 0.41242,screen 0.15802 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.20774 to screen 0.41242,screen 0.15802 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.19531 to screen 0.47810,screen 0.22016 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.18288 to screen 0.45621,screen 0.23259 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.17045 to screen 0.43431,screen 0.24502 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.15802 to screen 0.41242,screen 0.25745 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.20774 to screen 0.41242,screen 0.25745 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.22016 to screen 0.50000,screen 0.23259 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.23259 to screen 0.50000,screen 0.25745 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.24502 to screen 0.50000,screen 0.28230 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.25745 to screen 0.50000,screen 0.30716 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.50000,screen 0.31989 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.59316,screen 0.26381 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.59316,screen 0.15166 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.09558 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.40684,screen 0.15166 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.40684,screen 0.26381 right front font 'Sans,9.75' tc rgb '#5f6368'
$data14 << EOD
0 0.997625
0.863968 0.498812
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.262432 0.151515
0 0.997625
EOD
$data15 << EOD
0 0.996437
0.86294 0.498219
0.866025 -0.5
0 -0.793103
-0.635085 -0.366667
-0.635085 0.366667
0 0.996437
EOD
set lmargin at screen 0.38876
set rmargin at screen 0.61124
set tmargin at screen 0.31710
set bmargin at screen 0.09837
unset border
unset logscale x
set xrange [-1.1:1.1]
unset xtics
set grid noxtics
unset logscale y
set yrange [-1.1:1.1]
unset ytics
set grid noytics
plot $data14 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data15 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#999999', \
  $data15 using 1:2 with lines lw 3 dt (24,6,6,6) lc rgb '#999999', \
  $data15 using 1:2 with points pt 5 ps 1.3 lw 3 lc rgb '#999999', \
  $data15 using 1:2 with points pt 4 ps 1.3 lw 1 lc rgb '#222222', \
  $data15 using 1:2 with points pt 7 ps 0.39 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
