"""dovecot24.py - how Dovecot from 2.4 on wants to be told

SPDX-License-Identifier: GPL-3.0-or-later
"""
SETTINGS = """\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
base_dir = {here}/run
state_dir = {here}/state
instance_name = lab-{name}
log_path = {inside}/log/dovecot-{name}.log
auth_verbose = yes
auth_username_chars =
default_internal_user = dovecot
default_internal_group = dovecot
default_login_user = dovenull
protocols = imap pop3
listen = 127.0.0.1
ssl = yes
ssl_server_cert_file = {inside}/ssl/example.chain
ssl_server_key_file = {inside}/ssl/ec.key
auth_mechanisms = {mechanisms}
auth_allow_cleartext = no
mail_max_userip_connections = 100
first_valid_uid = 1
default_vsz_limit = 256M
auth_failure_delay = {failure_delay}
shutdown_clients = yes
mail_driver = maildir
mail_path = ~/Maildir
login_greeting = {greeting} ready.
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service auth {{
  unix_listener {here}/auth-smtp {{
    mode = 0666
  }}
}}
"""
WEAK = """\
ssl_cipher_list = ALL:@SECLEVEL=0
ssl_min_protocol = TLSv1
import_environment {{
  OPENSSL_CONF = {inside}/openssl-{name}.cnf
}}
"""
PASSWORDS = """\
passdb denied {{
  driver = passwd-file
  deny = yes
  auth_username_format = %{{user}}
  passwd_file_path = {inside}/users/deny-%{{protocol}}
}}
passdb known {{
  driver = passwd-file
  auth_username_format = %{{user}}
  passwd_file_path = {inside}/users/%{{local_ip}}
}}
userdb prefetch {{
}}
"""
TOKENS = """\
oauth2 {{
  introspection_mode = local
  username_attribute = email
  issuers = https://login.oauth.test
}}
oauth2_local_validation {{
  dict fs {{
    fs posix {{
      prefix = {inside}/oauth/keys/
    }}
  }}
}}
passdb oauth2 {{
  mechanisms_filter = xoauth2 oauthbearer
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {uid}
    home = {inside}/mail/oauth.test/%{{user | username}}
  }}
}}
"""
OAUTH = ''    # said above
LISTENER = """\
  inet_listener l{number} {{
    listen = {addresses}
    port = {port}
    ssl = {tls}
  }}
"""
LOCAL = """\
local {address} {{
  ssl_server_cert_file = {inside}/ssl/{name}.chain
  ssl_server_key_file = {inside}/ssl/{key}.key
  auth_allow_cleartext = {allow}
  ssl = {ssl}
{names}}}
"""
LOCAL_NAME = """\
  local_name *.{domain} {{
    ssl_server_cert_file = {inside}/ssl/{name}-{label}.chain
    ssl_server_key_file = {inside}/ssl/ec.key
  }}
"""
ONE_EACH = 'restart_request_count = 1'
