"""rules_words.py - sentences for users, and what translators are told about them

SPDX-License-Identifier: GPL-3.0-or-later

The same shape as rules_house.py: a rule, and the planted faults it must find.
"""
import re

from tree import is_c, lines_of, without_comments

# What xgettext passes on to translators.
TAG = 'Translators' + ':'
TAG_LIKE = re.compile(r'(?:/\*+|#|<!--)\s*translators?\b\W?', re.I)

MARKED = re.compile(r'\b(NC_|C_|N_|_|g_dngettext|ngettext)\s*\(((?:[^()"]|"(?:[^"\\]|\\.)*")*)')
PIECES = re.compile(r'"((?:[^"\\]|\\.)*)"')
STRING = re.compile(r'"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*')
UI_TEXT = re.compile(r'translatable="yes"[^>]*>([^<]*)<')


def sentences(path, text):
    """Yields (line, sentence) for all that is marked for translation; a context is no sentence."""
    if path.startswith('src/') and is_c(path):
        bare = without_comments(text)
        for call in MARKED.finditer(bare):
            for string in list(STRING.finditer(call[2]))[call[1].endswith('C_'):]:
                yield (bare.count('\n', 0, call.start()) + 1,
                       ''.join(PIECES.findall(string[0])))
    elif path.endswith('.ui'):
        for found in UI_TEXT.finditer(text):
            yield text.count('\n', 0, found.start()) + 1, found[1]


def translators(tree):
    """Comments for translators are spelled in one way, or they would not reach them."""
    for path, text in tree.items():
        if path.startswith(('src/', 'ui/', 'data/')):
            for number, line in lines_of(text):
                found = TAG_LIKE.search(line)
                if found and TAG not in found[0]:
                    yield path, number, f'“{found[0]}” instead of “{TAG}”'


def whole(tree):
    """A sentence to translate is whole: no blank or line break at either end."""
    for path, text in tree.items():
        for number, sentence in sentences(path, text):
            if re.search(r'^(\s|\\n)|(\s|\\n)$', sentence):
                yield path, number, f'a blank at an end of “{sentence}”'


def quotes(tree):
    """A sentence to translate has typographic quotes, apostrophes and ellipses."""
    for path, text in tree.items():
        for number, sentence in sentences(path, text):
            if re.search(r'\\"|(?<=\w)\'(?=\w)|\.\.\.', sentence):
                yield path, number, f'typewriter’s marks in “{sentence}”'


RULES = [
    (translators, {
        'src/a.c': '/* TRANS' + 'LATORS: a name */\n',
        'src/b.c': '  /* translators: a name */\n',
        'ui/c.ui': '<!-- Translator: a name -->\n',
        'data/d.desktop.in': '# Translators, a name\n',
    }),
    (whole, {
        'src/a.c': 'puts (_(" and so on"));\n',
        'src/b.c': 'puts (C_("x", "and "\n          "so on: "));\n',
        'src/c.c': 'puts (ngettext ("%u\\n", "%u", n));\n',
        'ui/d.ui': '<property name="label" translatable="yes">and </property>\n',
    }),
    (quotes, {
        'src/a.c': 'puts (_("Don' + "'" + 't"));\n',
        'src/b.c': 'puts (N_("Say \\"no\\""));\n',
        'ui/c.ui': '<property name="label" translatable="yes">More...</property>\n',
    }),
]
