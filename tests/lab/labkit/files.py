"""files.py - small helpers of the lab: files, commands, the servers' accounts

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import subprocess

# Inside the servers' mount namespace the state folder is seen as /srv: short socket paths, and
# no path of this machine in a configuration.
INSIDE = '/srv'

# Numbers of our own: these users exist only inside the namespace.
IDS = {'dovenull': 64001, 'dovecot': 64002, 'postfix': 64003, 'vmail': 64005}
POSTDROP = 64004

# Runs a command where no mount is seen from outside: PRIVATE STATE COMMAND….  Where / is no mount
# point, as in a plain chroot, one is made and entered.
PRIVATE = r"""set -e
state=$1
shift
if ! mount --make-rprivate / 2>/dev/null; then
  root=$state/run/root
  mkdir -p "$root"
  mount --bind / "$root"
  mount --make-private "$root"
  for part in dev proc sys run tmp; do
    mount --rbind "/$part" "$root/$part"
  done
  exec chroot "$root" "$@"
fi
exec "$@"
"""


def private(state, *options):
    """The beginning of a command line that runs the rest in a mount namespace of its own."""
    return ['unshare', '--mount', '--propagation', 'unchanged', *options,
            '/bin/sh', '-c', PRIVATE, 'lab-private', str(state)]


def run(*command, check=True, **rest):
    """Runs a command; returns what it printed, raises RuntimeError with it when it failed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          **rest)
    if check and done.returncode:
        raise RuntimeError(f'{" ".join(map(str, command))}: {done.stdout.strip()}')
    return done.stdout


def put(state, path, text, mode=0o644):
    """Writes a file of the state folder, its folders too."""
    target = pathlib.Path(state, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    target.chmod(mode)


def folder(state, path, owner=None, group=0, mode=0o755):
    target = pathlib.Path(state, path)
    target.mkdir(parents=True, exist_ok=True)
    if owner is not None:
        os.chown(target, owner, group)
    target.chmod(mode)


def lines(*items):
    return '\n'.join(items) + '\n'


def identity(state):
    """What the servers and the client see as /etc."""
    nobody = ':x:{0}:{0}::/nonexistent:/bin/false'
    put(state, 'etc/passwd', lines(
        'root:x:0:0:root:/root:/bin/sh', 'nobody' + nobody.format(65534),
        *(name + nobody.format(number) for name, number in IDS.items())))
    put(state, 'etc/group', lines(
        'root:x:0:', 'nogroup:x:65534:', 'mail:x:8:', f'postdrop:x:{POSTDROP}:',
        *(f'{name}:x:{number}:' for name, number in IDS.items())))
    put(state, 'etc/services', lines(
        'domain 53/udp', 'smtp 25/tcp', 'pop3 110/tcp', 'imap2 143/tcp imap',
        'submissions 465/tcp', 'submission 587/tcp', 'imaps 993/tcp', 'pop3s 995/tcp'))
    for side in ('etc', 'etc-client'):
        put(state, f'{side}/hosts', lines('127.0.0.1 localhost', '::1 localhost'))
        put(state, f'{side}/nsswitch.conf', lines(
            'passwd: files', 'group: files', 'shadow: files', 'hosts: files dns',
            'services: files', 'protocols: files', 'networks: files'))
