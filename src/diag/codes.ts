/** One error tag of DTrace's: what is wrong, and a program that is wrong in that way and no other. */
export interface Code {
  readonly meaning: string;
  readonly example: string;
  /** Where it is wrong, if not on line 1. */
  readonly line?: number;
  /** Only one dialect has it. */
  readonly dialect?: 'illumos' | 'oracle';
  /** `$1` and on. */
  readonly args?: readonly string[];
}

/** Every tag that the compiler raises. The tags are DTrace's, the words are not. */
export const codes = {
  D_UNKNOWN: {
    meaning:
      'What has no tag of its own: a type nobody knows, a member named twice, a part of D that this compiler lacks.',
    example: 'struct s { int x; char x; }; BEGIN { }',
  },
  D_SYNTAX: {
    meaning: 'The grammar does not allow this here; also a format of printf() that cannot be read.',
    example: 'BEGIN { x = ; }',
  },
  D_EMPTY: {
    meaning: 'There is no clause, nor anything else that could run.',
    example: 'struct s { int x; };',
  },
  D_TYPE_MEMBER: {
    meaning: 'The struct or union has no member of this name.',
    example: 'struct s { int x; }; BEGIN { trace(((struct s *)arg0)->y); }',
  },
  D_ALLOCA_SIZE: {
    meaning: 'More scratch memory is asked for than there is: the option scratchsize.',
    example: 'BEGIN { x = alloca(4096); }',
    dialect: 'oracle',
  },
  D_ALLOCA_INCOMPAT: {
    meaning: 'A variable holds both addresses of scratch memory and other ones.',
    example: 'BEGIN { a = (char *)alloca(1); a = (char *)64; }',
    dialect: 'oracle',
  },
  D_FREOPEN_INVALID: {
    meaning: 'freopen() takes the name of a file, and "." cannot be one.',
    example: 'BEGIN { freopen("."); }',
  },
  D_CG_EXPR: {
    meaning: 'An action or aggregating function where a value is needed.',
    example: 'BEGIN { x = stack(); }',
  },
  D_CG_DYN: {
    meaning: 'An associative array without subscript, or an aggregation, where a value is needed.',
    example: 'BEGIN { self->a[1] = 1; self->a; }',
  },
  D_ATTR_MIN: {
    meaning: 'The clause, or what it uses, promises less stability than -x amin wants.',
    example: '#pragma D option amin=Evolving/Evolving/Common\nBEGIN { }',
    line: 2,
  },
  D_PDESC_ZERO: {
    meaning: 'The description matches no probe (-Z allows that).',
    example: 'nosuch:::probe { }',
  },
  D_PDESC_INVAL: {
    meaning: 'The description is malformed, or names a probe by an id that there is not.',
    example: '99999999 { }',
  },
  D_PRED_SCALAR: {
    meaning: 'The predicate is not something that can be compared with zero: a string, a struct.',
    example: 'BEGIN /execname/ { }',
  },
  D_FUNC_IDENT: {
    meaning: 'What is called is not a name.',
    example: 'BEGIN { x = 1; (x + 1)(2); }',
  },
  D_FUNC_UNDEF: {
    meaning: 'There is no function of this name.',
    example: 'BEGIN { nosuch(1); }',
  },
  D_FUNC_IDKIND: {
    meaning: "The name that is called is a variable's.",
    example: 'BEGIN { pid(1); }',
  },
  D_PROTO_LEN: {
    meaning: 'Too few or too many arguments of a function, or keys of an array or aggregation.',
    example: 'BEGIN { x[1, 2] = 1; x[1] = 2; }',
  },
  D_PROTO_ARG: {
    meaning:
      'An argument, or key, has a type that the prototype, or the first use, does not allow.',
    example: 'BEGIN { trace(strlen(1)); }',
  },
  D_OFFSETOF_TYPE: {
    meaning: 'offsetof of something that is no struct or union with members.',
    example: 'BEGIN { trace(offsetof(int, x)); }',
  },
  D_OFFSETOF_BITFIELD: {
    meaning: 'offsetof of a bit-field, which has no address.',
    example: 'struct s { int x : 3; }; BEGIN { trace(offsetof(struct s, x)); }',
  },
  D_SIZEOF_TYPE: {
    meaning: 'sizeof of something without a size.',
    example: 'BEGIN { trace(sizeof (void)); }',
  },
  D_SIZEOF_BITFIELD: {
    meaning: 'sizeof of a bit-field.',
    example: 'struct s { int x : 3; }; BEGIN { trace(sizeof (((struct s *)arg0)->x)); }',
  },
  D_STRINGOF_TYPE: {
    meaning: 'stringof of something that is no integer, pointer or string.',
    example: 'struct s { int x; }; struct s v; BEGIN { trace(stringof(v)); }',
  },
  D_OP_INT: {
    meaning: 'The operator wants integers.',
    example: 'BEGIN { trace("a" & 1); }',
  },
  D_OP_SCALAR: {
    meaning: 'The operator wants something that can be compared with zero.',
    example: 'BEGIN { trace("a" && 1); }',
  },
  D_OP_ARITH: {
    meaning: 'The operator wants numbers.',
    example: 'BEGIN { trace("a" * 2); }',
  },
  D_OP_WRITE: {
    meaning: 'The program may not write to this variable.',
    example: 'BEGIN { pid = 1; }',
  },
  D_OP_LVAL: {
    meaning: 'What is assigned to is a value, not a place.',
    example: 'BEGIN { 1 = 2; }',
  },
  D_OP_INCOMPAT: {
    meaning: 'The types of the two operands do not go together.',
    example: 'BEGIN { x = 1; x = "a"; }',
  },
  D_OP_VFPTR: {
    meaning: 'Arithmetic on a pointer whose target has no size.',
    example: 'BEGIN { this->p = (void *)arg0; this->p++; }',
  },
  D_OP_ARRFUN: {
    meaning: 'An array is assigned to as a whole.',
    example: 'int a[3]; BEGIN { a = 0; }',
  },
  D_OP_PTR: {
    meaning: '-> on something that is no pointer.',
    example: 'struct s { int x; }; struct s v; BEGIN { trace(v->x); }',
  },
  D_OP_SOU: {
    meaning: '. or -> on something that is no struct or union.',
    example: 'BEGIN { trace(pid.x); }',
  },
  D_OP_INCOMPLETE: {
    meaning: 'The struct has only been named so far.',
    example: 'BEGIN { trace(((struct nosuch *)arg0)->x); }',
  },
  D_OP_DYN: {
    meaning: 'An array without subscript, or an aggregation, is an operand.',
    example: 'BEGIN { self->a[1] = 1; trace(pid ? self->a : 1); }',
  },
  D_OP_ACT: {
    meaning: 'An action is an operand.',
    example: 'BEGIN { pid ? trace(1) : trace(2); }',
  },
  D_ARR_BADREF: {
    meaning: 'Several keys for something that is no associative array.',
    example: 'BEGIN { x = 1; trace(x[1, 2]); }',
  },
  D_ARR_LOCAL: {
    meaning: 'this-> variables cannot be associative arrays.',
    example: 'BEGIN { this->x[1] = 1; }',
  },
  D_ARR_BOUNDS: {
    meaning: 'A constant index lies outside of an array.',
    example: 'struct s { int a[4]; }; BEGIN { trace(((struct s *)arg0)->a[4]); }',
    dialect: 'oracle',
  },
  D_DIV_ZERO: {
    meaning: 'A division by a constant zero.',
    example: 'BEGIN { trace(1 / 0); }',
  },
  D_DEREF_NONPTR: {
    meaning: '* or [ ] on something that is no pointer.',
    example: 'BEGIN { trace(*pid); }',
  },
  D_DEREF_VOID: {
    meaning: '* on a pointer to void.',
    example: 'BEGIN { trace(*(void *)arg0); }',
  },
  D_DEREF_FUNC: {
    meaning: '* on a pointer to a function.',
    example: 'typedef int (*f_t)(int); BEGIN { trace(*(f_t)arg0); }',
  },
  D_ADDROF_LVAL: {
    meaning: '& on a value that lies nowhere.',
    example: 'BEGIN { trace(&1); }',
  },
  D_ADDROF_VAR: {
    meaning: '& on a variable of D: they have no address.',
    example: 'BEGIN { x = 1; trace(&x); }',
  },
  D_ADDROF_BITFIELD: {
    meaning: '& on a bit-field.',
    example: 'struct s { int x : 3; }; BEGIN { trace(&((struct s *)arg0)->x); }',
  },
  D_CAST_INVAL: {
    meaning: 'There is no such cast.',
    example: 'struct s { int x; }; struct s v; BEGIN { trace((int)v); }',
  },
  D_AGG_REDEF: {
    meaning: 'An aggregation got another aggregating function before.',
    example: 'BEGIN { @a = count(); @a = sum(1); }',
  },
  D_AGG_FUNC: {
    meaning: 'An aggregation is assigned something else than an aggregating function.',
    example: 'BEGIN { @a = 1; }',
  },
  D_AGG_MDIM: {
    meaning: 'An aggregation has one pair of brackets, with several keys in it.',
    example: 'BEGIN { @a[1][2] = count(); }',
  },
  D_AGG_NULL: {
    meaning: 'An aggregation as a statement does nothing.',
    example: 'BEGIN { @a = count(); @a; }',
  },
  D_AGG_SCALAR: {
    meaning: 'The value of an aggregating function must be a number.',
    example: 'BEGIN { @a = sum("x"); }',
  },
  D_KEY_TYPE: {
    meaning: 'A key must have a value.',
    example: 'BEGIN { @a[trace(1)] = count(); }',
  },
  D_AGG_COMM: {
    meaning: 'An aggregation changes after commit() in a clause.',
    example: 'BEGIN { commit(1); @a = count(); }',
  },
  D_AGG_SPEC: {
    meaning: 'An aggregation changes after speculate() in a clause.',
    example: 'BEGIN { speculate(1); @a = count(); }',
  },
  D_CLEAR_AGGARG: {
    meaning: 'clear() of something that is no aggregation.',
    example: 'BEGIN { clear(1); }',
  },
  D_CLEAR_AGGBAD: {
    meaning: 'clear() of an aggregation that is never assigned before.',
    example: 'BEGIN { clear(@a[1]); }',
  },
  D_CLEAR_PROTO: {
    meaning: 'clear() with the wrong number of arguments.',
    example: 'BEGIN { @a = count(); clear(@a, 1, 2); }',
    dialect: 'illumos',
  },
  D_TRUNC_AGGARG: {
    meaning: 'trunc() of something that is no aggregation.',
    example: 'BEGIN { trunc(1); }',
  },
  D_TRUNC_AGGBAD: {
    meaning: 'trunc() of an aggregation that is never assigned before.',
    example: 'BEGIN { trunc(@a[1]); }',
  },
  D_TRUNC_PROTO: {
    meaning: 'trunc() with the wrong number of arguments.',
    example: 'BEGIN { @a = count(); trunc(@a, 1, 2); }',
    dialect: 'illumos',
  },
  D_NORMALIZE_AGGARG: {
    meaning: 'denormalize() of something that is no aggregation.',
    example: 'BEGIN { denormalize(1); }',
  },
  D_NORMALIZE_AGGBAD: {
    meaning: 'denormalize() of an aggregation that is never assigned before.',
    example: 'BEGIN { denormalize(@a[1]); }',
  },
  D_NORMALIZE_PROTO: {
    meaning: 'denormalize() with the wrong number of arguments.',
    example: 'BEGIN { @a = count(); denormalize(@a, 1, 2); }',
    dialect: 'illumos',
  },
  D_TRUNC_SCALAR: {
    meaning: 'The second argument of trunc() must be a number.',
    example: 'BEGIN { @a = count(); trunc(@a, "x"); }',
    dialect: 'illumos',
  },
  D_NORMALIZE_SCALAR: {
    meaning: 'The second argument of normalize() must be a number.',
    example: 'BEGIN { @a = count(); normalize(@a, "x"); }',
    dialect: 'illumos',
  },
  D_LQUANT_BASETYPE: {
    meaning: 'lquantize(): the lower bound must be an integer constant.',
    example: 'BEGIN { @a = lquantize(1, pid, 10); }',
  },
  D_LQUANT_BASEVAL: {
    meaning: 'lquantize(): the lower bound does not fit 32 bits.',
    example: 'BEGIN { @a = lquantize(1, 5000000000, 10); }',
  },
  D_LQUANT_LIMTYPE: {
    meaning: 'lquantize(): the upper bound must be an integer constant.',
    example: 'BEGIN { @a = lquantize(1, 0, pid); }',
  },
  D_LQUANT_LIMVAL: {
    meaning: 'lquantize(): the upper bound does not fit 32 bits.',
    example: 'BEGIN { @a = lquantize(1, 0, 5000000000); }',
  },
  D_LQUANT_STEPTYPE: {
    meaning: 'lquantize(): the step must be an integer constant, above zero.',
    example: 'BEGIN { @a = lquantize(1, 0, 10, pid); }',
  },
  D_LQUANT_STEPVAL: {
    meaning: 'lquantize(): the step does not fit 16 bits.',
    example: 'BEGIN { @a = lquantize(1, 0, 10, 65536); }',
  },
  D_LQUANT_MISMATCH: {
    meaning: 'lquantize(): the bounds are in the wrong order.',
    example: 'BEGIN { @a = lquantize(1, 10, 0); }',
  },
  D_LQUANT_STEPLARGE: {
    meaning: 'lquantize(): not even one step fits between the bounds.',
    example: 'BEGIN { @a = lquantize(1, 0, 10, 11); }',
  },
  D_LQUANT_STEPSMALL: {
    meaning: 'lquantize(): there are more than 65535 steps.',
    example: 'BEGIN { @a = lquantize(1, 0, 100000, 1); }',
  },
  D_LQUANT_MATCHBASE: {
    meaning: 'lquantize(): the lower bound was another before.',
    example: 'BEGIN { @a = lquantize(1, 0, 10); @a = lquantize(1, 1, 10); }',
  },
  D_LQUANT_MATCHLIM: {
    meaning: 'lquantize(): the upper bound was another before.',
    example: 'BEGIN { @a = lquantize(1, 0, 10); @a = lquantize(1, 0, 11); }',
  },
  D_LQUANT_MATCHSTEP: {
    meaning: 'lquantize(): the step was another before.',
    example: 'BEGIN { @a = lquantize(1, 0, 10, 1); @a = lquantize(1, 0, 10, 2); }',
  },
  D_LLQUANT_FACTORTYPE: {
    meaning: 'llquantize(): the factor must be an integer constant.',
    example: 'BEGIN { @a = llquantize(1, pid, 0, 6, 20); }',
  },
  D_LLQUANT_FACTORVAL: {
    meaning: 'llquantize(): the factor does not fit 16 bits, or is useless.',
    example: 'BEGIN { @a = llquantize(1, 65536, 0, 6, 20); }',
  },
  D_LLQUANT_MATCHFACTOR: {
    meaning: 'llquantize(): the factor was another before.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = llquantize(1, 20, 0, 6, 20); }',
    dialect: 'oracle',
  },
  D_LLQUANT_LMAGTYPE: {
    meaning: 'llquantize(): the low magnitude must be an integer constant.',
    example: 'BEGIN { @a = llquantize(1, 10, pid, 6, 20); }',
    dialect: 'oracle',
  },
  D_LLQUANT_LMAGVAL: {
    meaning: 'llquantize(): the low magnitude does not fit 16 bits, or is useless.',
    example: 'BEGIN { @a = llquantize(1, 10, 65536, 6, 20); }',
    dialect: 'oracle',
  },
  D_LLQUANT_MATCHLMAG: {
    meaning: 'llquantize(): the low magnitude was another before.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = llquantize(1, 10, 1, 6, 20); }',
    dialect: 'oracle',
  },
  D_LLQUANT_HMAGTYPE: {
    meaning: 'llquantize(): the high magnitude must be an integer constant.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, pid, 20); }',
    dialect: 'oracle',
  },
  D_LLQUANT_HMAGVAL: {
    meaning: 'llquantize(): the high magnitude does not fit 16 bits, or is useless.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 65536, 20); }',
    dialect: 'oracle',
  },
  D_LLQUANT_MATCHHMAG: {
    meaning: 'llquantize(): the high magnitude was another before.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = llquantize(1, 10, 0, 7, 20); }',
    dialect: 'oracle',
  },
  D_LLQUANT_STEPTYPE: {
    meaning: 'llquantize(): the number of steps must be an integer constant.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, pid); }',
    dialect: 'oracle',
  },
  D_LLQUANT_STEPVAL: {
    meaning: 'llquantize(): the number of steps does not fit 16 bits, or is useless.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 65536); }',
    dialect: 'oracle',
  },
  D_LLQUANT_MATCHSTEPS: {
    meaning: 'llquantize(): the number of steps was another before.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = llquantize(1, 10, 0, 6, 10); }',
    dialect: 'oracle',
  },
  D_LLQUANT_FACTORMATCH: {
    meaning: 'llquantize(): the factor was another before.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = llquantize(1, 20, 0, 6, 20); }',
    dialect: 'illumos',
  },
  D_LLQUANT_LOWTYPE: {
    meaning: 'llquantize(): the low magnitude must be an integer constant.',
    example: 'BEGIN { @a = llquantize(1, 10, pid, 6, 20); }',
    dialect: 'illumos',
  },
  D_LLQUANT_LOWVAL: {
    meaning: 'llquantize(): the low magnitude does not fit 16 bits.',
    example: 'BEGIN { @a = llquantize(1, 10, 65536, 6, 20); }',
    dialect: 'illumos',
  },
  D_LLQUANT_LOWMATCH: {
    meaning: 'llquantize(): the low magnitude was another before.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = llquantize(1, 10, 1, 6, 20); }',
    dialect: 'illumos',
  },
  D_LLQUANT_HIGHTYPE: {
    meaning: 'llquantize(): the high magnitude must be an integer constant.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, pid, 20); }',
    dialect: 'illumos',
  },
  D_LLQUANT_HIGHVAL: {
    meaning: 'llquantize(): the high magnitude does not fit 16 bits.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 65536, 20); }',
    dialect: 'illumos',
  },
  D_LLQUANT_HIGHMATCH: {
    meaning: 'llquantize(): the high magnitude was another before.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = llquantize(1, 10, 0, 7, 20); }',
    dialect: 'illumos',
  },
  D_LLQUANT_NSTEPTYPE: {
    meaning: 'llquantize(): the number of steps must be an integer constant.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, pid); }',
    dialect: 'illumos',
  },
  D_LLQUANT_NSTEPVAL: {
    meaning: 'llquantize(): the number of steps does not fit 16 bits.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 65536); }',
    dialect: 'illumos',
  },
  D_LLQUANT_NSTEPMATCH: {
    meaning: 'llquantize(): the number of steps was another before.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 20); @a = llquantize(1, 10, 0, 6, 10); }',
    dialect: 'illumos',
  },
  D_LLQUANT_FACTORSMALL: {
    meaning: 'llquantize(): the factor is less than two.',
    example: 'BEGIN { @a = llquantize(1, 1, 0, 6, 20); }',
    dialect: 'illumos',
  },
  D_LLQUANT_FACTORNSTEPS: {
    meaning: 'llquantize(): there are fewer steps than the factor.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 5); }',
    dialect: 'illumos',
  },
  D_LLQUANT_FACTOREVEN: {
    meaning: 'llquantize(): the steps do not fall on whole numbers.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 6, 30); }',
    dialect: 'illumos',
  },
  D_LLQUANT_MAGRANGE: {
    meaning: 'llquantize(): the magnitudes are in the wrong order.',
    example: 'BEGIN { @a = llquantize(1, 10, 6, 0, 20); }',
    dialect: 'illumos',
  },
  D_LLQUANT_MAGTOOBIG: {
    meaning: 'llquantize(): the greatest value does not fit 64 bits.',
    example: 'BEGIN { @a = llquantize(1, 10, 0, 30, 20); }',
    dialect: 'illumos',
  },
  D_PRAGERR: {
    meaning: '#error.',
    example: '#error no\nBEGIN { }',
  },
  D_PRAGCTL_INVAL: {
    meaning: 'There is no such control line (without -C).',
    example: '#nosuch\nBEGIN { }',
  },
  D_PRAGMA_INVAL: {
    meaning: 'There is no such pragma of D, or it says something impossible.',
    example: '#pragma D nosuch\nBEGIN { }',
  },
  D_PRAGMA_UNUSED: {
    meaning: 'A pragma about a name that the program does not define.',
    example: '#pragma D attributes Stable/Stable/Common nosuch\nBEGIN { }',
  },
  D_PRAGMA_MALFORM: {
    meaning: "A pragma's words are too few or too many.",
    example: '#pragma D option quiet please\nBEGIN { }',
  },
  D_PRAGMA_OPTSET: {
    meaning: 'There is no such option, or it does not have such a value.',
    example: '#pragma D option nosuch\nBEGIN { }',
  },
  D_PRAGMA_SCOPE: {
    meaning: "A pragma about a name that is not the program's own.",
    example: '#pragma D attributes Stable/Stable/Common pid\nBEGIN { }',
  },
  D_ARGS_NONE: {
    meaning: 'args[] outside of a clause: the arguments are those of a probe.',
    example: 'inline int x = args[0]; BEGIN { }',
  },
  D_ARGS_MULTI: {
    meaning: 'The clause describes probes whose arguments may be of unlike types.',
    example: ':::entry { trace(args[0]); }',
  },
  D_ARGS_IDX: {
    meaning: 'The probe has fewer typed arguments than the index of args[] says, or none.',
    example: 'BEGIN { trace(args[0]); }',
  },
  D_ARGS_TYPE: {
    meaning: 'Nobody knows the type of this one of args[] on this machine.',
    example: 'syscall::uname:entry { trace(args[0]); }',
  },
  D_REGS_IDX: {
    meaning: 'The index of uregs[] is negative.',
    example: 'BEGIN { trace(uregs[-1]); }',
  },
  D_XLATE_REDECL: {
    meaning: 'There is a translator between these two types already.',
    example:
      'struct s { int a; };\ntranslator struct s < int i > { a = i; };\ntranslator struct s < int i > { };\nBEGIN { }',
    line: 3,
  },
  D_XLATE_NOCONV: {
    meaning: 'The translator does not say what this member is.',
    example:
      'struct s { int a; };\ntranslator struct s < int i > { };\nBEGIN { trace(xlate <struct s> (1).a); }',
    line: 3,
  },
  D_XLATE_NONE: {
    meaning: 'No translator takes a value of this type to that struct.',
    example: 'struct s { int a; };\nBEGIN { trace(xlate <struct s> (1).a); }',
    line: 2,
  },
  D_XLATE_SOU: {
    meaning: 'A translator makes something that is no struct or union, or one without members.',
    example: 'translator int < int i > { };\nBEGIN { }',
  },
  D_XLATE_INCOMPAT: {
    meaning: 'A member of a translator cannot hold its value.',
    example: 'struct s { int a; };\ntranslator struct s < int i > { a = "x"; };\nBEGIN { }',
    line: 2,
  },
  D_XLATE_MEMB: {
    meaning: 'A translator gives a value to a member that the struct does not have.',
    example: 'struct s { int a; };\ntranslator struct s < int i > { b = i; };\nBEGIN { }',
    line: 2,
  },
  D_PRAGMA_DEPEND: {
    meaning: 'A provider or library that the program needs is not there.',
    example: '#pragma D depends_on provider nosuch\nBEGIN { }',
  },
  D_MACRO_UNDEF: {
    meaning: '$name or $1 has no value.',
    example: 'BEGIN { trace($1); }',
  },
  D_INT_OFLOW: {
    meaning: 'The integer is too large for any type.',
    example: 'BEGIN { trace(0x1ffffffffffffffff); }',
  },
  D_INT_DIGIT: {
    meaning: 'A digit that the base does not have.',
    example: 'BEGIN { trace(08); }',
  },
  D_STR_NL: {
    meaning: 'A string does not end on its line.',
    line: 2,
    example: 'BEGIN { trace("a\n"); }',
  },
  D_CHR_NL: {
    meaning: 'A character constant does not end on its line.',
    line: 2,
    example: "BEGIN { trace('a\n'); }",
  },
  D_CHR_NULL: {
    meaning: 'A character constant without a character.',
    example: "BEGIN { trace(''); }",
  },
  D_CHR_OFLOW: {
    meaning: 'A character constant of more than eight characters.',
    example: "BEGIN { trace('123456789'); }",
  },
  D_IDENT_BADREF: {
    meaning: 'The name stands for another kind of thing.',
    example: 'BEGIN { a[1] = 1; trace(a); }',
  },
  D_IDENT_UNDEF: {
    meaning: 'Nobody knows this name.',
    example: 'BEGIN { trace(nosuch); }',
  },
  D_ASRELO: {
    meaning: 'With -x linkmode=dynamic, a kernel symbol has no address (-x knodefs allows that).',
    example: '#pragma D option linkmode=dynamic\nBEGIN { trace(`_stext); }',
    line: 2,
  },
  D_SYM_NOTYPES: {
    meaning: 'The kernel has such a symbol, but does not say of which type it is.',
    example: 'BEGIN { trace(`_stext); }',
  },
  D_VAR_UNDEF: {
    meaning: 'A variable is read that nothing before has declared or assigned.',
    example: 'BEGIN { trace(self->x); }',
  },
  D_PRINTF_DYN_PROTO: {
    meaning: 'A * has no argument.',
    example: 'BEGIN { printf("%*d"); }',
  },
  D_PRINTF_DYN_TYPE: {
    meaning: 'The argument of a * is no integer.',
    example: 'BEGIN { printf("%*d", "a", 1); }',
  },
  D_PRINTF_AGG_CONV: {
    meaning: '%@ is for printa() only.',
    example: 'BEGIN { printf("%@d", 1); }',
  },
  D_PRINTF_ARG_PROTO: {
    meaning: 'A conversion has no argument.',
    example: 'BEGIN { printf("%d"); }',
  },
  D_PRINTF_ARG_TYPE: {
    meaning: 'An argument does not fit its conversion.',
    example: 'BEGIN { printf("%d", "a"); }',
  },
  D_PRINTF_ARG_EXTRA: {
    meaning: 'An argument has no conversion.',
    example: 'BEGIN { printf("%d", 1, 2); }',
  },
  D_PRINTF_ARG_FMT: {
    meaning: 'The format is not a string constant.',
    example: 'BEGIN { printf(execname); }',
  },
  D_PRINTF_FMT_EMPTY: {
    meaning: 'The format is empty.',
    example: 'BEGIN { printf(""); }',
  },
  D_PRINTA_PROTO: {
    meaning: 'printa() without an aggregation.',
    example: 'BEGIN { printa("%d"); }',
  },
  D_PRINTA_AGGARG: {
    meaning: 'printa() of something that is no aggregation.',
    example: 'BEGIN { printa("%d", 1); }',
  },
  D_PRINTA_AGGBAD: {
    meaning: 'printa() of an aggregation that is never assigned before.',
    example: 'BEGIN { printa(@a[1]); }',
  },
  D_PRINTA_AGGKEY: {
    meaning: 'Aggregations printed together have different numbers of keys.',
    example: 'BEGIN { @a = count(); @b[1] = count(); printa(@a, @b); }',
  },
  D_PRINTA_AGGPROTO: {
    meaning: 'Aggregations printed together have keys of different types.',
    example: 'BEGIN { @a[1] = count(); @b["x"] = count(); printa(@a, @b); }',
  },
  D_TRACE_VOID: {
    meaning: 'trace() of something without a value.',
    example: 'BEGIN { trace((void)1); }',
  },
  D_TRACE_DYN: {
    meaning: 'trace() of an associative array without subscript.',
    example: 'BEGIN { self->a[1] = 1; trace(self->a); }',
  },
  D_TRACE_AGG: {
    meaning: 'trace() of an aggregation.',
    example: 'BEGIN { @a = count(); trace(@a); }',
    dialect: 'illumos',
  },
  D_PRINT_VOID: {
    meaning: 'print() of something that has no value.',
    example: 'BEGIN { print((void)0); }',
    dialect: 'illumos',
  },
  D_PRINT_DYN: {
    meaning: 'print() of an associative array without subscript.',
    example: 'BEGIN { self->a[1] = 1; print(self->a); }',
    dialect: 'illumos',
  },
  D_PRINT_AGG: {
    meaning: 'print() of an aggregation, which printa() prints.',
    example: 'BEGIN { @a = count(); print(@a); }',
    dialect: 'illumos',
  },
  D_PRINT_SIZE: {
    meaning: 'print() of what a pointer leads to, whose size nobody knows.',
    example: 'struct s; BEGIN { print((struct s *)arg0); }',
    dialect: 'oracle',
  },
  D_TRACEMEM_ADDR: {
    meaning: 'The address of tracemem() is neither pointer nor integer.',
    example: 'struct s { int x; }; struct s v; BEGIN { tracemem(v, 8); }',
  },
  D_TRACEMEM_SIZE: {
    meaning: 'The size of tracemem() is not a positive integer constant.',
    example: 'BEGIN { tracemem(arg0, pid); }',
  },
  D_TRACEMEM_DYNSIZE: {
    meaning: 'The third argument of tracemem() must be a number.',
    example: 'BEGIN { tracemem(arg0, 8, "x"); }',
    dialect: 'illumos',
  },
  D_STACK_SIZE: {
    meaning: 'The argument of stack() is not a positive integer constant.',
    example: 'BEGIN { stack(pid); }',
  },
  D_STACK_PROTO: {
    meaning: 'stack() with too many arguments.',
    example: 'BEGIN { stack(1, 2); }',
    dialect: 'illumos',
  },
  D_USTACK_FRAMES: {
    meaning: 'The first argument of ustack() is not a positive integer constant.',
    example: 'BEGIN { ustack(pid); }',
  },
  D_USTACK_STRSIZE: {
    meaning: 'The second argument of ustack() is not an integer constant.',
    example: 'BEGIN { ustack(1, pid); }',
  },
  D_USTACK_PROTO: {
    meaning: 'ustack() with too many arguments.',
    example: 'BEGIN { ustack(1, 2, 3); }',
    dialect: 'illumos',
  },
  D_DECL_CHARATTR: {
    meaning: 'short or long with char.',
    example: 'long char x; BEGIN { }',
  },
  D_DECL_VOIDATTR: {
    meaning: 'signed, short and so on with void.',
    example: 'long void x; BEGIN { }',
  },
  D_DECL_SIGNINT: {
    meaning: 'signed or unsigned with something that is no integer.',
    example: 'unsigned string x; BEGIN { }',
  },
  D_DECL_LONGINT: {
    meaning: 'long with something that is no number.',
    example: 'long string x; BEGIN { }',
  },
  D_DECL_CLASS: {
    meaning: 'Two storage classes.',
    example: 'self this int x; BEGIN { }',
  },
  D_DECL_BADCLASS: {
    meaning: 'A storage class that C has and D has not.',
    example: 'static int x; BEGIN { }',
  },
  D_DECL_PARMCLASS: {
    meaning: 'A parameter with a storage class.',
    example: 'int x[static int]; BEGIN { }',
  },
  D_DECL_COMBO: {
    meaning: 'Two types.',
    example: 'int char x; BEGIN { }',
  },
  D_DECL_ARRSUB: {
    meaning: 'The dimension is no positive integer constant.',
    example: 'int x[-1]; BEGIN { }',
  },
  D_DECL_ARRNULL: {
    meaning: 'An array without dimension.',
    example: 'int x[]; BEGIN { }',
  },
  D_DECL_ARRBIG: {
    meaning: 'An array with more than 2^32 - 1 elements.',
    example: 'int x[0x100000000]; BEGIN { }',
  },
  D_DECL_IDRED: {
    meaning: 'The name is taken, or was declared otherwise before.',
    example: 'int x; string x; BEGIN { }',
  },
  D_DECL_TYPERED: {
    meaning: 'The type is defined already.',
    example: 'struct s { int x; }; struct s { int y; }; BEGIN { }',
  },
  D_DECL_SCOPE: {
    meaning: 'A backquote in a name that is declared.',
    example: 'int a`b; BEGIN { }',
  },
  D_DECL_BFCONST: {
    meaning: 'The width of a bit-field is no positive integer constant.',
    example: 'struct s { int x : -1; }; BEGIN { }',
  },
  D_DECL_BFSIZE: {
    meaning: 'A bit-field is wider than its type.',
    example: 'struct s { char x : 9; }; BEGIN { }',
  },
  D_DECL_BFTYPE: {
    meaning: 'A bit-field of a type that is no integer.',
    example: 'struct s { int *x : 3; }; BEGIN { }',
  },
  D_DECL_ENCONST: {
    meaning: 'The value of an enumerator is no integer constant.',
    example: 'enum e { A = pid }; BEGIN { }',
  },
  D_DECL_ENOFLOW: {
    meaning: 'The value of an enumerator does not fit an int.',
    example: 'enum e { A = 0x80000000 }; BEGIN { }',
  },
  D_DECL_USELESS: {
    meaning: 'A declaration that declares nothing.',
    example: 'int; BEGIN { }',
  },
  D_DECL_LOCASSC: {
    meaning: 'A this-> variable is declared as an associative array.',
    example: 'this int x[int]; BEGIN { }',
  },
  D_DECL_VOIDOBJ: {
    meaning: 'Something of type void.',
    example: 'void x; BEGIN { }',
  },
  D_DECL_DYNOBJ: {
    meaning: 'An array, or member, that is an associative array.',
    example: 'struct s { int x[int]; }; BEGIN { }',
  },
  D_DECL_INCOMPLETE: {
    meaning: 'Something of a struct, union or enum that has only been named.',
    example: 'struct nosuch x; BEGIN { }',
  },
  D_DECL_PROTO_VARARGS: {
    meaning: '... among the keys of an array.',
    example: 'int x[int, ...]; BEGIN { }',
  },
  D_DECL_PROTO_TYPE: {
    meaning: 'A key, or parameter, of a type that it cannot have.',
    example: 'int x[void]; BEGIN { }',
  },
  D_DECL_PROTO_VOID: {
    meaning: 'void together with other parameters.',
    example: 'extern int f(void, int); BEGIN { }',
  },
  D_DECL_PROTO_NAME: {
    meaning: 'A parameter of type void with a name.',
    example: 'extern int f(void x); BEGIN { }',
  },
  D_COMM_DREC: {
    meaning: 'commit() after something has been recorded in the clause.',
    example: 'BEGIN { trace(1); commit(1); }',
  },
  D_COMM_COMM: {
    meaning: 'A second commit() in the clause.',
    example: 'BEGIN { commit(1); commit(2); }',
    dialect: 'illumos',
  },
  D_SPEC_SPEC: {
    meaning: 'A second speculate() in the clause.',
    example: 'BEGIN { speculate(1); speculate(2); }',
  },
  D_SPEC_COMM: {
    meaning: 'speculate() after commit() in the clause.',
    example: 'BEGIN { commit(1); speculate(2); }',
  },
  D_SPEC_DREC: {
    meaning: 'speculate() after something has been recorded in the clause.',
    example: 'BEGIN { trace(1); speculate(1); }',
  },
  D_ACT_SPEC: {
    meaning: 'A destructive action after speculate() in the clause.',
    example: 'BEGIN { speculate(1); system("ls"); }',
  },
  D_EXIT_SPEC: {
    meaning: 'exit() after speculate() in the clause.',
    example: 'BEGIN { speculate(1); exit(0); }',
  },
  D_DREC_COMM: {
    meaning: 'Something is recorded after commit() in the clause.',
    example: 'BEGIN { commit(1); trace(1); }',
  },
  D_MACRO_OFLOW: {
    meaning: 'The integer that a macro argument stands for does not fit 64 bits.',
    example: 'BEGIN { trace($1); }',
    args: ['99999999999999999999'],
  },
  D_MACRO_UNUSED: {
    meaning: 'The program has no use for the last argument of the command line (-x argref).',
    example: 'BEGIN { }',
    args: ['7'],
  },
  D_DECL_MNAME: {
    meaning: 'A bit-field of a struct has no name.',
    example: 'struct s { int : 3; }; BEGIN { }',
  },
  D_DECL_PROTO_FORM: {
    meaning: 'The output of a probe is made of an argument that its input does not have.',
    example: 'provider p { probe a(int x) : (int y); }; BEGIN { }',
  },
  D_PROV_BADNAME: {
    meaning: 'The name of a provider or probe is too long, or ends like a process id.',
    example: 'provider p1 { probe a(); }; BEGIN { }',
  },
  D_PROV_INCOMPAT: {
    meaning: 'The provider exists, and has no such probe.',
    example: 'provider syscall { probe nosuch(); }; BEGIN { }',
  },
  D_PROV_PRARGLEN: {
    meaning: 'A probe has more than 255 arguments.',
    example: `provider p { probe a(${'int,'.repeat(255)} int); }; BEGIN { }`,
  },
  D_PROV_PRXLATOR: {
    meaning: 'No translator makes the output of a probe from its input.',
    example: 'struct s { int x; }; provider p { probe a(int x) : (struct s *x); }; BEGIN { }',
  },
  D_PROV_PRDUP: {
    meaning: 'A provider declares a probe twice.',
    example: 'provider p { probe a(); probe a(); }; BEGIN { }',
  },
  D_TRACEMEM_ARGS: {
    meaning: 'tracemem() has at most three arguments (illumos).',
    example: 'BEGIN { tracemem(arg0, 1, 1, 1); }',
    dialect: 'illumos',
  },
} as const satisfies Readonly<Record<string, Code>>;
