"""PySpark: a column of a DataFrame is repaired in batches of Arrow, by a worker for each task.

>>> df = fixtext.spark.fix_column(df, "text", stats=True).where("not text_unrepairable")  # doctest: +SKIP
>>> df.select(fixtext.spark.udf()(df.text))  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyspark.sql.functions as F
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import StructType

from ._fixer import shared
from .table import fix_table, stats_fields


def fix_column(df: DataFrame, column: str, *, stats: bool = False, **options: Any) -> DataFrame:
    """Repair a column; with stats, add what was done, as table.fix_table does."""
    schema = StructType(list(df.schema))
    for name, type_ in stats_fields(column) if stats else []:
        schema = schema.add(name, from_arrow_type(type_))

    def repair(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return (fix_table(batch, column, stats=stats, **options) for batch in batches)

    return df.mapInArrow(repair, schema)


def udf(**options: Any) -> Any:
    """Return a function of columns of strings, for expressions and for SQL; it needs Spark 4.1."""
    return F.arrow_udf(lambda texts: shared(options).fix_batch(texts), "string", F.ArrowUDFType.SCALAR)
