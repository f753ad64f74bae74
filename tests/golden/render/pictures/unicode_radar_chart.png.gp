set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'All qualities at once' at screen 0.02575,screen 0.96343 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'модель-模型-modèle on movie-sentences, 1,000 test texts. Every axis is a share of the best value in this picture: the outer' at screen 0.02575,screen 0.93868 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'ring is the best, the centre is zero. Thin and dashed: FP32 baseline.' at screen 0.02575,screen 0.92096 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'No results here of: Dynamic (octavo dynamic), Static (octavo static), QAT (octavo qat). The command in brackets and then octavo compare add them.' at screen 0.02575,screen 0.03270 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy' at screen 0.02575,screen 0.09353 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'share of right answers over the best share; best: 85.00 %' at screen 0.11016,screen 0.09353 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'macro F1' at screen 0.02575,screen 0.07665 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'mean F1 of the classes over the best one; best: 0.8500' at screen 0.11016,screen 0.07665 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'calibration' at screen 0.02575,screen 0.05977 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '1 - calibration error, over the best; best: error 0.0500' at screen 0.11016,screen 0.05977 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.09353 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'smallest size of the files over own size; best: 21.9 MiB' at screen 0.58441,screen 0.09353 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'latency' at screen 0.50000,screen 0.07665 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'shortest time of a text over own, by speed-up; best: 1.67 ms' at screen 0.58441,screen 0.07665 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'throughput' at screen 0.50000,screen 0.05977 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'texts a second over the most, by speed-up; best: 600 texts/s' at screen 0.58441,screen 0.05977 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '' at screen 0.12797,screen 0.89128 front point pt 7 ps 2 lw 3 lc rgb '#0072B2'
set label '' at screen 0.12797,screen 0.89128 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.14084,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.18383,screen 0.75891 to screen 0.18383,screen 0.85833 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.78376 to screen 0.20573,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.80862 to screen 0.22762,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.83347 to screen 0.24952,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.85833 to screen 0.27141,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75891 to screen 0.27141,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.77134 to screen 0.20573,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.78376 to screen 0.22762,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.79619 to screen 0.24952,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.80862 to screen 0.27141,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75891 to screen 0.27141,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.74648 to screen 0.18383,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.73405 to screen 0.18383,screen 0.70920 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.72162 to screen 0.18383,screen 0.68434 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.70920 to screen 0.18383,screen 0.65948 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75891 to screen 0.18383,screen 0.65948 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.73405 to screen 0.16194,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.70920 to screen 0.14004,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.68434 to screen 0.11815,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.65948 to screen 0.09625,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75891 to screen 0.09625,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.74648 to screen 0.16194,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.73405 to screen 0.14004,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.72162 to screen 0.11815,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.70920 to screen 0.09625,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.75891 to screen 0.09625,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.77134 to screen 0.18383,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.78376 to screen 0.18383,screen 0.80862 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.79619 to screen 0.18383,screen 0.83347 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.80862 to screen 0.18383,screen 0.85833 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.18383,screen 0.87106 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.27699,screen 0.81498 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.27699,screen 0.70283 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.18383,screen 0.64676 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.09068,screen 0.70283 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.09068,screen 0.81498 right front font 'Sans,9.75' tc rgb '#5f6368'
$data1 << EOD
0 0.988235
0.855837 0.494118
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.288675 0.166667
0 0.988235
EOD
set lmargin at screen 0.07259
set rmargin at screen 0.29508
set tmargin at screen 0.86827
set bmargin at screen 0.64954
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
set label '' at screen 0.36479,screen 0.89128 front point pt 5 ps 2 lw 3 lc rgb '#E69F00'
set label '' at screen 0.36479,screen 0.89128 front point pt 4 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: GRößER-NA…-ελληνικά' at screen 0.37767,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.50000,screen 0.75891 to screen 0.50000,screen 0.85833 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.78376 to screen 0.52190,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.80862 to screen 0.54379,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.83347 to screen 0.56569,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.85833 to screen 0.58758,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75891 to screen 0.58758,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.77134 to screen 0.52190,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.78376 to screen 0.54379,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.79619 to screen 0.56569,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.80862 to screen 0.58758,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75891 to screen 0.58758,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.74648 to screen 0.50000,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.73405 to screen 0.50000,screen 0.70920 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.72162 to screen 0.50000,screen 0.68434 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.70920 to screen 0.50000,screen 0.65948 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75891 to screen 0.50000,screen 0.65948 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.73405 to screen 0.47810,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.70920 to screen 0.45621,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.68434 to screen 0.43431,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.65948 to screen 0.41242,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75891 to screen 0.41242,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.74648 to screen 0.47810,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.73405 to screen 0.45621,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.72162 to screen 0.43431,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.70920 to screen 0.41242,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.75891 to screen 0.41242,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.77134 to screen 0.50000,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.78376 to screen 0.50000,screen 0.80862 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.79619 to screen 0.50000,screen 0.83347 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.80862 to screen 0.50000,screen 0.85833 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.50000,screen 0.87106 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.59316,screen 0.81498 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.59316,screen 0.70283 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.64676 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.40684,screen 0.70283 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.40684,screen 0.81498 right front font 'Sans,9.75' tc rgb '#5f6368'
$data2 << EOD
0 0.988235
0.855837 0.494118
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.288675 0.166667
0 0.988235
EOD
$data3 << EOD
0 1
0.866025 0.5
0.866025 -0.5
0 -1
-0.433013 -0.25
-0.433013 0.25
0 1
EOD
set lmargin at screen 0.38876
set rmargin at screen 0.61124
set tmargin at screen 0.86827
set bmargin at screen 0.64954
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
set label '' at screen 0.71979,screen 0.89128 front point pt 13 ps 2 lw 3 lc rgb '#009E73'
set label '' at screen 0.71979,screen 0.89128 front point pt 12 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: 模型-量化-八位整数' at screen 0.73266,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.81617,screen 0.75891 to screen 0.81617,screen 0.85833 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.81617,screen 0.78376 to screen 0.83806,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.80862 to screen 0.85996,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.83347 to screen 0.88185,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.85833 to screen 0.90375,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75891 to screen 0.90375,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.83806,screen 0.77134 to screen 0.83806,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.85996,screen 0.78376 to screen 0.85996,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.88185,screen 0.79619 to screen 0.88185,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.90375,screen 0.80862 to screen 0.90375,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75891 to screen 0.90375,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.83806,screen 0.74648 to screen 0.81617,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.85996,screen 0.73405 to screen 0.81617,screen 0.70920 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.88185,screen 0.72162 to screen 0.81617,screen 0.68434 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.90375,screen 0.70920 to screen 0.81617,screen 0.65948 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75891 to screen 0.81617,screen 0.65948 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.81617,screen 0.73405 to screen 0.79427,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.70920 to screen 0.77238,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.68434 to screen 0.75048,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.65948 to screen 0.72859,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75891 to screen 0.72859,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.79427,screen 0.74648 to screen 0.79427,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.77238,screen 0.73405 to screen 0.77238,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.75048,screen 0.72162 to screen 0.75048,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.72859,screen 0.70920 to screen 0.72859,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.75891 to screen 0.72859,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.79427,screen 0.77134 to screen 0.81617,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.77238,screen 0.78376 to screen 0.81617,screen 0.80862 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.75048,screen 0.79619 to screen 0.81617,screen 0.83347 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.72859,screen 0.80862 to screen 0.81617,screen 0.85833 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.81617,screen 0.87106 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.90932,screen 0.81498 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.90932,screen 0.70283 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.81617,screen 0.64676 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.72301,screen 0.70283 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.72301,screen 0.81498 right front font 'Sans,9.75' tc rgb '#5f6368'
$data4 << EOD
0 0.988235
0.855837 0.494118
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.288675 0.166667
0 0.988235
EOD
$data5 << EOD
0 0.995294
0.86195 0.497647
0.866025 -0.5
0 -0.851852
-0.519615 -0.3
-0.519615 0.3
0 0.995294
EOD
set lmargin at screen 0.70492
set rmargin at screen 0.92741
set tmargin at screen 0.86827
set bmargin at screen 0.64954
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
set label '' at screen 0.11390,screen 0.62654 front point pt 9 ps 2 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.11390,screen 0.62654 front point pt 8 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: 🙂-EMOJI' at screen 0.12678,screen 0.62654 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.18383,screen 0.49416 to screen 0.18383,screen 0.59359 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.51902 to screen 0.20573,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.54387 to screen 0.22762,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.56873 to screen 0.24952,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.59359 to screen 0.27141,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.49416 to screen 0.27141,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.50659 to screen 0.20573,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.51902 to screen 0.22762,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.53145 to screen 0.24952,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.54387 to screen 0.27141,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.49416 to screen 0.27141,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.48174 to screen 0.18383,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.46931 to screen 0.18383,screen 0.44445 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.45688 to screen 0.18383,screen 0.41960 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.44445 to screen 0.18383,screen 0.39474 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.49416 to screen 0.18383,screen 0.39474 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.46931 to screen 0.16194,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.44445 to screen 0.14004,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.41960 to screen 0.11815,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.39474 to screen 0.09625,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.49416 to screen 0.09625,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.48174 to screen 0.16194,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.46931 to screen 0.14004,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.45688 to screen 0.11815,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.44445 to screen 0.09625,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.49416 to screen 0.09625,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.50659 to screen 0.18383,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.51902 to screen 0.18383,screen 0.54387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.53145 to screen 0.18383,screen 0.56873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.54387 to screen 0.18383,screen 0.59359 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.18383,screen 0.60631 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.27699,screen 0.55024 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.27699,screen 0.43809 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.18383,screen 0.38201 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.09068,screen 0.43809 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.09068,screen 0.55024 right front font 'Sans,9.75' tc rgb '#5f6368'
$data6 << EOD
0 0.988235
0.855837 0.494118
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.288675 0.166667
0 0.988235
EOD
$data7 << EOD
0 0.990588
0.857875 0.495294
0.866025 -0.5
0 -0.741935
-0.606218 -0.35
-0.606218 0.35
0 0.990588
EOD
set lmargin at screen 0.07259
set rmargin at screen 0.29508
set tmargin at screen 0.60353
set bmargin at screen 0.38480
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
set label '' at screen 0.40874,screen 0.62654 front point pt 11 ps 2 lw 3 lc rgb '#D55E00'
set label '' at screen 0.40874,screen 0.62654 front point pt 10 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: עברית-نص' at screen 0.42161,screen 0.62654 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.50000,screen 0.49416 to screen 0.50000,screen 0.59359 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.51902 to screen 0.52190,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.54387 to screen 0.54379,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.56873 to screen 0.56569,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.59359 to screen 0.58758,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.49416 to screen 0.58758,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.50659 to screen 0.52190,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.51902 to screen 0.54379,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.53145 to screen 0.56569,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.54387 to screen 0.58758,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.49416 to screen 0.58758,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.52190,screen 0.48174 to screen 0.50000,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.54379,screen 0.46931 to screen 0.50000,screen 0.44445 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.56569,screen 0.45688 to screen 0.50000,screen 0.41960 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58758,screen 0.44445 to screen 0.50000,screen 0.39474 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.49416 to screen 0.50000,screen 0.39474 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.50000,screen 0.46931 to screen 0.47810,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.44445 to screen 0.45621,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.41960 to screen 0.43431,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.50000,screen 0.39474 to screen 0.41242,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.49416 to screen 0.41242,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.48174 to screen 0.47810,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.46931 to screen 0.45621,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.45688 to screen 0.43431,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.44445 to screen 0.41242,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.50000,screen 0.49416 to screen 0.41242,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.47810,screen 0.50659 to screen 0.50000,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.45621,screen 0.51902 to screen 0.50000,screen 0.54387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43431,screen 0.53145 to screen 0.50000,screen 0.56873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41242,screen 0.54387 to screen 0.50000,screen 0.59359 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.50000,screen 0.60631 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.59316,screen 0.55024 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.59316,screen 0.43809 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.38201 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.40684,screen 0.43809 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.40684,screen 0.55024 right front font 'Sans,9.75' tc rgb '#5f6368'
$data8 << EOD
0 0.988235
0.855837 0.494118
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.288675 0.166667
0 0.988235
EOD
$data9 << EOD
0 0.985882
0.853799 0.492941
0.866025 -0.5
0 -0.657143
-0.69282 -0.4
-0.69282 0.4
0 0.985882
EOD
set lmargin at screen 0.38876
set rmargin at screen 0.61124
set tmargin at screen 0.60353
set bmargin at screen 0.38480
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
set label '' at screen 0.73984,screen 0.62654 front point pt 15 ps 2 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.73984,screen 0.62654 front point pt 14 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: B��ROKEN' at screen 0.75272,screen 0.62654 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.81617,screen 0.49416 to screen 0.81617,screen 0.59359 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.81617,screen 0.51902 to screen 0.83806,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.54387 to screen 0.85996,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.56873 to screen 0.88185,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.59359 to screen 0.90375,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.49416 to screen 0.90375,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.83806,screen 0.50659 to screen 0.83806,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.85996,screen 0.51902 to screen 0.85996,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.88185,screen 0.53145 to screen 0.88185,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.90375,screen 0.54387 to screen 0.90375,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.49416 to screen 0.90375,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.83806,screen 0.48174 to screen 0.81617,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.85996,screen 0.46931 to screen 0.81617,screen 0.44445 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.88185,screen 0.45688 to screen 0.81617,screen 0.41960 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.90375,screen 0.44445 to screen 0.81617,screen 0.39474 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.49416 to screen 0.81617,screen 0.39474 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.81617,screen 0.46931 to screen 0.79427,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.44445 to screen 0.77238,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.41960 to screen 0.75048,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81617,screen 0.39474 to screen 0.72859,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.49416 to screen 0.72859,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.79427,screen 0.48174 to screen 0.79427,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.77238,screen 0.46931 to screen 0.77238,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.75048,screen 0.45688 to screen 0.75048,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.72859,screen 0.44445 to screen 0.72859,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.81617,screen 0.49416 to screen 0.72859,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.79427,screen 0.50659 to screen 0.81617,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.77238,screen 0.51902 to screen 0.81617,screen 0.54387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.75048,screen 0.53145 to screen 0.81617,screen 0.56873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.72859,screen 0.54387 to screen 0.81617,screen 0.59359 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.81617,screen 0.60631 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.90932,screen 0.55024 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.90932,screen 0.43809 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.81617,screen 0.38201 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.72301,screen 0.43809 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.72301,screen 0.55024 right front font 'Sans,9.75' tc rgb '#5f6368'
$data10 << EOD
0 0.988235
0.855837 0.494118
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.288675 0.166667
0 0.988235
EOD
$data11 << EOD
0 0.981176
0.849724 0.490588
0.866025 -0.5
0 -0.589744
-0.779423 -0.45
-0.779423 0.45
0 0.981176
EOD
set lmargin at screen 0.70492
set rmargin at screen 0.92741
set tmargin at screen 0.60353
set bmargin at screen 0.38480
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
set label '' at screen 0.04829,screen 0.36179 front point pt 7 ps 2 lw 3 lc rgb '#F0E442'
set label '' at screen 0.04829,screen 0.36179 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.04829,screen 0.36179 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: IT’S {A}_B^…` "Q" %D \N' at screen 0.06117,screen 0.36179 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.18383,screen 0.22942 to screen 0.18383,screen 0.32884 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.25427 to screen 0.20573,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.27913 to screen 0.22762,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.30399 to screen 0.24952,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.32884 to screen 0.27141,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.22942 to screen 0.27141,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.24185 to screen 0.20573,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.25427 to screen 0.22762,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.26670 to screen 0.24952,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.27913 to screen 0.27141,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.22942 to screen 0.27141,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.20573,screen 0.21699 to screen 0.18383,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22762,screen 0.20456 to screen 0.18383,screen 0.17971 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.24952,screen 0.19214 to screen 0.18383,screen 0.15485 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.27141,screen 0.17971 to screen 0.18383,screen 0.13000 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.22942 to screen 0.18383,screen 0.13000 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.18383,screen 0.20456 to screen 0.16194,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.17971 to screen 0.14004,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.15485 to screen 0.11815,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18383,screen 0.13000 to screen 0.09625,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.22942 to screen 0.09625,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.21699 to screen 0.16194,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.20456 to screen 0.14004,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.19214 to screen 0.11815,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.17971 to screen 0.09625,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.18383,screen 0.22942 to screen 0.09625,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.16194,screen 0.24185 to screen 0.18383,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.14004,screen 0.25427 to screen 0.18383,screen 0.27913 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.11815,screen 0.26670 to screen 0.18383,screen 0.30399 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.09625,screen 0.27913 to screen 0.18383,screen 0.32884 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.18383,screen 0.34157 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.27699,screen 0.28549 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.27699,screen 0.17334 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.18383,screen 0.11727 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.09068,screen 0.17334 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.09068,screen 0.28549 right front font 'Sans,9.75' tc rgb '#5f6368'
$data12 << EOD
0 0.988235
0.855837 0.494118
0.866025 -0.5
0 -0.253113
-0.288675 -0.166667
-0.288675 0.166667
0 0.988235
EOD
$data13 << EOD
0 0.976471
0.845648 0.488235
0.866025 -0.5
0 -0.534884
-0.866025 -0.5
-0.866025 0.5
0 0.976471
EOD
set lmargin at screen 0.07259
set rmargin at screen 0.29508
set tmargin at screen 0.33878
set bmargin at screen 0.12005
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
unset multiplot
