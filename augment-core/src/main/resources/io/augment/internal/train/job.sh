#!/bin/sh
# Runs a recipe's script once, however often it is called: who makes the directory "started" first does it.
# $1 is the job's directory, $2 the recipe's.
mkdir "$1/started" 2>/dev/null || exit 0
echo $$ >"$1/pid.new" && mv "$1/pid.new" "$1/pid"
# Who cancels looks for the process after leaving this mark.
[ -e "$1/cancelled" ] && exit 1
cd "$2" || exit 1
sh ./run.sh >"$1/log" 2>&1 </dev/null
echo $? >"$1/exit.new" && mv "$1/exit.new" "$1/exit"
