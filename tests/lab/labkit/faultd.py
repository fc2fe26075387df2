"""faultd.py - the servers that misbehave: one address for each fault, all seven ports on each

SPDX-License-Identifier: GPL-3.0-or-later

Also two name servers: one answers SERVFAIL, the other never.  A thread for each connection, at
most 128 of them, each ended after 90 s.  Run by the supervisor, in /srv.
"""
import select
import socket
import ssl
import struct
import threading
import time

from . import world
from .speakers import SPEAKERS, End

MAX_CONNECTIONS, MAX_SECONDS = 128, 90
FATAL_ALERT = b'\x15\x03\x03\x00\x02\x02\x28'    # handshake_failure
SERVFAIL = 0x82

slots = threading.Semaphore(MAX_CONNECTIONS)


def context(fault):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain('/srv/ssl/fault.pem')
    if fault == 'clientcert':
        made.verify_mode = ssl.CERT_REQUIRED
        made.load_verify_locations('/srv/ca.crt')
    if fault == 'tls12':
        made.maximum_version = ssl.TLSVersion.TLSv1_2
    if fault == 'tls13':
        made.minimum_version = ssl.TLSVersion.TLSv1_3
    return made


def serve(connection, fault, protocol, port, tls, peer):
    """Plays one connection to its end."""
    def log(*words):
        print(time.strftime('%H:%M:%S'), peer, fault, protocol, port, *words, flush=True)

    def wrap(stream):
        return context(fault).wrap_socket(stream, server_side=True)

    if fault == 'reset':    # closing without lingering sends RST
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    if fault in ('reset', 'closing'):
        return
    if fault == 'plaintls':
        tls = not tls
    if tls and fault == 'alert':
        connection.recv(2048)
        connection.sendall(FATAL_ALERT)
        return
    if tls and fault != 'silent':
        connection = wrap(connection)
    try:
        SPEAKERS[protocol](connection, fault, tls, wrap, log).converse(peer)
    except (OSError, ValueError) as error:
        log('ended:', repr(error)[:150])
    finally:
        connection.close()


def handle(connection, *rest):
    try:
        with connection:
            connection.settimeout(MAX_SECONDS)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            serve(connection, *rest)
    except (End, OSError):
        pass
    finally:
        slots.release()


def listen(address, port, kind=socket.SOCK_STREAM):
    listener = socket.socket(socket.AF_INET6 if ':' in address else socket.AF_INET, kind)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    if kind == socket.SOCK_STREAM:
        listener.listen(16)
    return listener


def fail_query(listener):
    """Answers a DNS query with SERVFAIL."""
    query, asker = listener.recvfrom(4096)
    if len(query) >= 12:
        flags = bytes([0x80 | query[2] & 0x79, SERVFAIL])
        question = query[12:].split(b'\0\0\x29')[0]
        listener.sendto(query[:2] + flags + query[4:6] + bytes(6) + question, asker)


def sockets():
    """Yields (listener, what to give to serve ()); for name servers whether it answers."""
    for name, domain in world.DOMAINS.items():
        if not domain.fault:
            continue
        for address in (world.ip4(domain.fault), world.ip6(domain.fault)):
            for protocol, _, port, security in world.services_of(name):
                yield listen(address, port), (name.split('.')[0], protocol, port, security == 'tls')
    for number in (world.DNS_FAILING, world.DNS_DEAD):
        listener = listen(world.ip4(number), 53, socket.SOCK_DGRAM)
        yield listener, number == world.DNS_FAILING


def main():
    poll, known = select.poll(), {}
    for listener, what in sockets():
        known[listener.fileno()] = (listener, what)
        poll.register(listener.fileno(), select.POLLIN)
    while True:
        for number, _ in poll.poll():
            listener, what = known[number]
            if what is True:
                fail_query(listener)
            elif what is False:
                listener.recv(4096)
            else:
                connection, peer = listener.accept()
                if slots.acquire(blocking=False):
                    threading.Thread(target=handle, args=(connection, *what, peer[0]),
                                     daemon=True).start()
                else:
                    connection.close()


if __name__ == '__main__':
    main()
