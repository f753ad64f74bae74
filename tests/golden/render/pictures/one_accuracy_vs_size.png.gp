set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Accuracy against size' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Whiskers: 95 % interval (Wilson).' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'No results here of: Dynamic (octavo dynamic), Static (octavo static), QAT (octavo qat), Mixed precision (octavo mixed). The command in brackets and' at screen 0.02571,screen 0.07500 left front font 'Sans,11.25' tc rgb '#5f6368'
set label 'then octavo compare add them.' at screen 0.02571,screen 0.05167 left front font 'Sans,11.25' tc rgb '#5f6368'
set label '0' at screen 0.08643,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '20' at screen 0.26461,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '40' at screen 0.44279,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '60' at screen 0.62097,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '80' at screen 0.79915,screen 0.15411 center front font 'Sans,11.25' tc rgb '#5f6368'
set label '82' at screen 0.07786,screen 0.26898 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '83' at screen 0.07786,screen 0.39514 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '84' at screen 0.07786,screen 0.52130 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '85' at screen 0.07786,screen 0.64747 right front font 'Sans,11.25' tc rgb '#5f6368'
set label '86' at screen 0.07786,screen 0.77363 right front font 'Sans,11.25' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.02571,screen 0.86378 left front font 'Sans,12.75' tc rgb '#5f6368'
set label 'size of the model’s files, MiB' at screen 0.97429,screen 0.11956 right front font 'Sans,12.75' tc rgb '#5f6368'
set label 'FP32 baseline' at screen 0.91801,screen 0.52130 center front font 'Sans,12.75' tc rgb '#222222'
set lmargin at screen 0.08643
set rmargin at screen 0.97429
set tmargin at screen 0.83733
set bmargin at screen 0.17244
set border 3 lc rgb '#666666' lw 1
unset logscale x
set xrange [0:99.657662]
set xtics nomirror out scale 0.5 ('' 0, '' 20, '' 40, '' 60, '' 80)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [81.234853:86.504927]
set ytics nomirror out scale 0.5 ('' 82, '' 83, '' 84, '' 85, '' 86)
set grid ytics back lc rgb '#dddddd' lw 1 dt 1
$data1 << EOD
86.658836 84 81.598307 86.141474
EOD
plot $data1 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 3.5 lc rgb '#555555', \
  $data1 every ::0::0 using 1:2:3:4 with yerrorbars pt 0 lw 2 lc rgb '#0072B2', \
  $data1 every ::0::0 using 1:2 with points pt 7 ps 2.8 lw 3 lc rgb '#0072B2', \
  $data1 every ::0::0 using 1:2 with points pt 6 ps 2.8 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
