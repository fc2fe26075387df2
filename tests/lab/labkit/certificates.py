"""certificates.py - the lab's authorities and certificates, good ones and ten kinds of bad ones

SPDX-License-Identifier: GPL-3.0-or-later
"""
import datetime
import os
import pathlib

from . import world
from .files import lines, put, run

GOOD_DAYS = (-1, 365)
DAYS = {'expired': (-120, -30), 'notyet': (30, 365)}
KEY_OF = {'weak': 'weak', 'rsa': 'rsa', 'sha1': 'rsa'}

CONFIG = """\
[ca]
default_ca=d
[d]
database={folder}/index.txt
new_certs_dir={folder}
private_key={key}
certificate={certificate}
default_md={digest}
policy=p
rand_serial=yes
email_in_dn=no
[p]
O=optional
CN=optional
[e]
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
"""
FOR_CA = """\
basicConstraints=critical,CA:true,pathlen:0
keyUsage=critical,keyCertSign,cRLSign
"""
FOR_SERVER = """\
basicConstraints=CA:false
extendedKeyUsage=serverAuth
"""


def stamp(days):
    now = datetime.datetime.now(datetime.timezone.utc)
    return (now + datetime.timedelta(days=days)).strftime('%Y%m%d%H%M%SZ')


def alternative(name):
    """A name as certificates write it; an address of this machine is one, too."""
    return f'IP:{name}' if name.startswith('127.') else f'DNS:{name}'


def key_of(kind):
    return KEY_OF.get(kind, 'ec')


class Authority:
    """A certificate authority: a root, or below a parent."""

    def __init__(self, state, name, parent=None):
        self.folder = pathlib.Path(state, 'ca', name.replace(' ', '-'))
        self.folder.mkdir(parents=True)
        self.key, self.certificate = self.folder / 'ca.key', self.folder / 'ca.crt'
        put(self.folder, 'index.txt', '')
        put(self.folder, 'index.txt.attr', 'unique_subject = no\n')
        run('openssl', 'ecparam', '-genkey', '-name', 'prime256v1', '-noout', '-out', self.key)
        subject = f'/O=Mail lab/CN={name}'
        if parent:
            parent.sign(self.key, self.certificate, subject, extensions=FOR_CA, days=(-60, 3000))
        else:
            run('openssl', 'req', '-x509', '-new', '-key', self.key, '-sha256', '-days', '3650',
                '-out', self.certificate, '-subj', subject,
                '-addext', 'keyUsage=critical,keyCertSign,cRLSign')

    def sign(self, key, certificate, subject, names=(), extensions=FOR_SERVER, days=GOOD_DAYS,
             digest='sha256'):
        text = CONFIG.format(folder=self.folder, key=self.key, certificate=self.certificate,
                             digest=digest) + extensions
        if names:
            text += 'subjectAltName=' + ','.join(map(alternative, names)) + '\n'
        put(self.folder, 'sign.cnf', text)
        request = self.folder / 'request.csr'
        run('openssl', 'req', '-new', '-key', key, '-subj', subject, '-out', request, '-sha256')
        run('openssl', 'ca', '-batch', '-notext', '-config', self.folder / 'sign.cnf',
            '-extensions', 'e', '-in', request, '-out', certificate,
            '-startdate', stamp(days[0]), '-enddate', stamp(days[1]))


class Maker:
    """Makes the certificates of all sites into STATE/ssl."""

    def __init__(self, state):
        self.ssl = pathlib.Path(state, 'ssl')
        self.ssl.mkdir()
        self.root = Authority(state, 'Lab Root CA')
        self.stranger = Authority(state, 'Another CA nobody trusts')
        self.intermediate = Authority(state, 'Lab Intermediate CA', self.root)
        for name, make in (('ec', ['ecparam', '-genkey', '-name', 'prime256v1', '-noout']),
                           ('rsa', ['genrsa']), ('weak', ['genrsa'])):
            size = {'rsa': ['2048'], 'weak': ['1024']}.get(name, [])
            run('openssl', *make, '-out', self.ssl / f'{name}.key', *size)

    def make(self, name, names, kind='good'):
        key, leaf = self.ssl / f'{key_of(kind)}.key', self.ssl / f'{name}.crt'
        subject = f'/CN={names[0][:64]}'
        chain = self.intermediate.certificate.read_text()
        if kind == 'selfsigned':
            run('openssl', 'req', '-x509', '-new', '-key', key, '-sha256', '-days', '365',
                '-subj', subject, '-out', leaf,
                '-addext', 'subjectAltName=' + ','.join(map(alternative, names)))
            chain = ''
        elif kind == 'untrusted':
            self.stranger.sign(key, leaf, subject, names)
            chain = self.stranger.certificate.read_text()
        else:
            self.intermediate.sign(key, leaf, subject, () if kind == 'cnonly' else names,
                                   days=DAYS.get(kind, GOOD_DAYS),
                                   digest='sha1' if kind == 'sha1' else 'sha256')
        if kind == 'nochain':
            chain = ''
        put(self.ssl, f'{name}.chain', leaf.read_text() + chain)
        put(self.ssl, f'{name}.pem', key.read_text() + leaf.read_text() + chain)


def names_of(name, site, network):
    """The names that a site's certificate carries; the last is its door's, if there is one."""
    fixed = {'wrongname': ['mail.somebody-else.test'], 'wildcard': ['*.wildcard.test']}
    if site.certificate in fixed:
        return fixed[site.certificate]
    names = []
    for domain in site.domains:
        hosts = world.DOMAINS[domain].hosts
        if hosts and domain not in site.sni:
            names += [f'{host}.{domain}' for host in hosts] + [domain, f'mx.{domain}']
    return names + ([f'{network}.{site.number}'] if network else [])


def generate(state, network=''):
    maker = Maker(state)
    for name, site in world.SITES.items():
        maker.make(name, names_of(name, site, network), site.certificate)
        for domain, label in site.sni.items():
            hosts = world.DOMAINS[domain].hosts
            maker.make(f'{name}-{label}', [f'{host}.{domain}' for host in hosts] + [domain])
    names = [f'*.{fault}.fault.test' for fault in world.FAULTS]
    if network:
        names += [f'{network}.{home.fault}' for home in world.DOMAINS.values() if home.fault]
    maker.make('fault', names)

    # what the programs under test trust: the lab's root, and nothing else
    root = maker.root.certificate.read_text()
    digest = run('openssl', 'x509', '-hash', '-noout', '-in', maker.root.certificate).strip()
    for path in ('ca.crt', f'certs/{digest}.0', 'certs/ca-certificates.crt'):
        put(state, path, root)
    weak = lines('openssl_conf = i', '[i]', 'ssl_conf = s', '[s]', 'system_default = d', '[d]',
                 'CipherString = ALL:@SECLEVEL=0', 'MinProtocol = TLSv1')
    put(state, 'openssl-many.cnf', weak)
    put(state, 'openssl-legacy.cnf', weak + 'MaxProtocol = TLSv1.1\n')
    os.chmod(pathlib.Path(state, 'certs'), 0o755)
