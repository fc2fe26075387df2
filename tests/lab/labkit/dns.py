"""dns.py - the lab's name server (dnsmasq): everything that is not in the world does not exist

SPDX-License-Identifier: GPL-3.0-or-later
"""
from . import world
from .files import INSIDE, lines, put


def host(name, number, v4=True):
    addresses = ([world.ip4(number)] if v4 else []) + [world.ip6(number)]
    return f'host-record={name},{",".join(addresses)}'


def records_of(name, domain):
    """Yields the records of one domain."""
    if domain.dns:
        number = {'failing': world.DNS_FAILING, 'dead': world.DNS_DEAD}[domain.dns]
        yield f'server=/{name}/{world.ip4(number)}#53'
        return

    site = world.SITES.get(domain.site)
    number = domain.fault or (site.number if site else 0)
    mx = domain.mx
    if number:
        for label in domain.hosts:
            yield host(f'{label}.{name}', number, v4=not site or site.v4)
    if domain.apex:
        yield host(name, world.NOTHING)
    if mx is None and number:
        mx = [f'mx.{name}']
        yield host(mx[0], number, v4=not site or site.v4)
    for place, target in enumerate(mx or []):
        yield f'mx-host={name},{target},{0 if target == "." else 10 * (place + 1)}'
    for service, priority, port, target in domain.srv:
        where = '' if target == '.' else f',{target}.{name},{port},{priority},1'
        yield f'srv-host={service}._tcp.{name}{where}'


def generate(state):
    put(state, 'dnsmasq.conf', lines(
        'port=53', f'listen-address={world.ip4(world.DNS)}',
        f'listen-address={world.ip6(world.DNS)}', 'bind-interfaces', 'no-hosts', 'no-resolv',
        'no-poll', 'user=root', 'group=root',
        f'pid-file={INSIDE}/run/dnsmasq.pid', 'log-queries',
        f'log-facility={INSIDE}/log/dnsmasq.log', 'local=/#/', 'cache-size=1000', 'neg-ttl=5',
        'local-ttl=60', host('mx1.provider.test', world.SITES['provider'].number),
        *(record for name, domain in world.DOMAINS.items()
          for record in records_of(name, domain))))
    put(state, 'etc/resolv.conf', f'nameserver {world.ip4(world.DNS)}\n')
    put(state, 'etc-client/resolv.conf',
        f'nameserver {world.ip4(world.DNS)}\noptions timeout:2 attempts:2\n')
