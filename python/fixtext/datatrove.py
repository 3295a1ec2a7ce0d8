"""datatrove: a formatter in the place of FTFYFormatter, whose defaults hurt Chinese and Japanese.

>>> pipeline = [JsonlReader("in"), FixtextFormatter(), JsonlWriter("out")]  # doctest: +SKIP
"""

from __future__ import annotations

from contextlib import nullcontext
from itertools import islice
from typing import Any, Optional

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.writers.disk_base import DiskWriter

from ._fixer import Fixer


class FixtextFormatter(PipelineStep):  # type: ignore[misc]
    """Repairs the texts of documents.

    Args:
        exclusion_writer: Gets the documents in which something cannot be repaired, which then do
            not go on; without it they go on, and the metadata says so.
        batch_size: How many documents are repaired at once.
        options: Those of Fixer.
    """

    type, name = "✂️ - FORMAT", "🔧 fixtext"

    def __init__(self, exclusion_writer: Optional[DiskWriter] = None, batch_size: int = 1000, **options: Any) -> None:
        super().__init__()
        self.exclusion_writer, self.batch_size, self._fixer = exclusion_writer, batch_size, Fixer(**options)

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        data = iter(data)
        with self.exclusion_writer or nullcontext() as writer:
            while docs := list(islice(data, self.batch_size)):
                with self.track_time("batch"):
                    done = self._fixer.count_batch([doc.text for doc in docs])
                for doc, text, record, bad in zip(docs, done.values, done.records, done.unrepairable):
                    doc.text = text
                    self.stat_update("total", *(["changed"] if record.changed else []), *record.rules)
                    if bad:
                        self.stat_update("unrepairable")
                        doc.metadata["unrepairable"] = record.error or ",".join(record.rules)
                        if writer:
                            writer.write(doc, rank)
                            continue
                    yield doc
