/** DTrace's error tags that no program gets from this compiler, and why. None of them is in `codes`. */
export const absentCodes: Readonly<Record<string, string>> = {
  // what is found in another way
  D_DECL_IDENT: 'a word that names no type ends the declaration: D_SYNTAX',
  D_OP_IDENT: 'the grammar has identifiers only behind `.` and `->`: D_SYNTAX',
  D_QUANT_PROTO: 'quantize() has a prototype: D_PROTO_LEN, D_PROTO_ARG',
  D_PCAP_ADDR: 'pcap() has a prototype: D_PROTO_ARG',
  D_PCAP_PROTO: 'pcap() has a prototype: D_PROTO_LEN',
  D_PCAP_SIZE: 'pcap() has a prototype: D_PROTO_ARG',

  // limits that there are not
  D_ID_OFLOW: 'variables of one kind are not counted',
  D_NOREG: 'values are spilled to the stack when registers run out',

  // failures inside of the compiler that cannot happen
  D_TYPE_ERR: 'the types that D needs itself are built in',
  D_VAR_UNSUP: 'every class of variables is supported wherever a variable may be',

  // other systems
  D_PRINTM_ADDR: "printm() is FreeBSD's",
  D_PRINTM_SIZE: "printm() is FreeBSD's",
  D_SYM_BADREF: 'the symbols of D programs are those of the kernel',
  D_SYM_MODEL: 'programs and kernels are of 64 bits',

  // args[]
  D_ARGS_XLATOR: 'no provider here has arguments that are translated',

  // probes in user code
  D_PROC_ALIGN: 'there is no pid provider',
  D_PROC_BADPID: 'there is no pid provider',
  D_PROC_BADPROV: 'there is no pid provider',
  D_PROC_CREATEFAIL: 'there is no pid provider',
  D_PROC_DYN: 'there is no pid provider',
  D_PROC_FUNC: 'there is no pid provider',
  D_PROC_GRAB: 'there is no pid provider',
  D_PROC_LIB: 'there is no pid provider',
  D_PROC_NAME: 'there is no pid provider',
  D_PROC_NODEV: 'there is no pid provider',
  D_PROC_OFF: 'there is no pid provider',
  D_PROC_USDT: 'there is no pid provider',
};
