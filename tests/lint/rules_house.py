"""rules_house.py - what may include what, where threads are made, which names are written how

SPDX-License-Identifier: GPL-3.0-or-later

A rule is a function from the tree to its complaints (path, line, text), with planted faults:
files of which each must be complained about.  A linter that cannot fail is a defect.
"""
import re

from tree import bare, is_c, lines_of, room_of, without_comments

MAY_USE = {
    'base': '',
    'net': 'base',
    'proto': 'base net',
    'probe': 'base net proto',
    'discover': 'base net',
    'secrets': 'base',
    'clients': 'base',
    'demo': 'base net',
    'setup': 'base net proto probe discover secrets clients',
    'cli': 'base net probe discover secrets setup demo',
    'app': 'base net probe discover secrets setup demo',
}

# Made while building: what the program was configured with, and the data it brings along.
GENERATED = {'config.h', 'portolan-data.h'}

# Threads are made here and nowhere else, so that everything below may block in peace.
THREAD_MAKERS = {'src/probe/race.c', 'src/setup/setup.c', 'src/setup/setup-save.c',
                 'src/setup/local-check.c', 'src/demo/server.c'}
MAKES_THREAD = re.compile(r'\b(g_thread_(?:try_)?new|g_thread_pool_new\w*|g_task_run_in_thread\w*|'
                          r'pthread_create|thrd_create)\s*\(')

# In a file that only the widgets and the terminal use, a fault may be ours; in these rooms it
# would be a server's or a user's.
QUIET_ROOMS = {'base', 'net', 'proto', 'probe', 'discover', 'secrets', 'setup'}

APP_ID = 'io.github.portolan_mail.Portolan'
ORGANIZATION = APP_ID.rpartition('.')[0]
APP_ID_LIKE = re.compile(r'\b(?:(?:io|org|net|de|dev|app|page)\.[\w.-]*portolan[\w.-]*|'
                         r'(?<=/)io/github/[\w/-]*portolan[\w/-]*)', re.I)

OUTSIDE = re.compile('|'.join([r'(?<!\w)/wor' + 'k/', r'\.libr' + 'ary', r'\.\./' + 'shared',
                               '/tmp/' + r'b-\w', '/tmp/' + r'lab\b']))


def layers(tree):
    """Includes point down the house, never up or sideways."""
    for path, text in tree.items():
        room = room_of(path)
        if not room or not is_c(path):
            continue
        if room not in MAY_USE:
            yield path, 1, f'the room {room} is not in the list of tests/lint/rules_house.py'
            continue
        for number, line in lines_of(without_comments(text)):
            used = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not used or used[1] in GENERATED:
                continue
            folder = used[1].split('/')[0] if '/' in used[1] else None
            if folder not in [room, *MAY_USE[room].split()]:
                yield path, number, f'{room} must not use "{used[1]}"'


def threads(tree):
    """Threads are made in the files that the rule knows, and nowhere else."""
    for path, text in tree.items():
        if path.startswith('src/') and is_c(path) and path not in THREAD_MAKERS:
            for number, line in lines_of(bare(text)):
                if MAKES_THREAD.search(line):
                    yield path, number, 'a thread is made here'


def warnings(tree):
    """g_warning () says that we have a bug; a server or a user cannot cause one."""
    for path, text in tree.items():
        if room_of(path) in QUIET_ROOMS and is_c(path):
            for number, line in lines_of(bare(text)):
                if re.search(r'\bg_(warning|critical|error|log|printerr)\s*\(', line):
                    yield path, number, 'a warning where servers and users are heard'


def app_id(tree):
    """The application id is spelled in one way."""
    for path, text in tree.items():
        for number, line in lines_of(text):
            for found in APP_ID_LIKE.findall(line):
                plain = found.replace('/', '.').rstrip('.')
                if plain != ORGANIZATION and not re.fullmatch(
                        re.escape(APP_ID) + r'(-symbolic)?(\.[a-z.-]+)?', plain):
                    yield path, number, f'not the application id: {found}'


def outside(tree):
    """The project names nothing of the machine that it was written on."""
    for path, text in tree.items():
        for number, line in lines_of(text):
            found = OUTSIDE.search(line)
            if found:
                yield path, number, f'“{found[0]}” exists on one machine only'


def potfiles(tree):
    """po/POTFILES lists the files with sentences for the user, and no others."""
    listed = set(tree.get('po/POTFILES', '').split('\n')) - {''}
    listed = {line for line in listed if not line.startswith('#')}
    for path, text in tree.items():
        if path.startswith('src/') and is_c(path):
            marked = re.search(r'\b(?:C_|N_|_|ngettext|NC_)\s*\(\s*"', without_comments(text))
            if marked and path not in listed:
                yield path, 1, 'has sentences to translate and is not in po/POTFILES'
    for path in sorted(listed):
        if path not in tree:
            yield 'po/POTFILES', 1, f'{path} does not exist'


def built(tree):
    """Every test is built: a merge that drops one from the list drops it in silence."""
    for path in tree:
        found = re.fullmatch(r'(tests/.*)/test-([\w-]+)\.c', path)
        if found:
            listed = tree.get(f'{found[1]}/meson.build', '')
            if f"'{found[2]}'" not in listed and f"'test-{found[2]}" not in listed:
                yield path, 1, 'is a test that nothing builds'


RULES = [
    (layers, {
        'src/net/connect.c': '#include "probe/race.h"\n',
        'src/probe/plan.c': '#include "discover/source.h"\n',
        'src/proto/imap.c': '  #  include "plan.h"\n',
        'src/attic/old.c': '#include "config.h"\n',
    }),
    (threads, {
        'src/net/resolver.c': 'g_thread_new ("lookup", look_up, NULL);\n',
        'src/cli/check.c': 'g_task_run_in_thread_sync (task, work);\n',
    }),
    (warnings, {'src/proto/pop3.c': 'g_warning ("no greeting");\n'}),
    (app_id, {
        'data/a.desktop': 'Icon=' + APP_ID.replace('_', '-') + '\n',
        'src/app/main.c': '"' + APP_ID.lower() + '"\n',
        'src/app/bus.c': '"/io/github/' + 'portolan/Portolan"\n',
        'README.md': 'org.' + 'portolan.Portolan\n',
    }),
    (outside, {
        'README.md': 'See /wor' + 'k/notes.\n',
        'dev': '../' + 'shared/lab\n',
    }),
    (built, {'tests/base/test-nobody-knows.c': 'int main (void);\n'}),
    (potfiles, {
        'src/base/x.c': 'puts (_("Hello"));\n',
        'src/base/y.c': 'char *a = N_ ("Hello");\n',
        'po/POTFILES': 'src/base/gone.c\n',
    }),
]
