"""Engines give the texts that the filter gives, one for one and in order.

Each engine is skipped where it is not installed; `make -C python engines` installs them.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from texts import PAIRS

import fixtext

pa = pytest.importorskip("pyarrow", reason="skipped: the recipes need pyarrow")

COUNT = 3000  # records
TEXTS: list[str | None] = [None if i % 13 == 5 else f"{PAIRS[i % len(PAIRS)][0]}" for i in range(COUNT)]
BAD = "锟斤拷锟斤拷"


@pytest.fixture(scope="session")
def want(binary: str) -> list[str | None]:
    """What the filter makes of the same records as JSON Lines."""
    lines = "".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in TEXTS)
    done = subprocess.run(
        [binary, "--isolated", "-q", "--format", "jsonl", "-f", "text"], input=lines.encode(), capture_output=True, check=True
    )
    return [json.loads(line)["text"] for line in done.stdout.splitlines()]


@pytest.fixture(scope="session")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> str:
    import pyarrow.parquet as pq

    path = tmp_path_factory.mktemp("data") / "in.parquet"
    pq.write_table(pa.table({"id": list(range(COUNT)), "text": TEXTS}), path, row_group_size=500)
    return str(path)


def check(rows: list[dict[str, Any]], want: list[str | None], stats: bool = False) -> None:
    assert [r["id"] for r in rows] == list(range(COUNT))
    assert [r["text"] for r in rows] == want
    if stats:
        assert [r["text_changed"] for r in rows] == [a != b for a, b in zip(TEXTS, want)]
        assert [r["text_unrepairable"] for r in rows] == [t == BAD for t in TEXTS]
        assert {r["text_rules"] for r in rows} == {"", "FT101", "FT102", "FT104", "FT111", "FT301"} & {r["text_rules"] for r in rows}
        assert {r["text_fixtext"] for r in rows} == {fixtext.Fixer().info.key}


def by_id(rows: Any) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda r: r["id"])


class Killer:
    """Kills processes while something runs: workers of a binary, or those whose titles begin with a word."""

    def __init__(self, binary: str, title: str = "") -> None:
        self._binary, self._title = os.path.realpath(binary), title.encode()
        self.kills, self._stop = 0, threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        before: set[int] = set()
        while not self._stop.wait(0.5):
            now = set(self._targets())
            for pid in now & before if self.kills < 20 else ():
                try:
                    os.kill(pid, signal.SIGKILL)
                    self.kills += 1
                except ProcessLookupError:
                    pass
            before = now

    def _targets(self) -> Iterator[int]:
        for p in Path("/proc").iterdir():
            try:
                line = (p / "cmdline").read_bytes() if p.name.isdigit() else b""
                worker = b"\0worker\0" in line and os.readlink(p / "exe") == self._binary
                if line.startswith(self._title) if self._title else worker:
                    yield int(p.name)
            except OSError:
                pass

    def __enter__(self) -> Killer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


linux = pytest.mark.skipif(not Path("/proc/self/exe").exists(), reason="skipped: this system has no /proc")


@pytest.mark.parametrize("size", [1, 7, 1200])
def test_table(want: list[str | None], size: int) -> None:
    from fixtext.table import fix_table

    table = pa.table({"id": list(range(COUNT)), "text": TEXTS})
    done = fix_table(table, "text", stats=True, batch_records=size)
    check(done.to_pylist(), want, stats=True)
    again = fix_table(done.select(["id", "text"]), "text", stats=True, batch_records=size)
    assert again["text"] == done["text"] and not any(again["text_changed"].to_pylist()), "a second pass changes nothing"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="skipped: pyspark is not installed")
    import shutil

    if not shutil.which("java"):
        pytest.skip("skipped: Spark needs Java")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        sql.SparkSession.builder.master("local[2]").appName("fixtext").config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2").config("spark.driver.host", "127.0.0.1").getOrCreate()
    )  # fmt: skip
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.mark.parametrize("size", [1, 7, 1200])
def test_spark(spark: Any, parquet: str, want: list[str | None], size: int) -> None:
    import fixtext.spark

    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(size))
    df = spark.read.parquet(parquet)
    done = fixtext.spark.fix_column(df, "text", stats=True)
    check(by_id(r.asDict() for r in done.collect()), want, stats=True)
    assert done.where("text_unrepairable").count() == TEXTS.count(BAD)
    again = fixtext.spark.fix_column(done.select("id", "text"), "text", stats=True)
    assert again.where("text_changed").count() == 0


def test_spark_udf(spark: Any, parquet: str, want: list[str | None]) -> None:
    import fixtext.spark

    df = spark.read.parquet(parquet)
    check(by_id(r.asDict() for r in df.withColumn("text", fixtext.spark.udf()(df.text)).collect()), want)
    spark.udf.register("fixtext", fixtext.spark.udf())
    df.createOrReplaceTempView("crawl")
    check(by_id(r.asDict() for r in spark.sql("select id, fixtext(text) as text from crawl").collect()), want)


@linux
def test_spark_with_killed_workers(spark: Any, parquet: str, want: list[str | None], binary: str) -> None:
    import fixtext.spark

    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "7")
    df = spark.read.parquet(parquet).repartition(4)
    with Killer(binary) as killer:
        end = time.monotonic() + 60
        while killer.kills < 3 and time.monotonic() < end:
            check(by_id(r.asDict() for r in fixtext.spark.fix_column(df, "text", stats=True).collect()), want, stats=True)
    assert killer.kills > 0


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    ray = pytest.importorskip("ray", reason="skipped: ray is not installed")
    pytest.importorskip("ray.data", reason="skipped: ray[data] is not installed")
    try:
        ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR")
    except Exception as err:  # its processes give up after half a minute, on a machine that has more to do
        pytest.skip(f"skipped: Ray does not start here: {str(err).splitlines()[0]}")
    yield ray
    ray.shutdown()


@pytest.mark.parametrize("size", [7, 1200])
def test_ray(ray: Any, parquet: str, want: list[str | None], size: int, binary: str) -> None:
    import fixtext.ray

    ds = ray.data.read_parquet(parquet)
    done = fixtext.ray.fix_column(ds, "text", stats=True, batch_size=size)
    check(by_id(done.take_all()), want, stats=True)


@linux
@pytest.mark.parametrize("title", ["", "ray::MapWorker"], ids=["workers", "actors"])
def test_ray_with_killed(ray: Any, parquet: str, want: list[str | None], binary: str, title: str) -> None:
    import fixtext.ray

    with Killer(binary, title) as killer:
        end = time.monotonic() + 60
        while killer.kills < 2 and time.monotonic() < end:
            done = fixtext.ray.fix_column(ray.data.read_parquet(parquet), "text", stats=True, batch_size=7)
            check(by_id(done.take_all()), want, stats=True)
    assert killer.kills > 0


def test_datatrove(tmp_path: Path, want: list[str | None]) -> None:
    pytest.importorskip("datatrove", reason="skipped: datatrove is not installed")
    from datatrove.data import Document
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.writers import JsonlWriter

    from fixtext.datatrove import FixtextFormatter

    docs = [Document(text=t, id=str(i)) for i, t in enumerate(TEXTS) if t is not None]
    expected = {str(i): t for i, t in enumerate(want) if t is not None}
    for size in (1, 7, 1200):
        aside = JsonlWriter(str(tmp_path / f"aside{size}"), compression=None)
        step = FixtextFormatter(aside, batch_size=size)
        executor = LocalPipelineExecutor(
            [docs, step, JsonlWriter(str(tmp_path / f"out{size}"), compression=None)], logging_dir=str(tmp_path / f"logs{size}")
        )
        stats = executor.run()
        read = {
            name: [json.loads(x) for p in (tmp_path / f"{name}{size}").glob("*") for x in p.read_text().splitlines()]
            for name in ("out", "aside")
        }
        assert {d["text"] for d in read["aside"]} == {BAD}
        assert [d["id"] for d in read["out"]] == [k for k, v in expected.items() if v != BAD], "in order"
        assert {d["id"]: d.get("text", "") for d in read["out"] + read["aside"]} == expected
        assert len(read["out"]) + len(read["aside"]) == len(docs)
        assert stats.stats[0].stats["unrepairable"].total == len(read["aside"])
        docs = [Document(text=d.text, id=d.id) for d in docs]


def test_duckdb(parquet: str, want: list[str | None]) -> None:
    duckdb = pytest.importorskip("duckdb", reason="skipped: duckdb is not installed")
    import fixtext.duckdb

    con = duckdb.connect()
    fixtext.duckdb.register(con, workers=2)
    rows = con.sql(f"select id, fixtext(text) as text from '{parquet}' order by id").fetchall()
    check([{"id": i, "text": t} for i, t in rows], want)


def test_polars(parquet: str, want: list[str | None]) -> None:
    pl = pytest.importorskip("polars", reason="skipped: polars is not installed")
    import fixtext.polars

    for frame in (pl.read_parquet(parquet), pl.scan_parquet(parquet)):
        done = frame.with_columns(fixtext.polars.fix(pl.col("text"))).lazy().collect()
        check(done.to_dicts(), want)
    stats = pl.read_parquet(parquet).select(fixtext.polars.fix_stats(pl.col("text")).alias("s")).unnest("s")
    assert stats["text"].to_list() == want
    assert stats["unrepairable"].to_list() == [t == BAD for t in TEXTS]


def test_dask(parquet: str, want: list[str | None]) -> None:
    dd = pytest.importorskip("dask.dataframe", reason="skipped: dask.dataframe is not installed")
    import pandas as pd

    import fixtext.dask

    frame = pd.DataFrame({"id": range(COUNT), "text": pd.Series(TEXTS, dtype="string")})
    ddf = dd.from_pandas(frame, npartitions=5)
    done = fixtext.dask.fix_column(ddf, "text", stats=True).compute(scheduler="threads")
    rows = done.astype(object).where(done.notna(), None).to_dict("records")
    check(rows, want, stats=True)
    assert list(fixtext.dask.fix_column(ddf, "text").columns) == ["id", "text"]


def test_nemo(want: list[str | None]) -> None:
    pytest.importorskip(
        "nemo_curator.stages.text.modifiers.doc_modifier", reason="skipped: nemo-curator is not installed", exc_type=ImportError
    )
    from fixtext.nemo import FixtextModifier

    modifier = FixtextModifier()
    assert [modifier.modify_document(t) for t in TEXTS] == want  # type: ignore[arg-type]
    assert modifier.name == "FixtextModifier"


def test_datajuicer(want: list[str | None]) -> None:
    pytest.importorskip("data_juicer.ops.base_op", reason="skipped: py-data-juicer is not installed", exc_type=ImportError)
    from fixtext.datajuicer import FixtextMapper

    mapper = FixtextMapper(text_key="text", workers=1)
    assert mapper.process_batched({"text": list(TEXTS)})["text"] == want
