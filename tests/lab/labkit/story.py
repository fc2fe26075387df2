"""story.py - an account set up on a real server and stored in a real keyring, step by step

SPDX-License-Identifier: GPL-3.0-or-later

Usage: story.py PORTOLANCTL, in the lab's network and in a session with a keyring of its own.
Writes [[name, is good, details], …] as JSON.
"""
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import time

ADDRESS, PASSWORD = 'alice@isp.test', 'alice-secret-1'
SCHEMA = 'io.github.portolan_mail.Portolan'
MOMENTS = 50
SECONDS = 60


class Story:
    """What happened so far."""

    def __init__(self, portolanctl):
        self.portolanctl = portolanctl
        self.file = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'portolan', 'accounts.ini')
        self.points = []

    def point(self, name, good, *details):
        self.points.append([name, bool(good), '\n'.join(map(str, details))])
        return good

    def run(self, *words, secret=None):
        return subprocess.run([self.portolanctl, *words], input=secret, capture_output=True,
                              text=True, timeout=SECONDS)

    def answer(self, *words, secret=None):
        """The JSON of a command, {} when it gave none."""
        done = self.run(*words, '--json', secret=secret)
        try:
            return json.loads(done.stdout)
        except ValueError:
            return {'stdout': done.stdout, 'stderr': done.stderr}

    def text(self):
        return self.file.read_text() if self.file.exists() else ''

    def accounts(self):
        """The ids of the accounts, and those of the secrets that the list offers to clean."""
        listed = self.answer('accounts', 'list')
        if not all(account.get('incoming') and account.get('outgoing')
                   for account in listed.get('accounts', [{}])):
            raise RuntimeError(f'the list cannot be read: {listed}')
        return ({account['id'] for account in listed['accounts']},
                {stray['id'] for stray in listed['strays']})


def in_keyring():
    """The account of every secret in the keyring."""
    done = subprocess.run(['secret-tool', 'search', '--all', '--unlock', 'xdg:schema', SCHEMA],
                          capture_output=True, text=True)
    return set(re.findall(r'attribute\.account = (\S+)', done.stdout + done.stderr))


def look_up(*attributes):
    return subprocess.run(['secret-tool', 'lookup', *attributes], capture_output=True,
                          text=True).stdout


def set_up(story):
    answer = story.answer('setup', '--password-stdin', ADDRESS, secret=PASSWORD)
    shown = json.dumps(answer, indent=1, ensure_ascii=False)
    story.point('setup saves the account', answer.get('saved') is True, shown)
    story.point('setup keeps the password in the keyring',
                answer.get('secrets_in') == 'keyring', shown)
    for side in ('incoming', 'outgoing'):
        found = answer.get(side, {})
        story.point(f'setup finds STARTTLS and the local part, {side}',
                    found.get('verdict', {}).get('code') == 'ok'
                    and found.get('user') == 'alice'
                    and re.match(r'(imap|smtp)://', found.get('url', '')), shown)


def look_at_what_is_stored(story):
    ids, _ = story.accounts()
    story.point('the list shows the account', len(ids) == 1, ids)
    account = next(iter(ids), '')
    for protocol in ('imap', 'smtp'):
        story.point(f'the keyring gives the password back, {protocol}',
                    look_up('account', account, 'protocol', protocol) == PASSWORD)
    story.point('the file is for its owner only', story.file.stat().st_mode & 0o777 == 0o600)
    story.point('no secret is in the file', PASSWORD not in story.text(), story.text())

    done = story.run('accounts', 'check', '--all')
    story.point('the account passes again', done.returncode == 0, done.stdout, done.stderr)

    done = story.run('accounts', 'forget', '--yes', account)
    story.point('it can be forgotten', done.returncode == 0, done.stdout, done.stderr)
    story.point('then nothing of it is left', story.accounts() == (set(), set())
                and not in_keyring(), story.text(), in_keyring())


def kill_once(story, moment):
    """Starts a setup, ends it after a while; returns how long it ran if it came to its end."""
    command = [story.portolanctl, 'setup', '--password-stdin', '--json', ADDRESS]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    began = time.monotonic()
    process.stdin.write(PASSWORD.encode())
    process.stdin.close()
    try:
        process.wait(timeout=moment)
        return time.monotonic() - began
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return None


def kill_at_random_moments(story):
    began = time.monotonic()
    story.run('setup', '--password-stdin', '--json', ADDRESS, secret=PASSWORD)
    took = time.monotonic() - began
    chance, wrong, killed, saved = random.Random(), [], 0, 0

    for number in range(MOMENTS):
        if number % 2:    # every second one begins without an account
            for account in set.union(*story.accounts()):
                story.run('accounts', 'forget', '--yes', account)
        before, (old, _) = story.text(), story.accounts()
        moment = (number + chance.random()) / MOMENTS * took * 1.1
        ran = kill_once(story, moment)
        killed += ran is None
        took = min(took, ran or took)    # the machine may have been busy at first
        new, strays = story.accounts()
        saved += new != old
        if not old <= new or len(new) > 1:
            wrong.append(f'after {moment:.3f} s the file was\n{story.text()}\nbefore:\n{before}')
        lost = in_keyring() - new - strays
        if lost:
            wrong.append(f'after {moment:.3f} s nobody knows of the secrets of {lost}')
    story.point(f'SIGKILL at {MOMENTS} moments leaves the old or the new file, and no secret '
                'that the list does not offer to clean', not wrong, *wrong)
    story.point('most of them were killed, and some were not',
                MOMENTS // 2 < killed < MOMENTS and saved, killed, saved, took)
    left = [path.name for path in story.file.parent.iterdir()]
    story.point('nothing else is left beside the file',
                set(left) <= {'accounts.ini', 'accounts.ini.lock', '.accounts.ini.lock'}, left)


def main(portolanctl):
    story = Story(portolanctl)
    for chapter in (set_up, look_at_what_is_stored, kill_at_random_moments):
        try:
            chapter(story)
        except (RuntimeError, OSError, subprocess.TimeoutExpired) as error:
            story.point(f'{chapter.__name__} comes to its end', False, error)
            break
    json.dump(story.points, sys.stdout)


if __name__ == '__main__':
    main(sys.argv[1])
