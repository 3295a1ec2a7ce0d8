"""Fixers repair texts; each has a worker, a process of the program fixtext."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import warnings
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar, overload

from . import _frames as frames
from ._binary import find_binary
from ._errors import FixtextError
from ._report import Batch, Record, Result, records_of
from ._text import TextSource
from ._values import values_of
from ._worker import Worker

Text = TypeVar("Text", str, bytes)
V = TypeVar("V")


class FixtextWarning(UserWarning):
    """Texts came back unchanged because they were too long, or because the program failed on them."""


@dataclass(frozen=True)
class Info:
    """Who repairs. The same version, data and options repair the same text in the same way.

    Attributes:
        version: That of the program.
        data: The versions of what its tables were made from.
        options: All options that bear on what is repaired, by their names on the command line.
        options_sha256: A hash of these.
    """

    version: str
    data: Mapping[str, str]
    options: Mapping[str, str]
    options_sha256: str

    @property
    def key(self) -> str:
        """The version, and a hash of data and options: a column with it shows rows that another
        version wrote."""
        said = json.dumps([dict(self.data), self.options_sha256], sort_keys=True)
        return f"{self.version}+{hashlib.sha256(said.encode()).hexdigest()[:12]}"


class Fixer:
    """Repairs texts, with the same options, in a process of its own.

    The process is started when it is first needed, and again when it dies; it ends with this
    one at the latest. A Fixer may be used by several threads, which wait for each other; it
    may be pickled, and used behind a fork: each process starts a worker of its own.

    Args:
        workers: How many texts of a batch are repaired at the same time. Where an engine runs
            several tasks on a machine, leave it at 1.
        profile: canonical; repair (undoes damage, converts nothing); or search (canonical, and
            then width, case and punctuation folded).
        convert: What is made simplified and canonical: prose, all or none.
        select: Looks only for these rules: codes, their beginnings (FT4), or names.
        ignore: Does not look for these rules.
        unsafe_fixes: Whether changes that are inferred are made.
        min_confidence: Makes only changes with this confidence at least, from 0 to 1.
        variant: The region of traditional text: auto, cn, tw or hk.
        vocabulary: Whether words of Taiwan and Hong Kong are replaced, too.
        dictionary: Words, and what to write for them; None lets a word stay.
        model: A file with a model by which characters are chosen that lost bytes, such as the large one
            of a release; by default the small one in the program. It must be where the worker runs.
        encoding: The charset of bytes that are not UTF-8, where it is known.
        prefer: Charsets that are likelier than others.
        max_record: How long a text may be, in bytes; a longer one is left as it is.
        batch_bytes: How many bytes are sent at once, about.
        batch_records: How many texts are sent at once, at most.
        command: Starts the worker; by default the program that came with this package.
    """

    def __init__(
        self,
        *,
        workers: int = 1,
        profile: Literal["canonical", "repair", "search"] = "canonical",
        convert: Literal["prose", "all", "none"] = "prose",
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        unsafe_fixes: bool = True,
        min_confidence: float = 0.0,
        variant: Literal["auto", "cn", "tw", "hk"] = "auto",
        vocabulary: bool = False,
        dictionary: Mapping[str, str | None] | None = None,
        model: str | os.PathLike[str] | None = None,
        encoding: str | None = None,
        prefer: Sequence[str] = (),
        max_record: int = 64 << 20,
        batch_bytes: int = 256 << 10,
        batch_records: int = 8192,
        command: Sequence[str] | None = None,
    ) -> None:
        options: dict[str, Any] = {
            "profile": profile,
            "convert": convert,
            "select": list(select),
            "ignore": list(ignore),
            "unsafe-fixes": unsafe_fixes,
            "min-confidence": min_confidence,
            "variant": variant,
            "vocabulary": vocabulary,
            "prefer": list(prefer),
        }
        if encoding is not None:
            options["encoding"] = encoding
        if model is not None:
            options["model"] = os.path.abspath(model)
        if dictionary:
            options["dictionary"] = "".join(
                word + "\n" if to is None else f"{word}\t{to}\n" for word, to in dictionary.items()
            )
        self._hello = {"options": options, "jobs": workers, "max_record": max_record}
        self._batch_bytes, self._batch_records = batch_bytes, batch_records
        self._command = command
        self._renew()
        _fixers.add(self)

    def _renew(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None

    def __getstate__(self) -> dict[str, Any]:
        names = ("_hello", "_batch_bytes", "_batch_records", "_command")
        return {name: self.__dict__[name] for name in names}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._renew()
        _fixers.add(self)

    def __enter__(self) -> Fixer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker. The Fixer may be used again, with another one."""
        with self._lock:
            if self._worker is not None:
                self._worker.close()

    def _after_fork(self) -> None:
        """Let go of what is the other process's: the worker, and a lock that nobody may hold here."""
        worker = self._worker
        self._renew()
        if worker is not None:
            worker.forget()

    def _open(self) -> Worker:
        if self._worker is None:
            self._worker = Worker(self._command or [find_binary(), "worker"], self._hello)
        return self._worker

    @property
    def info(self) -> Info:
        """Who repairs; starts the worker.

        Raises:
            OptionError: An option cannot be followed.
            WorkerError: The worker cannot be started.
        """
        with self._lock:
            worker = self._open()
            worker.start()
            said = worker.welcome
        return Info(said["version"], said["data"], said["options"], said["options_sha256"])

    def _run(self, values: Any, edits: bool) -> list[frames.Answer]:
        """Repair values, which have chunks and take what became of them."""
        answers = []
        with self._lock:
            chunks = values.chunks(self._batch_bytes, self._batch_records)
            for chunk, answer in self._open().exchange(chunks, edits):
                chunk.source.take(chunk, answer)
                answers.append(answer)
        return answers

    @overload
    def fix(self, text: Text, *, report: Literal[False] = False) -> Text: ...
    @overload
    def fix(self, text: Text, *, report: Literal[True]) -> Result[Text]: ...
    def fix(self, text: Text, *, report: bool = False) -> Text | Result[Text]:
        """Repair a text.

        A str may have surrogates: those that stand for bytes, of errors="surrogateescape", are
        repaired as these bytes.

        Args:
            text: A str, or bytes in any charset; of bytes the result is UTF-8 where they were repaired.
            report: Returns a Result: the text, and what was done to it.

        Returns:
            The text, of the same type; the same object if nothing has changed.

        Raises:
            TypeError: It is no text.
            OptionError: An option of this Fixer cannot be followed.
            WorkerError: The worker cannot be started.
        """
        if not isinstance(text, (str, bytes)):
            raise TypeError(f"fixtext repairs str and bytes; this is {type(text).__name__}")
        source = TextSource([text])
        answers = self._run(source, report)
        fixed: Text = source.result()[0]
        if report:
            return Result(**vars(next(records_of(answers[0]))), text=fixed)
        _warn(answers)
        return fixed

    @overload
    def fix_batch(self, values: V, *, report: Literal[False] = False) -> V: ...
    @overload
    def fix_batch(self, values: V, *, report: Literal[True]) -> Batch[V]: ...
    @overload
    def fix_batch(self, values: V, *, report: bool) -> V | Batch[V]: ...
    def fix_batch(self, values: V, *, report: bool = False) -> V | Batch[V]:
        """Repair texts, each by itself: what becomes of one depends on it alone.

        Args:
            values: A list or tuple of str, bytes and None; a pyarrow.Array or ChunkedArray, a
                pandas.Series or a polars.Series of texts.
            report: Returns a Batch: the values, and what was done to each, with its edits.

        Returns:
            The texts, in a collection of the same type, in the same order, as many as there were.

        Raises:
            TypeError: It is no such collection, or holds something else than texts.
            OptionError: An option of this Fixer cannot be followed.
            WorkerError: The worker cannot be started.
        """
        opened = values_of(values)
        answers = self._run(opened, report)
        fixed: V = opened.result()
        if report:
            return Batch(fixed, answers)
        _warn(answers)
        return fixed

    def count_batch(self, values: V) -> Batch[V]:
        """Repair texts as fix_batch does, and say what was done to each, but not where: no edits
        are kept, which costs less. Where several rules changed a place, each of them counts."""
        opened = values_of(values)
        answers = self._run(opened, False)
        return Batch(opened.result(), answers)


def _warn(answers: list[frames.Answer]) -> None:
    """Tell who asked for no report that a text was not looked at."""
    bad = frames.TOO_LONG | frames.FAILED
    for answer in answers:
        if any(s & bad for s in set(answer.status)):
            errors = [r.error for r in records_of(answer) if r.error]
            warnings.warn(f"{len(errors)} texts were left as they were: {errors[0]}", FixtextWarning, stacklevel=3)


@lru_cache(maxsize=8)
def _shared(key: str) -> Fixer:
    return Fixer(**json.loads(key))


def shared(options: Mapping[str, Any]) -> Fixer:
    """Return the Fixer with these options that all of this process share."""
    return _shared(json.dumps(options, sort_keys=True))


_fixers: weakref.WeakSet[Fixer] = weakref.WeakSet()


def _after_fork() -> None:
    for fixer in list(_fixers):
        fixer._after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)

__all__ = ["Batch", "Fixer", "FixtextError", "FixtextWarning", "Info", "Record", "Result"]
