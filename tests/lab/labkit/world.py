"""world.py - the invented world of the lab: sites with their servers, domains, users

SPDX-License-Identifier: GPL-3.0-or-later

Data only.  A site has one address, certificates and servers; a domain is what DNS says about it.
Add a line, get a server.  A service is written "protocol:port:security", its security is tls (from
the first byte), starttls or none.
"""
from dataclasses import dataclass, field

# Networks that exist only in documentation (RFC 5737, RFC 3849): nothing can leave the lab.
CLIENT_V4, CLIENT_V6 = '203.0.113.2', '2001:db8:c::2'
DNS, DNS_FAILING, DNS_DEAD, NOTHING = 53, 54, 55, 80
FIRST_FAULT = 201

ALL = ('imap:143:starttls imap:993:tls pop3:110:starttls pop3:995:tls '
       'smtp:25:starttls smtp:587:starttls smtp:465:tls')
STARTTLS_ONLY = 'imap:143:starttls pop3:110:starttls smtp:25:starttls smtp:587:starttls'
PLAIN_ONLY = 'imap:143:none pop3:110:none smtp:25:none smtp:587:none'

# local part → password; never real ones
USERS = {
    'alice': 'alice-secret-1',
    'bob': 'bo b"s \\pä{5}sswörd%+&<€>',    # must be quoted, and is not ASCII
    'carol': 'carol-secret-3',               # a disabled account
    'dave': 'dave-secret-4',                 # may not use IMAP; POP3 and SMTP work
    'very.long+tag_name-with.dots': 'x' * 64,
}
HOSTED_PASSWORD = 'alice-hosted-pw'

# One Dovecot each: the mechanisms are settings of its authentication process.
INSTANCES = {
    'plain': 'plain login',
    'many': 'plain login cram-md5 digest-md5 scram-sha-1 scram-sha-256 apop',
    'login': 'login',
    'cram': 'cram-md5',
    'scram': 'scram-sha-256',
    'oauth': 'xoauth2 oauthbearer',
    'legacy': 'plain login',
}
WEAK_TLS = {'many', 'legacy'}   # these instances load weak keys and old versions


@dataclass
class Site:
    """One address with its servers."""
    number: int                  # the last part of its address
    instance: str = 'plain'
    services: str = ALL
    certificate: str = 'good'
    login: str = 'full'          # alice@domain; or local, either, other (a customer's number)
    plaintext: bool = False      # takes passwords without TLS
    auth25: bool = False         # takes logins on port 25
    v4: bool = True
    sni: dict = field(default_factory=dict)
    domains: list = field(default_factory=list)

    def addresses(self):
        return ([ip4(self.number)] if self.v4 else []) + [ip6(self.number)]


@dataclass
class Domain:
    """What DNS says about a domain."""
    expect: str
    site: str = ''
    hosts: tuple = ('imap', 'pop', 'smtp', 'mail')
    mx: list = None
    srv: tuple = ()
    dns: str = ''                # failing, dead
    fault: int = 0               # the number of its scripted server
    apex: bool = True


SITES, DOMAINS = {}, {}


def ip4(number):
    return f'198.51.100.{number}'


def ip6(number):
    return f'2001:db8:5::{number:x}'


def site(name, number, expect, instance='plain', services=ALL, **rest):
    """A site, and the domain NAME.test that lives on it."""
    known = {key: rest.pop(key) for key in list(rest) if key in ('hosts', 'srv')}
    SITES[name] = Site(number, instance, services, **rest)
    domain(f'{name}.test', expect, name, **known)


def domain(name, expect, at='', **rest):
    DOMAINS[name] = Domain(expect, at, **rest)
    if at:
        SITES[at].domains.append(name)


# --- ordinary providers
site('example', 1, 'everything works, by every mechanism', 'many', srv=(
    ('_imaps', 0, 993, 'imap'), ('_imap', 10, 143, 'imap'), ('_pop3s', 20, 995, 'pop'),
    ('_submissions', 0, 465, 'smtp'), ('_submission', 10, 587, 'smtp')))
site('provider', 2, 'the login is the local part', login='local')
domain('hosted.test', 'only an MX points to provider.test; its login is the full address',
       'provider', hosts=(), mx=['mx1.provider.test'], apex=False)
site('isp', 3, 'STARTTLS only: 993, 995 and 465 refuse; the login is the local part',
     services=STARTTLS_ONLY, login='local', auth25=True, hosts=('mail', 'pop3', 'smtp'))
site('plainonly', 4, 'no TLS anywhere: warn, and do not send the password',
     services=PLAIN_ONLY, plaintext=True, auth25=True)
site('optional', 5, 'TLS is offered but not demanded', plaintext=True, auth25=True)
site('popsmtp', 6, 'no IMAP at all', services='pop3:995:tls smtp:465:tls',
     hosts=('pop', 'smtp', 'mail'))
site('odd', 7, 'the login is a customer number (k1000001 for alice)', login='other')
site('altport', 8, 'only SRV knows the odd ports; the usual ones refuse',
     services='imap:1993:tls pop3:1995:tls smtp:2465:tls smtp:2587:starttls', srv=(
         ('_imaps', 0, 1993, 'imap'), ('_pop3s', 0, 1995, 'pop'),
         ('_submissions', 0, 2465, 'smtp'), ('_submission', 5, 2587, 'smtp')))
site('either', 9, 'both forms of the login work', login='either')
site('imaponly', 10, 'SRV says that there is no POP3', services='imap:993:tls smtp:587:starttls',
     srv=(('_imaps', 0, 993, 'imap'), ('_submission', 0, 587, 'smtp'),
          ('_pop3s', 0, 0, '.'), ('_pop3', 0, 0, '.')))

# --- certificates
for offset, (kind, expect) in enumerate((
        ('expired', 'expired 30 days ago'), ('notyet', 'valid from next month'),
        ('wrongname', 'for another name'), ('selfsigned', 'signed by itself'),
        ('untrusted', 'of an authority nobody trusts'), ('nochain', 'without its intermediate'),
        ('weak', 'RSA with 1024 bits'), ('sha1', 'signed with SHA-1'),
        ('wildcard', '*.wildcard.test, good for imap.wildcard.test and not for a.imap.'),
        ('cnonly', 'no alternative name, only a common name'))):
    site(kind, 11 + offset, f'certificate: {expect}',
         'many' if kind in ('weak', 'sha1') else 'plain', certificate=kind)
DOMAINS['wildcard.test'].hosts += ('a.imap',)

# --- ways to sign in, and old TLS
site('cram', 21, 'CRAM-MD5 only', 'cram')
site('scram', 22, 'SCRAM-SHA-256 only', 'scram')
site('oauth', 23, 'XOAUTH2 and OAUTHBEARER only: no password (`lab token`)', 'oauth')
site('login', 24, 'AUTH LOGIN only', 'login')
site('legacy', 25, 'TLS 1.0 and 1.1 only', 'legacy', certificate='rsa')

# --- networks
site('v6only', 31, 'IPv6 only', v4=False)
site('dual', 32, 'IPv4 works, IPv6 is a black hole')
site('sni', 34, 'shares its address with sni2.test', sni={'sni2.test': 'sni2'})
domain('sni2.test', 'a client that sends no server name gets the wrong certificate', 'sni')
site('blackhole', 35, 'every packet to it is dropped')
site('half', 36, '993, 995, 465 and 25 are dropped; 143, 110 and 587 work')
site('reject', 37, 'ICMP: administratively prohibited')
site('idn', 38, 'bücher.test')
DOMAINS['xn--bcher-kva.test'] = DOMAINS.pop('idn.test')
SITES['idn'].domains[:] = ['xn--bcher-kva.test']

# --- names without servers
domain('nomail.test', 'null MX (RFC 7505): takes no mail', hosts=(), mx=['.'])
domain('noservers.test', 'exists, and has no mail servers', hosts=(), mx=[])
domain('mxloop.test', 'its MX does not exist', hosts=(), mx=['nowhere.nodomain.test'])
domain('servfail.test', 'DNS answers SERVFAIL', hosts=(), dns='failing')
domain('dnsdead.test', 'DNS never answers', hosts=(), dns='dead')

# --- servers that misbehave by script, all seven ports of each
FAULTS = {
    'silent': 'accepts, never says anything',
    'drip': 'its greeting comes at one byte a second',
    'reset': 'RST after the accept',
    'closing': 'closes at once without a word',
    'garbage': 'speaks HTTP on every port',
    'flood': 'an endless line',
    'strip': 'no STARTTLS in its capabilities, takes passwords in clear',
    'inject': 'appends answers in clear to its answer to STARTTLS',
    'tlsrefuse': 'advertises STARTTLS, then refuses it',
    'tlshang': 'says OK to STARTTLS, then nothing',
    'alert': 'a fatal TLS alert',
    'authhang': 'never answers a login',
    'bye': 'greets with BYE, -ERR, 421',
    'preauth': 'greets with PREAUTH: “logged in”',
    'plaintls': 'plain text on the TLS ports, TLS on the others',
    'clientcert': 'demands a certificate of the client',
    'tls12': 'TLS 1.2 only',
    'tls13': 'TLS 1.3 only',
    'bigcap': 'a megabyte of capabilities',
    'literal': 'announces a literal of 4 GB',
    'nul': 'NUL and control characters in its answers',
    'unavail': 'a passing fault of its authentication',
    'apppass': 'wants an application-specific password',
    'weblogin': 'wants a login in the browser first',
    'ratelimit': 'after two wrong logins: too many, try later',
    'yes': 'says yes to any password',
    'slowauth': 'takes 8 s to say yes to the right password',
}
for offset, (fault, expect) in enumerate(FAULTS.items()):
    domain(f'{fault}.fault.test', expect, fault=FIRST_FAULT + offset, apex=False)


def logins(where, domain_name, local):
    """The login names under which a mailbox is known at its site."""
    full = f'{local}@{domain_name}'
    if domain_name == 'hosted.test':
        return [full]
    return {
        'full': [full],
        'local': [local],
        'either': [full, local],
        'other': [f'k10{list(USERS).index(local) + 1:05d}'],
    }[where.login]


def password_of(domain_name, local):
    return HOSTED_PASSWORD if (domain_name, local) == ('hosted.test', 'alice') else USERS[local]


def host_for(domain_name, protocol):
    """The host name of a domain's server; hosted domains use their site's."""
    home = DOMAINS[domain_name]
    if not home.hosts:
        domain_name = SITES[home.site].domains[0]
        home = DOMAINS[domain_name]
    wanted = {'imap': ('imap', 'mail'), 'pop3': ('pop', 'pop3', 'mail'), 'smtp': ('smtp', 'mail')}
    label = next((name for name in wanted[protocol] if name in home.hosts), home.hosts[0])
    return f'{label}.{domain_name}'


def services_of(domain_name):
    """Yields (protocol, host, port, security), TLS first."""
    home = DOMAINS[domain_name]
    services = ALL if home.fault else SITES[home.site].services if home.site else ''
    order = {'tls': 0, 'starttls': 1, 'none': 2}
    for service in sorted(services.split(), key=lambda text: order[text.split(':')[2]]):
        protocol, port, security = service.split(':')
        yield protocol, host_for(domain_name, protocol), int(port), security


def ports():
    """Yields (number of the address, port) of all servers of mail."""
    places = [(site.number, site.services) for site in SITES.values()]
    places += [(home.fault, ALL) for home in DOMAINS.values() if home.fault]
    for number, services in places:
        for service in services.split():
            yield number, int(service.split(':')[1])


def numbers():
    """The numbers of all addresses in the servers' namespace."""
    faults = range(FIRST_FAULT, FIRST_FAULT + len(FAULTS))
    return [s.number for s in SITES.values()] + [DNS, DNS_FAILING, DNS_DEAD, NOTHING, *faults]
