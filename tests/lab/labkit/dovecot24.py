"""dovecot24.py - how Dovecot from 2.4 on wants to be told

SPDX-License-Identifier: GPL-3.0-or-later
"""
HEAD = """\
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
"""
MAIL = 'mail_driver = maildir\nmail_path = ~/Maildir'
CERTIFICATE = 'ssl_server_cert_file = '
KEY = 'ssl_server_key_file = '
ADDRESSES = 'listen'
NEEDS_TLS = 'auth_allow_cleartext = no'
NEEDS_NO_TLS = 'auth_allow_cleartext = yes'
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
ONE_EACH = 'restart_request_count = 1'
