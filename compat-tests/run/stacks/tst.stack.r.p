#!/usr/bin/awk -f
# A frame is told by its shape only; runs of frames become one line.
/^              [a-z0-9_]+`[A-Za-z0-9_.]+(\+0x[0-9a-f]+)?$/ { frames++; next }
{ if (frames) print (frames > 1 ? "frames" : "1 frame"); frames = 0; print }
END { if (frames) print "frames" }
