"""DuckDB: a function of SQL.

>>> import duckdb, fixtext.duckdb
>>> con = duckdb.connect()
>>> fixtext.duckdb.register(con)
>>> con.sql("select fixtext('圖書館裡的燈亮了。') as t").fetchall()
[('图书馆里的灯亮了。',)]
"""

from __future__ import annotations

from typing import Any

from ._fixer import Fixer


def register(con: Any, name: str = "fixtext", **options: Any) -> None:
    """Make a function of SQL that repairs a VARCHAR; NULL stays. Options are those of Fixer;
    workers is how many texts of a vector are repaired at once."""
    fixer = Fixer(**options)
    con.create_function(name, lambda texts: fixer.fix_batch(texts), ["VARCHAR"], "VARCHAR", type="arrow", null_handling="special")
