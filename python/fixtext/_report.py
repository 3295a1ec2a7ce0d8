"""What was done to texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from . import _frames as frames

T = TypeVar("T")


@dataclass(frozen=True)
class Edit:
    """One change.

    Attributes:
        offset: Where it begins, in bytes of the text as UTF-8 (of bytes, in bytes).
        old: The bytes that stood there.
        new: The bytes that stand there now; those of old where nothing could be done.
        rule: The code of the rule, such as FT402; the command `fixtext rules` tells about it.
        verdict: exact (proved by doing the damage again), inferred, or unrepairable (left as it was).
        confidence: From 0 to 1.
        note: What more is to be said; mostly nothing.
    """

    offset: int
    old: bytes
    new: bytes
    rule: str
    verdict: str
    confidence: float
    note: str = ""

    @classmethod
    def _of(cls, line: Mapping[str, Any]) -> Edit:
        def text(name: str) -> bytes:
            return bytes.fromhex(line[name + "_hex"]) if name + "_hex" in line else line.get(name, "").encode()

        return cls(
            line["offset"], text("in"), text("out"), line["rule"], line["verdict"], line["confidence"], line.get("note", "")
        )


@dataclass(frozen=True)
class Record:
    """What was done to one text.

    Attributes:
        changed: Whether it is another than it was.
        exact: How many changes were proved.
        inferred: How many changes were inferred.
        unrepairable: How many places were seen and left as they were.
        rules: How often each rule was used, by its code; places that were left count.
        edits: The changes, and the places that were left; empty unless they were asked for.
        error: Why the text was not looked at and is as it was, or None.
    """

    changed: bool = False
    exact: int = 0
    inferred: int = 0
    unrepairable: int = 0
    rules: Mapping[str, int] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()
    error: str | None = None


@dataclass(frozen=True)
class Result(Record, Generic[T]):
    """One text that was repaired, and what was done to it.

    Attributes:
        text: The text.
    """

    text: T | None = None


_SUMS = {frames.SUM_EXACT: "exact", frames.SUM_INFERRED: "inferred", frames.SUM_UNREPAIRABLE: "unrepairable"}
_CLEAN = Record()


def records_of(answer: frames.Answer) -> Iterator[Record]:
    """Yield what was done to each text of an answer."""
    for i, status in enumerate(answer.status):
        if not status and answer.counted[i] == answer.counted[i + 1] and answer.told[i] == answer.told[i + 1]:
            yield _CLEAN
            continue
        sums: dict[str, int] = {}
        rules: dict[str, int] = {}
        for k in range(2 * answer.counted[i], 2 * answer.counted[i + 1], 2):
            number, n = answer.counts[k], answer.counts[k + 1]
            if number in _SUMS:
                sums[_SUMS[number]] = n
            else:
                rules[f"FT{number}"] = n
        edits: list[Edit] = []
        error = None
        for line in bytes(answer.details[answer.told[i] : answer.told[i + 1]]).splitlines():
            told = json.loads(line)
            if "error" in told:
                error = told["error"]
            else:
                edits.append(Edit._of(told))
        yield Record(bool(status & frames.CHANGED), rules=rules, edits=tuple(edits), error=error, **sums)


class Batch(Generic[T]):
    """A collection of texts that was repaired, and what was done to each.

    Attributes:
        values: The texts, in a collection of the type that went in.
    """

    def __init__(self, values: T, answers: list[frames.Answer]) -> None:
        self.values = values
        self._answers = answers
        self._records: list[Record] | None = None

    @property
    def records(self) -> list[Record]:
        """What was done to each text."""
        if self._records is None:
            self._records = [r for a in self._answers for r in records_of(a)]
        return self._records

    @property
    def changed(self) -> list[bool]:
        """Whether each text is another than it was."""
        return [bool(s & frames.CHANGED) for a in self._answers for s in a.status]

    @property
    def unrepairable(self) -> list[bool]:
        """Whether something in each text was seen and could not be repaired, or the text was not
        looked at."""
        bad = frames.UNREPAIRABLE | frames.TOO_LONG | frames.FAILED
        return [bool(s & bad) for a in self._answers for s in a.status]

    @property
    def rules(self) -> list[str]:
        """The codes of the rules that were used on each text, with commas: "FT101,FT301"."""
        return [",".join(r.rules) for r in self.records]
