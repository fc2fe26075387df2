#!/bin/sh
# test-manual.sh - manual and completions know every option there is
# SPDX-License-Identifier: GPL-3.0-or-later

# usage: test-manual.sh DATA-FOLDER; PORTOLANCTL names the program, PORTOLAN the window, if built
set -u

data=$1
n=0

tell ()
{
  n=$((n + 1))
  if [ "$1" = 0 ]; then
    echo "ok $n $2"
  else
    echo "not ok $n $2"
  fi
}

# The long options of a command, one on a line.
options_of ()
{
  "$PORTOLANCTL" "$1" --help | sed -n 's/^ .*--\([a-z][a-z-]*\).*/\1/p' | sort -u
}

# What completes a command's options in bash.
bash_options_of ()
{
  bash -c '. "$1" && _portolanctl_options "$2"' bash \
    "$data/completions/portolanctl.bash" "$1" |
    tr ' ' '\n' | sed -n 's/^--\([a-z-]*\)=*$/\1/p' | sort -u
}

commands=$("$PORTOLANCTL" --help | sed -n 's/^  \([a-z]*\) .*/\1/p')

[ "$(echo "$commands" | wc -l)" -ge 8 ]
tell $? 'the help lists the commands'

for command in $commands; do
  options=$(options_of "$command")

  echo "$options" | grep -qx json
  tell $? "$command has options"

  [ "$options" = "$(bash_options_of "$command")" ]
  tell $? "bash completes the options of $command, and no others"

  grep -q "^\.B.* *$command\b" "$data/portolanctl.1"
  tell $? "the manual tells about $command"

  for option in $options; do
    grep -q -e "-$(echo "$option" | sed 's/-/\\\\-/g')" "$data/portolanctl.1"
    tell $? "the manual tells about --$option"

    grep -q -e "--${option}[]=}'[]" "$data/completions/portolanctl.zsh"
    tell $? "zsh completes --$option"

    grep -q -e "-l $option\b" "$data/completions/portolanctl.fish"
    tell $? "fish completes --$option"
  done
done

if [ -n "${PORTOLAN:-}" ]; then
  for option in $("$PORTOLAN" --help | sed -n 's/^ .*--\([a-z][a-z-]*\).*/\1/p' | sort -u); do
    grep -q -e "-$(echo "$option" | sed 's/-/\\\\-/g')\b" "$data/portolan.1"
    tell $? "the window's manual tells about --$option"
  done

  started_with=$(sed -n 's/^Exec=portolan --//p' "$data"/*.desktop.in)
  for option in $started_with; do
    "$PORTOLAN" --help | grep -q -e "^  --$option "
    tell $? "the desktop entry's --$option is an option"
  done
fi

for manual in "$data"/*.1; do
  if command -v groff > /dev/null; then
    warnings=$(groff -man -Tutf8 -ww -z "$manual" 2>&1)
    echo "$warnings" | sed 's/^/# /'
    [ -z "$warnings" ]
    tell $? "${manual##*/} is well formed"
  else
    n=$((n + 1))
    echo "ok $n ${manual##*/} is well formed # SKIP groff is not there"
  fi
done

echo "1..$n"
