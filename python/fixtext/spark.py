"""PySpark: a column of a DataFrame is repaired in batches of Arrow.

>>> df = fixtext.spark.fix_column(df, "text", stats=True)          # doctest: +SKIP
>>> good = df.where("not text_unrepairable")                       # doctest: +SKIP
>>> df.select(fixtext.spark.udf()(df.text))                        # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql.functions import pandas_udf
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import StringType, StructType

from ._fixer import shared
from .table import fix_table, stats_fields


def fix_column(df: DataFrame, column: str, *, stats: bool = False, **options: Any) -> DataFrame:
    """Repair a column; with stats, add what was done, as table.fix_table does. A task of Spark
    has one worker, whatever it repairs."""
    schema = StructType(list(df.schema))
    for name, type_ in stats_fields(column) if stats else []:
        schema = schema.add(name, from_arrow_type(type_))

    def repair(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield fix_table(batch, column, stats=stats, **options)

    return df.mapInArrow(repair, schema)


def udf(**options: Any) -> Any:
    """Return a function of columns of strings, for expressions and for SQL."""
    try:
        from pyspark.sql.functions import arrow_udf
    except ImportError:  # before Spark 4.1

        def repair_series(texts):  # type: ignore[no-untyped-def]
            return shared(options).fix_batch(texts)

        return pandas_udf(repair_series, StringType())

    def repair(texts: pa.Array) -> pa.Array:
        return shared(options).fix_batch(texts)

    return arrow_udf(repair, StringType())
