"""testing.py - what the lab's tests share: a lab that is up while they run, and TAP

SPDX-License-Identifier: GPL-3.0-or-later
"""
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from . import relay

LAB = pathlib.Path(__file__).resolve().parents[1] / 'lab'
TOOLS = ('ip', 'nsenter', 'unshare', 'openssl', 'gcc')


class Tap:
    """Prints test points."""

    def __init__(self):
        self.number = self.failed = 0

    def point(self, name, good, *details):
        self.number += 1
        self.failed += not good
        print(f'{"" if good else "not "}ok {self.number} {name}', flush=True)
        if not good:
            for line in '\n'.join(map(str, details)).splitlines():
                print(f'# {line}')

    def skip(self, name, reason):
        self.number += 1
        print(f'ok {self.number} {name} # SKIP {reason}', flush=True)

    def end(self):
        print(f'1..{self.number}')
        return 1 if self.failed else 0


def why_not():
    """The reason why no lab can be here, or None."""
    if os.geteuid() and not sudo_works():
        return 'the lab needs root, or sudo without a question'
    path = os.environ.get('PATH', '') + ':/usr/sbin:/sbin'
    missing = [tool for tool in TOOLS if not shutil.which(tool, path=path)]
    if missing:
        return f'{missing[0]} is missing'
    if not pathlib.Path('/dev/net/tun').exists():
        return '/dev/net/tun is missing'
    return None


def sudo_works():
    return shutil.which('sudo') and subprocess.run(
        ['sudo', '-n', 'true'], stderr=subprocess.DEVNULL).returncode == 0


def lab_command(*words):
    as_root = [] if os.geteuid() == 0 else ['sudo', '-n', '--preserve-env=PORTOLAN_LAB_ROOT']
    return [*as_root, str(LAB), *map(str, words)]


class RunningLab:
    """A lab that is up."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.truth = json.loads((self.folder / 'lab.json').read_text())

    def lab(self, command, *words, **rest):
        return subprocess.run(lab_command(command, self.folder, *words), text=True,
                              capture_output=True, **rest)

    def token(self, *words):
        return self.lab('token', *words).stdout.strip()

    def run_many(self, jobs, at_once, seconds):
        """Runs commands in the client's network; see many.py."""
        runner = LAB.parent / 'labkit' / 'many.py'
        done = self.lab('exec', sys.executable, '-B', runner, str(at_once), str(seconds),
                        input=json.dumps(jobs))
        if done.returncode:
            raise RuntimeError(f'the commands could not be run: {done.stderr}')
        return json.loads(done.stdout)

    def door(self, number, port):
        """Where `lab up --host` has a port of a server on this machine."""
        return f'{self.truth["host"]}.{number}:{relay.FIRST_PORT + port}'

    def log(self, pattern):
        """The text of the servers' logs."""
        return '\n'.join(path.read_text(errors='replace')
                         for path in sorted((self.folder / 'log').glob(pattern)))


@contextlib.contextmanager
def running_lab(*options):
    with tempfile.TemporaryDirectory(prefix='portolan-lab.') as folder:
        state = pathlib.Path(folder, 'state')
        done = subprocess.run(lab_command('up', '--max', '1200', *options, state), text=True,
                              capture_output=True)
        try:
            if done.returncode:
                raise RuntimeError(f'the lab did not start: {done.stderr.strip()}')
            yield RunningLab(state)
        finally:
            subprocess.run(lab_command('down', state), capture_output=True)
            if os.geteuid():
                subprocess.run(['sudo', '-n', 'rm', '-rf', str(state)])


def main(tests, *options):
    """Runs the tests for the program named on the command line in a lab of their own, or says
    why not; the options are those of `lab up`.  A test is given the program's path and returns a
    function of the lab and a Tap."""
    reason = why_not()
    if reason:
        print(f'1..0 # SKIP {reason}')
        return 0
    tap = Tap()
    with running_lab('--fast-fail', *options) as lab:
        for test in tests:
            test(str(pathlib.Path(sys.argv[1]).resolve()))(lab, tap)
    return tap.end()
