set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'All qualities at once' at screen 0.02571,screen 0.94800 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Every axis is a share of the best value in this picture: the outer ring is the' at screen 0.02571,screen 0.91280 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'best, the centre is zero.' at screen 0.02571,screen 0.88760 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'No results here of: Dynamic (octavo dynamic), Static (octavo static), QAT (octavo qat), Mixed precision (octavo mixed). The command in brackets and' at screen 0.02571,screen 0.06750 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'then octavo compare add them.' at screen 0.02571,screen 0.04650 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy' at screen 0.02571,screen 0.15400 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'share of right answers over the best share; best: 84.00 %' at screen 0.11000,screen 0.15400 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'macro F1' at screen 0.02571,screen 0.13000 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'mean F1 of the classes over the best one; best: 0.8400' at screen 0.11000,screen 0.13000 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'calibration' at screen 0.02571,screen 0.10600 left front font 'Sans:Bold,12' tc rgb '#222222'
set label '1 - calibration error, over the best; best: error 0.0500' at screen 0.11000,screen 0.10600 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'size' at screen 0.50000,screen 0.15400 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'smallest size of the files over own size; best: 86.7 MiB' at screen 0.58429,screen 0.15400 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'latency' at screen 0.50000,screen 0.13000 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'shortest time of a text over own; best: 6.00 ms' at screen 0.58429,screen 0.13000 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'throughput' at screen 0.50000,screen 0.10600 left front font 'Sans:Bold,12' tc rgb '#222222'
set label 'texts a second over the most; best: 167 texts/s' at screen 0.58429,screen 0.10600 left front font 'Sans,11.25' tc rgb '#5f6368'
set arrow from screen 0.35229,screen 0.51920 to screen 0.35229,screen 0.78640 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.35229,screen 0.58600 to screen 0.39361,screen 0.55260 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.35229,screen 0.65280 to screen 0.43493,screen 0.58600 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.35229,screen 0.71960 to screen 0.47625,screen 0.61940 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.35229,screen 0.78640 to screen 0.51757,screen 0.65280 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.35229,screen 0.51920 to screen 0.51757,screen 0.65280 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.39361,screen 0.55260 to screen 0.39361,screen 0.48580 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43493,screen 0.58600 to screen 0.43493,screen 0.45240 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.47625,screen 0.61940 to screen 0.47625,screen 0.41900 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.51757,screen 0.65280 to screen 0.51757,screen 0.38560 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.35229,screen 0.51920 to screen 0.51757,screen 0.38560 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.39361,screen 0.48580 to screen 0.35229,screen 0.45240 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.43493,screen 0.45240 to screen 0.35229,screen 0.38560 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.47625,screen 0.41900 to screen 0.35229,screen 0.31880 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.51757,screen 0.38560 to screen 0.35229,screen 0.25200 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.35229,screen 0.51920 to screen 0.35229,screen 0.25200 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.35229,screen 0.45240 to screen 0.31096,screen 0.48580 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.35229,screen 0.38560 to screen 0.26964,screen 0.45240 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.35229,screen 0.31880 to screen 0.22832,screen 0.41900 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.35229,screen 0.25200 to screen 0.18700,screen 0.38560 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.35229,screen 0.51920 to screen 0.18700,screen 0.38560 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.31096,screen 0.48580 to screen 0.31096,screen 0.55260 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.26964,screen 0.45240 to screen 0.26964,screen 0.58600 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22832,screen 0.41900 to screen 0.22832,screen 0.61940 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18700,screen 0.38560 to screen 0.18700,screen 0.65280 nohead back lw 1.5 lc rgb '#999999'
set arrow from screen 0.35229,screen 0.51920 to screen 0.18700,screen 0.65280 nohead back lw 1 lc rgb '#cccccc'
set arrow from screen 0.31096,screen 0.55260 to screen 0.35229,screen 0.58600 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.26964,screen 0.58600 to screen 0.35229,screen 0.65280 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.22832,screen 0.61940 to screen 0.35229,screen 0.71960 nohead back lw 1 lc rgb '#dddddd'
set arrow from screen 0.18700,screen 0.65280 to screen 0.35229,screen 0.78640 nohead back lw 1.5 lc rgb '#999999'
set label 'accuracy' at screen 0.35229,screen 0.83810 center front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 84.00 %' at screen 0.35229,screen 0.81360 center front font 'Sans,12' tc rgb '#5f6368'
set label 'macro F1' at screen 0.52747,screen 0.68425 left front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 0.8400' at screen 0.52747,screen 0.65975 left front font 'Sans,12' tc rgb '#5f6368'
set label 'calibration' at screen 0.52747,screen 0.37655 left front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: error 0.0500' at screen 0.52747,screen 0.35205 left front font 'Sans,12' tc rgb '#5f6368'
set label 'size' at screen 0.35229,screen 0.22270 center front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 86.7 MiB' at screen 0.35229,screen 0.19820 center front font 'Sans,12' tc rgb '#5f6368'
set label 'latency' at screen 0.17710,screen 0.37655 right front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 6.00 ms' at screen 0.17710,screen 0.35205 right front font 'Sans,12' tc rgb '#5f6368'
set label 'throughput' at screen 0.17710,screen 0.68425 right front font 'Sans:Bold,14.25' tc rgb '#222222'
set label 'best: 167 texts/s' at screen 0.17710,screen 0.65975 right front font 'Sans,12' tc rgb '#5f6368'
set arrow from screen 0.72429,screen 0.51920 to screen 0.77429,screen 0.51920 nohead lw 3 dt 1 lc rgb '#0072B2'
set label '' at screen 0.74929,screen 0.51920 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.74929,screen 0.51920 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.78429,screen 0.51920 left front font 'Sans,13.5' tc rgb '#222222'
$data1 << EOD
0 1
0.866025 0.5
0.866025 -0.5
0 -1
-0.866025 -0.5
-0.866025 0.5
0 1
EOD
set lmargin at screen 0.14234
set rmargin at screen 0.56223
set tmargin at screen 0.81312
set bmargin at screen 0.22528
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
  $data1 using 1:2 with points pt 6 ps 2.2 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
