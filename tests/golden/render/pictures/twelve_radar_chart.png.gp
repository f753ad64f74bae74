set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'All qualities at once' at screen 0.01957,screen 0.96343 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Every axis is a share of the best value in this picture: the outer ring is the best, the centre is zero. Thin and dashed:' at screen 0.01957,screen 0.93868 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'FP32 baseline.' at screen 0.01957,screen 0.92096 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'No results here of: Dynamic (octavo dynamic), Static (octavo static), QAT (octavo qat). The command in brackets and then octavo compare add them.' at screen 0.01957,screen 0.03270 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy' at screen 0.01957,screen 0.09353 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'share of right answers over the best share; best: 84.50 %' at screen 0.08370,screen 0.09353 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'macro F1' at screen 0.01957,screen 0.07665 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'mean F1 of the classes over the best one; best: 0.8450' at screen 0.08370,screen 0.07665 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'calibration' at screen 0.01957,screen 0.05977 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '1 - calibration error, over the best; best: error 0.0500' at screen 0.08370,screen 0.05977 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.09353 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'smallest size of the files over own size; best: 21.9 MiB' at screen 0.56413,screen 0.09353 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'latency' at screen 0.50000,screen 0.07665 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'shortest time of a text over own, by speed-up; best: 1.43 ms' at screen 0.56413,screen 0.07665 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'throughput' at screen 0.50000,screen 0.05977 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'texts a second over the most, by speed-up; best: 700 texts/s' at screen 0.56413,screen 0.05977 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '' at screen 0.09723,screen 0.89128 front point pt 7 ps 2 lw 3 lc rgb '#0072B2'
set label '' at screen 0.09723,screen 0.89128 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.10701,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.13967,screen 0.75891 to screen 0.13967,screen 0.85833 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.13967,screen 0.78376 to screen 0.15631,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.80862 to screen 0.17295,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.83347 to screen 0.18958,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.85833 to screen 0.20622,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.75891 to screen 0.20622,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.15631,screen 0.77134 to screen 0.15631,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.17295,screen 0.78376 to screen 0.17295,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18958,screen 0.79619 to screen 0.18958,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.20622,screen 0.80862 to screen 0.20622,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.75891 to screen 0.20622,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.15631,screen 0.74648 to screen 0.13967,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.17295,screen 0.73405 to screen 0.13967,screen 0.70920 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18958,screen 0.72162 to screen 0.13967,screen 0.68434 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.20622,screen 0.70920 to screen 0.13967,screen 0.65948 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.75891 to screen 0.13967,screen 0.65948 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.13967,screen 0.73405 to screen 0.12304,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.70920 to screen 0.10640,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.68434 to screen 0.08977,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.65948 to screen 0.07313,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.75891 to screen 0.07313,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.12304,screen 0.74648 to screen 0.12304,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.10640,screen 0.73405 to screen 0.10640,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.08977,screen 0.72162 to screen 0.08977,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.07313,screen 0.70920 to screen 0.07313,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.75891 to screen 0.07313,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.12304,screen 0.77134 to screen 0.13967,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.10640,screen 0.78376 to screen 0.13967,screen 0.80862 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.08977,screen 0.79619 to screen 0.13967,screen 0.83347 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.07313,screen 0.80862 to screen 0.13967,screen 0.85833 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.13967,screen 0.87106 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.21045,screen 0.81498 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.21045,screen 0.70283 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.13967,screen 0.64676 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.06890,screen 0.70283 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.06890,screen 0.81498 right front font 'Sans,9.75' tc rgb '#5f6368'
$data1 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
set lmargin at screen 0.05515
set rmargin at screen 0.22419
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
set label '' at screen 0.27645,screen 0.89128 front point pt 5 ps 2 lw 3 lc rgb '#E69F00'
set label '' at screen 0.27645,screen 0.89128 front point pt 4 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-0' at screen 0.28623,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.37989,screen 0.75891 to screen 0.37989,screen 0.85833 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.37989,screen 0.78376 to screen 0.39653,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.80862 to screen 0.41316,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.83347 to screen 0.42980,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.85833 to screen 0.44643,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.75891 to screen 0.44643,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.39653,screen 0.77134 to screen 0.39653,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41316,screen 0.78376 to screen 0.41316,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.42980,screen 0.79619 to screen 0.42980,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.44643,screen 0.80862 to screen 0.44643,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.75891 to screen 0.44643,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.39653,screen 0.74648 to screen 0.37989,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41316,screen 0.73405 to screen 0.37989,screen 0.70920 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.42980,screen 0.72162 to screen 0.37989,screen 0.68434 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.44643,screen 0.70920 to screen 0.37989,screen 0.65948 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.75891 to screen 0.37989,screen 0.65948 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.37989,screen 0.73405 to screen 0.36326,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.70920 to screen 0.34662,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.68434 to screen 0.32998,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.65948 to screen 0.31335,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.75891 to screen 0.31335,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.36326,screen 0.74648 to screen 0.36326,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.34662,screen 0.73405 to screen 0.34662,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32998,screen 0.72162 to screen 0.32998,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.31335,screen 0.70920 to screen 0.31335,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.75891 to screen 0.31335,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.36326,screen 0.77134 to screen 0.37989,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.34662,screen 0.78376 to screen 0.37989,screen 0.80862 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32998,screen 0.79619 to screen 0.37989,screen 0.83347 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.31335,screen 0.80862 to screen 0.37989,screen 0.85833 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.37989,screen 0.87106 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.45067,screen 0.81498 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.45067,screen 0.70283 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.37989,screen 0.64676 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.30911,screen 0.70283 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.30911,screen 0.81498 right front font 'Sans,9.75' tc rgb '#5f6368'
$data2 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data3 << EOD
0 1
0.866025 0.5
0.866025 -0.5
0 -1
-0.371154 -0.214286
-0.371154 0.214286
0 1
EOD
set lmargin at screen 0.29537
set rmargin at screen 0.46441
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
set label '' at screen 0.51666,screen 0.89128 front point pt 13 ps 2 lw 3 lc rgb '#009E73'
set label '' at screen 0.51666,screen 0.89128 front point pt 12 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-1' at screen 0.52645,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.62011,screen 0.75891 to screen 0.62011,screen 0.85833 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.62011,screen 0.78376 to screen 0.63674,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.80862 to screen 0.65338,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.83347 to screen 0.67002,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.85833 to screen 0.68665,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.75891 to screen 0.68665,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.63674,screen 0.77134 to screen 0.63674,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.65338,screen 0.78376 to screen 0.65338,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.67002,screen 0.79619 to screen 0.67002,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.68665,screen 0.80862 to screen 0.68665,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.75891 to screen 0.68665,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.63674,screen 0.74648 to screen 0.62011,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.65338,screen 0.73405 to screen 0.62011,screen 0.70920 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.67002,screen 0.72162 to screen 0.62011,screen 0.68434 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.68665,screen 0.70920 to screen 0.62011,screen 0.65948 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.75891 to screen 0.62011,screen 0.65948 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.62011,screen 0.73405 to screen 0.60347,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.70920 to screen 0.58684,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.68434 to screen 0.57020,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.65948 to screen 0.55357,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.75891 to screen 0.55357,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.60347,screen 0.74648 to screen 0.60347,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58684,screen 0.73405 to screen 0.58684,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.57020,screen 0.72162 to screen 0.57020,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.55357,screen 0.70920 to screen 0.55357,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.75891 to screen 0.55357,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.60347,screen 0.77134 to screen 0.62011,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58684,screen 0.78376 to screen 0.62011,screen 0.80862 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.57020,screen 0.79619 to screen 0.62011,screen 0.83347 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.55357,screen 0.80862 to screen 0.62011,screen 0.85833 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.62011,screen 0.87106 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.69089,screen 0.81498 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.69089,screen 0.70283 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.62011,screen 0.64676 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.54933,screen 0.70283 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.54933,screen 0.81498 right front font 'Sans,9.75' tc rgb '#5f6368'
$data4 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data5 << EOD
0 0.998817
0.865001 0.499408
0.866025 -0.5
0 -0.958333
-0.420641 -0.242857
-0.420641 0.242857
0 0.998817
EOD
set lmargin at screen 0.53559
set rmargin at screen 0.70463
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
set label '' at screen 0.75688,screen 0.89128 front point pt 9 ps 2 lw 3 lc rgb '#CC79A7'
set label '' at screen 0.75688,screen 0.89128 front point pt 8 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-2' at screen 0.76666,screen 0.89128 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.86033,screen 0.75891 to screen 0.86033,screen 0.85833 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.86033,screen 0.78376 to screen 0.87696,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.80862 to screen 0.89360,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.83347 to screen 0.91023,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.85833 to screen 0.92687,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.75891 to screen 0.92687,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.87696,screen 0.77134 to screen 0.87696,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.89360,screen 0.78376 to screen 0.89360,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.91023,screen 0.79619 to screen 0.91023,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.92687,screen 0.80862 to screen 0.92687,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.75891 to screen 0.92687,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.87696,screen 0.74648 to screen 0.86033,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.89360,screen 0.73405 to screen 0.86033,screen 0.70920 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.91023,screen 0.72162 to screen 0.86033,screen 0.68434 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.92687,screen 0.70920 to screen 0.86033,screen 0.65948 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.75891 to screen 0.86033,screen 0.65948 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.86033,screen 0.73405 to screen 0.84369,screen 0.74648 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.70920 to screen 0.82705,screen 0.73405 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.68434 to screen 0.81042,screen 0.72162 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.65948 to screen 0.79378,screen 0.70920 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.75891 to screen 0.79378,screen 0.70920 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.84369,screen 0.74648 to screen 0.84369,screen 0.77134 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.82705,screen 0.73405 to screen 0.82705,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81042,screen 0.72162 to screen 0.81042,screen 0.79619 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.79378,screen 0.70920 to screen 0.79378,screen 0.80862 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.75891 to screen 0.79378,screen 0.80862 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.84369,screen 0.77134 to screen 0.86033,screen 0.78376 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.82705,screen 0.78376 to screen 0.86033,screen 0.80862 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81042,screen 0.79619 to screen 0.86033,screen 0.83347 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.79378,screen 0.80862 to screen 0.86033,screen 0.85833 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.86033,screen 0.87106 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.93110,screen 0.81498 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.93110,screen 0.70283 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.86033,screen 0.64676 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.78955,screen 0.70283 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.78955,screen 0.81498 right front font 'Sans,9.75' tc rgb '#5f6368'
$data6 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data7 << EOD
0 0.997633
0.863976 0.498817
0.866025 -0.5
0 -0.92
-0.470128 -0.271429
-0.470128 0.271429
0 0.997633
EOD
set lmargin at screen 0.77581
set rmargin at screen 0.94485
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
plot $data6 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data7 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#CC79A7', \
  $data7 using 1:2 with lines lw 3 dt (16,6,4,6) lc rgb '#CC79A7', \
  $data7 using 1:2 with points pt 9 ps 1.3 lw 3 lc rgb '#CC79A7', \
  $data7 using 1:2 with points pt 8 ps 1.3 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.03623,screen 0.62654 front point pt 11 ps 2 lw 3 lc rgb '#D55E00'
set label '' at screen 0.03623,screen 0.62654 front point pt 10 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-3' at screen 0.04601,screen 0.62654 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.13967,screen 0.49416 to screen 0.13967,screen 0.59359 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.13967,screen 0.51902 to screen 0.15631,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.54387 to screen 0.17295,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.56873 to screen 0.18958,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.59359 to screen 0.20622,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.49416 to screen 0.20622,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.15631,screen 0.50659 to screen 0.15631,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.17295,screen 0.51902 to screen 0.17295,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18958,screen 0.53145 to screen 0.18958,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.20622,screen 0.54387 to screen 0.20622,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.49416 to screen 0.20622,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.15631,screen 0.48174 to screen 0.13967,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.17295,screen 0.46931 to screen 0.13967,screen 0.44445 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18958,screen 0.45688 to screen 0.13967,screen 0.41960 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.20622,screen 0.44445 to screen 0.13967,screen 0.39474 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.49416 to screen 0.13967,screen 0.39474 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.13967,screen 0.46931 to screen 0.12304,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.44445 to screen 0.10640,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.41960 to screen 0.08977,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.39474 to screen 0.07313,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.49416 to screen 0.07313,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.12304,screen 0.48174 to screen 0.12304,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.10640,screen 0.46931 to screen 0.10640,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.08977,screen 0.45688 to screen 0.08977,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.07313,screen 0.44445 to screen 0.07313,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.49416 to screen 0.07313,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.12304,screen 0.50659 to screen 0.13967,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.10640,screen 0.51902 to screen 0.13967,screen 0.54387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.08977,screen 0.53145 to screen 0.13967,screen 0.56873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.07313,screen 0.54387 to screen 0.13967,screen 0.59359 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.13967,screen 0.60631 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.21045,screen 0.55024 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.21045,screen 0.43809 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.13967,screen 0.38201 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.06890,screen 0.43809 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.06890,screen 0.55024 right front font 'Sans,9.75' tc rgb '#5f6368'
$data8 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data9 << EOD
0 0.99645
0.862951 0.498225
0.866025 -0.5
0 -0.884615
-0.519615 -0.3
-0.519615 0.3
0 0.99645
EOD
set lmargin at screen 0.05515
set rmargin at screen 0.22419
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
set label '' at screen 0.27645,screen 0.62654 front point pt 15 ps 2 lw 3 lc rgb '#56B4E9'
set label '' at screen 0.27645,screen 0.62654 front point pt 14 ps 2 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-4' at screen 0.28623,screen 0.62654 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.37989,screen 0.49416 to screen 0.37989,screen 0.59359 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.37989,screen 0.51902 to screen 0.39653,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.54387 to screen 0.41316,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.56873 to screen 0.42980,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.59359 to screen 0.44643,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.49416 to screen 0.44643,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.39653,screen 0.50659 to screen 0.39653,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41316,screen 0.51902 to screen 0.41316,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.42980,screen 0.53145 to screen 0.42980,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.44643,screen 0.54387 to screen 0.44643,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.49416 to screen 0.44643,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.39653,screen 0.48174 to screen 0.37989,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41316,screen 0.46931 to screen 0.37989,screen 0.44445 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.42980,screen 0.45688 to screen 0.37989,screen 0.41960 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.44643,screen 0.44445 to screen 0.37989,screen 0.39474 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.49416 to screen 0.37989,screen 0.39474 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.37989,screen 0.46931 to screen 0.36326,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.44445 to screen 0.34662,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.41960 to screen 0.32998,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.39474 to screen 0.31335,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.49416 to screen 0.31335,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.36326,screen 0.48174 to screen 0.36326,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.34662,screen 0.46931 to screen 0.34662,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32998,screen 0.45688 to screen 0.32998,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.31335,screen 0.44445 to screen 0.31335,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.49416 to screen 0.31335,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.36326,screen 0.50659 to screen 0.37989,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.34662,screen 0.51902 to screen 0.37989,screen 0.54387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32998,screen 0.53145 to screen 0.37989,screen 0.56873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.31335,screen 0.54387 to screen 0.37989,screen 0.59359 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.37989,screen 0.60631 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.45067,screen 0.55024 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.45067,screen 0.43809 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.37989,screen 0.38201 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.30911,screen 0.43809 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.30911,screen 0.55024 right front font 'Sans,9.75' tc rgb '#5f6368'
$data10 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data11 << EOD
0 0.995266
0.861926 0.497633
0.866025 -0.5
0 -0.851852
-0.569102 -0.328571
-0.569102 0.328571
0 0.995266
EOD
set lmargin at screen 0.29537
set rmargin at screen 0.46441
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
set label '' at screen 0.51666,screen 0.62654 front point pt 7 ps 2 lw 3 lc rgb '#F0E442'
set label '' at screen 0.51666,screen 0.62654 front point pt 6 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.51666,screen 0.62654 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-5' at screen 0.52645,screen 0.62654 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.62011,screen 0.49416 to screen 0.62011,screen 0.59359 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.62011,screen 0.51902 to screen 0.63674,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.54387 to screen 0.65338,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.56873 to screen 0.67002,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.59359 to screen 0.68665,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.49416 to screen 0.68665,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.63674,screen 0.50659 to screen 0.63674,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.65338,screen 0.51902 to screen 0.65338,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.67002,screen 0.53145 to screen 0.67002,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.68665,screen 0.54387 to screen 0.68665,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.49416 to screen 0.68665,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.63674,screen 0.48174 to screen 0.62011,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.65338,screen 0.46931 to screen 0.62011,screen 0.44445 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.67002,screen 0.45688 to screen 0.62011,screen 0.41960 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.68665,screen 0.44445 to screen 0.62011,screen 0.39474 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.49416 to screen 0.62011,screen 0.39474 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.62011,screen 0.46931 to screen 0.60347,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.44445 to screen 0.58684,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.41960 to screen 0.57020,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.39474 to screen 0.55357,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.49416 to screen 0.55357,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.60347,screen 0.48174 to screen 0.60347,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58684,screen 0.46931 to screen 0.58684,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.57020,screen 0.45688 to screen 0.57020,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.55357,screen 0.44445 to screen 0.55357,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.49416 to screen 0.55357,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.60347,screen 0.50659 to screen 0.62011,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58684,screen 0.51902 to screen 0.62011,screen 0.54387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.57020,screen 0.53145 to screen 0.62011,screen 0.56873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.55357,screen 0.54387 to screen 0.62011,screen 0.59359 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.62011,screen 0.60631 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.69089,screen 0.55024 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.69089,screen 0.43809 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.62011,screen 0.38201 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.54933,screen 0.43809 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.54933,screen 0.55024 right front font 'Sans,9.75' tc rgb '#5f6368'
$data12 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data13 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.821429
-0.61859 -0.357143
-0.61859 0.357143
0 0.994083
EOD
set lmargin at screen 0.53559
set rmargin at screen 0.70463
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
plot $data12 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data13 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#F0E442', \
  $data13 using 1:2 with lines lw 3 dt (8,8) lc rgb '#F0E442', \
  $data13 using 1:2 with points pt 7 ps 1.3 lw 3 lc rgb '#F0E442', \
  $data13 using 1:2 with points pt 6 ps 1.3 lw 1 lc rgb '#222222', \
  $data13 using 1:2 with points pt 7 ps 0.39 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.75688,screen 0.62654 front point pt 5 ps 2 lw 3 lc rgb '#999999'
set label '' at screen 0.75688,screen 0.62654 front point pt 4 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.75688,screen 0.62654 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-6' at screen 0.76666,screen 0.62654 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.86033,screen 0.49416 to screen 0.86033,screen 0.59359 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.86033,screen 0.51902 to screen 0.87696,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.54387 to screen 0.89360,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.56873 to screen 0.91023,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.59359 to screen 0.92687,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.49416 to screen 0.92687,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.87696,screen 0.50659 to screen 0.87696,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.89360,screen 0.51902 to screen 0.89360,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.91023,screen 0.53145 to screen 0.91023,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.92687,screen 0.54387 to screen 0.92687,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.49416 to screen 0.92687,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.87696,screen 0.48174 to screen 0.86033,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.89360,screen 0.46931 to screen 0.86033,screen 0.44445 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.91023,screen 0.45688 to screen 0.86033,screen 0.41960 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.92687,screen 0.44445 to screen 0.86033,screen 0.39474 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.49416 to screen 0.86033,screen 0.39474 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.86033,screen 0.46931 to screen 0.84369,screen 0.48174 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.44445 to screen 0.82705,screen 0.46931 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.41960 to screen 0.81042,screen 0.45688 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.39474 to screen 0.79378,screen 0.44445 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.49416 to screen 0.79378,screen 0.44445 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.84369,screen 0.48174 to screen 0.84369,screen 0.50659 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.82705,screen 0.46931 to screen 0.82705,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81042,screen 0.45688 to screen 0.81042,screen 0.53145 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.79378,screen 0.44445 to screen 0.79378,screen 0.54387 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.49416 to screen 0.79378,screen 0.54387 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.84369,screen 0.50659 to screen 0.86033,screen 0.51902 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.82705,screen 0.51902 to screen 0.86033,screen 0.54387 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81042,screen 0.53145 to screen 0.86033,screen 0.56873 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.79378,screen 0.54387 to screen 0.86033,screen 0.59359 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.86033,screen 0.60631 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.93110,screen 0.55024 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.93110,screen 0.43809 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.86033,screen 0.38201 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.78955,screen 0.43809 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.78955,screen 0.55024 right front font 'Sans,9.75' tc rgb '#5f6368'
$data14 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data15 << EOD
0 0.992899
0.859876 0.49645
0.866025 -0.5
0 -0.793103
-0.668077 -0.385714
-0.668077 0.385714
0 0.992899
EOD
set lmargin at screen 0.77581
set rmargin at screen 0.94485
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
plot $data14 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data15 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#999999', \
  $data15 using 1:2 with lines lw 3 dt (24,6,6,6) lc rgb '#999999', \
  $data15 using 1:2 with points pt 5 ps 1.3 lw 3 lc rgb '#999999', \
  $data15 using 1:2 with points pt 4 ps 1.3 lw 1 lc rgb '#222222', \
  $data15 using 1:2 with points pt 7 ps 0.39 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.03623,screen 0.36179 front point pt 13 ps 2 lw 3 lc rgb '#A6761D'
set label '' at screen 0.03623,screen 0.36179 front point pt 12 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.03623,screen 0.36179 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…-VARIANT-7' at screen 0.04601,screen 0.36179 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.13967,screen 0.22942 to screen 0.13967,screen 0.32884 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.13967,screen 0.25427 to screen 0.15631,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.27913 to screen 0.17295,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.30399 to screen 0.18958,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.32884 to screen 0.20622,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.22942 to screen 0.20622,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.15631,screen 0.24185 to screen 0.15631,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.17295,screen 0.25427 to screen 0.17295,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18958,screen 0.26670 to screen 0.18958,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.20622,screen 0.27913 to screen 0.20622,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.22942 to screen 0.20622,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.15631,screen 0.21699 to screen 0.13967,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.17295,screen 0.20456 to screen 0.13967,screen 0.17971 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18958,screen 0.19214 to screen 0.13967,screen 0.15485 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.20622,screen 0.17971 to screen 0.13967,screen 0.13000 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.22942 to screen 0.13967,screen 0.13000 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.13967,screen 0.20456 to screen 0.12304,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.17971 to screen 0.10640,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.15485 to screen 0.08977,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.13967,screen 0.13000 to screen 0.07313,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.22942 to screen 0.07313,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.12304,screen 0.21699 to screen 0.12304,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.10640,screen 0.20456 to screen 0.10640,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.08977,screen 0.19214 to screen 0.08977,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.07313,screen 0.17971 to screen 0.07313,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.13967,screen 0.22942 to screen 0.07313,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.12304,screen 0.24185 to screen 0.13967,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.10640,screen 0.25427 to screen 0.13967,screen 0.27913 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.08977,screen 0.26670 to screen 0.13967,screen 0.30399 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.07313,screen 0.27913 to screen 0.13967,screen 0.32884 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.13967,screen 0.34157 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.21045,screen 0.28549 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.21045,screen 0.17334 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.13967,screen 0.11727 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.06890,screen 0.17334 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.06890,screen 0.28549 right front font 'Sans,9.75' tc rgb '#5f6368'
$data16 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data17 << EOD
0 0.991716
0.858851 0.495858
0.866025 -0.5
0 -0.766667
-0.717564 -0.414286
-0.717564 0.414286
0 0.991716
EOD
set lmargin at screen 0.05515
set rmargin at screen 0.22419
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
plot $data16 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data17 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#A6761D', \
  $data17 using 1:2 with lines lw 3 dt (3,7) lc rgb '#A6761D', \
  $data17 using 1:2 with points pt 13 ps 1.3 lw 3 lc rgb '#A6761D', \
  $data17 using 1:2 with points pt 12 ps 1.3 lw 1 lc rgb '#222222', \
  $data17 using 1:2 with points pt 7 ps 0.39 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '' at screen 0.27645,screen 0.36179 front point pt 9 ps 2 lw 3 lc rgb '#332288'
set label '' at screen 0.27645,screen 0.36179 front point pt 8 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.27645,screen 0.36179 front point pt 7 ps 0.6 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER-L…-VARIANT-8' at screen 0.28623,screen 0.36179 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.37989,screen 0.22942 to screen 0.37989,screen 0.32884 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.37989,screen 0.25427 to screen 0.39653,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.27913 to screen 0.41316,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.30399 to screen 0.42980,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.32884 to screen 0.44643,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.22942 to screen 0.44643,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.39653,screen 0.24185 to screen 0.39653,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41316,screen 0.25427 to screen 0.41316,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.42980,screen 0.26670 to screen 0.42980,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.44643,screen 0.27913 to screen 0.44643,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.22942 to screen 0.44643,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.39653,screen 0.21699 to screen 0.37989,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.41316,screen 0.20456 to screen 0.37989,screen 0.17971 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.42980,screen 0.19214 to screen 0.37989,screen 0.15485 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.44643,screen 0.17971 to screen 0.37989,screen 0.13000 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.22942 to screen 0.37989,screen 0.13000 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.37989,screen 0.20456 to screen 0.36326,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.17971 to screen 0.34662,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.15485 to screen 0.32998,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.37989,screen 0.13000 to screen 0.31335,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.22942 to screen 0.31335,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.36326,screen 0.21699 to screen 0.36326,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.34662,screen 0.20456 to screen 0.34662,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32998,screen 0.19214 to screen 0.32998,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.31335,screen 0.17971 to screen 0.31335,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.37989,screen 0.22942 to screen 0.31335,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.36326,screen 0.24185 to screen 0.37989,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.34662,screen 0.25427 to screen 0.37989,screen 0.27913 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32998,screen 0.26670 to screen 0.37989,screen 0.30399 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.31335,screen 0.27913 to screen 0.37989,screen 0.32884 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.37989,screen 0.34157 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.45067,screen 0.28549 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.45067,screen 0.17334 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.37989,screen 0.11727 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.30911,screen 0.17334 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.30911,screen 0.28549 right front font 'Sans,9.75' tc rgb '#5f6368'
$data18 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data19 << EOD
0 0.990533
0.857826 0.495266
0.866025 -0.5
0 -0.741935
-0.767051 -0.442857
-0.767051 0.442857
0 0.990533
EOD
set lmargin at screen 0.29537
set rmargin at screen 0.46441
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
plot $data18 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data19 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#332288', \
  $data19 using 1:2 with lines lw 3 dt (14,4,4,4,4,4) lc rgb '#332288', \
  $data19 using 1:2 with points pt 9 ps 1.3 lw 3 lc rgb '#332288', \
  $data19 using 1:2 with points pt 8 ps 1.3 lw 1 lc rgb '#222222', \
  $data19 using 1:2 with points pt 7 ps 0.39 lw 1 lc rgb '#ffffff'
unset label
unset arrow
unset object
set label '' at screen 0.51666,screen 0.36179 front point pt 11 ps 2 lw 3 lc rgb '#882255'
set label '' at screen 0.51666,screen 0.36179 front point pt 10 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.51666,screen 0.36179 front point pt 7 ps 0.6 lw 1 lc rgb '#ffffff'
set label 'Mixed: A-RATHER-L…-VARIANT-9' at screen 0.52645,screen 0.36179 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.62011,screen 0.22942 to screen 0.62011,screen 0.32884 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.62011,screen 0.25427 to screen 0.63674,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.27913 to screen 0.65338,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.30399 to screen 0.67002,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.32884 to screen 0.68665,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.22942 to screen 0.68665,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.63674,screen 0.24185 to screen 0.63674,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.65338,screen 0.25427 to screen 0.65338,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.67002,screen 0.26670 to screen 0.67002,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.68665,screen 0.27913 to screen 0.68665,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.22942 to screen 0.68665,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.63674,screen 0.21699 to screen 0.62011,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.65338,screen 0.20456 to screen 0.62011,screen 0.17971 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.67002,screen 0.19214 to screen 0.62011,screen 0.15485 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.68665,screen 0.17971 to screen 0.62011,screen 0.13000 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.22942 to screen 0.62011,screen 0.13000 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.62011,screen 0.20456 to screen 0.60347,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.17971 to screen 0.58684,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.15485 to screen 0.57020,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.62011,screen 0.13000 to screen 0.55357,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.22942 to screen 0.55357,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.60347,screen 0.21699 to screen 0.60347,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58684,screen 0.20456 to screen 0.58684,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.57020,screen 0.19214 to screen 0.57020,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.55357,screen 0.17971 to screen 0.55357,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.62011,screen 0.22942 to screen 0.55357,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.60347,screen 0.24185 to screen 0.62011,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.58684,screen 0.25427 to screen 0.62011,screen 0.27913 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.57020,screen 0.26670 to screen 0.62011,screen 0.30399 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.55357,screen 0.27913 to screen 0.62011,screen 0.32884 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.62011,screen 0.34157 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.69089,screen 0.28549 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.69089,screen 0.17334 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.62011,screen 0.11727 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.54933,screen 0.17334 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.54933,screen 0.28549 right front font 'Sans,9.75' tc rgb '#5f6368'
$data20 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data21 << EOD
0 0.989349
0.856801 0.494675
0.866025 -0.5
0 -0.71875
-0.816538 -0.471429
-0.816538 0.471429
0 0.989349
EOD
set lmargin at screen 0.53559
set rmargin at screen 0.70463
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
plot $data20 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data21 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#882255', \
  $data21 using 1:2 with lines lw 3 dt (6,4) lc rgb '#882255', \
  $data21 using 1:2 with points pt 11 ps 1.3 lw 3 lc rgb '#882255', \
  $data21 using 1:2 with points pt 10 ps 1.3 lw 1 lc rgb '#222222', \
  $data21 using 1:2 with points pt 7 ps 0.39 lw 1 lc rgb '#ffffff'
unset label
unset arrow
unset object
set label '' at screen 0.75688,screen 0.36179 front point pt 15 ps 2 lw 3 lc rgb '#44AA99'
set label '' at screen 0.75688,screen 0.36179 front point pt 14 ps 2 lw 1 lc rgb '#222222'
set label '' at screen 0.75688,screen 0.36179 front point pt 7 ps 0.6 lw 1 lc rgb '#222222'
set label 'Mixed: A-RATHER-L…VARIANT-10' at screen 0.76666,screen 0.36179 left front font 'Sans:Bold,12' tc rgb '#222222'
set arrow from screen 0.86033,screen 0.22942 to screen 0.86033,screen 0.32884 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.86033,screen 0.25427 to screen 0.87696,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.27913 to screen 0.89360,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.30399 to screen 0.91023,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.32884 to screen 0.92687,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.22942 to screen 0.92687,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.87696,screen 0.24185 to screen 0.87696,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.89360,screen 0.25427 to screen 0.89360,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.91023,screen 0.26670 to screen 0.91023,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.92687,screen 0.27913 to screen 0.92687,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.22942 to screen 0.92687,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.87696,screen 0.21699 to screen 0.86033,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.89360,screen 0.20456 to screen 0.86033,screen 0.17971 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.91023,screen 0.19214 to screen 0.86033,screen 0.15485 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.92687,screen 0.17971 to screen 0.86033,screen 0.13000 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.22942 to screen 0.86033,screen 0.13000 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.86033,screen 0.20456 to screen 0.84369,screen 0.21699 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.17971 to screen 0.82705,screen 0.20456 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.15485 to screen 0.81042,screen 0.19214 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.86033,screen 0.13000 to screen 0.79378,screen 0.17971 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.22942 to screen 0.79378,screen 0.17971 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.84369,screen 0.21699 to screen 0.84369,screen 0.24185 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.82705,screen 0.20456 to screen 0.82705,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81042,screen 0.19214 to screen 0.81042,screen 0.26670 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.79378,screen 0.17971 to screen 0.79378,screen 0.27913 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.86033,screen 0.22942 to screen 0.79378,screen 0.27913 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.84369,screen 0.24185 to screen 0.86033,screen 0.25427 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.82705,screen 0.25427 to screen 0.86033,screen 0.27913 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.81042,screen 0.26670 to screen 0.86033,screen 0.30399 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.79378,screen 0.27913 to screen 0.86033,screen 0.32884 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.86033,screen 0.34157 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'macro F1' at screen 0.93110,screen 0.28549 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'calibration' at screen 0.93110,screen 0.17334 left front font 'Sans,9.75' tc rgb '#5f6368'
set label 'size' at screen 0.86033,screen 0.11727 center front font 'Sans,9.75' tc rgb '#5f6368'
set label 'latency' at screen 0.78955,screen 0.17334 right front font 'Sans,9.75' tc rgb '#5f6368'
set label 'throughput' at screen 0.78955,screen 0.28549 right front font 'Sans,9.75' tc rgb '#5f6368'
$data22 << EOD
0 0.994083
0.860901 0.497041
0.866025 -0.5
0 -0.253113
-0.247436 -0.142857
-0.247436 0.142857
0 0.994083
EOD
$data23 << EOD
0 0.988166
0.855777 0.494083
0.866025 -0.5
0 -0.69697
-0.866025 -0.5
-0.866025 0.5
0 0.988166
EOD
set lmargin at screen 0.77581
set rmargin at screen 0.94485
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
plot $data22 using 1:2 with lines lw 2 dt (9,7) lc rgb '#666666', \
  $data23 using 1:2 with filledcurves closed fs transparent solid 0.22 noborder lc rgb '#44AA99', \
  $data23 using 1:2 with lines lw 3 dt (18,8,8,8) lc rgb '#44AA99', \
  $data23 using 1:2 with points pt 15 ps 1.3 lw 3 lc rgb '#44AA99', \
  $data23 using 1:2 with points pt 14 ps 1.3 lw 1 lc rgb '#222222', \
  $data23 using 1:2 with points pt 7 ps 0.39 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
