#!/usr/bin/env python3
"""test-yard.py - tests the tools around the code: how tests are counted, what ./dev asks for

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'tests'))

from tally import tally  # noqa: E402

# What a program printed, how it ended, and what that counts: passed, failed, skipped.
COUNTED = [
    ('two good points', 'ok 1 /a\nok 2 /b\n1..2', 'OK', (2, 0, 0)),
    ('a bad point', 'ok 1 /a\nnot ok 2 /b', 'FAIL', (1, 1, 0)),
    ('a bad point and a bad exit', 'not ok 1 /a', 'ERROR', (0, 1, 0)),
    ('a skip with its reason', 'ok 1 /a # SKIP no keyring', 'SKIP', (0, 0, 1)),
    ('all skipped by the plan', '1..0 # SKIP no root', 'SKIP', (0, 0, 1)),
    ('an unfinished test', 'not ok 1 /a # TO' + 'DO', 'OK', (0, 1, 0)),
    ('a crash after a good point', 'ok 1 /a\n', 'ERROR', (1, 1, 0)),
    ('a time-out', '', 'TIMEOUT', (0, 1, 0)),
    ('a program that tests nothing', '', 'SKIP', (0, 1, 0)),
    ('words that only look like points', '# ok 1 /a\nok 1 /a\nokay', 'OK', (1, 0, 0)),
]


def counts(stdout, result, strict=False):
    log = json.dumps({'name': 'x', 'stdout': stdout, 'result': result, 'returncode': 1})
    return tuple(tally([log], strict)[0].values())


def check_tally():
    for name, stdout, result, expected in COUNTED:
        found = counts(stdout, result)
        yield f'counts {name}', found == expected, f'{found} instead of {expected}'
    found = counts('ok 1 /a # SKIP shellcheck is missing', 'SKIP', strict=True)
    yield 'lets nothing be skipped in continuous integration', found == (0, 1, 0), str(found)


def run_deps(folder, libraries_there):
    """Runs ./dev deps on a machine without apt-get, and with or without the libraries."""
    for tool in ('sh', 'dirname', 'cat', 'find', 'ls', 'id'):
        os.symlink(shutil.which(tool), folder / tool)
    for tool in ('gcc', 'meson', 'ninja', 'msgfmt', 'pkg-config'):
        fake = folder / tool
        fake.write_text(f'#!/bin/sh\nexit {0 if libraries_there else 1}\n')
        fake.chmod(0o755)
    done = subprocess.run([ROOT / 'dev', 'deps', 'build'], env={'PATH': str(folder), 'HOME': '/'},
                          capture_output=True, text=True)
    return done.returncode, done.stderr


def check_dev():
    with tempfile.TemporaryDirectory() as folder:
        status, said = run_deps(pathlib.Path(folder), libraries_there=False)
    yield 'stops where a library is missing and nothing can install it', status == 1, str(status)
    for name in ('apt-get install', 'libssl-dev', 'dnf install', 'glib2-devel', 'pacman -S'):
        yield f'names what is missing, among it “{name}”', name in said, said

    if pathlib.Path('/usr/include/stdlib.h').exists():
        with tempfile.TemporaryDirectory() as folder:
            status, said = run_deps(pathlib.Path(folder), libraries_there=True)
        yield 'goes on anywhere where everything is there', (status, said) == (0, ''), said

    said = subprocess.run([ROOT / 'dev', 'help'], capture_output=True, text=True).stdout
    for word in 'deps build run ctl test lint bench fuzz lab clean'.split():
        yield f'./dev help explains {word}', f'./dev {word}' in said, said
    wrong = subprocess.run([ROOT / 'dev', 'bulid'], capture_output=True).returncode
    yield 'refuses a word that it does not know', wrong == 2, str(wrong)


def main():
    number = failed = 0
    for name, good, otherwise in [*check_tally(), *check_dev()]:
        number += 1
        failed += not good
        print(f'{"" if good else "not "}ok {number} {name}')
        if not good:
            print('\n'.join('# ' + line for line in otherwise.splitlines()))
    print(f'1..{number}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
