set multiplot
unset key
set style fill solid noborder
set pointintervalbox 0
set tics scale 0.5 nomirror out
set label 'Accuracy on the test texts' at screen 0.02571,screen 0.94222 left front font 'Sans:Bold,21' tc rgb '#222222'
set label 'minilm-l6 on movie-sentences, 1,000 test texts. Whiskers: 95 % interval (Wilson).' at screen 0.02571,screen 0.90311 left front font 'Sans,13.5' tc rgb '#5f6368'
set object rectangle from screen 0.02571,screen 0.74178 to screen 0.97429,screen 0.86400 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.49733 to screen 0.97429,screen 0.61956 behind fc rgb '#f3f5f7' fs solid noborder
set object rectangle from screen 0.02571,screen 0.25289 to screen 0.97429,screen 0.37511 behind fc rgb '#f3f5f7' fs solid noborder
set label '' at screen 0.03643,screen 0.80289 front point pt 7 ps 2.4 lw 3 lc rgb '#0072B2'
set label '' at screen 0.03643,screen 0.80289 front point pt 6 ps 2.4 lw 1 lc rgb '#222222'
set label 'FP32 baseline' at screen 0.04714,screen 0.80289 left front font 'Sans,13.5' tc rgb '#222222'
set label 'Dynamic' at screen 0.04714,screen 0.68067 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Static' at screen 0.04714,screen 0.55844 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'QAT' at screen 0.04714,screen 0.43622 left front font 'Sans,13.5' tc rgb '#5f6368'
set label 'Mixed precision' at screen 0.04714,screen 0.31400 left front font 'Sans,13.5' tc rgb '#5f6368'
set label '' at screen 0.17643,screen 0.88289 left front font 'Sans:Bold,13.5' tc rgb '#222222'
set label '81.5' at screen 0.20138,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '82.0' at screen 0.27298,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '82.5' at screen 0.34458,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '83.0' at screen 0.41618,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '83.5' at screen 0.48778,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '84.0' at screen 0.55938,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '84.5' at screen 0.63097,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '85.0' at screen 0.70257,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '85.5' at screen 0.77417,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label '86.0' at screen 0.84577,screen 0.23578 center front font 'Sans,10.5' tc rgb '#5f6368'
set label 'accuracy, % (does not begin at 0)' at screen 0.17643,screen 0.20622 left front font 'Sans,12' tc rgb '#5f6368'
set label '84.00 %' at screen 0.91649,screen 0.80289 left front font 'Sans,12' tc rgb '#222222'
set label 'no results: octavo dynamic adds them' at screen 0.18785,screen 0.68067 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo static adds them' at screen 0.18785,screen 0.55844 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo qat adds them' at screen 0.18785,screen 0.43622 left front font 'Sans,12' tc rgb '#5f6368'
set label 'no results: octavo mixed adds them' at screen 0.18785,screen 0.31400 left front font 'Sans,12' tc rgb '#5f6368'
set lmargin at screen 0.17643
set rmargin at screen 0.90506
set tmargin at screen 0.86400
set bmargin at screen 0.25289
set border 1 lc rgb '#666666' lw 1
unset logscale x
set xrange [81.325717:86.414064]
set xtics nomirror out scale 0.5 ('' 81.5, '' 82, '' 82.5, '' 83, '' 83.5, '' 84, '' 84.5, '' 85, '' 85.5, '' 86)
set grid xtics back lc rgb '#dddddd' lw 1 dt 1
unset logscale y
set yrange [4.5:-0.5]
unset ytics
set grid noytics
$data1 << EOD
0 84 81.598307 86.141474
1 NaN NaN NaN
2 NaN NaN NaN
3 NaN NaN NaN
4 NaN NaN NaN
EOD
plot $data1 using 2:1:3:4 with xerrorbars pt 0 lw 2 lc rgb '#222222', \
  $data1 every ::0::0 using 2:1 with points pt 7 ps 2.4 lw 3 lc rgb '#0072B2', \
  $data1 every ::0::0 using 2:1 with points pt 6 ps 2.4 lw 1 lc rgb '#222222'
unset label
unset arrow
unset object
unset multiplot
