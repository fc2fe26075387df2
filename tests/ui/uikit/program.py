"""program.py - the program while it runs: find something in its windows, press it, type

SPDX-License-Identifier: GPL-3.0-or-later
"""
import os
import re
import subprocess
import tempfile
import time

from . import reader
from .reader import BUTTON, ENTRY, SLIDER, SPIN, SWITCH, Missing, fits, wait

COMPLAINT = re.compile(r'-(?:WARNING|CRITICAL|ERROR) \*\*|: (?:WARNING|CRITICAL):|runtime error:|'
                       r'ERROR: \w*Sanitizer')
# GTK's own: it is asked by AT-SPI where something is that was taken away a moment ago.
NOT_OURS = "gtk_widget_compute_point: assertion 'GTK_IS_WIDGET (target)' failed"
KEY_PAUSE_MS = '20'
END_S = 10


class Program:
    """portolan, started with words on its command line; ends with the `with` block."""

    def __init__(self, program, *words, environment=None):
        self.words = [str(program), *map(str, words)]
        self.environment = os.environ if environment is None else environment
        self.log = tempfile.TemporaryFile('w+', errors='replace')
        self.process = self.app = None

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stdout=self.log, stderr=subprocess.STDOUT,
                                        env=self.environment | {'G_DEBUG': 'gc-friendly'})
        try:
            self.app = wait('window of the program', self.look)
        except Missing as error:
            self.end()
            raise Missing(f'{error}; it said:\n{self.said()}') from None
        return self

    def __exit__(self, *_):
        self.end()

    def look(self):
        self.check_alive()
        return reader.application(self.process.pid)

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(END_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def complaints(self):
        return [line for line in self.said().splitlines()
                if COMPLAINT.search(line) and NOT_OURS not in line]

    # --- looking

    def check_alive(self):
        if self.process.poll() is not None:
            raise Missing(f'the program ended with {self.process.returncode}:\n{self.said()}')

    def things(self):
        self.check_alive()
        for window in list(self.app.children()):
            yield from window.walk()

    def shown(self):
        return [thing for thing in self.things() if thing.is_shown]

    def look_for(self, roles, name):
        return next((thing for thing in self.things() if fits(thing, roles, name)
                     and thing.is_shown), None)

    def find(self, roles, name, patience_s=reader.PATIENCE_S):
        shown_name = name.pattern if isinstance(name, re.Pattern) else name
        try:
            return wait(f'{roles} “{shown_name}”', lambda: self.look_for(roles, name), patience_s)
        except Missing as error:
            raise Missing(f'{error}; there is:\n{self.picture()}') from None

    def reads(self, text):
        """Whether these words stand somewhere on the screen."""
        return any(text in thing.name and thing.is_shown for thing in self.things())

    def wait_for_words(self, *texts, patience_s=reader.PATIENCE_S):
        for text in texts:
            try:
                wait(f'“{text}”', lambda text=text: self.reads(text), patience_s)
            except Missing as error:
                raise Missing(f'{error}; there is:\n{self.picture()}') from None

    def picture(self):
        """The screen in words, for a person who wants to know why."""
        if self.process.poll() is not None:
            return f'nothing: the program ended with {self.process.returncode}:\n{self.said()}'
        lines = [f'  {thing!r}{"" if thing.is_sensitive else " (insensitive)"}'
                 for thing in self.shown() if thing.name]
        return '\n'.join(dict.fromkeys(lines))

    # --- acting, as a screen reader does

    def press(self, name, patience_s=reader.PATIENCE_S):
        button = self.find(BUTTON, name, patience_s)
        try:
            wait(f'button “{name}” that can be pressed', lambda: button.is_sensitive, patience_s)
        except Missing as error:
            raise Missing(f'{error}; there is:\n{self.picture()}') from None
        button.do()

    def type_into(self, name, text):
        entry = self.find(ENTRY, name)
        entry.set_text(text)
        return entry

    def switch(self, name, on, which=0):
        switches = [thing for thing in self.shown() if fits(thing, SWITCH, name)]
        if len(switches) <= which:
            raise Missing(f'no switch {which} “{name}”; there is:\n{self.picture()}')
        if ('checked' in switches[which].states or 'pressed' in switches[which].states) != on:
            switches[which].do()

    def spins(self):
        return [thing for thing in self.shown() if thing.role == SPIN]

    def slider(self, name):
        return self.find(SLIDER, name)

    def window_action(self, action):
        for window in self.app.children():
            if action in window.actions:
                window.do(action)
                return
        raise Missing(f'no window has the action {action}: '
                      f'{[window.actions for window in self.app.children()]}')

    # --- acting, as a person with a keyboard does

    @staticmethod
    def keys(*names):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', KEY_PAUSE_MS, *names],
                       check=True)
        time.sleep(reader.PAUSE_S)

    @staticmethod
    def type(text):
        subprocess.run(['xdotool', 'type', '--delay', KEY_PAUSE_MS, text], check=True)
        time.sleep(reader.PAUSE_S)

    def focused(self):
        return next((thing for thing in self.shown() if 'focused' in thing.states), None)
