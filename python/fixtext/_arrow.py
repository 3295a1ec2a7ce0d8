"""Columns of Arrow: their memory is sent as it is, and what does not change is not copied."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from . import _frames as frames


def width_of(type_: Any) -> int | None:
    """Return how many bytes the offsets of a type have; None if it has no texts."""
    import pyarrow as pa

    if type_ in (pa.string(), pa.binary()):
        return 4
    if type_ in (pa.large_string(), pa.large_binary()):
        return 8
    return None


class ArrowChunk:
    """Some records of an array, from lo to hi."""

    def __init__(self, source: ArrowSource, lo: int, hi: int) -> None:
        self.source, self.lo, self.hi = source, lo, hi
        self.n = hi - lo
        self.size = source.offsets[hi] - source.offsets[lo] if self.n else 0

    def frame(self, edits: bool) -> Sequence[frames.Buffer]:
        s = self.source
        raw = s.offsets[self.lo : self.hi + 1].cast("B")
        valid = None
        if s.array.null_count:
            part = s.array.slice(self.lo, self.n).is_valid()
            if part.offset % 8:
                part = part.take(list(range(self.n)))
            first = part.offset // 8
            valid = memoryview(part.buffers()[1])[first : first + (self.n + 7) // 8]
        start = s.offsets[self.lo]
        data = s.data[start : start + self.size]
        return frames.batch(self.n, s.width, raw, valid, self.size, edits), data

    def halves(self) -> tuple[ArrowChunk, ArrowChunk]:
        middle = (self.lo + self.hi) // 2
        return ArrowChunk(self.source, self.lo, middle), ArrowChunk(self.source, middle, self.hi)


class ArrowSource:
    """An array of texts, cut into chunks, and what becomes of it."""

    def __init__(self, array: Any) -> None:
        width = width_of(array.type)
        assert width is not None
        self.array, self.width = array, width
        _, offsets, data = array.buffers()
        if len(array) and offsets is not None:
            lo = array.offset
            self.offsets = memoryview(offsets).cast("B").cast("i" if width == 4 else "q")[lo : lo + len(array) + 1]
        else:
            self.offsets = memoryview(bytes(8)).cast("q")
        self.data = memoryview(data).cast("B") if data is not None else memoryview(b"")
        self._out: list[Any] = []
        self._changed = False

    def chunks(self, batch_bytes: int, batch_records: int) -> Iterator[ArrowChunk]:
        """Cut the array by bytes and by number."""
        lo, n = 0, len(self.array)
        while lo < n:
            fits = bisect_right(self.offsets, self.offsets[lo] + batch_bytes, lo, n + 1) - 1
            hi = min(max(fits, lo + 1), lo + batch_records)
            yield ArrowChunk(self, lo, hi)
            lo = hi

    def take(self, chunk: ArrowChunk, answer: frames.Answer) -> None:
        """Take what became of a chunk."""
        old = self.array.slice(chunk.lo, chunk.n)
        if not any(s & frames.CHANGED for s in set(answer.status)):
            self._out.append(old)
            return
        self._changed = True
        import pyarrow as pa
        import pyarrow.compute as pc

        text = pa.types.is_string(old.type) or pa.types.is_large_string(old.type)
        if answer.width == 4:
            type_ = pa.string() if text else pa.binary()
        else:
            type_ = pa.large_string() if text else pa.large_binary()
        buffers = [None, pa.py_buffer(answer.offsets.cast("B")), pa.py_buffer(answer.data)]
        new = pa.Array.from_buffers(type_, answer.n, buffers)
        bits = pa.Array.from_buffers(pa.uint8(), answer.n, [None, pa.py_buffer(answer.status)])
        changed = pc.not_equal(pc.bit_wise_and(bits, pa.scalar(frames.CHANGED, pa.uint8())), pa.scalar(0, pa.uint8()))
        self._out.append(pc.if_else(changed, new.cast(old.type), old))

    def result(self) -> Any:
        """Return the array, once all chunks were taken: the same one if nothing has changed."""
        import pyarrow as pa

        return pa.concat_arrays(self._out) if self._changed else self.array
