#compdef portolanctl
# portolanctl.zsh - completion for zsh
# SPDX-License-Identifier: GPL-3.0-or-later

_portolanctl_servers () {
  local -a schemes=(imaps imap pop3s pop3 smtps smtp)

  compadd -S '' -- "${schemes[@]/%/://}"
}

_portolanctl () {
  local -a commands=(
    'find:find the servers of an address'
    'check:test one server, step by step'
    'setup:find, check and save an account'
    'scan:try every port of mail at a host'
    'ports:what a port is for'
    'local:who listens on this computer'
    'accounts:what is saved'
    'demo:a mail server to try things on'
  )
  local -a common=(
    '--json[write JSON for programs]'
    '(-h --help)'{-h,--help}'[show the options]'
    '(-V --version)'{-V,--version}'[show the version]'
  )
  local -a login=(
    '--password-stdin[read the password from standard input]'
    '--password-fd=[read the password from a file descriptor]:number'
    '--token-fd=[read an OAuth token from a file descriptor]:number'
    '--timeout=[wait at most so long for each answer]:seconds'
  )
  local context state line

  _arguments -C $common '1:command:->command' '*::argument:->argument'

  if [[ $state == command ]]; then
    _describe command commands
    return
  fi

  case $line[1] in
    find)
      _arguments $common \
        '--offline[ask nobody]' \
        '--own-domain-only[ask nobody but the own domain]' \
        '--protocol=[how to receive]:protocol:(imap pop3)' \
        '--no-probe[do not try the servers]' \
        '1:address' ;;
    check)
      _arguments $common $login \
        '--user=[sign in as]:name' \
        '--from=[may this be the sender?]:address' \
        '--apply-remedy[follow the first advice]' \
        '--allow-insecure[send the password without encryption]' \
        '--transcript[show what was said]' \
        '1:server:_portolanctl_servers' ;;
    setup)
      _arguments $common $login \
        '--incoming=[receive with this server]:server:_portolanctl_servers' \
        '--outgoing=[send with this server]:server:_portolanctl_servers' \
        '--user=[sign in as]:name' \
        '--name=[who the mail is from]:text' \
        '--protocol=[how to receive]:protocol:(imap pop3)' \
        '--yes-domain=[the password may go there]:domain:_hosts' \
        '--apply-remedy[follow the first advice]' \
        '--no-keyring[do not keep the password]' \
        '--save-anyway[save it even if it does not work]' \
        '--dry-run[save nothing]' \
        '--transcript[show what was said]' \
        '1:address' ;;
    scan)
      _arguments $common \
        '--timeout=[wait at most so long for each answer]:seconds' \
        '1:host:_hosts' ;;
    ports | local)
      _arguments $common '*:port:(25 110 143 465 587 993 995)' ;;
    accounts)
      _arguments $common \
        '--all[all accounts]' \
        '--yes[do not ask]' \
        '1:action:(list show check forget)' \
        '2:account' ;;
    demo)
      _arguments $common '*:: :->demo'
      [[ $state == demo ]] && _portolanctl ;;
  esac
}

_portolanctl "$@"
