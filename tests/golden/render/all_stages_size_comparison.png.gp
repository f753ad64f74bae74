set border 3 lc rgb '#444444' lw 1.5
set tics nomirror out scale 0.6
set grid ytics lc rgb '#cccccc' lw 1 dt 1
set style fill solid 0.9 noborder
set boxwidth 0.55
set pointintervalbox 0
set lmargin 13
set rmargin 5
set tmargin 5
set title "Size of the model's files" . "\n" . "minilm-l6 on movie-sentences, 1,000 test texts"
set ylabel "size, MiB" offset -1,0
set xrange [-0.6:7.6]
set yrange [0.000000:112.656487]
set xtics ("FP32 baseline" 0, "Dynamic INT8" 1, "Static INT8" 2, "QAT INT8" 3, "Mixed: INT8" 4, "Mixed: FP16" 5, "Mixed: BF16" 6, "Mixed precision" 7) font ',12'
set key off
set bmargin 4
set label 2 "86.66 MiB" at first 0,first 86.658836 center offset 0,1 font ',12'
set label 3 "22.03 MiB" . "\n" . "(3.93x smaller)" at first 1,first 22.029877 center offset 0,2 font ',12'
set label 4 "21.93 MiB" . "\n" . "(3.95x smaller)" at first 2,first 21.934509 center offset 0,2 font ',12'
set label 5 "21.93 MiB" . "\n" . "(3.95x smaller)" at first 3,first 21.934509 center offset 0,2 font ',12'
set label 6 "21.93 MiB" . "\n" . "(3.95x smaller)" at first 4,first 21.934509 center offset 0,2 font ',12'
set label 7 "43.39 MiB" . "\n" . "(2.00x smaller)" at first 5,first 43.392181 center offset 0,2 font ',12'
set label 8 "43.39 MiB" . "\n" . "(2.00x smaller)" at first 6,first 43.392181 center offset 0,2 font ',12'
set label 9 "27.66 MiB" . "\n" . "(3.13x smaller)" at first 7,first 27.656555 center offset 0,2 font ',12'
$bars << EOD
0 86.658836 86.658836 86.658836 0 0
1 22.029877 22.029877 22.029877 0 1
2 21.934509 21.934509 21.934509 0 2
3 21.934509 21.934509 21.934509 0 3
4 21.934509 21.934509 21.934509 0 4
5 43.392181 43.392181 43.392181 0 5
6 43.392181 43.392181 43.392181 0 6
7 27.656555 27.656555 27.656555 0 7
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
