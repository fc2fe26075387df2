"""dovecot.py - Dovecot's configurations and users: one instance for each set of mechanisms

SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import os
import re

from . import dovecot23, dovecot24, world
from .certificates import key_of
from .files import IDS, INSIDE, folder, lines, put, run

TOKEN_KEY = b'signs the tokens of the lab and nothing else'

# What all of them understand; the words that changed come from the dialect.
SETTINGS = """\
{dialect.HEAD}base_dir = {here}/run
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
{dialect.CERTIFICATE}{inside}/ssl/example.chain
{dialect.KEY}{inside}/ssl/ec.key
auth_mechanisms = {mechanisms}
{dialect.NEEDS_TLS}
mail_max_userip_connections = 100
first_valid_uid = 1
default_vsz_limit = 256M
auth_failure_delay = {failure_delay}
shutdown_clients = yes
{dialect.MAIL}
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
LISTENER = """\
  inet_listener l{number} {{
    {dialect.ADDRESSES} = {addresses}
    port = {port}
    ssl = {tls}
  }}
"""
LOCAL = """\
local {address} {{
  {dialect.CERTIFICATE}{inside}/ssl/{name}.chain
  {dialect.KEY}{inside}/ssl/{key}.key
  {cleartext}
  ssl = {ssl}
{names}}}
"""
LOCAL_NAME = """\
  local_name *.{domain} {{
    {dialect.CERTIFICATE}{inside}/ssl/{name}-{label}.chain
    {dialect.KEY}{inside}/ssl/ec.key
  }}
"""


def yes_no(value):
    return 'yes' if value else 'no'


def dialect_of(root):
    """The templates for the Dovecot that is unpacked in ROOT, or installed."""
    root = '' if root == '-' else root
    said = run(f'{root}/usr/sbin/dovecot', '--version',
               env={**os.environ, 'LD_LIBRARY_PATH': f'{root}/usr/lib/dovecot'})
    major, minor = re.match(r'(\d+)\.(\d+)', said).groups()
    return dovecot24 if (int(major), int(minor)) >= (2, 4) else dovecot23


def listeners(dialect, sites):
    """Yields the login services with their listeners, one for each port and security."""
    ports = {}
    for site in sites.values():
        for service in site.services.split():
            protocol, port, security = service.split(':')
            if protocol != 'smtp':
                ports.setdefault((protocol, port, security == 'tls'), []).extend(site.addresses())
    for protocol in ('imap', 'pop3'):
        yield f'service {protocol}-login {{\n  chroot =\n  {dialect.ONE_EACH}\n'
        for unused in (protocol, f'{protocol}s'):
            yield f'  inet_listener {unused} {{\n    port = 0\n  }}\n'
        for number, ((spoken, port, tls), addresses) in enumerate(sorted(ports.items())):
            if spoken == protocol:
                yield LISTENER.format(dialect=dialect, number=number, port=port,
                                      addresses=' '.join(addresses), tls=yes_no(tls))
        yield '}\n'


def locals_of(dialect, sites):
    """Yields what differs from address to address: certificate, and whether TLS is demanded."""
    for name, site in sites.items():
        without_tls = site.services == world.PLAIN_ONLY
        cleartext = dialect.NEEDS_NO_TLS if site.plaintext else dialect.NEEDS_TLS
        names = ''.join(
            LOCAL_NAME.format(dialect=dialect, domain=domain, inside=INSIDE, name=name,
                              label=label)
            for domain, label in site.sni.items())
        for address in site.addresses():
            yield LOCAL.format(dialect=dialect, address=address, inside=INSIDE, name=name,
                               names=names, key=key_of(site.certificate),
                               ssl=yes_no(not without_tls), cleartext=cleartext)


def instance(state, dialect, name, mechanisms, failure_delay):
    here = f'{INSIDE}/dovecot/{name}'
    sites = {n: site for n, site in world.SITES.items() if site.instance == name}
    text = SETTINGS.format(dialect=dialect, here=here, inside=INSIDE, name=name,
                           mechanisms=mechanisms, failure_delay=failure_delay,
                           greeting='Dovecot' if name == 'login' else 'Lab')
    if name in world.WEAK_TLS:
        text += dialect.WEAK.format(inside=INSIDE, name=name)
    who = dialect.TOKENS if name == 'oauth' else dialect.PASSWORDS
    text += who.format(inside=INSIDE, uid=IDS['vmail'])
    put(state, f'dovecot/{name}/dovecot.conf',
        text + ''.join(listeners(dialect, sites)) + ''.join(locals_of(dialect, sites)))
    folder(state, f'dovecot/{name}/run')
    folder(state, f'dovecot/{name}/state')


def user_line(login, password, domain, local):
    home = f'{INSIDE}/mail/{domain}/{local}'
    secret = base64.b64encode(password.encode()).decode()
    extra = f'userdb_uid={IDS["vmail"]} userdb_gid={IDS["vmail"]} userdb_home={home}'
    if local == 'carol':
        extra += ' nologin=y reason=disabled'
    return f'{login}:{{PLAIN.b64}}{secret}::::::{extra}'


def users(state):
    """One file of users for each address; who may not use what; who may send as whom."""
    denied, disabled, senders, boxes = set(), set(), [], []
    for site in world.SITES.values():
        entries = []
        for domain in site.domains:
            for local in world.USERS:
                names = world.logins(site, domain, local)
                password = world.password_of(domain, local)
                entries += [user_line(name, password, domain, local) for name in names]
                senders.append(f'{local}@{domain} {", ".join(names)}')
                boxes.append(f'{local}@{domain} {domain}/{local}/Maildir/')
                folder(state, f'mail/{domain}/{local}', IDS['vmail'], IDS['vmail'])
                denied.update(names if local == 'dave' else ())
                disabled.update(names if local == 'carol' else ())
        for address in site.addresses():
            put(state, f'users/{address}', lines(*entries))
    put(state, 'users/deny-imap', lines(*(f'{name}:' for name in sorted(denied))))
    put(state, 'users/deny-pop3', 'nobody-at-all:\n')
    put(state, 'users/deny-smtp', lines(*(f'{name}:' for name in sorted(disabled))))
    put(state, 'postfix/senders', lines(*senders))
    put(state, 'postfix/boxes', lines(*boxes))


def generate(state, root, failure_delay):
    dialect = dialect_of(root)
    users(state)
    put(state, 'oauth/keys/default/HS256/default', base64.b64encode(TOKEN_KEY).decode())
    put(state, 'dovecot/oauth/oauth2.conf', dialect.OAUTH.format(inside=INSIDE))
    for name, mechanisms in world.INSTANCES.items():
        instance(state, dialect, name, mechanisms, failure_delay)
