#!/usr/bin/env python3
"""lint.py - checks the source tree against the house's rules, and the rules against planted faults

SPDX-License-Identifier: GPL-3.0-or-later

Usage: lint.py ROOT, prints TAP.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import rules_house
import rules_style
import rules_words
from tree import is_script, read_tree


class Tap:
    """Counts and prints test points."""

    def __init__(self):
        self.number = 0
        self.failed = 0

    def point(self, name, complaints):
        self.number += 1
        self.failed += bool(complaints)
        print(f'{"not " if complaints else ""}ok {self.number} {name}')
        for complaint in complaints:
            print(f'# {complaint}')

    def skip(self, name, reason):
        self.number += 1
        print(f'ok {self.number} {name} # SKIP {reason}')


def check_rule(tap, rule, planted, tree):
    name = rule.__doc__.split('\n')[0].rstrip('.')
    tap.point(name, [f'{path}:{line}: {text}' for path, line, text in rule(tree)])

    unseen = []
    for path, text in planted.items():
        if not any(complaint[0] == path for complaint in rule({path: text})):
            unseen.append(f'the fault planted in {path} was not found')
    tap.point(f'finds planted faults: {rule.__name__}', unseen)


def shellcheck(scripts):
    """What shellcheck says about scripts, given as paths."""
    done = subprocess.run(['shellcheck', '--format=gcc', '--external-sources', *scripts],
                          capture_output=True, text=True)
    return (done.stdout + done.stderr).splitlines()


def check_shell(tap, root, tree):
    name = 'shellcheck has nothing to say about our scripts'
    if not shutil.which('shellcheck'):
        tap.skip(name, 'shellcheck is missing')
        return
    scripts = sorted(path for path, text in tree.items() if is_script(text, '(?:sh|dash|bash)'))
    os.chdir(root)
    tap.point(name, shellcheck(scripts) if scripts else ['no script was found'])

    with tempfile.NamedTemporaryFile('w', suffix='.sh') as planted:
        planted.write('#!/bin/sh\nrm -rf $1\n')
        planted.flush()
        tap.point('finds planted faults: shellcheck',
                  [] if shellcheck([planted.name]) else ['an unquoted $1 was not found'])


def main(root):
    tap = Tap()
    tree = read_tree(root)
    for rule, planted in rules_house.RULES + rules_style.RULES + rules_words.RULES:
        check_rule(tap, rule, planted, tree)
    check_shell(tap, root, tree)
    print(f'1..{tap.number}')
    return 1 if tap.failed else 0


if __name__ == '__main__':
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
