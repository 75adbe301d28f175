acaz
cdef bcdef
aXddef 0
aXddef QXddef QXdde!
thRead arRay loCal

