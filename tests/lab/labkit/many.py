"""many.py - runs many commands, some at once; inside the lab's network it costs one entry

SPDX-License-Identifier: GPL-3.0-or-later

Reads [{"argv": […], "stdin": "…"}, …] from stdin, writes [{"status", "stdout", "stderr",
"seconds"}, …] in the same order.  Usage: many.py HOW-MANY-AT-ONCE SECONDS
"""
import concurrent.futures
import json
import subprocess
import sys
import time


def run(job, seconds):
    started = time.monotonic()
    try:
        done = subprocess.run(job['argv'], input=job['stdin'].encode(), capture_output=True,
                              timeout=seconds)
        status, out, err = done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        status, out, err = 'took too long', late.stdout or b'', late.stderr or b''
    return {'status': status, 'stdout': out.decode('utf-8', 'replace'),
            'stderr': err.decode('utf-8', 'replace'), 'seconds': time.monotonic() - started}


def main(at_once, seconds):
    jobs = json.load(sys.stdin)
    with concurrent.futures.ThreadPoolExecutor(int(at_once)) as pool:
        json.dump(list(pool.map(lambda job: run(job, float(seconds)), jobs)), sys.stdout)


if __name__ == '__main__':
    main(*sys.argv[1:])
