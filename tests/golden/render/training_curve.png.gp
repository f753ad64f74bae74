set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Training' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'The kept epoch is the one with the best validation accuracy.' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label '0.0' at screen 0.07000,screen 0.44910 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '0.2' at screen 0.07000,screen 0.55330 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '0.4' at screen 0.07000,screen 0.65749 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '0.6' at screen 0.07000,screen 0.76169 right front font 'Sans,11.25' tc rgb '#5f6368'
set label 'loss, nats' at screen 0.02571,screen 0.86178 left front font 'Sans,12.75' tc rgb '#5f6368'
set arrow from screen 0.66000,screen 0.86178 to screen 0.69143,screen 0.86178 nohead lw 2.5 lc rgb '#0072B2'
set label 'training' at screen 0.69857,screen 0.86178 left front font 'Sans,12.75' tc rgb '#5f6368'
set arrow from screen 0.81000,screen 0.86178 to screen 0.84143,screen 0.86178 nohead lw 3 dt (10,5) lc rgb '#E69F00'
set label '' at screen 0.82571,screen 0.86178 front point pt 5 ps 2 lw 3 lc rgb '#E69F00'
set label '' at screen 0.82571,screen 0.86178 front point pt 4 ps 2 lw 1 lc rgb '#222222'
set label 'validation' at screen 0.84857,screen 0.86178 left front font 'Sans,12.75' tc rgb '#5f6368'
$data1 << EOD
10 0.69
20 0.5
EOD
$data2 << EOD
20 0.45
EOD
set lmargin at screen 0.07857
set rmargin at screen 0.96000
set tmargin at screen 0.83733
set bmargin at screen 0.44910
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [-0.4:20.6]
set xtics nomirror out scale 0.5 ('' 0, '' 5, '' 10, '' 15, '' 20)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [0:0.7452]
set ytics nomirror out scale 0.5 ('' 0, '' 0.2, '' 0.4, '' 0.6)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
plot $data1 using 1:2 with lines lw 2 lc rgb '#0072B2', \
  $data2 using 1:2 with lines lw 3 dt (10,5) lc rgb '#E69F00', \
  $data2 using 1:2 with points pt 5 ps 2 lw 3 lc rgb '#E69F00', \
  $data2 using 1:2 with points pt 4 ps 2 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
set label '79.5' at screen 0.07000,screen 0.10667 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '80.0' at screen 0.07000,screen 0.24233 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '80.5' at screen 0.07000,screen 0.37799 right front font 'Sans,11.25' tc rgb '#5f6368'
set label 'validation accuracy, % (does not begin at 0)' at screen 0.02571,screen 0.40244 left front font 'Sans,12.75' tc rgb '#5f6368'
set label 'kept: epoch 1, 80.00 %' at screen 0.87075,screen 0.27122 center front font 'Sans:Bold,12.75' tc rgb '#222222'
set label '0' at screen 0.09536,screen 0.08833 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '5' at screen 0.30522,screen 0.08833 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '10' at screen 0.51509,screen 0.08833 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '15' at screen 0.72495,screen 0.08833 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '20' at screen 0.93482,screen 0.08833 center front font 'Sans,11.25' tc rgb '#5f6368'
set label 'training step' at screen 0.96000,screen 0.05333 right front font 'Sans,12.75' tc rgb '#5f6368'
$data3 << EOD
20 80
EOD
$data4 << EOD
20 80
EOD
set lmargin at screen 0.07857
set rmargin at screen 0.96000
set tmargin at screen 0.37799
set bmargin at screen 0.10667
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [-0.4:20.6]
set xtics nomirror out scale 0.5 ('' 0, '' 5, '' 10, '' 15, '' 20)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [79.5:80.5]
set ytics nomirror out scale 0.5 ('' 79.5, '' 80, '' 80.5)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
plot $data3 using 1:2 with lines lw 3 dt (10,5) lc rgb '#E69F00', \
  $data3 using 1:2 with points pt 5 ps 2 lw 3 lc rgb '#E69F00', \
  $data3 using 1:2 with points pt 4 ps 2 lw 1 lc rgb '#222222', \
  $data4 using 1:2 with points pt 6 ps 4 lw 2 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
