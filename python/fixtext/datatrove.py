"""datatrove: in the place of FTFYFormatter, whose defaults hurt Chinese and Japanese text.

>>> pipeline = [JsonlReader("in"), FixtextFormatter(), JsonlWriter("out")]  # doctest: +SKIP
"""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from itertools import islice
from typing import Any

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

from ._fixer import Fixer


class FixtextFormatter(PipelineStep):  # type: ignore[misc]
    """Repairs the texts of documents; options are those of Fixer. Those in which something cannot be repaired
    go to exclusion_writer, a DiskWriter, if there is one; else on, with a note in their metadata."""

    type, name = "✂️ - FORMAT", "🔧 fixtext"

    def __init__(self, exclusion_writer: Any = None, batch_size: int = 1000, **options: Any) -> None:
        super().__init__()
        self.exclusion_writer, self.batch_size, self._fixer = exclusion_writer, batch_size, Fixer(**options)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        data = iter(data)
        with self.exclusion_writer or nullcontext() as writer:
            while docs := list(islice(data, self.batch_size)):
                with self.track_time("batch"):
                    done = self._fixer.count_batch([doc.text for doc in docs])
                counts = Counter({"total": len(docs), "unrepairable": sum(done.unrepairable)})
                for r in done.records:
                    if r.changed or r.rules:  # most are clean
                        counts.update(["changed"] * r.changed + list(r.rules))
                for name, n in counts.items():  # once a batch: for each document it costs more than a clean text
                    self.stat_update(name, value=n, unit="batch")
                for doc, text, r, bad in zip(docs, done.values, done.records, done.unrepairable):
                    doc.text = text
                    if bad:
                        doc.metadata["unrepairable"] = r.error or ",".join(r.rules)
                    if not (bad and writer):
                        yield doc
                        continue
                    writer.write(doc, rank)
