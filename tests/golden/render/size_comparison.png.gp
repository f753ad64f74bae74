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
set xrange [-0.6:1.6]
set yrange [0.000000:103.990604]
set xtics ("FP32 baseline" 0, "Dynamic INT8" 1)
set key off
set bmargin 4
set label 2 "86.66 MiB" at first 0,first 86.658836 center offset 0,1
set label 3 "22.03 MiB (3.93x smaller)" at first 1,first 22.029877 center offset 0,1
$bars << EOD
0 86.658836 86.658836 86.658836 0 0
1 22.029877 22.029877 22.029877 0 1
EOD
plot \
  $bars using ($6==0?$1:1/0):2 with boxes lc rgb '#0072B2', \
  $bars using ($6==1?$1:1/0):2 with boxes lc rgb '#E69F00', \
  $bars using ($5==1?$1:1/0):2:3:4 with yerrorbars lc rgb '#222222' lw 2 pt 0
