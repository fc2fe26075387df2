"""permissions.py - what the manifest asks for, what is explained, what Flatpak grants

SPDX-License-Identifier: GPL-3.0-or-later
"""
import configparser
import pathlib
import re

ID = 'io.github.portolan_mail.Portolan'
EXPLAINED = ['Why', 'Without it', 'To take it away']


def manifest(root):
    """The lines under finish-args."""
    text = pathlib.Path(root, 'flatpak', f'{ID}.yml').read_text()
    block = re.search(r'^finish-args:\n((?:  .*\n)+)', text, re.M)
    return [line.strip()[2:] for line in block[1].splitlines() if line.strip().startswith('- ')]


def explained(root):
    """The sections of flatpak/README.md: permission → what is told about it, by EXPLAINED."""
    text = pathlib.Path(root, 'flatpak', 'README.md').read_text()
    found = {}
    for section in re.split(r'^#+ ', text, flags=re.M):
        permission = re.match(r'`(--[^`]+)`\n', section)
        if permission:
            points = re.findall(r'^\* ([^:]+):\s+(.+(?:\n  .+)*)', section, re.M)
            found[permission[1]] = dict(points)
    return found


def opposite(permission):
    """What takes a permission away."""
    return {'share': 'unshare', 'socket': 'nosocket', 'device': 'nodevice',
            'talk-name': 'no-talk-name'}[permission.split('=')[0][2:]]


def as_granted(permissions):
    """What `flatpak info --show-permissions` must say, as (group, key, value)."""
    granted = set()
    for permission in permissions:
        option, value = permission[2:].split('=', 1)
        if option == 'talk-name':
            granted.add(('Session Bus Policy', value, 'talk'))
        else:
            key = {'share': 'shared', 'socket': 'sockets', 'device': 'devices'}[option]
            granted.add(('Context', key, value))
            if value == 'fallback-x11':    # X11, for as long as there is no Wayland
                granted.add(('Context', key, 'x11'))
    return granted


def granted(text):
    """The same of what it said."""
    found = configparser.ConfigParser(delimiters='=', interpolation=None)
    found.optionxform = str
    found.read_string(text)
    return {(group, key, value) for group in found.sections() for key in found[group]
            for value in found[group][key].strip(';').split(';')}
