"""dovecot23.py - how Dovecot up to 2.3 wants to be told

SPDX-License-Identifier: GPL-3.0-or-later
"""
SETTINGS = """\
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
ssl_cert = <{inside}/ssl/example.chain
ssl_key = <{inside}/ssl/ec.key
ssl_dh =
auth_mechanisms = {mechanisms}
disable_plaintext_auth = yes
mail_max_userip_connections = 100
first_valid_uid = 1
default_vsz_limit = 256M
auth_failure_delay = {failure_delay}
shutdown_clients = yes
mail_location = maildir:~/Maildir
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
import_environment = MALLOC_PERTURB_ OPENSSL_CONF={inside}/openssl-{name}.cnf
"""
PASSWORDS = """\
passdb {{
  driver = passwd-file
  deny = yes
  args = username_format=%u {inside}/users/deny-%s
}}
passdb {{
  driver = passwd-file
  args = username_format=%u {inside}/users/%l
}}
userdb {{
  driver = prefetch
}}
"""
TOKENS = """\
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {inside}/dovecot/oauth/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={uid} gid={uid} home={inside}/mail/oauth.test/%n
}}
"""
OAUTH = """\
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={inside}/oauth/keys/
username_attribute = email
issuers = https://login.oauth.test
"""
LISTENER = """\
  inet_listener l{number} {{
    address = {addresses}
    port = {port}
    ssl = {tls}
  }}
"""
LOCAL = """\
local {address} {{
  ssl_cert = <{inside}/ssl/{name}.chain
  ssl_key = <{inside}/ssl/{key}.key
  disable_plaintext_auth = {demand}
  ssl = {ssl}
{names}}}
"""
LOCAL_NAME = """\
  local_name *.{domain} {{
    ssl_cert = <{inside}/ssl/{name}-{label}.chain
    ssl_key = <{inside}/ssl/ec.key
  }}
"""
ONE_EACH = 'service_count = 1'
