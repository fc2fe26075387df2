"""dovecot23.py - how Dovecot up to 2.3 wants to be told

SPDX-License-Identifier: GPL-3.0-or-later
"""
HEAD = 'ssl_dh =\n'
MAIL = 'mail_location = maildir:~/Maildir'
CERTIFICATE = 'ssl_cert = <'
KEY = 'ssl_key = <'
ADDRESSES = 'address'
NEEDS_TLS = 'disable_plaintext_auth = yes'
NEEDS_NO_TLS = 'disable_plaintext_auth = no'
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
ONE_EACH = 'service_count = 1'
