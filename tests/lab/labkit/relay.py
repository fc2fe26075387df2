"""relay.py - doors on this machine's loopback, for programs that are not in the lab's network

SPDX-License-Identifier: GPL-3.0-or-later

Port P of server N is port P + 10000 of 127.77.0.N; with another lab there already it is 127.77.1.N,
and so on.  The doors are made on this machine, and then handed to a process in the client's network
(by `lab up --host`): the line and its faults hold for what goes through them as well.  What refuses
or drops there is reset here.

Usage: python3 -m labkit.relay STATE SECONDS DESCRIPTOR…
"""
import asyncio
import os
import pathlib
import socket
import struct
import sys

from . import world

FIRST_PORT = 10000      # ports below 1024 are for root, and may be in use
MAX_LABS = 16
AT_ONCE = 65536         # bytes


def bind(network):
    """The doors, one for each port of each server; None when one of them is in use."""
    doors = []
    try:
        for number, port in world.ports():
            doors.append(socket.create_server((f'{network}.{number}', FIRST_PORT + port)))
    except OSError:
        for door in doors:
            door.close()
        return None
    return doors


def listen():
    """The network that was free, and the doors."""
    for number in range(MAX_LABS):
        network = f'127.77.{number}'
        doors = bind(network)
        if doors:
            return network, doors
    raise RuntimeError(f'127.77.0.0 and the {MAX_LABS - 1} networks after it are in use')


def server_behind(door):
    """The server's address and port."""
    address, port = door.getsockname()[:2]
    number = int(address.rpartition('.')[2])
    known = (site.addresses()[0] for site in world.SITES.values() if site.number == number)
    return next(known, world.ip4(number)), port - FIRST_PORT


def reset(writer):
    """Ends a connection as one that the other side reset, if it has not ended."""
    if not writer.is_closing():
        writer.get_extra_info('socket').setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                                   struct.pack('ii', 1, 0))
        writer.transport.abort()


async def carry(reader, writer):
    while data := await reader.read(AT_ONCE):
        writer.write(data)
        await writer.drain()
    writer.write_eof()


async def relay(server, reader, writer):
    far = None
    try:
        far_reader, far = await asyncio.open_connection(*server)
        await asyncio.gather(carry(reader, far), carry(far_reader, writer))
        writer.close()
        far.close()
    except OSError:
        reset(writer)
        if far:
            reset(far)


async def main(state, seconds, *descriptors):
    for descriptor in map(int, descriptors):
        door = socket.socket(fileno=descriptor)
        server = server_behind(door)
        await asyncio.start_server(lambda *both, server=server: relay(server, *both), sock=door)
    new = pathlib.Path(state, 'run/relay.pid.new')
    new.write_text(f'{os.getpid()}\n')
    new.rename(new.with_suffix(''))
    await asyncio.sleep(float(seconds))


if __name__ == '__main__':
    asyncio.run(main(*sys.argv[1:]))
