{ptr} = *
                                            (struct thing) {
                                             .name = (char [8]) [
                                              (char)'o',
                                              (char)'k',
                                             ],
                                             .corner = (struct point) {
                                              .y = (int)-4,
                                             },
                                             .color = (enum color)GREEN,
                                             .last = (uint64_t)18446744073709551615,
                                            }
{ptr} = *
                                            (struct thing) {
                                             .name = (char [8]) [
                                              (char)'o',
                                              (char)'k',
                                             ],
                                             .corner = (struct point) {
                                              .y = (int)-4,
                                             ...
                                             },
                                            }

