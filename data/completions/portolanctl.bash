# portolanctl.bash - completion for bash
# SPDX-License-Identifier: GPL-3.0-or-later

_portolanctl_options ()
{
  local common='--json --help --version'
  local login='--password-stdin --password-fd= --token-fd= --timeout='

  case $1 in
    find)
      echo "--offline --own-domain-only --protocol= --no-probe $common" ;;
    check)
      echo "--user= --from= --apply-remedy --allow-insecure --transcript $login $common" ;;
    setup)
      echo "--incoming= --outgoing= --user= --name= --protocol= --yes-domain= --apply-remedy \
        --no-keyring --save-anyway --dry-run --transcript $login $common" ;;
    scan)
      echo "--timeout= $common" ;;
    accounts)
      echo "--all --yes $common" ;;
    ports | local | demo)
      echo "$common" ;;
  esac
}

_portolanctl_words ()
{
  case $1 in
    check | --incoming | --outgoing)
      echo 'imaps:// imap:// pop3s:// pop3:// smtps:// smtp://' ;;
    accounts)
      echo 'list show check forget' ;;
    ports | local)
      echo '25 110 143 465 587 993 995' ;;
    --protocol)
      echo 'imap pop3' ;;
  esac
}

_portolanctl ()
{
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  local command=${COMP_WORDS[1]} choices

  COMPREPLY=()

  # "=" parts words: "--protocol=im" comes as three.
  if [[ $word == '=' ]]; then
    word=''
  elif [[ $before == '=' ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi

  if ((COMP_CWORD == 1)); then
    choices='find check setup scan ports local accounts demo --help --version'
  elif [[ $before == --protocol || $before == --incoming || $before == --outgoing ]]; then
    choices=$(_portolanctl_words "$before")
  elif [[ $word == -* ]]; then
    choices=$(_portolanctl_options "$command")
  else
    choices=$(_portolanctl_words "$command")
  fi

  mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$word")
  if [[ ${COMPREPLY[0]} == *= || ${COMPREPLY[0]} == *:// ]]; then
    compopt -o nospace
  fi
}

complete -F _portolanctl portolanctl
