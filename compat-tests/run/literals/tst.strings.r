a	b|q"q|back\slash
ABC
2 0
a'b

