
2 frames
--

frames
deep

