
1 frame
--

frames
deep

