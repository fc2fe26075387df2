#!/usr/bin/env python3
# make-seeds.py - seeds for fuzz-imap, fuzz-pop3 and fuzz-smtp, out of tests/dialogues
#
# usage: make-seeds.py DIALOGUES OUT
#
# SPDX-License-Identifier: GPL-3.0-or-later

import base64
import os
import re
import sys

FLAGS = {'tls': 0, 'starttls': 1, 'none': 2}


def encode(match):
    """What stands in <b64:…>."""
    return base64.b64encode(match[1].encode()).decode()


def seed(path):
    """The protocol, and what the server says in the way fuzz/dialogue.c reads it."""
    values, said, waits = {}, b'', False
    for line in open(path, encoding='utf-8').read().splitlines():
        if line.startswith('@ ') and line[2:] not in ('TLS', 'stall'):
            key, _, value = line[2:].partition(' ')
            values[key] = value
        elif line[:3] in ('S: ', 'E: '):
            text = re.sub('<b64:(.*?)>', encode, line[3:]).replace('<tag>', '\x01')
            said += b'\x02' if waits else b''
            said += text.encode() + (b'\r\n' if line[0] == 'S' else b'')
            waits = False
        elif line.startswith('C: '):
            waits = True
    flags = FLAGS[values.get('security', 'tls')] | (4 if 'insecure' in values else 0)
    flags |= (8 if 'token' in values else 0) | (16 if 'binding' in values else 0)
    return values['protocol'], bytes([flags]) + said


def main(dialogues, out):
    for name in sorted(os.listdir(dialogues)):
        if name.endswith('.txt'):
            protocol, data = seed(os.path.join(dialogues, name))
            folder = os.path.join(out, protocol)
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name[:-4]), 'wb') as f:
                f.write(data)


main(*sys.argv[1:])
