#!/bin/sh
sed 's/] [0-9]* /] N /'
