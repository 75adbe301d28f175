#!/bin/sh
# Where the code of an action lies is the code generator's matter.
sed "s/DIF offset [0-9]*/DIF offset N/"
