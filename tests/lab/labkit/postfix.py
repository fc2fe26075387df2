"""postfix.py - Postfix's configuration: one master, a listener for each address and port

SPDX-License-Identifier: GPL-3.0-or-later
"""
from . import world
from .files import IDS, INSIDE, POSTDROP, folder, lines, put

MAIN = """\
compatibility_level = 3.6
queue_directory = {inside}/spool
data_directory = {inside}/postfix-data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
meta_directory = {inside}/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file_prefixes = {inside}
maillog_file = {inside}/log/postfix.log
import_environment = MAIL_CONFIG MAIL_DEBUG MAIL_LOGTAG TZ LANG=C
 OPENSSL_CONF={inside}/openssl-many.cnf
inet_protocols = all
inet_interfaces = all
myhostname = smtp.lab.test
mydestination =
mynetworks =
alias_maps =
local_recipient_maps =
local_transport = error:no local delivery in the lab
default_transport = error:5.1.2 nothing leaves the lab
relay_transport = error:5.1.2 nothing leaves the lab
virtual_mailbox_domains = {domains}
virtual_mailbox_maps = texthash:{inside}/postfix/boxes
virtual_mailbox_base = {inside}/mail
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{uid}
virtual_minimum_uid = 100
smtpd_sasl_type = dovecot
smtpd_sasl_security_options = noanonymous
smtpd_sender_login_maps = texthash:{inside}/postfix/senders
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_peername_lookup = no
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
tls_server_sni_maps = texthash:{inside}/postfix/sni
tls_preempt_cipherlist = no
tls_low_cipherlist = ALL:@SECLEVEL=0
tls_medium_cipherlist = ALL:!aNULL:@SECLEVEL=0
notify_classes =
biff = no
"""
SERVICES = """\
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""
OWN_SENDER = ('smtpd_recipient_restrictions=reject_authenticated_sender_login_mismatch,'
              'permit_sasl_authenticated,reject')
OLD_TLS = ('smtpd_tls_protocols=TLSv1,TLSv1.1', 'smtpd_tls_mandatory_protocols=TLSv1,TLSv1.1')
QUEUES = 'active bounce corrupt defer deferred flush hold incoming private saved trace'


def options(name, site, port, security):
    """What is special about one listener."""
    transfer = port == '25'
    level = 'encrypt' if not transfer and not site.plaintext else 'may'
    yield f'syslog_name=postfix/{name}-{port}'
    yield f'myhostname={"mx" if transfer else "smtp"}.{site.domains[0]}'
    yield f'smtpd_tls_chain_files={INSIDE}/ssl/{name}.pem'
    yield f'smtpd_tls_security_level={"none" if security == "none" else level}'
    yield f'smtpd_tls_wrappermode={"yes" if security == "tls" else "no"}'
    yield f'smtpd_tls_auth_only={"no" if site.plaintext else "yes"}'
    yield f'smtpd_sasl_auth_enable={"no" if transfer and not site.auth25 else "yes"}'
    yield f'smtpd_sasl_path={INSIDE}/dovecot/{site.instance}/auth-smtp'
    if not transfer:
        yield OWN_SENDER
    if site.instance == 'legacy':
        yield from OLD_TLS


def listeners():
    for name, site in world.SITES.items():
        for service in site.services.split():
            protocol, port, security = service.split(':')
            if protocol != 'smtp':
                continue
            for address in site.addresses():
                shown = f'[{address}]' if ':' in address else address
                yield f'{shown}:{port} inet n - n - 50 smtpd'
                yield from (f'  -o {option}' for option in options(name, site, port, security))


def generate(state):
    domains = sorted(domain for site in world.SITES.values() for domain in site.domains)
    put(state, 'postfix/main.cf', MAIN.format(inside=INSIDE, uid=IDS['vmail'],
                                              domains=', '.join(domains)))
    put(state, 'postfix/master.cf', lines(*listeners()) + SERVICES)
    put(state, 'postfix/sni', ''.join(
        f'.{domain} {INSIDE}/ssl/{name}-{label}.pem\n'
        for name, site in world.SITES.items() for domain, label in site.sni.items()))
    for queue in QUEUES.split():
        folder(state, f'spool/{queue}', IDS['postfix'], mode=0o700)
    folder(state, 'spool/maildrop', IDS['postfix'], POSTDROP, 0o730)
    folder(state, 'spool/public', IDS['postfix'], POSTDROP, 0o710)
    folder(state, 'spool/pid')
    folder(state, 'postfix-data', IDS['postfix'])
    folder(state, 'mail')
