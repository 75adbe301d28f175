#!/bin/sh
sed 's/pid [0-9]* has/pid NNN has/'
