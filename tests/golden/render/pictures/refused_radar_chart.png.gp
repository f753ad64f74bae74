set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'All qualities at once' at screen 0.02571,screen 0.94800 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Every axis is a share of the best value in this picture: the outer ring is the' at screen 0.02571,screen 0.91280 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'best, the centre is zero.' at screen 0.02571,screen 0.88760 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'The outline of Dynamic INT8 is open at latency and throughput (measured on cuda:NVIDIA H200 instead of x86_64-avx2).' at screen 0.02571,screen 0.15150 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'The outline of Static INT8 is open at latency and throughput (measured with 4 threads instead of 2).' at screen 0.02571,screen 0.13050 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'Not shown: QAT INT8 (not compared: the split was cut with seed 7 instead of 42).' at screen 0.02571,screen 0.10950 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'Not shown: Mixed: INT8 (not compared: data set another-data-set instead of movie-sentences).' at screen 0.02571,screen 0.08850 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'Not shown: Mixed: FP16 (not compared: data set another-data-set instead of movie-sentences).' at screen 0.02571,screen 0.06750 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '… and more: see the caveats of summary_report.md.' at screen 0.02571,screen 0.04650 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy' at screen 0.02571,screen 0.23800 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'share of right answers over the best share; best: 84.00 %' at screen 0.11000,screen 0.23800 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'macro F1' at screen 0.02571,screen 0.21400 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'mean F1 of the classes over the best one; best: 0.8400' at screen 0.11000,screen 0.21400 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'calibration' at screen 0.02571,screen 0.19000 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '1 - calibration error, over the best; best: error 0.0500' at screen 0.11000,screen 0.19000 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.23800 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'smallest size of the files over own size; best: 21.9 MiB' at screen 0.58429,screen 0.23800 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'latency' at screen 0.50000,screen 0.21400 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'shortest time of a text over own; best: 6.00 ms' at screen 0.58429,screen 0.21400 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'throughput' at screen 0.50000,screen 0.19000 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'texts a second over the most; best: 167 texts/s' at screen 0.58429,screen 0.19000 left front font 'Sans,11.25' tc rgb '#5f6368'
set arrow from screen 0.32229,screen 0.56120 to screen 0.32229,screen 0.78640 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.32229,screen 0.61750 to screen 0.35711,screen 0.58935 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32229,screen 0.67380 to screen 0.39194,screen 0.61750 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32229,screen 0.73010 to screen 0.42677,screen 0.64565 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32229,screen 0.78640 to screen 0.46159,screen 0.67380 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.32229,screen 0.56120 to screen 0.46159,screen 0.67380 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.35711,screen 0.58935 to screen 0.35711,screen 0.53305 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.39194,screen 0.61750 to screen 0.39194,screen 0.50490 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.42677,screen 0.64565 to screen 0.42677,screen 0.47675 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.46159,screen 0.67380 to screen 0.46159,screen 0.44860 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.32229,screen 0.56120 to screen 0.46159,screen 0.44860 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.35711,screen 0.53305 to screen 0.32229,screen 0.50490 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.39194,screen 0.50490 to screen 0.32229,screen 0.44860 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.42677,screen 0.47675 to screen 0.32229,screen 0.39230 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.46159,screen 0.44860 to screen 0.32229,screen 0.33600 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.32229,screen 0.56120 to screen 0.32229,screen 0.33600 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.32229,screen 0.50490 to screen 0.28746,screen 0.53305 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32229,screen 0.44860 to screen 0.25263,screen 0.50490 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32229,screen 0.39230 to screen 0.21781,screen 0.47675 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.32229,screen 0.33600 to screen 0.18298,screen 0.44860 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.32229,screen 0.56120 to screen 0.18298,screen 0.44860 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.28746,screen 0.53305 to screen 0.28746,screen 0.58935 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.25263,screen 0.50490 to screen 0.25263,screen 0.61750 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.21781,screen 0.47675 to screen 0.21781,screen 0.64565 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18298,screen 0.44860 to screen 0.18298,screen 0.67380 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.32229,screen 0.56120 to screen 0.18298,screen 0.67380 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.28746,screen 0.58935 to screen 0.32229,screen 0.61750 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.25263,screen 0.61750 to screen 0.32229,screen 0.67380 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.21781,screen 0.64565 to screen 0.32229,screen 0.73010 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18298,screen 0.67380 to screen 0.32229,screen 0.78640 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.32229,screen 0.83810 center front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 84.00 %' at screen 0.32229,screen 0.81360 center front font 'Sans,12' tc rgb '#5f6368'
set label 'macro F1' at screen 0.47149,screen 0.70525 left front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 0.8400' at screen 0.47149,screen 0.68075 left front font 'Sans,12' tc rgb '#5f6368'
set label 'calibration' at screen 0.47149,screen 0.43955 left front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: error 0.0500' at screen 0.47149,screen 0.41505 left front font 'Sans,12' tc rgb '#5f6368'
set label 'size' at screen 0.32229,screen 0.30670 center front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 21.9 MiB' at screen 0.32229,screen 0.28220 center front font 'Sans,12' tc rgb '#5f6368'
set label 'latency' at screen 0.17308,screen 0.43955 right front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 6.00 ms' at screen 0.17308,screen 0.41505 right front font 'Sans,12' tc rgb '#5f6368'
set label 'throughput' at screen 0.17308,screen 0.70525 right front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 167 texts/s' at screen 0.17308,screen 0.68075 right front font 'Sans,12' tc rgb '#5f6368'
set arrow from screen 0.72429,screen 0.62320 to screen 0.77429,screen 0.62320 nohead lw 3 dt 1 lc rgb '#0072B2'
set label '' at screen 0.74929,screen 0.62320 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.74929,screen 0.62320 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.78429,screen 0.62320 left front font 'Sans,13.5' tc rgb '#222222'
set arrow from screen 0.72429,screen 0.56120 to screen 0.77429,screen 0.56120 nohead lw 3 dt (14,6) lc rgb '#E69F00'
set label '' at screen 0.74929,screen 0.56120 front point pt 5 ps 2.4 lw 3 lc rgb '#E69F00'
set label '' at screen 0.74929,screen 0.56120 front point pt 4 ps 2.4 lw 1 lc rgb '#222222'
set label 'Dynamic INT8' at screen 0.78429,screen 0.56120 left front font 'Sans,13.5' tc rgb '#222222'
set arrow from screen 0.72429,screen 0.49920 to screen 0.77429,screen 0.49920 nohead lw 3 dt (4,5) lc rgb '#009E73'
set label '' at screen 0.74929,screen 0.49920 front point pt 13 ps 2.4 lw 3 lc rgb '#009E73'
set label '' at screen 0.74929,screen 0.49920 front point pt 12 ps 2.4 lw 1 lc rgb '#222222'
set label 'Static INT8' at screen 0.78429,screen 0.49920 left front font 'Sans,13.5' tc rgb '#222222'
$data1 << EOD
0 1
0.866025 0.5
0.866025 -0.5
0 -0.253113
-0.866025 -0.5
-0.866025 0.5
0 1
EOD
$data2 << EOD

0 0.99881
0.864994 0.499405
0.866025 -0.5
0 -0.995671


EOD
$data3 << EOD

0 0.995238
0.861901 0.497619
0.866025 -0.5
0 -1


EOD
set lmargin at screen 0.14534
set rmargin at screen 0.49923
set tmargin at screen 0.80892
set bmargin at screen 0.31348
unset border
unset logscale x
set xrange [-1.1:1.1]
unset xtics
set grid noxtics
unset logscale y
set yrange [-1.1:1.1]
unset ytics
set grid noytics
plot $data1 using 1:2 with lines lw 3 dt 1 lc rgb '#0072B2', \
  $data1 using 1:2 with points pt 7 ps 2.2 lw 3 lc rgb '#0072B2', \
  $data1 using 1:2 with points pt 6 ps 2.2 lw 1 lc rgb '#222222', \
  $data2 using 1:2 with lines lw 3 dt (14,6) lc rgb '#E69F00', \
  $data2 using 1:2 with points pt 5 ps 2.2 lw 3 lc rgb '#E69F00', \
  $data2 using 1:2 with points pt 4 ps 2.2 lw 1 lc rgb '#222222', \
  $data3 using 1:2 with lines lw 3 dt (4,5) lc rgb '#009E73', \
  $data3 using 1:2 with points pt 13 ps 2.2 lw 3 lc rgb '#009E73', \
  $data3 using 1:2 with points pt 12 ps 2.2 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
