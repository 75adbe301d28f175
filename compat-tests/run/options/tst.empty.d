/*
 * -xempty allows a program without clauses; another one runs beside it.
 * @@runtest-opts: -xempty -qn 'BEGIN { trace("ok"); exit(0); }'
 */
