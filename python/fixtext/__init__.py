"""Repairs Chinese text that machines have broken, and writes canonical simplified Chinese.

>>> import fixtext
>>> fixtext.fix("鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�")
'我们明天去看电影。'

Texts are repaired by the program fixtext, which this package starts as a worker and talks to
in columns: once for all texts, not once for each. The submodules fit it to engines: spark,
ray, datatrove, nemo, datajuicer, duckdb, polars and dask.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, Union, overload

from ._binary import find_binary
from ._errors import FixtextError, OptionError, WorkerDied, WorkerError
from ._fixer import Fixer, FixtextWarning, Info, shared
from ._report import Batch, Edit, Record, Result

Text = TypeVar("Text", str, bytes)
V = TypeVar("V")


@overload
def fix(text: Text, *, report: Literal[False] = False, **options: Any) -> Text: ...
@overload
def fix(text: Text, *, report: Literal[True], **options: Any) -> Result[Text]: ...
def fix(text: Text, *, report: bool = False, **options: Any) -> Text | Result[Text]:
    """Repair a text.

    >>> fix("圖書館裡的燈亮了。")
    '图书馆里的灯亮了。'
    >>> fix("圖書館裡的燈亮了。".encode("big5")).decode()
    '图书馆里的灯亮了。'
    >>> fix("圖書館", profile="repair")
    '圖書館'
    >>> fix("é“¶è¡Œ", report=True).rules
    {'FT101': 1}

    Args:
        text: A str, or bytes in any charset.
        report: Returns a Result: the text, and what was done to it.
        options: Those of Fixer.

    Returns:
        The text, of the same type; the same object if nothing has changed.

    Raises:
        TypeError: It is no text.
        OptionError: An option cannot be followed.
        WorkerError: The worker cannot be started.
    """
    return shared(options).fix(text, report=report)  # type: ignore[call-overload,no-any-return]


@overload
def fix_batch(values: V, *, report: Literal[False] = False, **options: Any) -> V: ...
@overload
def fix_batch(values: V, *, report: Literal[True], **options: Any) -> Batch[V]: ...
def fix_batch(values: V, *, report: bool = False, **options: Any) -> V | Batch[V]:
    """Repair texts, each by itself: what becomes of one depends on it alone.

    >>> fix_batch(["圖書館裡的燈亮了。", None, "plain text"])
    ['图书馆里的灯亮了。', None, 'plain text']

    Args:
        values: A list or tuple of str, bytes and None; a pyarrow.Array or ChunkedArray, a
            pandas.Series or a polars.Series of texts.
        report: Returns a Batch: the values, and what was done to each, with its edits.
        options: Those of Fixer.

    Returns:
        The texts, in a collection of the same type, in the same order, as many as there were.

    Raises:
        TypeError: It is no such collection, or holds something else than texts.
        OptionError: An option cannot be followed.
        WorkerError: The worker cannot be started.
    """
    return shared(options).fix_batch(values, report=report)


@dataclass(frozen=True)
class Detection:
    """Which charset bytes are in.

    Attributes:
        charset: Its name, as fixtext spells it: utf-8, gb18030, big5, ...; unknown or binary.
        confidence: The chance that this is right, from 0 to 1.
        evidence: What decided.
    """

    charset: str
    confidence: float
    evidence: str


def detect(data: bytes, *, prefer: Sequence[str] = ()) -> Detection:
    """Tell the charset of bytes. Starts a process for each call.

    >>> detect("今天图书馆闭馆,明天照常开放。".encode("gb18030")).charset
    'gb18030'

    Args:
        data: The bytes, of which the first 16 MiB are read.
        prefer: Charsets that are likelier than others.

    Raises:
        FixtextError: It cannot be told, with the reason.
    """
    found = json.loads(_call("detect", "--json", *(f"--prefer={p}" for p in prefer), data=data))
    return Detection(found["charset"], found["confidence"], found["evidence"])


def explain(text: str) -> str:
    """Tell in words what happened to a broken text. Starts a process for each call.

    >>> print(explain("é“¶è¡Œ").splitlines()[1])
    Repair:  银行

    Raises:
        FixtextError: It cannot be told, with the reason.
    """
    return _call("explain", data=text.encode("utf-8", "surrogatepass"))


def _call(*args: str, data: bytes) -> str:
    done = subprocess.run([find_binary(), *args], input=data, capture_output=True, check=False)
    if done.returncode != 0:
        raise FixtextError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode()


__all__ = [
    "Batch", "Detection", "Edit", "Fixer", "FixtextError", "FixtextWarning", "Info", "OptionError", "Record", "Result",
    "WorkerDied", "WorkerError", "detect", "explain", "find_binary", "fix", "fix_batch",
]  # fmt: skip
