#!/bin/sh
# Which frames there are depends on how dtrace was built.
sed "s/[^ ].*/frame/"
