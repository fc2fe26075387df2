"""story.py - the chapters of setting an account up, as a screen reader acts

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re

from .reader import ENTRY, SPIN, Missing, fits, wait

SSL = re.compile('secure connection')
OUTGOING_PORT = re.compile(r'Outgoing.*SMTP.*[Pp]ort|[Pp]ort.*Outgoing.*SMTP|Outgoing.*[Pp]ort')
INCOMING_PORT = re.compile(r'Incoming.*[Pp]ort|[Pp]ort.*Incoming')
IMAP, POP3 = re.compile('^IMAP'), re.compile('^POP3')
INCOMING_HOST = re.compile(r'Incoming.*[Ss]erver|[Ss]erver.*[Ii]ncoming')
OUTGOING_HOST = re.compile(r'Outgoing.*[Ss]erver|[Ss]erver.*[Oo]utgoing')
OUTGOING_SSL, INCOMING_SSL = 0, 1    # the order on the page

SEARCH_S = 60
TEST_S = 90
CLICK_S = 3


def open_wizard(program):
    """From the list of accounts, be it empty or not."""
    program.window_action('win.add-account')
    program.find(('text', 'entry'), 'Email Address')


def fill_in(program, address, password, name='Ann Example'):
    program.type_into('Your Name', name)
    program.type_into('Email Address', address)
    program.type_into('Password', password)


def find_servers(program, address, password):
    """You → Servers, until they are found."""
    fill_in(program, address, password)
    program.press('Next')
    program.wait_for_words('Who Says So', patience_s=SEARCH_S)


def port(program, name):
    return program.find(SPIN, name)


def ports(program):
    return int(port(program, OUTGOING_PORT).value), int(port(program, INCOMING_PORT).value)


def wait_for_ports(program, *wanted):
    try:
        wait(f'ports {wanted}', lambda: ports(program) == wanted)
    except Missing as error:
        raise Missing(f'{error}; there are {ports(program)}') from None


def set_ssl(program, which, on):
    program.switch(SSL, on, which)


def choose_protocol(program, name):
    button = program.find(('toggle button', 'radio button', 'check box', 'push button'), name)
    button.do()


def open_advanced(program):
    program.press('Advanced…')
    program.find(SPIN, OUTGOING_PORT)


def enter_by_hand(program):
    """Where nothing was found.  A click that comes while the page still moves is dropped by GTK."""
    by_hand = 'Enter Servers by Hand…'
    program.find('push button', by_hand, SEARCH_S)

    def opened():
        button = program.look_for('push button', by_hand)
        if button is not None:
            button.do()
        try:
            return program.find(ENTRY, INCOMING_HOST, CLICK_S)
        except Missing:
            return None
    wait('page for servers', opened)


def leave_advanced(program):
    """Back to the page before."""
    program.press('Back')


def start_test(program):
    program.press('Test')


def wait_until_it_works(program):
    """The test has passed when its page lets one go on to saving."""
    def passed():
        button = next((thing for thing in program.things()
                       if fits(thing, 'push button', SAVE) and thing.is_shown), None)
        return button is not None and button.is_sensitive
    try:
        wait('test that passes', passed, TEST_S)
    except Missing as error:
        raise Missing(f'{error}; there is:\n{program.picture()}') from None


FINISH = 'Show in List'
SAVE = 'Save'


def save(program):
    program.press(SAVE)


def finish(program):
    """Done → the list."""
    program.press(FINISH)


def wait_for_account(program, address):
    """In the list, not on the last page of the wizard, where the address is as well."""
    wait('end of the wizard', lambda: program.look_for('push button', FINISH) is None)
    program.wait_for_words(address)
