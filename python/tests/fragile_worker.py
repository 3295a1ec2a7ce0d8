"""Stands between a client and fixtext worker, and dies of frames that have CRASH in them.

With a file as second argument it also dies once for each line of that file.
"""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import threading


def main() -> None:
    worker = subprocess.Popen([sys.argv[1], "worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert worker.stdin is not None and worker.stdout is not None

    def answers() -> None:
        while data := os.read(worker.stdout.fileno(), 1 << 16):  # type: ignore[union-attr]
            os.write(1, data)

    threading.Thread(target=answers, daemon=True).start()
    source = sys.stdin.buffer
    while head := source.read(16):
        body = source.read(struct.unpack_from("<Q", head, 8)[0])
        if b"CRASH" in body:
            worker.kill()
            os.kill(os.getpid(), signal.SIGKILL)
        worker.stdin.write(head + body)
        worker.stdin.flush()
    worker.stdin.close()
    worker.wait()


if __name__ == "__main__":
    main()
