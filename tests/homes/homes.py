"""homes.py - homes that are no help: how each is made, and what it must not lose

SPDX-License-Identifier: GPL-3.0-or-later

All are below ROOT, a file system in memory that ends with its namespace.
"""
import json
import os
import pathlib
import subprocess
import typing

ROOT = pathlib.Path('/mnt')
USER, NEIGHBOUR = 65534, 1    # nobody, and one of the system’s own: a bus wants to know a name
SMALL_BYTES = 64 * 1024
ADDRESS, PASSWORD = 'ann@demo.test', 'demo-password'

# Another version's account: what is not understood must be there afterwards too.
KEPT = '[Account 1f7a0d36-98c1-4b0c-8f6e-0d2b8a3f5c11]\nAddress=old@example.org\nX-Kept=yes\n'


class Case(typing.NamedTuple):
    """A line of cases.tsv."""

    home: str
    options: str
    status: str
    terminal: str
    window: str
    remedy: str

    @property
    def works(self):
        return self.status == '0'


def read_cases():
    lines = pathlib.Path(__file__).with_name('cases.tsv').read_text().splitlines()
    return [Case(*line.split('\t')) for line in lines if line and not line.startswith('#')]


def run(*words):
    subprocess.run([str(word) for word in words], check=True)


def accounts_file(home):
    return home / '.config' / 'portolan' / 'accounts.ini'


def give(path, user=USER):
    for part in (path, *path.rglob('*')):
        os.chown(part, user, user)


def keep_accounts(home):
    file = accounts_file(home)
    file.parent.mkdir(parents=True)
    file.write_text(KEPT)
    file.chmod(0o600)
    return file


def mount_small(home):
    run('mount', '-t', 'tmpfs', '-o', f'size={SMALL_BYTES}', 'tmpfs', home)


def fill(home):
    """Nothing goes into it any more, not even one page."""
    with open(home / 'ballast', 'wb', buffering=0) as file:
        try:
            while True:
                file.write(b'.' * 4096)
        except OSError:
            pass


def make_new(home):
    home.rmdir()


def make_foreign(home):
    os.chown(home, 0, 0)


def make_closed(home):
    os.chown(home, 0, 0)
    home.chmod(0o700)


def make_read_only(home):
    mount_small(home)
    keep_accounts(home)
    give(home)
    run('mount', '-o', 'remount,ro', home)


def make_full(home):
    mount_small(home)
    fill(home)
    give(home)


def make_full_later(home):
    mount_small(home)
    keep_accounts(home)
    fill(home)
    give(home)


def make_accounts_folder(home):
    accounts_file(home).mkdir(parents=True)
    give(home)


def make_accounts_locked(home):
    file = keep_accounts(home)
    give(home)
    file.chmod(0)


def make_accounts_foreign(home):
    file = keep_accounts(home)
    give(home)
    os.chown(file, NEIGHBOUR, NEIGHBOUR)
    file.chmod(0o644)


MAKERS = {
    'new': make_new, 'foreign': make_foreign, 'closed': make_closed, 'read-only': make_read_only,
    'full': make_full, 'full-later': make_full_later, 'accounts-folder': make_accounts_folder,
    'accounts-locked': make_accounts_locked, 'accounts-foreign': make_accounts_foreign,
}

# What the environment says beside HOME; None takes it away.
ENVIRONMENTS = {
    'unset': {'HOME': None},
    'relative': {'XDG_CONFIG_HOME': 'somewhere/else'},
    'no-scratch': {'TMPDIR': '/nonexistent'},
    'no-bus': {'DBUS_SESSION_BUS_ADDRESS': 'disabled:'},
}


def make_home(kind, number, user=USER):
    """By root. The folder is named after the case, so that each has its own."""
    home = ROOT / 'homes' / f'{number}-{kind}'
    home.mkdir(parents=True)
    os.chown(home, user, user)
    MAKERS.get(kind, lambda home: None)(home)
    return home


def environment(kind, home, **more):
    """By whoever runs the program; there is nothing in it of who runs the test."""
    changes = {'HOME': str(home), 'XDG_CONFIG_HOME': None, 'XDG_DATA_HOME': None,
               'XDG_CACHE_HOME': None, 'XDG_CONFIG_DIRS': str(ROOT / 'xdg'),
               'SSL_CERT_FILE': str(ROOT / 'ca.pem')}
    changes |= more | ENVIRONMENTS.get(kind, {})
    result = os.environ | {name: value for name, value in changes.items() if value is not None}
    return {name: value for name, value in result.items() if changes.get(name, '') is not None}


def contents(home):
    """All that is in a home, to see that nothing was lost and nothing is half there."""
    found = {}
    for path in sorted(home.rglob('*')):
        if path.is_file() and not path.name.endswith(('.lock', 'ballast')):
            found[str(path.relative_to(home))] = path.read_bytes()
    return found


def is_saved(home):
    file = accounts_file(home)
    return file.is_file() and ADDRESS in file.read_text()


def ports():
    """Of the demo provider: protocol → port, TLS at once."""
    servers = json.loads((ROOT / 'demo.json').read_text())['servers']
    return {server['protocol']: server['port'] for server in servers
            if server['security'] == 'tls'}
