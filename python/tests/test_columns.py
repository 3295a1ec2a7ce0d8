"""Columns of other libraries come back in their own type."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from texts import PAIRS, lists

import fixtext

fixer = fixtext.Fixer(batch_bytes=60, batch_records=5)
OLD = [p[0] for p in PAIRS] + [None]
NEW = [p[1] for p in PAIRS] + [None]


@given(lists)
def test_arrow(values: list[str | None]) -> None:
    pa = pytest.importorskip("pyarrow")
    want = fixer.fix_batch(values)
    for t in (pa.string(), pa.large_string(), pa.string_view()):
        array = pa.array(values, t)
        got = fixer.fix_batch(array)
        got.validate(full=True)
        assert got.type == t and got.to_pylist() == want
        assert fixer.fix_batch(got) is got, "what does not change is not copied"
        padded = pa.array([None, "圖", *values, "書"], t).slice(2, len(values))
        assert fixer.fix_batch(padded).to_pylist() == want
    for t in (pa.binary(), pa.large_binary(), pa.binary_view()):
        got = fixer.fix_batch(pa.array([v if v is None else v.encode() for v in values], t))
        assert got.type == t and got.to_pylist() == [v if v is None else v.encode() for v in want]
    chunked = pa.chunked_array([values[:3], values[3:]], pa.string())
    assert fixer.fix_batch(chunked).to_pylist() == want
    encoded = pa.array(values, pa.string()).dictionary_encode()
    got = fixer.fix_batch(encoded)
    assert got.type == encoded.type and got.to_pylist() == want
    assert len(fixer.count_batch(encoded).changed) == len(values)


def test_arrow_kinds() -> None:
    pa = pytest.importorskip("pyarrow")
    for empty in (pa.array([], pa.string()), pa.chunked_array([], pa.string()), pa.nulls(3)):
        assert fixer.fix_batch(empty) == empty
    for bad in (pa.array([1]), pa.chunked_array([], pa.int64()), pa.array([["a"]])):
        with pytest.raises(TypeError, match="fixtext repairs columns of strings"):
            fixer.fix_batch(bad)
    in_gbk = pa.array(["新年快乐".encode("gb18030"), b"\xff\x00"])
    assert fixer.fix_batch(in_gbk).to_pylist() == ["新年快乐".encode(), b"\xff\x00"]


@pytest.mark.parametrize("dtype", ["object", "string[python]", "string[pyarrow]", "str", "arrow", "category"])
def test_pandas(dtype: Any) -> None:
    pd = pytest.importorskip("pandas")
    if dtype in ("string[pyarrow]", "arrow"):
        pa = pytest.importorskip("pyarrow")
        dtype = pd.ArrowDtype(pa.string()) if dtype == "arrow" else dtype
    index = [f"row {i}" for i in range(len(OLD))]
    series = pd.Series(OLD, index=index, name="text", dtype=dtype)
    got = fixer.fix_batch(series)
    assert [None if pd.isna(x) else x for x in got] == NEW
    assert list(got.index) == index and got.name == "text"
    assert got.dtype == series.dtype or isinstance(series.dtype, pd.CategoricalDtype) and isinstance(got.dtype, pd.CategoricalDtype)
    batch = fixer.count_batch(series)
    assert batch.changed == [a != b for a, b in zip(OLD, NEW)]
    with pytest.raises(TypeError, match="series of texts"):
        fixer.fix_batch(pd.Series([1, 2]))


def test_pandas_nulls_stay_what_they_are() -> None:
    pd = pytest.importorskip("pandas")
    got = fixer.fix_batch(pd.Series(["圖書館", None, float("nan"), pd.NA, b"\xd0\xc2\xc4\xea\xbf\xec\xc0\xd6"], dtype=object)).tolist()
    assert got[0] == "图书馆" and got[1] is None and got[2] != got[2] and got[3] is pd.NA and got[4] == "新年快乐".encode()


@pytest.mark.parametrize("kind", ["String", "Binary", "Categorical", "Null"])
def test_polars(kind: str) -> None:
    pl = pytest.importorskip("polars")
    old, new = OLD, NEW
    if kind == "Binary":
        old, new = [x if x is None else x.encode() for x in OLD], [x if x is None else x.encode() for x in NEW]  # type: ignore[misc]
    if kind == "Null":
        old = new = [None, None]
    series = pl.Series("text", old, dtype=getattr(pl, kind))
    got = fixer.fix_batch(series)
    assert got.to_list() == new and got.name == "text" and got.dtype == series.dtype
    with pytest.raises(TypeError, match="series of texts"):
        fixer.fix_batch(pl.Series([1, 2]))
