set border 3 lc rgb '#444444' lw 1.5
set tics nomirror out scale 0.6
set grid ytics lc rgb '#cccccc' lw 1 dt 1
set style fill solid 0.9 noborder
set boxwidth 0.55
set pointintervalbox 0
set lmargin 13
set rmargin 5
set tmargin 5
set rmargin 13
set bmargin 5
set title "Training"
set xlabel "training step"
set ylabel "training loss, nats"
set yrange [0:*]
set xrange [0:*]
set key top center horizontal outside
$losses << EOD
10 0.690000
20 0.500000
EOD
$validation << EOD
20 80.0000
EOD
set border 11
set y2tics out
set y2range [78:82]
set y2label "validation accuracy, %"
plot $losses using 1:2 with lines lw 2 lc rgb '#0072B2' title "training loss", \
  $validation using 1:2 axes x1y2 with linespoints lw 3 pt 7 ps 2 lc rgb '#E69F00' title "validation accuracy"
