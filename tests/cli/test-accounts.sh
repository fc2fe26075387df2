#!/bin/sh
# test-accounts.sh - an account's life, on the demo provider and a real keyring
# SPDX-License-Identifier: GPL-3.0-or-later

# usage: with-keyring test-accounts.sh; PORTOLANCTL names the program
set -u

n=0
password='demo-password'
file=$XDG_CONFIG_HOME/portolan/accounts.ini
out=$HOME/out

tell ()
{
  status=$?
  n=$((n + 1))
  if [ "$status" = 0 ]; then
    echo "ok $n $1"
  else
    echo "not ok $n $1"
    sed 's/^/# /' "$out" "$out.err"
  fi
}

# Runs it, keeps what it says, and expects an exit status.
ctl ()
{
  expected=$1
  shift
  "$PORTOLANCTL" "$@" < /dev/null > "$out" 2> "$out.err"
  [ $? = "$expected" ]
}

secret ()
{
  secret-tool lookup protocol "$1" host 127.0.0.1 user ann@demo.test
}

port_of ()
{
  tr '{' '\n' < "$HOME/demo" |
    sed -n "s/^\"protocol\":\"$1\",\"security\":\"$2\".*\"port\":\([0-9]*\).*/\1/p"
}

mkfifo "$HOME/ready"
"$PORTOLANCTL" demo --json > "$HOME/ready" &
demo=$!
trap 'kill "$demo" 2> /dev/null' EXIT
head -n 1 < "$HOME/ready" > "$HOME/demo"

SSL_CERT_FILE=$(sed -n 's/.*"ca_file":"\([^"]*\)".*/\1/p' "$HOME/demo")
export SSL_CERT_FILE
imap=imaps://127.0.0.1:$(port_of imap tls)
smtp=smtp://127.0.0.1:$(port_of smtp starttls)

ctl 0 check imaps://127.0.0.1:"$(port_of imap tls)"
tell 'the demo is there'

printf '%s\n' wrong |
  "$PORTOLANCTL" setup --password-stdin --incoming "$imap" --outgoing "$smtp" ann@demo.test \
    > "$out" 2> "$out.err"
[ $? = 1 ] && [ ! -e "$file" ] && ! secret imap
tell 'what does not work is not saved'

printf '%s' "$password" |
  "$PORTOLANCTL" setup --password-stdin --json --incoming "$imap" --outgoing "$smtp" \
    --name 'Ann Example' ann@demo.test > "$out" 2> "$out.err"
tell 'what works is saved'

grep -q '"saved":true,"secrets_in":"keyring"' "$out"
tell 'the password is in the keyring'

[ "$(secret imap)" = "$password" ] && [ "$(secret smtp)" = "$password" ]
tell 'the keyring gives it back'

[ "$(stat -c %a "$file")" = 600 ] && ! grep -q "$password" "$file" && ! grep -q "$password" "$out"
tell 'the file is private and has no password in it'

ctl 0 accounts list && grep -q 'ann@demo.test.*works' "$out"
tell 'the list shows it'

ctl 0 accounts list --json && grep -q '"state":"works"' "$out" && ! grep -q "$password" "$out"
tell 'the list is there for programs'

id=$(sed -n 's/.*"id":"\([^"]*\)".*/\1/p' "$out")

ctl 0 accounts show "$id" && grep -q 'Ann Example' "$out"
tell 'it is shown by its id'

ctl 0 accounts show Ann@Demo.Test && grep -q '127.0.0.1' "$out"
tell 'it is shown by its address'

sed "s/$id/double/" "$file" > "$file.double"
cat "$file.double" >> "$file"
ctl 1 accounts show ann@demo.test && grep -q 'several accounts' "$out.err" &&
  ctl 0 accounts forget --yes double
tell 'of two with one address it takes none for the other'

ctl 0 accounts check --all && [ "$(grep -c 'Everything works' "$out")" = 2 ]
tell 'it still works'

ctl 0 accounts check "$id" --json && grep -q "\"account\":{\"id\":\"$id\"" "$out" &&
  ! grep -q "$password" "$out"
tell 'that is told to programs'

printf '%s' "$password" |
  DBUS_SESSION_BUS_ADDRESS=disabled: "$PORTOLANCTL" setup --password-stdin --json \
    --user ann@demo.test --incoming "$imap" --outgoing "$smtp" bob@demo.test \
    > "$out" 2> "$out.err"
echo "status $?" >> "$out.err"
grep -q '^status 3' "$out.err" && grep -q '"saved":false' "$out" && ! grep -q bob@ "$file"
tell 'without a keyring nothing is saved, and that is told'

ctl 2 accounts forget "$id" && [ -n "$(secret imap)" ]
tell 'it is not forgotten without a word'

kill "$demo"
wait "$demo"
tell 'the demo ends well'

[ ! -e "$SSL_CERT_FILE" ]
tell 'the demo leaves nothing behind'

ctl 1 accounts check "$id"
tell 'a provider that is gone is noticed'

ctl 0 accounts list && grep -q 'does not work' "$out"
tell 'the list notes it'

ctl 0 accounts forget --yes "$id"
tell 'it is forgotten'

ctl 0 accounts list && ! grep -q ann@demo.test "$out" && ! secret imap && ! secret smtp
tell 'nothing of it is left'

ctl 1 accounts forget --yes "$id"
tell 'what is forgotten cannot be forgotten'

printf stray | secret-tool store --label stray xdg:schema io.github.portolan_mail.Portolan \
  account 7b8b4a41-0000-4000-8000-000000000000 protocol imap host 127.0.0.1 user ann@demo.test
ctl 0 accounts list && grep -q 7b8b4a41-0000-4000-8000-000000000000 "$out"
tell 'a password without an account is listed'

ctl 0 accounts list --json && grep -q '"strays":\[{"id":"7b8b4a41' "$out" &&
  ! grep -q '"stray"' "$out"
tell 'that is told to programs as well'

ctl 0 accounts forget --yes 7b8b4a41-0000-4000-8000-000000000000 && ! secret imap
tell 'it can be cleaned up'

echo "1..$n"
