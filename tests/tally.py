#!/usr/bin/env python3
"""tally.py - counts the test points of one or more `meson test` runs

SPDX-License-Identifier: GPL-3.0-or-later

Reads FOLDER/meson-logs/testlog.json of every folder named, prints what failed and what was
skipped with its reason, and ends with the line `N passed, N failed, N skipped`.  In continuous
integration (CI is set) nothing may be skipped: what a developer may lack must be there.
"""
import json
import os
import pathlib
import re
import sys

POINT = re.compile(r'(not )?ok\b\s*\d*\s*(?:- )?([^#]*)(?:#\s*(\S+)\s*(.*))?')
MAX_DETAILS = 12    # lines
GOOD = {'OK', 'SKIP'}


def details(lines):
    """The comments that follow a test point."""
    found = []
    for line in lines:
        if not line.startswith('#') or len(found) == MAX_DETAILS:
            break
        found.append('    ' + line[1:].strip())
    return ''.join('\n' + line for line in found)


def points(stdout):
    """Yields (outcome, name, reason) of every test point in a program's TAP output."""
    lines = stdout.splitlines()
    for number, line in enumerate(lines, 1):
        point = POINT.match(line)
        if not point:
            continue
        bad, name, directive, reason = point.groups()
        directive = (directive or '').upper()
        if directive.startswith('SKIP') and not bad:
            yield 'skipped', name.strip(), reason or 'no reason given'
        elif bad:
            yield 'failed', name.strip() + details(lines[number:]), ''
        else:
            yield 'passed', name.strip(), ''


def outcomes(test):
    """Yields (outcome, name, reason) of one program: its points, and what went wrong besides."""
    stdout = test.get('stdout') or ''
    found = list(points(stdout))
    for outcome, name, reason in found:
        yield outcome, f"{test['name']}: {name}", reason

    skipped_whole = re.search(r'^1\.\.0\s*#\s*skip\S*\s*(.*)', stdout, re.I | re.M)
    if skipped_whole:
        yield 'skipped', test['name'], skipped_whole[1] or 'no reason given'
    elif not found and test['result'] in GOOD:
        yield 'failed', test['name'], 'it ran no test'
    elif test['result'] not in GOOD and all(point[0] != 'failed' for point in found):
        bail = re.search(r'^Bail out!.*', stdout, re.M)
        yield ('failed', test['name'], f"{test['result']}, exit status {test['returncode']}"
               + (f', {bail[0]}' if bail else ''))


def tally(logs, strict):
    """Counts the outcomes of all programs in the logs; returns counts and lines to print."""
    count, lines = {'passed': 0, 'failed': 0, 'skipped': 0}, []
    for log in logs:
        for line in log.splitlines():
            for outcome, name, reason in outcomes(json.loads(line)):
                if outcome == 'skipped' and strict:
                    outcome, reason = 'failed', f'may not be skipped here: {reason}'
                count[outcome] += 1
                if outcome != 'passed':
                    lines.append(f'{outcome}  {name}' + (f' ({reason})' if reason else ''))
    return count, lines


def main(folders):
    logs = [pathlib.Path(folder, 'meson-logs', 'testlog.json').read_text() for folder in folders]
    count, lines = tally(logs, strict=bool(os.environ.get('CI')))
    for line in lines:
        print(line)
    print('{passed} passed, {failed} failed, {skipped} skipped'.format(**count), flush=True)
    return 1 if count['failed'] or not any(count.values()) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
