"""The frames that fixtext worker and its clients exchange; WORKER.md specifies them."""

from __future__ import annotations

import struct
import sys
from dataclasses import dataclass
from typing import Literal, Union

Buffer = Union[bytes, bytearray, memoryview]

if sys.byteorder != "little":
    raise ImportError("fixtext for Python runs on little-endian machines; use the command fixtext here")

VERSION = 1
HELLO, WELCOME, INPUT, OUTPUT, FAILURE = 1, 2, 3, 4, 5
VALID, EDITS, BRIEF = 1, 2, 4

# The bits of a status.
CHANGED, UNREPAIRABLE, TOO_LONG, FAILED = 1, 2, 4, 8

# Sums by verdict among the counts of rules.
SUM_EXACT, SUM_INFERRED, SUM_UNREPAIRABLE = 1, 2, 3

_HEAD = struct.Struct("<3sBB3xQ")
HEAD_SIZE = _HEAD.size
_OPENING = struct.Struct("<QII")


def head(kind: int, size: int) -> bytes:
    """Return the head of a frame whose body has this size in bytes."""
    return _HEAD.pack(b"FXW", VERSION, kind, size)


def parse_head(data: Buffer) -> tuple[int, int]:
    """Return the kind of a frame and the size of its body.

    Raises:
        ValueError: It is not a head of this version.
    """
    magic, version, kind, size = _HEAD.unpack(data)
    if magic != b"FXW" or version != VERSION:
        raise ValueError(f"a frame begins with {bytes(data)!r}: this package speaks version {VERSION} of the protocol")
    return kind, size


def _pad(size: int) -> bytes:
    return bytes(-size % 8)


def batch(n: int, width: int, offsets: Buffer, valid: Buffer | None, size: int, edits: bool) -> bytes:
    """Return a frame with a batch, up to its data, which has this size in bytes."""
    flags = BRIEF | (VALID if valid is not None else 0) | (EDITS if edits else 0)
    parts: list[Buffer] = [_OPENING.pack(n, width, flags), offsets, _pad(len(offsets))]
    if valid is not None:
        parts += [valid, _pad(len(valid))]
    length = sum(map(len, parts)) + size
    return b"".join([head(INPUT, length), *parts])


@dataclass(frozen=True)
class Answer:
    """What became of a batch: of each record that changed, what it is now, and of all what was done."""

    n: int
    width: int
    status: bytes
    offsets: memoryview  # of what the records are now, in data; of those that did not change it is nothing
    data: memoryview
    counted: memoryview  # where the counts of a record are
    counts: memoryview  # numbers of rules and how often, in turn
    told: memoryview  # where the details of a record are
    details: memoryview

    @classmethod
    def parse(cls, body: memoryview) -> Answer:
        """Take the body of a frame apart."""
        n, width, flags = _OPENING.unpack_from(body)
        at = _OPENING.size

        def take(size: int) -> memoryview:
            nonlocal at
            column = body[at : at + size]
            at += size + -size % 8
            if len(column) != size:
                raise ValueError("an answer is shorter than it says")
            return column

        code: Literal["Q", "I"] = "Q" if width == 8 else "I"
        offsets = take((n + 1) * width).cast(code)
        if flags & VALID:
            take((n + 7) // 8)
        status = bytes(take(n))
        counted = take(4 * (n + 1)).cast("I")
        counts = take(8 * counted[n]).cast("I")
        told = take((n + 1) * width).cast(code)
        details = take(told[n])
        return cls(n, width, status, offsets, take(offsets[n]), counted, counts, told, details)

    @classmethod
    def untouched(cls, status: int, note: bytes) -> Answer:
        """Return the answer for one record that no worker could answer."""
        none = memoryview(bytes(8)).cast("I")
        told = memoryview(struct.pack("=II", 0, len(note))).cast("I")
        return cls(1, 4, bytes([status]), none, memoryview(b""), none, none[:0], told, memoryview(note))
