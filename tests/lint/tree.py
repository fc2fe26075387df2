"""tree.py - the source tree as the linters see it, and C without what only people read

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import pathlib
import re

SKIPPED_FOLDERS = {'.git', '.cache', '__pycache__'}
TEXT = {'.c', '.h', '.py', '.sh', '.md', '.build', '.txt', '.ini', '.tsv', '.json', '.xml', '.ui',
        '.conf', '.1', '.in', ''}

TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def read_tree(root):
    """Every text file below root, by its path in it."""
    tree = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders if f not in SKIPPED_FOLDERS and not f.startswith('_build')]
        for name in names:
            path = pathlib.Path(folder, name)
            if path.suffix in TEXT and path.is_file() and not path.is_symlink():
                try:
                    tree[path.relative_to(root).as_posix()] = path.read_bytes().decode()
                except UnicodeDecodeError:
                    pass
    return tree


def lines_of(text):
    """Yields (number, line); only a line feed ends a line."""
    return enumerate(text.split('\n'), 1)


def is_script(text, interpreter):
    first = text.split('\n', 1)[0]
    return first.startswith('#!') and re.search(rf'\b{interpreter}\b', first) is not None


def is_c(path):
    return path.endswith(('.c', '.h'))


def is_python(path, text):
    return path.endswith('.py') or is_script(text, 'python3')


def is_code(path, text):
    return (is_c(path) or is_python(path, text) or is_script(text, 'sh')
            or path.endswith('meson.build') or path == 'meson_options.txt')


def room_of(path):
    """The room of src/ that a file lives in, or None."""
    parts = path.split('/')
    return parts[1] if len(parts) > 2 and parts[0] == 'src' else None


def _blank(text):
    return re.sub(r'[^\n]', ' ', text)


def without_comments(text):
    """C with comments blanked out; every line keeps its number and its length."""
    return TOKEN.sub(lambda m: m[0] if m[0][0] in '"\'' else _blank(m[0]), text)


def bare(text):
    """C with comments blanked out, and strings emptied but for their quotes."""
    def replace(match):
        token = match[0]
        return token[0] + _blank(token[1:-1]) + token[-1] if token[0] in '"\'' else _blank(token)
    return TOKEN.sub(replace, text)
