"""What becomes of texts, one by one and in lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import PAIRS, anything

import fixtext

one = fixtext.Fixer()
small = fixtext.Fixer(batch_bytes=40, batch_records=3)
several = fixtext.Fixer(workers=3)


@pytest.mark.parametrize(("text", "want"), PAIRS)
def test_fix(text: str, want: str) -> None:
    got = fixtext.fix(text)
    assert got == want
    assert fixtext.fix(text.encode()) == want.encode()
    if got == text:
        assert got is text, "what does not change is not copied"


@given(anything)
def test_a_record_depends_on_itself_alone(values: list[Any]) -> None:
    """However a list is cut, by however many its texts are repaired: each becomes what it
    becomes by itself, and a second run changes nothing."""
    want = [None if v is None else one.fix(v) for v in values]
    for f in (one, small, several):
        assert f.fix_batch(values) == want
    assert small.fix_batch(tuple(values)) == tuple(want)
    assert one.fix_batch(want) == want
    assert [type(v) for v in want] == [type(v) for v in values]


@given(anything)
def test_report(values: list[Any]) -> None:
    """The edits lead from each text to what became of it, and the counts are theirs."""
    batch = small.fix_batch(values, report=True)
    assert len(batch.records) == len(batch.changed) == len(batch.unrepairable) == len(values)
    for old, new, record in zip(values, batch.values, batch.records):
        if old is None:
            assert new is None and record == fixtext.Record()
            continue
        raw = old if isinstance(old, bytes) else old.encode("utf-8", "surrogateescape" if "\udcd6" in old else "surrogatepass")
        out, at = b"", 0
        for e in record.edits:
            assert raw[e.offset : e.offset + len(e.old)] == e.old
            out += raw[at : e.offset] + e.new
            at = e.offset + len(e.old)
        out += raw[at:]
        assert out == (new if isinstance(new, bytes) else new.encode("utf-8", "surrogateescape" if "\udcd6" in old else "surrogatepass"))
        assert record.changed == (new != old)
        assert record.unrepairable == sum(e.verdict == "unrepairable" for e in record.edits)
        assert sum(record.rules.values()) == len(record.edits) == record.exact + record.inferred + record.unrepairable
        assert record.error is None


def test_surrogates() -> None:
    """Surrogates that stand for bytes are repaired as these; others find their pair or stay."""
    escaped = "新年快乐".encode("gb18030").decode("utf-8", "surrogateescape")
    assert fixtext.fix(escaped) == "新年快乐"
    assert fixtext.fix("\udcff\udcff") == "\udcff\udcff"
    assert fixtext.fix("好\ud83d") == "好\ud83d"
    assert fixtext.fix("好\ud83d\ude00") == "好😀"
    assert fixtext.fix("好\ud83d\udc80") == "好💀"


def test_counts() -> None:
    batch = one.count_batch(["圖書館", "é“¶è¡Œ", "好", "锟斤拷锟斤拷", None])
    assert batch.values == ["图书馆", "银行", "好", "锟斤拷锟斤拷", None]
    assert batch.changed == [True, True, False, False, False]
    assert batch.unrepairable == [False, False, False, True, False]
    assert batch.rules == ["FT301", "FT101", "", "FT104", ""]
    assert not any(r.edits for r in batch.records)


def test_result() -> None:
    r = fixtext.fix("圖書館", report=True)
    assert (r.text, r.changed, r.exact, r.rules) == ("图书馆", True, len(r.edits), {"FT301": len(r.edits)})
    assert r.edits[0].rule == "FT301" and r.edits[0].verdict == "exact"
    assert r.edits[0].old.decode() in "圖書館" and r.edits[0].new.decode() in "图书馆"


OPTIONS: list[tuple[dict[str, Any], str, str]] = [
    ({"profile": "repair"}, "圖書館開了", "圖書館開了"),
    ({"convert": "none"}, "圖書館開了", "圖書館開了"),
    ({"select": ["FT1"]}, "圖書館開了", "圖書館開了"),
    ({"ignore": ["traditional"]}, "圖書館開了", "圖書館開了"),
    ({"dictionary": {"圖書館": "书库"}}, "圖書館開了", "书库开了"),
    ({"dictionary": {"圖書館": None}}, "圖書館開了", "圖書館开了"),
    ({"vocabulary": True, "variant": "tw"}, "請用滑鼠點選軟體", "请用鼠标点击软件"),
    ({"unsafe_fixes": False}, "靶履昕炖", "靶履昕炖"),
    ({"min_confidence": 1.0}, "靶履昕炖", "靶履昕炖"),
    ({"workers": 2, "batch_bytes": 10}, "圖書館開了", "图书馆开了"),
]


@pytest.mark.parametrize(("options", "text", "want"), OPTIONS)
def test_options(options: dict[str, Any], text: str, want: str) -> None:
    assert fixtext.fix(text, **options) == want


def test_charsets() -> None:
    assert fixtext.fix("測試".encode("big5"), encoding="big5").decode() == "测试"
    japanese = "これは古いテキストです。".encode("shift_jis")
    assert fixtext.fix(japanese, prefer=["shift_jis"]).decode() == "これは古いテキストです。"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"profile": "best"}, 'option profile: "best": must be canonical, repair or search'),
        ({"select": ["FT9"]}, 'no rule "FT9"'),
        ({"min_confidence": 2.0}, "must be from 0 to 1"),
        ({"workers": 0}, "jobs 0: must be from 1"),
        ({"encoding": "klingon"}, "unknown charset"),
    ],
)
def test_bad_options(options: dict[str, Any], message: str) -> None:
    with pytest.raises(fixtext.OptionError, match=message):
        fixtext.fix("好", **options)


@pytest.mark.parametrize("value", [4, None, 1.5, ["a"]])
def test_no_text(value: Any) -> None:
    with pytest.raises(TypeError, match="fixtext repairs"):
        fixtext.fix(value)
    with pytest.raises(TypeError, match="fixtext repairs"):
        fixtext.fix_batch(value if isinstance(value, float) else [4])


def test_detect_and_explain() -> None:
    found = fixtext.detect("今天图书馆闭馆,明天照常开放。".encode("gb18030"))
    assert found.charset == "gb18030" and found.confidence > 0.9 and found.evidence
    assert fixtext.detect("これは古いテキストです。".encode("shift_jis"), prefer=["shift_jis"]).charset == "shift_jis"
    assert "银行" in fixtext.explain("é“¶è¡Œ")
    with pytest.raises(fixtext.FixtextError, match="unknown charset"):
        fixtext.detect(b"a", prefer=["klingon"])


def test_info() -> None:
    a, b = one.info, fixtext.Fixer(profile="repair").info
    assert a.version == b.version and a.data["OpenCC"] and a.options["profile"] == "canonical"
    assert a.key != b.key and a.key.startswith(a.version)


def test_model(tmp_path: Path) -> None:
    """A model is a file that the worker reads; one that is none is refused by name."""
    path = tmp_path / "none.bin"
    path.write_bytes(b"no model")
    with pytest.raises(fixtext.OptionError, match=r"none\.bin: is no model of fixtext"):
        fixtext.Fixer(model=path).fix("好")
    assert one.info.data["model"].startswith("small.1.")


@given(st.integers(1, 2000))
def test_long_texts(n: int) -> None:
    """A text that is longer than a batch goes alone."""
    assert small.fix_batch(["圖書館裡的燈亮了。" * n, "好"]) == ["图书馆里的灯亮了。" * n, "好"]
