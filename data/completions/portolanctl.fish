# portolanctl.fish - completion for fish
# SPDX-License-Identifier: GPL-3.0-or-later

set -l commands find check setup scan ports local accounts demo
set -l servers imaps:// imap:// pop3s:// pop3:// smtps:// smtp://
set -l login '__fish_seen_subcommand_from check setup'

complete -c portolanctl -f
complete -c portolanctl -l json -d 'Write JSON for programs'
complete -c portolanctl -s h -l help -d 'Show the options'
complete -c portolanctl -s V -l version -d 'Show the version'

set -l first "not __fish_seen_subcommand_from $commands"
complete -c portolanctl -n $first -a find -d 'Find the servers of an address'
complete -c portolanctl -n $first -a check -d 'Test one server, step by step'
complete -c portolanctl -n $first -a setup -d 'Find, check and save an account'
complete -c portolanctl -n $first -a scan -d 'Try every port of mail at a host'
complete -c portolanctl -n $first -a ports -d 'What a port is for'
complete -c portolanctl -n $first -a local -d 'Who listens on this computer'
complete -c portolanctl -n $first -a accounts -d 'What is saved'
complete -c portolanctl -n $first -a demo -d 'A mail server to try things on'

complete -c portolanctl -n $login -l password-stdin -d 'Read the password from standard input'
complete -c portolanctl -n $login -x -l password-fd -d 'Read the password from a descriptor'
complete -c portolanctl -n $login -x -l token-fd -d 'Read an OAuth token from a descriptor'
complete -c portolanctl -n $login -x -l user -d 'Sign in as'
complete -c portolanctl -n $login -l apply-remedy -d 'Follow the first advice'
complete -c portolanctl -n $login -l transcript -d 'Show what was said'
complete -c portolanctl -n '__fish_seen_subcommand_from check setup scan' -x -l timeout \
  -d 'Seconds to wait for each answer'
complete -c portolanctl -n '__fish_seen_subcommand_from find setup' -x -l protocol \
  -a 'imap pop3' -d 'How to receive'

set -l find '__fish_seen_subcommand_from find'
complete -c portolanctl -n $find -l offline -d 'Ask nobody'
complete -c portolanctl -n $find -l own-domain-only -d 'Ask nobody but the own domain'
complete -c portolanctl -n $find -l no-probe -d 'Do not try the servers'

set -l check '__fish_seen_subcommand_from check'
complete -c portolanctl -n "$check; and not __fish_seen_subcommand_from accounts" -a "$servers"
complete -c portolanctl -n $check -x -l from -d 'May this address be the sender?'
complete -c portolanctl -n $check -l allow-insecure -d 'Send the password without encryption'

set -l setup '__fish_seen_subcommand_from setup'
complete -c portolanctl -n $setup -x -l incoming -a "$servers" -d 'Receive with this server'
complete -c portolanctl -n $setup -x -l outgoing -a "$servers" -d 'Send with this server'
complete -c portolanctl -n $setup -x -l name -d 'Who the mail is from'
complete -c portolanctl -n $setup -x -l yes-domain -d 'The password may go there'
complete -c portolanctl -n $setup -l no-keyring -d 'Do not keep the password'
complete -c portolanctl -n $setup -l save-anyway -d 'Save it even if it does not work'
complete -c portolanctl -n $setup -l dry-run -d 'Save nothing'

set -l accounts '__fish_seen_subcommand_from accounts'
complete -c portolanctl -n $accounts -a 'list show check forget'
complete -c portolanctl -n $accounts -l all -d 'All accounts'
complete -c portolanctl -n $accounts -l yes -d 'Do not ask'

complete -c portolanctl -n '__fish_seen_subcommand_from ports local' \
  -a '25 110 143 465 587 993 995'
