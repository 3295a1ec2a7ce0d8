"""Dask: a column of a DataFrame is repaired partition by partition.

>>> ddf = fixtext.dask.fix_column(ddf, "text", stats=True)  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

from ._fixer import shared
from .table import BY, CHANGED, RULES, UNREPAIRABLE


def fix_column(ddf: Any, column: str, *, stats: bool = False, **options: Any) -> Any:
    """Repair a column of a dask.dataframe.DataFrame; with stats, add what was done, as
    table.fix_table does. A process has one worker."""

    def repair(df: Any) -> Any:
        fixer = shared(options)
        if not stats:
            return df.assign(**{column: fixer.fix_batch(df[column])})
        done = fixer.count_batch(df[column])
        return df.assign(
            **{
                column: done.values,
                column + CHANGED: done.changed,
                column + UNREPAIRABLE: done.unrepairable,
                column + RULES: done.rules,
                column + BY: fixer.info.key,
            }
        )

    return ddf.map_partitions(repair, meta=repair(ddf._meta))
