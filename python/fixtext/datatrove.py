"""datatrove: in the place of FTFYFormatter, whose defaults hurt Chinese and Japanese text.

>>> pipeline = [JsonlReader("in"), FixtextFormatter(), JsonlWriter("out")]  # doctest: +SKIP
"""

from __future__ import annotations

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
                for doc, text, r, bad in zip(docs, done.values, done.records, done.unrepairable):
                    doc.text = text
                    self.stat_update("total", *["changed"] * r.changed, *["unrepairable"] * bad, *r.rules)
                    if bad:
                        doc.metadata["unrepairable"] = r.error or ",".join(r.rules)
                    if not (bad and writer):
                        yield doc
                        continue
                    writer.write(doc, rank)
