set border 3 lc rgb '#444444' lw 1.5
set tics nomirror out scale 0.6
set grid ytics lc rgb '#cccccc' lw 1 dt 1
set style fill solid 0.9 noborder
set boxwidth 0.55
set pointintervalbox 0
set lmargin 13
set rmargin 5
set tmargin 5
set title "Accuracy on the test texts (whiskers: 95 % interval)" . "\n" . "minilm-l6 on movie-sentences, 1,000 test texts"
set ylabel "accuracy, % (axis begins at 75 %)" offset -1,0
set xrange [-0.6:1.6]
set yrange [75.000000:88.369769]
set xtics ("FP32 baseline" 0, "Dynamic INT8" 1)
set key off
set bmargin 4
set label 2 "84.00 %" at first 0,first 86.141474 center offset 0,1
set label 3 "83.90 % (-0.10)" at first 1,first 86.047547 center offset 0,1
$bars << EOD
0 84.000000 81.598307 86.141474 1 0
1 83.900000 81.492999 86.047547 1 1
EOD
plot \
  $bars using ($6==0?$1:1/0):2 with boxes lc rgb '#0072B2', \
  $bars using ($6==1?$1:1/0):2 with boxes lc rgb '#E69F00', \
  $bars using ($5==1?$1:1/0):2:3:4 with yerrorbars lc rgb '#222222' lw 2 pt 0
