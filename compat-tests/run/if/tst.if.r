five
ten
else
after 10

