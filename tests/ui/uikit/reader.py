"""reader.py - what is on the screen, in the words of AT-SPI

SPDX-License-Identifier: GPL-3.0-or-later

GTK 4.8 leaves some things undone, which this file knows: a name may be label and mnemonic joined,
nothing but a window says that it is showing, and not every change is told, so nothing is cached.
What newer versions call otherwise has its old name here.
"""
import re
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_S = 20
PAUSE_S = 0.03
MAX_NODES = 5000
PAGES = ('GtkStackPage', 'AdwViewStackPage')

OLD_ROLES = {'button': 'push button'}    # at-spi2-core 2.54

STATES = ('status bar', 'statusbar', 'status')
BUTTON, SPIN, SLIDER = 'push button', 'spin button', 'slider'
SWITCH = ('check box', 'toggle button')
ENTRY, CHOICE, WORDS = ('text', 'password text', 'entry'), 'radio button', 'label'


class Missing(Exception):
    """Something did not come in time."""


def wait(what, condition, patience_s=PATIENCE_S):
    """Waits until condition () gives something, and returns it."""
    end = time.monotonic() + patience_s
    while True:
        try:
            got = condition()
            if got:
                return got
        except GLib.Error:
            pass
        if time.monotonic() > end:
            raise Missing(f'in {patience_s} s there was no {what}')
        time.sleep(PAUSE_S)


def plain(name):
    """“_Test Test” and “_Test” are “Test”."""
    if '_' not in name:
        return name
    name = name.replace('_', '')
    half = len(name) // 2
    return name[:half] if len(name) % 2 and name[:half] == name[half + 1:] else name


class Thing:
    """Something on the screen."""

    def __init__(self, node):
        self.node = node

    @property
    def role(self):
        said = self.node.get_role_name()
        return OLD_ROLES.get(said, said)

    @property
    def raw_name(self):
        """Since GTK 4.10 a label that tells a state has no name, only its text."""
        said = self.node.get_name() or ''
        return self.text if not said and self.role in STATES and self.has_text else said

    @property
    def has_text(self):
        return self.node.get_text_iface() is not None

    @property
    def name(self):
        return plain(self.raw_name)

    @property
    def description(self):
        return self.node.get_description() or ''

    @property
    def states(self):
        return {state.value_nick for state in self.node.get_state_set().get_states()}

    @property
    def is_shown(self):
        """What is not on the screen has no size, or is gone."""
        try:
            box = self.box
            return box.width > 0 and box.height > 0
        except GLib.Error:
            return False

    @property
    def box(self):
        return self.node.get_extents(Atspi.CoordType.WINDOW)

    @property
    def is_sensitive(self):
        return 'sensitive' in self.states

    @property
    def text(self):
        count = Atspi.Text.get_character_count(self.node)
        return Atspi.Text.get_text(self.node, 0, count)    # an end of -1 gives nothing

    @property
    def value(self):
        return Atspi.Value.get_current_value(self.node)

    @property
    def actions(self):
        return [Atspi.Action.get_action_name(self.node, i)
                for i in range(Atspi.Action.get_n_actions(self.node))]

    def parent(self):
        node = self.node.get_parent()
        return Thing(node) if node is not None else None

    def children(self):
        for i in range(self.node.get_child_count()):
            try:
                child = self.node.get_child_at_index(i)
            except GLib.Error:
                continue
            if child is not None:
                yield Thing(child)

    def do(self, action=None):
        names = self.actions
        if not names or action is not None and action not in names:
            raise Missing(f'{self.role} “{self.name}” has no action {action or ""}: {names}')
        return Atspi.Action.do_action(self.node, names.index(action) if action else 0)

    def set_text(self, text):
        if not Atspi.EditableText.set_text_contents(self.node, text):
            raise Missing(f'{self.role} “{self.name}” takes no text')

    def set_value(self, value):
        if not Atspi.Value.set_current_value(self.node, value):
            raise Missing(f'{self.role} “{self.name}” takes no value')

    def walk(self):
        """Itself and everything in it that is on the screen, in the order of reading."""
        todo, labels = [self], set()
        for _ in range(MAX_NODES):
            if not todo:
                return
            thing = todo.pop()
            yield thing
            children = list(thing.children())
            if thing.role == 'label':
                labels.add(thing.name)
            if len(children) > 1 and all(child.raw_name in PAGES for child in children):
                children = page_in_front(children, labels)
            todo.extend(reversed(children))

    def __repr__(self):
        return f'{self.role} “{self.name}”'


def page_in_front(pages, labels):
    """The page of a stack that is shown.  GTK 4.8 does not tell; one that was shown before keeps
    its size.  It is the one that the header bar names, or that has the focus, or the last one."""
    sized = [page for page in pages
             if any(child.is_shown and any(child.children()) for child in page.children())]
    if len(sized) > 1:
        named = [page for page in sized if any(child.name in labels for child in page.children())]
        sized = named or [page for page in sized if has_focus(page)] or sized
    return sized[-1:]


def has_focus(thing):
    return any('focused' in inner.states for inner in thing.walk())


def fits(thing, roles, name):
    if thing.role not in ((roles,) if isinstance(roles, str) else roles):
        return False
    said = thing.name
    return bool(name.search(said)) if isinstance(name, re.Pattern) else said == name


def application(pid):
    """The program with that process id on the accessibility bus, or None."""
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        node = desktop.get_child_at_index(i)
        if node is not None and node.get_process_id() == pid and node.get_child_count():
            node.set_cache_mask(Atspi.Cache.NONE)
            return Thing(node)
    return None
