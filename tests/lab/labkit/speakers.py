"""speakers.py - IMAP, POP3 and SMTP as the scripted servers speak them, with their faults

SPDX-License-Identifier: GPL-3.0-or-later
"""
import base64
import select
import time

from . import world

MAX_LINE = 100_000
SLOW_SECONDS, WRONG_SECONDS, STALL_SECONDS = 8, 1, 80
MANY_FAILURES, FAILURES_WITHIN = 2, 60
PROTOCOLS = ('imap', 'pop3', 'smtp')

# What a fault says instead of a greeting, and to a right or wrong password.
GREETINGS = {
    'bye': ('* BYE Server too busy, come back later',
            '-ERR [SYS/TEMP] Server too busy',
            '421 4.3.2 Server too busy, come back later'),
    'garbage': ('HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n'
                '<html>wrong port</html>',) * 3,
}
DRIPS = ('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] drip\r\n', '+OK drip ready\r\n',
         '220 drip ESMTP\r\n')
REFUSALS = {
    'unavail': ('[UNAVAILABLE] Authentication server is down',
                '[SYS/TEMP] Authentication server is down',
                '454 4.7.0 Temporary authentication failure'),
    'apppass': ('[ALERT] Application-specific password required: '
                'https://support.example.test/apppass (Failure)',
                '[AUTH] Application-specific password required: '
                'https://support.example.test/apppass',
                '534 5.7.9 Application-specific password required. For more information, go to '
                'https://support.example.test/apppass'),
    'weblogin': ('[WEBALERT https://accounts.example.test/signin?x=1] Web login required.',
                 '[AUTH] Please log in via your web browser: https://accounts.example.test/',
                 '534-5.7.14 <https://accounts.example.test/signin?x=1> Please log in via\r\n'
                 '534-5.7.14 your web browser and then try again.\r\n'
                 '534 5.7.14  Learn more at https://support.example.test'),
}
WRONG = ('[AUTHENTICATIONFAILED] Authentication failed.', '[AUTH] Authentication failed.',
         '535 5.7.8 Error: authentication failed')
TOO_MANY = ('* BYE Too many failed logins, try again in 15 minutes',
            '-ERR [LOGIN-DELAY] Too many failed logins',
            '421 4.7.0 Too many failed logins, try again later')
IN_CLEAR = ('NO [PRIVACYREQUIRED] Plaintext authentication disallowed without TLS.',
            '-ERR [AUTH] Plaintext authentication disallowed without TLS.',
            '530 5.7.0 Must issue a STARTTLS command first')

failures = {}   # by address: when a login failed


class End(Exception):
    """The conversation is over."""


def decode(text):
    return base64.b64decode(text + '==').decode('utf-8', 'replace')


class Speaker:
    """What the three protocols share; one connection."""

    protocol = ''

    def __init__(self, stream, fault, tls, wrap, log):
        self.stream, self.fault, self.tls, self.wrap, self.log = stream, fault, tls, wrap, log
        self.buffer = b''
        self.noise = '\0\x1b[31m' if fault == 'nul' else ''

    def mine(self, texts):
        return texts[PROTOCOLS.index(self.protocol)]

    def send(self, *lines):
        self.stream.sendall(''.join(line + '\r\n' for line in lines).encode())

    def fill(self):
        more = self.stream.recv(4096)
        if not more or len(self.buffer) > MAX_LINE:
            raise End
        self.buffer += more

    def line(self):
        while b'\n' not in self.buffer:
            self.fill()
        line, self.buffer = self.buffer.split(b'\n', 1)
        return line.rstrip(b'\r').decode('utf-8', 'replace')

    def stall(self):
        end = time.monotonic() + STALL_SECONDS
        while time.monotonic() < end:
            if select.select([self.stream], [], [], 1)[0] and not self.stream.recv(4096):
                break
        raise End

    def start_tls(self, refused, begin, injected):
        if self.fault in ('tlsrefuse', 'strip') or self.tls:
            self.send(refused)
            return
        self.send(begin, *(injected if self.fault == 'inject' else ()))
        if self.fault == 'tlshang':
            self.stall()
        self.buffer = b''    # what came in clear does not count
        self.stream = self.wrap(self.stream)
        self.tls = True

    def offers_tls(self):
        return not self.tls and self.fault != 'strip'

    def takes_passwords(self):
        return self.tls or self.fault == 'strip'

    def many(self):
        return [f'X-{n}-{"A" * 60}' for n in range(16000)] if self.fault == 'bigcap' else []

    def sasl(self, mechanism, initial, challenge):
        """Plays PLAIN or LOGIN; returns the user and the password."""
        if mechanism == 'PLAIN':
            if not initial:
                challenge('')
                initial = self.line()
            parts = (decode(initial).split('\0') + ['', '', ''])[:3]
            return parts[1], parts[2]
        if mechanism == 'LOGIN':
            if not initial or initial == '=':
                challenge(base64.b64encode(b'Username:').decode())
                initial = self.line()
            challenge(base64.b64encode(b'Password:').decode())
            return decode(initial), decode(self.line())
        return '', ''

    def judge(self, user, password, peer):
        """Returns whether the login is good, and what to say."""
        good = world.USERS.get(user.split('@')[0]) == password
        self.log('tls' if self.tls else 'PLAINTEXT', 'login', user, 'right' if good else 'wrong')
        if self.fault == 'authhang':
            self.stall()
        if self.fault == 'slowauth':
            time.sleep(SLOW_SECONDS)
        if self.fault in REFUSALS:
            return False, self.mine(REFUSALS[self.fault])
        if self.fault == 'ratelimit':
            self.count_failure(peer, good)
        if good or self.fault == 'yes':
            return True, 'welcome'
        time.sleep(WRONG_SECONDS)
        return False, self.mine(WRONG)

    def count_failure(self, peer, good):
        since = time.monotonic() - FAILURES_WITHIN
        recent = [when for when in failures.get(peer, []) if when > since]
        failures[peer] = recent if good else recent + [time.monotonic()]
        if len(failures[peer]) > MANY_FAILURES:
            self.send(self.mine(TOO_MANY))
            raise End

    def converse(self, peer):
        if self.fault == 'silent':
            self.stall()
        if self.fault == 'flood':
            for _ in range(2000):
                self.stream.sendall(b'* OK ' + b'x' * 65536)
            raise End
        if self.fault in GREETINGS:
            self.send(self.mine(GREETINGS[self.fault]))
            raise End
        if self.fault == 'drip':
            for character in self.mine(DRIPS):
                self.stream.sendall(character.encode())
                time.sleep(1)
        else:
            self.greet()
        while True:
            self.answer(self.line(), peer)


class Imap(Speaker):
    protocol = 'imap'

    def capabilities(self):
        return ' '.join(['IMAP4rev1', 'SASL-IR', 'ID', 'IDLE']
                        + (['STARTTLS'] if self.offers_tls() else [])
                        + (['AUTH=PLAIN', 'AUTH=LOGIN'] if self.takes_passwords()
                           else ['LOGINDISABLED']) + self.many())

    def greet(self):
        told = '' if self.fault in ('bigcap', 'strip', 'nul') \
            else f'[CAPABILITY {self.capabilities()}] '
        self.send({
            'preauth': '* PREAUTH [CAPABILITY IMAP4rev1] logged in as somebody',
            'literal': '* OK {4294967295}',
        }.get(self.fault, f'* OK {told}{self.noise}{self.fault} ready'))

    def answer(self, line, peer):
        tag, command, rest = (line.split(' ', 2) + ['', ''])[:3]
        command = command.upper()
        if command == 'CAPABILITY':
            told = '{4294967295}' if self.fault == 'literal' else self.capabilities() + self.noise
            self.send(f'* CAPABILITY {told}', f'{tag} OK done')
        elif command in ('NOOP', 'ID'):
            self.send(f'{tag} OK done')
        elif command == 'LOGOUT':
            self.send('* BYE bye', f'{tag} OK bye')
            raise End
        elif command == 'STARTTLS':
            self.start_tls(f'{tag} BAD TLS not available at the moment', f'{tag} OK begin TLS',
                           ('* CAPABILITY IMAP4rev1 AUTH=PLAIN INJECTED', 'a2 OK injected',
                            'A002 OK injected', 'A0002 OK injected'))
        elif command in ('LOGIN', 'AUTHENTICATE'):
            self.sign_in(tag, command, rest, peer)
        else:
            self.send(f'{tag} BAD unknown command')

    def sign_in(self, tag, command, rest, peer):
        if not self.takes_passwords():
            self.send(f'{tag} {self.mine(IN_CLEAR)}')
            return
        if command == 'LOGIN':
            user, password = (self.arguments(rest) + ['', ''])[:2]
        else:
            mechanism, _, initial = rest.partition(' ')
            user, password = self.sasl(mechanism.upper(), initial,
                                       lambda challenge: self.send(f'+ {challenge}'))
        good, text = self.judge(user, password, peer)
        self.send(f'{tag} {"OK [CAPABILITY IMAP4rev1 IDLE]" if good else "NO"} {text}{self.noise}')

    def arguments(self, text):
        """Atoms, quoted strings and literals."""
        found = []
        while text:
            if text[0] == '"':
                end, value = 1, ''
                while end < len(text) and text[end] != '"':
                    end += text[end] == '\\'
                    value += text[end:end + 1]
                    end += 1
                found, text = found + [value], text[end + 1:].lstrip()
            elif text[0] == '{':
                size = int(text[1:].rstrip('+}'))
                if not text.endswith('+}'):
                    self.send('+ go on')
                while len(self.buffer) < size:
                    self.fill()
                found.append(self.buffer[:size].decode('utf-8', 'replace'))
                self.buffer = self.buffer[size:]
                text = self.line().lstrip()
            else:
                value, _, text = text.partition(' ')
                found.append(value)
        return found


class Pop3(Speaker):
    protocol = 'pop3'
    user = ''

    def greet(self):
        self.send(f'+OK {self.noise}{self.fault} ready')

    def capabilities(self):
        return (['TOP', 'UIDL', 'PIPELINING', 'RESP-CODES', 'AUTH-RESP-CODE']
                + (['STLS'] if self.offers_tls() else [])
                + (['USER', 'SASL PLAIN LOGIN'] if self.takes_passwords() else []) + self.many())

    def answer(self, line, peer):
        command, _, rest = line.partition(' ')
        command = command.upper()
        if command == 'CAPA':
            *first, last = self.capabilities()
            self.send('+OK list follows', *first, last + self.noise, '.')
        elif command == 'QUIT':
            self.send('+OK bye')
            raise End
        elif command == 'STLS':
            self.start_tls('-ERR TLS not available at the moment', '+OK begin TLS',
                           ('+OK injected', 'SASL PLAIN INJECTED', '.'))
        elif command in ('USER', 'PASS', 'AUTH'):
            self.sign_in(command, rest, peer)
        elif command in ('STAT', 'NOOP'):
            self.send('+OK 0 0')
        else:
            self.send('-ERR unknown')

    def sign_in(self, command, rest, peer):
        if not self.takes_passwords():
            self.send(self.mine(IN_CLEAR))
            return
        if command == 'USER':
            self.user = rest
            self.send('+OK')
            return
        if command == 'PASS':
            user, password = self.user, rest
        else:
            mechanism, _, initial = rest.partition(' ')
            user, password = self.sasl(mechanism.upper(), initial,
                                       lambda challenge: self.send(f'+ {challenge}'))
        good, text = self.judge(user, password, peer)
        self.send(f'{"+OK" if good else "-ERR"} {text}{self.noise}')


class Smtp(Speaker):
    protocol = 'smtp'
    signed_in = False

    def greet(self):
        self.send(f'220 fault.test ESMTP {self.noise}{self.fault}')

    def capabilities(self):
        return ([f'fault.test{self.noise}', 'PIPELINING', 'SIZE 10240000', '8BITMIME']
                + (['STARTTLS'] if self.offers_tls() else [])
                + (['AUTH PLAIN LOGIN'] if self.takes_passwords() else []) + self.many())

    def answer(self, line, peer):
        command, _, rest = line.partition(' ')
        command = command.upper()
        if command == 'EHLO':
            *first, last = self.capabilities()
            self.send(*(f'250-{capability}' for capability in first), f'250 {last}')
        elif command in ('HELO', 'NOOP', 'RSET'):
            self.send('250 ok')
        elif command == 'QUIT':
            self.send('221 bye')
            raise End
        elif command == 'STARTTLS':
            self.start_tls('454 4.7.0 TLS not available at the moment', '220 begin TLS',
                           ('250-fault.test', '250 AUTH PLAIN INJECTED'))
        elif command == 'AUTH':
            self.sign_in(rest, peer)
        elif command in ('MAIL', 'RCPT', 'DATA'):
            self.send('250 ok' if self.signed_in else '530 5.7.0 Authentication required')
        else:
            self.send('502 unknown')

    def sign_in(self, rest, peer):
        if not self.takes_passwords():
            self.send(self.mine(IN_CLEAR))
            return
        mechanism, _, initial = rest.partition(' ')
        user, password = self.sasl(mechanism.upper(), initial,
                                   lambda challenge: self.send(f'334 {challenge}'))
        good, text = self.judge(user, password, peer)
        self.signed_in = good
        self.send('235 2.7.0 ok' if good else text)


SPEAKERS = {speaker.protocol: speaker for speaker in (Imap, Pop3, Smtp)}
