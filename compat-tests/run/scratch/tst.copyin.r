scratch memory
scratch
memory!

