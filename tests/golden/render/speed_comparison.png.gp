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
set xrange [-0.6:1.6]
set yrange [0.000000:7.920000]
set xtics ("FP32 baseline" 0, "Dynamic INT8" 1)
set key off
set bmargin 4
set label 2 "5.50 ms" at first 0,first 6.600000 center offset 0,1
set label 3 "2.00 ms" . "\n" . "2.75x as fast (2.60 to 2.90)" at first 1,first 2.400000 center offset 0,2
$bars << EOD
0 5.500000 5.500000 6.600000 1 0
1 2.000000 2.000000 2.400000 1 1
EOD
plot \
  $bars using ($6==0?$1:1/0):2 with boxes lc rgb '#0072B2', \
  $bars using ($6==1?$1:1/0):2 with boxes lc rgb '#E69F00', \
  $bars using ($5==1?$1:1/0):2:3:4 with yerrorbars lc rgb '#222222' lw 2 pt 0
