"""Collections of texts: how each is taken apart and put together again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol, Union

from . import _frames as frames
from ._arrow import ArrowChunk, ArrowSource, width_of
from ._text import TextChunk, TextSource

AnyChunk = Union[TextChunk, ArrowChunk]


class Source(Protocol):
    """Texts that are cut into chunks."""

    def chunks(self, batch_bytes: int, batch_records: int) -> Iterator[AnyChunk]:
        """Cut them."""

    def result(self) -> Any:
        """Return what became of them."""


class Values:
    """A collection: its sources, and how what became of them is put together."""

    def __init__(self, sources: list[Any], join: Callable[[list[Any]], Any]) -> None:
        self._sources, self._join = sources, join

    def chunks(self, batch_bytes: int, batch_records: int) -> Iterator[AnyChunk]:
        """Cut all sources, one after the other."""
        for s in self._sources:
            yield from s.chunks(batch_bytes, batch_records)

    @staticmethod
    def take(chunk: AnyChunk, answer: frames.Answer) -> None:
        """Take what became of a chunk; they come in order."""
        chunk.source.take(chunk, answer)  # type: ignore[arg-type]

    def result(self) -> Any:
        """Return the collection, once all chunks were taken."""
        return self._join([s.result() for s in self._sources])


def values_of(values: Any) -> Values:
    """Return how a collection is taken apart.

    Raises:
        TypeError: It is none that is known, or holds no texts.
    """
    if isinstance(values, (list, tuple)):
        kind = type(values)
        return Values([TextSource(values)], lambda parts: parts[0] if kind is list else kind(parts[0]))
    library = type(values).__module__.partition(".")[0]
    name = type(values).__name__
    if library == "pyarrow" and name == "ChunkedArray":
        return _chunked(values)
    if library == "pyarrow" and hasattr(values, "buffers"):
        return _array(values)
    if library == "pandas" and name == "Series":
        return _pandas(values)
    if library == "polars" and name == "Series":
        return _polars(values)
    raise TypeError(
        "fixtext repairs lists, tuples, pyarrow.Array, pyarrow.ChunkedArray, pandas.Series and polars.Series; "
        f"this is {type(values).__module__}.{name}"
    )


def _array(array: Any) -> Values:
    import pyarrow as pa

    if pa.types.is_dictionary(array.type):
        plain = array.dictionary_decode()
        inner = _array(plain)

        def join(_: list[Any]) -> Any:
            new = inner.result()
            if new is plain:
                return array
            new = new.dictionary_encode()
            return pa.DictionaryArray.from_arrays(new.indices.cast(array.type.index_type), new.dictionary)

        return Values([inner], join)
    if width_of(array.type) is not None:
        return Values([ArrowSource(array)], lambda parts: parts[0])
    if array.type in (pa.string_view(), pa.binary_view()):
        large = pa.large_string() if array.type == pa.string_view() else pa.large_binary()
        plain = array.cast(large)
        return Values([ArrowSource(plain)], lambda parts: array if parts[0] is plain else parts[0].cast(array.type))
    if pa.types.is_null(array.type):
        return Values([ArrowSource(array.cast(pa.string()))], lambda _: array)
    raise TypeError(f"fixtext repairs columns of strings and of binary; this is one of {array.type}")


def _chunked(array: Any) -> Values:
    import pyarrow as pa

    inner = [_array(chunk) for chunk in array.chunks]
    if not inner:
        _array(pa.array([], array.type))  # refuses what holds no texts
    return Values(inner, lambda parts: pa.chunked_array(parts, array.type))


def _pandas(series: Any) -> Values:
    import pandas as pd

    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        plain = series.astype(object)
        inner = _pandas(plain)

        def join(_: list[Any]) -> Any:
            new = inner.result()
            return series if new.equals(plain) else new.astype("category")

        return Values([inner], join)
    arrow = getattr(dtype, "pyarrow_dtype", None)
    if arrow is not None:  # an ArrowDtype
        column = _chunked(series.array.__arrow_array__())
        wrap = type(series.array)
        return Values([column], lambda parts: pd.Series(wrap(parts[0]), index=series.index, name=series.name))
    if dtype != object and not isinstance(dtype, pd.StringDtype):
        raise TypeError(f"fixtext repairs series of texts; this is one of {dtype}")
    source = TextSource(series.tolist(), lambda x: not isinstance(x, (str, bytes)) and bool(pd.isna(x)))
    return Values([source], lambda parts: pd.Series(parts[0], index=series.index, name=series.name, dtype=dtype))


def _polars(series: Any) -> Values:
    import polars as pl

    dtype = series.dtype
    if dtype == pl.Categorical:
        inner = _polars(series.cast(pl.String))
        return Values([inner], lambda parts: parts[0].cast(dtype))
    if dtype == pl.Null:
        return Values([TextSource(series.to_list())], lambda _: series)
    if dtype not in (pl.String, pl.Binary):
        raise TypeError(f"fixtext repairs series of texts; this is one of {dtype}")
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        return Values([TextSource(series.to_list())], lambda parts: pl.Series(series.name, parts[0], dtype=dtype))
    column = _array(series.to_arrow())
    return Values([column], lambda parts: pl.Series(series.name, parts[0], dtype=dtype))
