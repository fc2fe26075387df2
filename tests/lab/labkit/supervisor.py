"""supervisor.py - process 1 of the servers' namespace: starts them, waits, ends with them

SPDX-License-Identifier: GPL-3.0-or-later

Usage (by `lab up`): supervisor.py STATE ROOT SECONDS.  It has a PID namespace of its own, so that
nothing it started can outlive it, and a mount namespace where STATE is /srv.
"""
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

READY_WITHIN = 30   # seconds
ENVIRONMENT = {'PATH': '/usr/sbin:/usr/bin:/sbin:/bin', 'LANG': 'C'}


def sh(*command):
    subprocess.run(command, check=True)


def tell_number(state):
    """The old /proc still shows this process under its outer number."""
    new = pathlib.Path(state, 'run/supervisor.pid.new')
    new.write_text(os.readlink('/proc/self') + '\n')
    new.rename(pathlib.Path(state, 'run/supervisor.pid'))


def lay_mounts(state, root):
    # Overlays, not bind mounts of single files: when the machine's own /etc/passwd is replaced
    # (any adduser does that), the kernel drops a mount on the old one in every namespace.
    sh('cp', '-r', str(pathlib.Path(__file__).resolve().parent), f'{state}/run/labkit')
    if root != '-':
        sh('mount', '-t', 'overlay', 'overlay', '-o', f'lowerdir={root}/usr:/usr', '/usr')
    sh('mount', '-t', 'overlay', 'overlay', '-o', f'lowerdir={state}/etc:/etc', '/etc')
    sh('mount', '--bind', state, '/srv')
    sh('mount', '-t', 'proc', 'proc', '/proc')
    os.chdir('/srv')


def start(name, *command, **extra):
    with open(f'/srv/log/{name}.out', 'ab') as out:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                start_new_session=True, env={**ENVIRONMENT, **extra})


def start_all():
    servers = {'dnsmasq': start('dnsmasq', 'dnsmasq', '-k', '-C', '/srv/dnsmasq.conf')}
    for name in sorted(os.listdir('/srv/dovecot')):
        servers[f'dovecot-{name}'] = start(f'dovecot-{name}', 'dovecot', '-F', '-c',
                                           f'/srv/dovecot/{name}/dovecot.conf')
    servers['postfix'] = start('postfix', '/usr/lib/postfix/sbin/master', '-c', '/srv/postfix',
                               '-s', MAIL_CONFIG='/srv/postfix')
    servers['faultd'] = start('faultd', sys.executable, '-B', '-m', 'labkit.faultd',
                              PYTHONPATH='/srv/run')
    return servers


def answers(address, port):
    family = socket.AF_INET6 if ':' in address else socket.AF_INET
    with socket.socket(family) as connection:
        connection.settimeout(1)
        return connection.connect_ex((address, port)) == 0


def wait_until_ready(servers, asked_to_end):
    """Returns which servers ended and which sockets stay silent; both empty when all is well."""
    silent = json.loads(pathlib.Path('/srv/listeners.json').read_text())
    ended, end = [], time.monotonic() + READY_WITHIN
    while silent and not ended and not asked_to_end and time.monotonic() < end:
        ended = [name for name, server in servers.items() if server.poll() is not None]
        silent = [where for where in silent if not answers(*where)]
        time.sleep(0.05 if silent else 0)
    return ended, silent


def main(state, root, seconds):
    tell_number(state)
    lay_mounts(state, root)
    asked_to_end = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked_to_end.append(1))

    servers = start_all()
    ended, silent = wait_until_ready(servers, asked_to_end)
    pathlib.Path('/srv/run/ready.new').write_text(json.dumps({'ended': ended, 'silent': silent}))
    os.rename('/srv/run/ready.new', '/srv/run/ready')

    end = time.monotonic() + float(seconds)
    while not (asked_to_end or ended or silent) and time.monotonic() < end:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.1)
        except ChildProcessError:
            break
    for server in servers.values():
        server.terminate()
    # when process 1 ends, the kernel ends whatever is left of its PID namespace


if __name__ == '__main__':
    main(*sys.argv[1:])
