set border 3 lc rgb '#444444' lw 1.5
set tics nomirror out scale 0.6
set grid ytics lc rgb '#cccccc' lw 1 dt 1
set style fill solid 0.9 noborder
set boxwidth 0.55
set pointintervalbox 0
set lmargin 13
set rmargin 5
set tmargin 5
set title "Latency of one text: median (whiskers: up to the 95th percentile)" . "\n" . "minilm-l6 on movie-sentences, 1,000 test texts"
set ylabel "latency, ms" offset -1,0
set xrange [-0.6:7.6]
set yrange [0.000000:8.580000]
set xtics ("FP32 baseline" 0, "Dynamic INT8" 1, "Static INT8" 2, "QAT INT8" 3, "Mixed: INT8" 4, "Mixed: FP16" 5, "Mixed: BF16" 6, "Mixed precision" 7) font ',12'
set key off
set bmargin 4
set label 2 "5.50 ms" at first 0,first 6.600000 center offset 0,1 font ',12'
set label 3 "2.00 ms" . "\n" . "2.75x as fast" . "\n" . "(2.60 to 2.90)" at first 1,first 2.400000 center offset 0,3 font ',12'
set label 4 "1.67 ms" . "\n" . "3.00x as fast" . "\n" . "(2.90 to 3.10)" at first 2,first 2.000000 center offset 0,3 font ',12'
set label 5 "1.79 ms" . "\n" . "2.80x as fast" . "\n" . "(2.70 to 2.90)" at first 3,first 2.142857 center offset 0,3 font ',12'
set label 6 "1.92 ms" . "\n" . "2.60x as fast" . "\n" . "(2.50 to 2.70)" at first 4,first 2.307692 center offset 0,3 font ',12'
set label 7 "4.55 ms" . "\n" . "1.10x as fast" . "\n" . "(1.00 to 1.20)" at first 5,first 5.454545 center offset 0,3 font ',12'
set label 8 "4.17 ms" . "\n" . "1.20x as fast" . "\n" . "(1.10 to 1.30)" at first 6,first 5.000000 center offset 0,3 font ',12'
set label 9 "2.27 ms" . "\n" . "2.20x as fast" . "\n" . "(2.10 to 2.30)" at first 7,first 2.727273 center offset 0,3 font ',12'
$bars << EOD
0 5.500000 5.500000 6.600000 1 0
1 2.000000 2.000000 2.400000 1 1
2 1.666667 1.666667 2.000000 1 2
3 1.785714 1.785714 2.142857 1 3
4 1.923077 1.923077 2.307692 1 4
5 4.545455 4.545455 5.454545 1 5
6 4.166667 4.166667 5.000000 1 6
7 2.272727 2.272727 2.727273 1 7
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
