"""Ray Data: a column of a dataset is repaired by a pool of actors, with a worker each.

>>> ds = fixtext.ray.fix_column(ray.data.read_parquet("crawl"), "text", stats=True)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from ray.data import ActorPoolStrategy, Dataset

from .table import fix_table


class _Repair:
    def __init__(self, column: str, options: dict[str, Any]) -> None:
        self._column, self._options = column, options

    def __call__(self, table: pa.Table) -> pa.Table:
        return fix_table(table, self._column, **self._options)


def fix_column(ds: Dataset, column: str, *, actors: int = 2, num_cpus: float = 0.5, batch_size: int = 4096, **options: Any) -> Dataset:
    """Repair a column; options are those of table.fix_table. num_cpus is what an actor asks of Ray:
    with 1, on a machine of as many cores as actors, readers and writers starve, and nothing ends.
    An actor that is killed comes back, and its batch is done again, as Ray has it for pools of actors."""
    return ds.map_batches(
        _Repair,
        fn_constructor_args=(column, options),
        batch_format="pyarrow",
        batch_size=batch_size,
        compute=ActorPoolStrategy(size=actors),
        num_cpus=num_cpus,
    )
