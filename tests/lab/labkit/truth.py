"""truth.py - lab.json: what is where in the lab, for the tests

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json

from . import world
from .files import put


def users_of(name, site):
    return {
        local: {'logins': world.logins(site, name, local),
                'password': world.password_of(name, local)}
        for local in world.USERS
    }


def domain_of(name, domain):
    site = world.SITES.get(domain.site)
    addresses = site.addresses() if site else [world.ip4(domain.fault)] if domain.fault else []
    return {
        'expect': domain.expect,
        'mx': domain.mx,
        'srv': domain.srv,
        'servers': [
            {'proto': protocol, 'host': host, 'port': port, 'security': security,
             'address': addresses}
            for protocol, host, port, security in world.services_of(name)
        ],
        'certificate': site.certificate if site else None,
        'mechanisms': world.INSTANCES[site.instance].split() if site else None,
        'plaintext_allowed': site.plaintext if site else None,
        'users': users_of(name, site) if site else {},
    }


def listeners():
    """The sockets that must answer before the lab counts as up: one of each process, as each
    binds all of its sockets before it serves the first."""
    found = {}
    for site in world.SITES.values():
        for service in site.services.split():
            protocol, port, _ = service.split(':')
            process = 'postfix' if protocol == 'smtp' else site.instance
            found.setdefault(process, (site.addresses()[0], int(port)))
    last_fault = world.FIRST_FAULT + len(world.FAULTS) - 1
    return [*found.values(), (world.ip4(world.DNS), 53), (world.ip4(last_fault), 25)]


def generate(state, meta):
    domains = {name: domain_of(name, domain) for name, domain in world.DOMAINS.items()}
    put(state, 'lab.json', json.dumps({**meta, 'domains': domains}, indent=1, ensure_ascii=False))
    put(state, 'listeners.json', json.dumps(listeners()))
