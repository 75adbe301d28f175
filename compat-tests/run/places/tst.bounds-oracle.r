11 4
11 4
10
-- @@stderr --
dtrace: error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): index out of bounds (4) at BPF pc NNN
dtrace: error in dt_clause_1 for probe ID 1 (dtrace:::BEGIN): index out of bounds (4) at BPF pc NNN
