"""rules_style.py - how a file looks

SPDX-License-Identifier: GPL-3.0-or-later

The same shape as rules_house.py: a rule, and the planted faults it must find.
"""
import ast
import re

from tree import bare, is_c, is_code, is_python, is_script, lines_of

MAX_COLUMNS = 100
MAX_FUNCTION = 60
MAX_FILE = 500

BANNED = {
    r'\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|stpcpy)\s*\(': 'knows no bounds',
    r'\b(system|popen|g_spawn_command_line_\w+)\s*\(': 'starts a shell',
    r'\b(atoi|atol|atof)\s*\(': 'cannot tell an error',
    r'\b(g_)?alloca\s*\(|\bg_newa0?\s*\(': 'cannot fail, only crash',
    r'\b(rand|srand|random)\s*\(': 'is not random',
    r'\b(tmpnam|mktemp|tempnam)\s*\(': 'races',
    r'\b(sleep|usleep|g_usleep|nanosleep)\s*\(': 'waits blindly; wait for what happens',
    r'\bg_test_skip\s*\(\s*(NULL|""|)\s*\)': 'a skip without its reason',
    r'\bgoto\b': 'use g_autoptr and a return',
    r'\bg(char|int|short|float|double)\b': 'use the C type',
}

NOTE_TO_SELF = re.compile(r'\b(TO' + r'DO|FIX' + r'ME|XX' + r'X|HA' + r'CK)\b')
STATIC_PROTOTYPE = re.compile(r'^static\s+[^=;{}()]*\([^;{}]*\)\s*(?:G_GNUC_\w+\s*)*;', re.M)
CALL_WITHOUT_SPACE = re.compile(
    r'\b(?!g_autoptr|g_auto\b|g_autolist|g_autoslist|_\(|__attribute__)[a-z_]\w*\(')


def _code(tree):
    return ((path, text) for path, text in tree.items() if is_code(path, text))


def columns(tree):
    """No line has more than 100 columns, no tab, no blank at its end."""
    for path, text in tree.items():
        if not (is_code(path, text) or path.endswith('.md')):
            continue
        for number, line in lines_of(text):
            if len(line) > MAX_COLUMNS:
                yield path, number, f'{len(line)} columns'
            if '\t' in line:
                yield path, number, 'a tab'
            if line != line.rstrip():
                yield path, number, 'a blank at the end'
        if text and (not text.endswith('\n') or text.endswith('\n\n')):
            yield path, text.count('\n') + 1, 'must end with one line feed'


def lengths(tree):
    """No file has more than 500 lines, no function more than 60."""
    for path, text in _code(tree):
        if text.count('\n') > MAX_FILE:
            yield path, MAX_FILE + 1, f'{text.count(chr(10))} lines'
        functions = c_functions(text) if is_c(path) else []
        if is_python(path, text):
            functions = python_functions(text)
        for name, first, last in functions:
            if last - first + 1 > MAX_FUNCTION:
                yield path, first, f'{name} has {last - first + 1} lines'


def c_functions(text):
    """Yields (name, first line, last line); a function's braces stand in the first column."""
    lines = bare(text).split('\n')
    start = None
    for number, line in enumerate(lines, 1):
        if line.startswith('{') and number > 1 and lines[number - 2].rstrip().endswith(')'):
            start = number
        elif line.startswith('}') and start:
            first = start
            while first > 1 and lines[first - 2].strip() and not lines[first - 2].startswith('}'):
                first -= 1
            name = re.search(r'^(\w+) \(', '\n'.join(lines[first - 1:start]), re.M)
            yield name[1] if name else 'a function', first, number
            start = None


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node.lineno, node.end_lineno


def headers(tree):
    """A file opens with its own name, what it is, and its licence."""
    for path, text in _code(tree):
        name = path.split('/')[-1]
        start = text[:800]
        if name == 'meson.build' or path == 'meson_options.txt' or not text:
            continue
        if 'SPDX-License-Identifier: GPL-3.0-or-later' not in start:
            yield path, 1, 'no SPDX line'
        before = r'/\* ' if is_c(path) else r'(?:#![^\n]*\n)?(?:"""|# )'
        if not re.match(before + re.escape(name) + r' - \S', start):
            yield path, 1, f'must open with “{name} - what it is”'


def banned(tree):
    """Nothing is called that is banned."""
    for path, text in tree.items():
        if is_c(path):
            for number, line in lines_of(bare(text)):
                for pattern, why in BANNED.items():
                    found = re.search(pattern, line)
                    if found:
                        yield path, number, f'{found[0].strip()}: {why}'


def notes(tree):
    """No notes to oneself are left behind."""
    for path, text in _code(tree):
        for number, line in lines_of(text):
            found = NOTE_TO_SELF.search(line)
            if found:
                yield path, number, found[0]


def prototypes(tree):
    """A static function is defined before it is used, so it needs no prototype."""
    for path, text in tree.items():
        if path.endswith('.c'):
            for found in STATIC_PROTOTYPE.finditer(bare(text)):
                number = bare(text)[:found.start()].count('\n') + 1
                yield path, number, 'prototype of a static function'


def spacing(tree):
    """A space stands before the parenthesis of a call."""
    for path, text in tree.items():
        if not is_c(path):
            continue
        for number, line in lines_of(bare(text)):
            if re.match(r'\s*#\s*define\s+\w+\(', line):
                line = line.split(')', 1)[1]
            found = CALL_WITHOUT_SPACE.search(line)
            if found and not line.startswith('#include'):
                yield path, number, f'no space in {found[0]}'


def _function_of(lines):
    return ('static void\nlong_one (void)\n{\n' + '  step ();\n' * lines + '}\n')


RULES = [
    (columns, {
        'src/base/a.c': 'ü' * (MAX_COLUMNS + 1) + '\n',
        'dev': '#!/bin/sh\n\techo\n',
        'src/base/b.h': 'int a; \n',
        'tests/x.py': 'a = 1',
        'src/meson.build': 'a = 1\n\n',
    }),
    (lengths, {
        'src/base/a.c': '\n' * (MAX_FILE + 1),
        'src/base/b.c': _function_of(MAX_FUNCTION),
        'tests/x.py': 'def f():\n' + '    x = 1\n' * MAX_FUNCTION,
    }),
    (headers, {
        'src/base/a.c': '/* b.c - wrong name\n * SPDX-License-Identifier: GPL-3.0-or-later\n */\n',
        'src/base/b.c': '/* b.c - no licence */\n',
        'tests/x.py': '#!/usr/bin/python3\nimport os\n',
    }),
    (banned, {
        'src/a.c': 'strcpy (a, b);\n',
        'src/b.c': '  goto out;\n',
        'src/c.c': 'gchar *a;\n',
        'tests/d.c': 'g_test_skip ("");\n',
        'tests/e.c': 'g_usleep (1000);\n',
        'src/f.c': 'if (system (line))\n',
    }),
    (notes, {'src/a.c': '/* TO' + 'DO: later */\n', 'dev': '#!/bin/sh\n# FIX' + 'ME\n'}),
    (prototypes, {'src/a.c': 'static gboolean\nfill (int  a,\n      int *b);\n'}),
    (spacing, {'src/a.c': '  call(1);\n', 'src/b.c': '#define A(x) call(x)\n'}),
]
