"""One worker: a process of the program fixtext that repairs records."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import weakref
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, Protocol, TypeVar

from . import _frames as frames
from ._errors import OptionError, WorkerDied, WorkerError

_AHEAD = 2  # batches that may be asked before the first is answered
_TRIES = 3  # to start a process that dies before it says hello
_DEATHS = 2  # of workers on a batch, before it is halved
_LAST_DEATHS = 4  # on one record, before it is left: that somebody kills so many in a row is unlikely
_PIPE = 1 << 20  # bytes that a pipe holds, where the system lets us choose


class Chunk(Protocol):
    """Some records that are asked together."""

    @property
    def n(self) -> int:
        """How many they are."""

    @property
    def size(self) -> int:
        """How many bytes they have."""

    def frame(self, edits: bool) -> Sequence[frames.Buffer]:
        """Return their frame, as buffers that follow each other."""

    def halves(self: _C) -> tuple[_C, _C]:
        """Cut them in two."""


_C = TypeVar("_C", bound=Chunk)


class Worker:
    """A process. It serves one thread at a time, and only the process that started it."""

    def __init__(self, command: Sequence[str], hello: dict[str, Any]) -> None:
        self._command = command
        self._hello = json.dumps({"protocol": frames.VERSION, **hello}).encode()
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        self._end: weakref.finalize[..., Worker] | None = None
        self._max_record = 0
        self.starts = 0
        self.welcome: dict[str, Any] = {}

    def start(self) -> None:
        """Start the process, if there is none, and greet it."""
        if self._process is not None:
            return
        for left in reversed(range(_TRIES)):
            try:
                return self._start()
            except WorkerDied as err:
                if not left:
                    raise WorkerError(f"{self._command[0]}: cannot be started: {err}") from err

    def _start(self) -> None:
        self.welcome = {}
        said = tempfile.TemporaryFile()
        try:
            process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, bufsize=0
            )
        except OSError as err:
            said.close()
            raise WorkerError(f"{self._command[0]}: cannot be started: {err.strerror or err}") from err
        self._process, self._said = process, said
        self._end = weakref.finalize(self, _finish, process, said, os.getpid())
        self.starts += 1
        _widen(process.stdin, process.stdout)
        try:
            self._write(frames.head(frames.HELLO, len(self._hello)), self._hello)
            kind, body = self._read()
            if kind != frames.WELCOME:
                raise WorkerError(f"the worker does not say hello, but sends a frame of kind {kind}")
            self.welcome = json.loads(bytes(body))
            self._max_record = self.welcome["max_record"]
        except BaseException:
            self.kill()
            raise

    def exchange(self, chunks: Iterable[_C], edits: bool) -> Iterator[tuple[_C, frames.Answer]]:
        """Ask for all chunks, and yield them with their answers, in order. One chunk is asked
        ahead. A chunk on which workers die again is yielded in smaller ones, and a record
        on which they do so again and again is left as it is."""
        source, asked = iter(chunks), deque[_C]()
        sent = 0  # of asked
        deaths = 0  # on asked[0]
        done = False
        try:
            while True:
                while not done and len(asked) < _AHEAD:
                    chunk = next(source, None)
                    if chunk is None:
                        done = True
                    else:
                        asked.append(chunk)
                if not asked:
                    return
                first = asked[0]
                answer: frames.Answer | None = None
                try:
                    self.start()
                    if self._sendable(first):
                        # What a worker died on is asked alone, so that it is known what it dies on.
                        ahead = 1 if deaths else len(asked)
                        while sent < ahead and self._sendable(asked[sent]):
                            self._write(*asked[sent].frame(edits))
                            sent += 1
                        answer = self._answer(first)
                        sent -= 1
                    else:
                        why = f"record of {first.size} bytes: the limit is {self._max_record}"
                        answer = frames.Answer.untouched(frames.TOO_LONG, _told(why))
                except WorkerDied as err:
                    self.kill()
                    sent = 0
                    deaths += 1
                    if deaths >= _DEATHS and first.n > 1:
                        deaths = 0
                        asked.popleft()
                        asked.extendleft(reversed(first.halves()))
                        continue
                    if deaths >= _LAST_DEATHS:
                        answer = frames.Answer.untouched(frames.FAILED, _told(f"{deaths} workers died of this record: {err}"))
                if answer is not None:
                    asked.popleft()
                    deaths = 0
                    yield first, answer
        except BaseException:  # also what the caller raises: batches that were asked would be answered
            if sent > 0:
                self.kill()
            raise

    def _sendable(self, chunk: Chunk) -> bool:
        return chunk.n != 1 or chunk.size <= self._max_record

    def _answer(self, chunk: Chunk) -> frames.Answer:
        kind, body = self._read()
        try:
            if kind != frames.OUTPUT:
                raise ValueError(f"it sends a frame of kind {kind}")
            answer = frames.Answer.parse(body)
            if answer.n != chunk.n:
                raise ValueError(f"{chunk.n} records went in, {answer.n} came out")
        except ValueError as err:
            self.kill()
            raise WorkerError(f"the worker cannot be understood: {err}") from err
        return answer

    def _write(self, *parts: frames.Buffer) -> None:
        assert self._process is not None and self._process.stdin is not None
        write = self._process.stdin.write
        try:
            for part in parts:
                rest = memoryview(part)
                while rest:
                    rest = rest[write(rest) :]
        except OSError as err:  # it is gone, or said why it goes
            self._read_failure()
            raise WorkerDied(self._last_words()) from err

    def _read_failure(self) -> None:
        """Raise what the worker said when it went, if it said anything."""
        try:
            while True:
                self._read()
        except WorkerDied:
            return

    def _read(self) -> tuple[int, memoryview]:
        head = self._take(frames.HEAD_SIZE)
        try:
            kind, size = frames.parse_head(head)
        except ValueError as err:
            self.kill()
            raise WorkerError(str(err)) from err
        body = self._take(size)
        if kind == frames.FAILURE:
            message = json.loads(bytes(body))["error"]
            self.kill()
            raise (OptionError if "hello: " in message else WorkerError)(message)
        return kind, body

    def _take(self, size: int) -> memoryview:
        assert self._process is not None and self._process.stdout is not None
        readinto = self._process.stdout.readinto  # type: ignore[attr-defined]
        whole = memoryview(bytearray(size))
        rest = whole
        while rest:
            n = readinto(rest)
            if not n:
                raise WorkerDied(self._last_words())
            rest = rest[n:]
        return whole

    def _last_words(self) -> str:
        """Return how the process ended, and the first line of what it wrote."""
        assert self._process is not None and self._said is not None
        code = self._process.wait()
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        self._said.seek(0)
        line = self._said.read(2000).decode("utf-8", "replace").split("\n", 1)[0]
        return f"the worker ended {how}" + (f": {line}" if line else "")

    def kill(self) -> None:
        """End the process at once."""
        if self._process is not None and self._end is not None:
            self._process.kill()
            self.close()

    def close(self) -> None:
        """End the process."""
        if self._end is not None:
            self._end()
        self._process = self._said = self._end = None

    def forget(self) -> None:
        """Let go of the process without ending it: after a fork it is another's."""
        if self._process is not None and self._end is not None:
            self._end.detach()
            for pipe in (self._process.stdin, self._process.stdout, self._said):
                if pipe is not None:
                    pipe.close()
            self._process.returncode = 0  # so that nobody waits for it
        self._process = self._said = self._end = None


def _told(message: str) -> bytes:
    return json.dumps({"error": "fixtext: " + message}).encode() + b"\n"


def _finish(process: subprocess.Popen[bytes], said: IO[bytes], owner: int) -> None:
    """End a process of this one: the end of its input is the end of its work."""
    if os.getpid() != owner:
        return
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    said.close()


def _widen(*pipes: IO[bytes] | None) -> None:
    """Make pipes hold more, where that can be asked for: each side waits less for the other."""
    if sys.platform == "linux":
        import fcntl

        for pipe in pipes:
            try:
                fcntl.fcntl(pipe, 1031, _PIPE)  # type: ignore[arg-type]  # F_SETPIPE_SZ
            except OSError:
                return  # the system has a limit for users
