"""Texts of Python in a list: str, bytes and None."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from . import _frames as frames

# How a text is bytes: as UTF-8, but for what Python calls surrogates. Those that stand for
# bytes (U+DC80 to U+DCFF, of errors="surrogateescape") become these bytes, and may be
# repaired; others are written as UTF-8 would write them, and stay or find their pair.
_ESCAPED, _PASSED, _BYTES = "surrogateescape", "surrogatepass", "bytes"
_BYTES_PER_CHARACTER = 3  # about so many, of Chinese


def encode(item: object) -> tuple[bytes | None, str]:
    """Return a text as bytes, and how it became them.

    Raises:
        TypeError: It is no text.
    """
    if isinstance(item, str):
        for errors in ("strict", _ESCAPED):
            try:
                return item.encode("utf-8", errors), errors
            except UnicodeEncodeError:
                pass
        return item.encode("utf-8", _PASSED), _PASSED
    if isinstance(item, (bytes, bytearray, memoryview)):
        return bytes(item), _BYTES
    if item is None:
        return None, ""
    raise TypeError(f"fixtext repairs str and bytes, and leaves None; this is {type(item).__name__}")


def decode(data: memoryview, how: str) -> str | bytes:
    """Return bytes as the text that encode took.

    Raises:
        UnicodeDecodeError: They are none.
    """
    if how == _BYTES:
        return bytes(data)
    return str(data, "utf-8", how)


class TextChunk:
    """Some texts of a list."""

    def __init__(self, source: TextSource, items: Sequence[Any], how: dict[int, str], data: list[bytes | None]) -> None:
        self.source = source
        self.items = items
        self.how = how  # those that are not UTF-8, by number
        self._data = data
        self.n = len(items)
        self.size = sum(len(d) for d in data if d)

    @classmethod
    def of(cls, source: TextSource, items: Sequence[Any]) -> TextChunk:
        """Encode texts."""
        try:
            return cls(source, items, {}, [item.encode() for item in items])
        except (AttributeError, UnicodeEncodeError):
            pass
        data, how = [], {}
        for i, item in enumerate(items):
            encoded, errors = encode(item)
            data.append(encoded)
            if errors != "strict":
                how[i] = errors
        return cls(source, items, how, data)

    def frame(self, edits: bool) -> Sequence[frames.Buffer]:
        sizes = [len(d) if d else 0 for d in self._data]
        offsets = array("I", accumulate(sizes, initial=0))
        valid = None
        if None in self._data:
            bits = bytearray((self.n + 7) // 8)
            for i, d in enumerate(self._data):
                if d is not None:
                    bits[i >> 3] |= 1 << (i & 7)
            valid = bits
        data = b"".join(d for d in self._data if d) if valid is not None else b"".join(self._data)  # type: ignore[arg-type]
        return frames.batch(self.n, 4, memoryview(offsets).cast("B"), valid, self.size, edits), data

    def halves(self) -> tuple[TextChunk, TextChunk]:
        middle = self.n // 2
        return TextChunk.of(self.source, self.items[:middle]), TextChunk.of(self.source, self.items[middle:])


class TextSource:
    """A list of texts, cut into chunks, and what becomes of it."""

    def __init__(self, items: Sequence[Any], is_null: Callable[[Any], bool] | None = None) -> None:
        """is_null says what else is no text, beside None: it stays as it is."""
        self._items = items
        self._is_null = is_null
        self._out: list[Any] = []

    def chunks(self, batch_bytes: int, batch_records: int) -> Iterator[TextChunk]:
        """Cut the list by bytes, as near as the lengths of texts tell, and by number."""
        items = self._items
        if self._is_null:
            items = [None if self._is_null(x) else x for x in items]
        try:
            ends = list(accumulate(map(len, items)))
        except TypeError:
            ends = list(accumulate(len(x) if isinstance(x, (str, bytes)) else 0 for x in items))
        lo, before = 0, 0
        most = max(1, batch_bytes // _BYTES_PER_CHARACTER)
        while lo < len(items):
            hi = min(max(bisect_right(ends, before + most, lo), lo + 1), lo + batch_records)
            yield TextChunk.of(self, items[lo:hi])
            lo, before = hi, ends[hi - 1]

    def take(self, chunk: TextChunk, answer: frames.Answer) -> None:
        """Take what became of a chunk."""
        lo = len(self._out)
        self._out.extend(chunk.items)
        status = answer.status
        if status.count(0) == answer.n:
            return
        for i, s in enumerate(status):
            if s & frames.CHANGED:
                text = answer.data[answer.offsets[i] : answer.offsets[i + 1]]
                self._out[lo + i] = decode(text, chunk.how.get(i, "strict"))

    def result(self) -> list[Any]:
        """Return the texts, once all chunks were taken."""
        if self._is_null:
            return [old if new is None else new for old, new in zip(self._items, self._out)]
        return self._out
