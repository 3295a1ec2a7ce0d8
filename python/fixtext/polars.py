"""Polars: an expression.

>>> import polars as pl, fixtext.polars
>>> pl.DataFrame({"text": ["圖書館裡的燈亮了。", None]}).with_columns(fixtext.polars.fix(pl.col("text"))).to_series().to_list()
['图书馆里的灯亮了。', None]
"""

from __future__ import annotations

from typing import Any

import polars as pl

from ._fixer import Fixer


def fix(expr: pl.Expr, **options: Any) -> pl.Expr:
    """Return an expression that repairs texts; options are those of Fixer."""
    return expr.map_batches(Fixer(**options).fix_batch, return_dtype=pl.self_dtype(), is_elementwise=True)


def fix_stats(expr: pl.Expr, **options: Any) -> pl.Expr:
    """Return an expression for structs of the text, and what was done to it: changed, unrepairable,
    and rules, codes with commas."""
    fixer = Fixer(**options)
    kinds = {"text": pl.String, "changed": pl.Boolean, "unrepairable": pl.Boolean, "rules": pl.String}

    def repair(texts: pl.Series) -> pl.Series:
        done = fixer.count_batch(texts)
        columns = [done.values, done.changed, done.unrepairable, done.rules]
        return pl.DataFrame(dict(zip(kinds, columns)), schema=kinds).to_struct(texts.name)

    return expr.map_batches(repair, return_dtype=pl.Struct(kinds), is_elementwise=True)
