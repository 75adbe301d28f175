exit by itself: 1

