"""JSON Lines that are not all UTF-8: each line is decoded by itself.

>>> line = '{"text": "今天图书馆闭馆,明天照常开放。"}'.encode("gb18030")
>>> decode([line, b'{"text": "plain"}'])
['{"text": "今天图书馆闭馆,明天照常开放。"}', '{"text": "plain"}']
"""

from __future__ import annotations

from collections.abc import Iterable

from ._fixer import shared


def decode(lines: Iterable[bytes]) -> list[str]:
    """Return lines as text, without repairing them: the fields come next. What is in no charset
    that is known has surrogates in place of its bytes, as errors="surrogateescape" makes them."""
    decoded = shared({"select": ["FT201", "FT202"]}).fix_batch(list(lines))
    return [line.decode("utf-8", "surrogateescape") for line in decoded]
