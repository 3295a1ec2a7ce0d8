"""Tables of Arrow: what all engines have in common."""

from __future__ import annotations

from typing import Any, TypeVar

from . import _fixer

T = TypeVar("T")  # a pyarrow.Table or RecordBatch

CHANGED, UNREPAIRABLE, RULES, BY = "_changed", "_unrepairable", "_rules", "_fixtext"


def stats_fields(column: str) -> list[tuple[str, Any]]:
    """Return the names and types of the columns that fix_table adds with stats=True."""
    import pyarrow as pa

    types = {CHANGED: pa.bool_(), UNREPAIRABLE: pa.bool_(), RULES: pa.string(), BY: pa.string()}
    return [(column + suffix, type_) for suffix, type_ in types.items()]


def fix_table(table: T, column: str, *, stats: bool = False, **options: Any) -> T:
    """Repair a column of a table of Arrow.

    Args:
        table: A pyarrow.Table or RecordBatch.
        column: The name of a column of strings or of binary.
        stats: Adds columns that say of each text what was done to it. Of a column text they are
            text_changed; text_unrepairable: something was seen and left, by which a quarantine is
            filtered; text_rules: codes with commas; and text_fixtext: which version with which
            options did it, so that rows of a retry by another version are seen.
        options: Those of Fixer. Tables that are repaired with the same ones share a worker.

    Returns:
        The table, with as many rows in the same order.
    """
    import pyarrow as pa

    t: Any = table
    fixer = _fixer.shared(options)
    i = t.schema.get_field_index(column)
    if not stats:
        return t.set_column(i, t.schema.field(i), fixer.fix_batch(t.column(i)))  # type: ignore[no-any-return]
    done = fixer.count_batch(t.column(i))
    t = t.set_column(i, t.schema.field(i), done.values)
    columns = [done.changed, done.unrepairable, done.rules, [fixer.info.key] * len(done.changed)]
    for (name, type_), values in zip(stats_fields(column), columns):
        t = t.append_column(pa.field(name, type_), pa.array(values, type_))
    return t  # type: ignore[no-any-return]
