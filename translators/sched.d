/* Processors. The compiler fills one cpuinfo_t for each: see lang/variables/cpu.ts. */

inline int P_OFFLINE = 1;
inline int P_ONLINE = 2;

typedef struct processor_info {
	int pi_state;			/* P_ONLINE */
	char pi_processor_type[16];
	char pi_fputypes[32];
	int pi_clock;			/* MHz */
} processor_info_t;

typedef struct cpuinfo {
	processorid_t cpu_id;
	psetid_t cpu_pset;		/* Linux has none: 0 */
	chipid_t cpu_chip;		/* the package */
	lgrp_id_t cpu_lgrp;		/* the NUMA node */
	processor_info_t cpu_info;
} cpuinfo_t;

inline cpuinfo_t *curcpu = (cpuinfo_t *)__cpuinfo;
#pragma D attributes Stable/Stable/Common curcpu

inline psetid_t pset = curcpu->cpu_pset;
#pragma D attributes Stable/Stable/Common pset

inline chipid_t chip = curcpu->cpu_chip;
#pragma D attributes Stable/Stable/Common chip

inline lgrp_id_t lgrp = curcpu->cpu_lgrp;
#pragma D attributes Stable/Stable/Common lgrp
