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
set xrange [-0.6:7.6]
set yrange [75.000000:89.728005]
set xtics ("FP32 baseline" 0, "Dynamic INT8" 1, "Static INT8" 2, "QAT INT8" 3, "Mixed: INT8" 4, "Mixed: FP16" 5, "Mixed: BF16" 6, "Mixed precision" 7) font ',12'
set key off
set bmargin 4
set label 2 "84.00 %" at first 0,first 86.141474 center offset 0,1 font ',12'
set label 3 "83.90 %" . "\n" . "(-0.10)" at first 1,first 86.047547 center offset 0,2 font ',12'
set label 4 "83.60 %" . "\n" . "(-0.40)" at first 2,first 85.765581 center offset 0,2 font ',12'
set label 5 "84.20 %" . "\n" . "(+0.20)" at first 3,first 86.329234 center offset 0,2 font ',12'
set label 6 "82.50 %" . "\n" . "(-1.50)" at first 4,first 84.729425 center offset 0,2 font ',12'
set label 7 "84.00 %" . "\n" . "(+0.00)" at first 5,first 86.141474 center offset 0,2 font ',12'
set label 8 "83.70 %" . "\n" . "(-0.30)" at first 6,first 85.859600 center offset 0,2 font ',12'
set label 9 "83.90 %" . "\n" . "(-0.10)" at first 7,first 86.047547 center offset 0,2 font ',12'
$bars << EOD
0 84.000000 81.598307 86.141474 1 0
1 83.900000 81.492999 86.047547 1 1
2 83.600000 81.177261 85.765581 1 2
3 84.200000 81.809015 86.329234 1 3
4 82.500000 80.021835 84.729425 1 4
5 84.000000 81.598307 86.141474 1 5
6 83.700000 81.282476 85.859600 1 6
7 83.900000 81.492999 86.047547 1 7
EOD
plot \
  $bars using ($6==0?$1:1/0):2 with boxes lc rgb '#0072B2', \
  $bars using ($6==1?$1:1/0):2 with boxes lc rgb '#E69F00', \
  $bars using ($6==2?$1:1/0):2 with boxes lc rgb '#009E73', \
  $bars using ($6==3?$1:1/0):2 with boxes lc rgb '#CC79A7', \
  $bars using ($6==4?$1:1/0):2 with boxes lc rgb '#D55E00', \
  $bars using ($6==5?$1:1/0):2 with boxes lc rgb '#56B4E9', \
  $bars using ($6==6?$1:1/0):2 with boxes lc rgb '#F0E442', \
  $bars using ($6==7?$1:1/0):2 with boxes lc rgb '#999999', \
  $bars using ($5==1?$1:1/0):2:3:4 with yerrorbars lc rgb '#222222' lw 2 pt 0
