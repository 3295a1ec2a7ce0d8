"""Engines beside the filter, on one corpus: the same texts? at what cost?

    make -C python bench MB=200

The corpus is made of the sentences of testdata, half of which are to be changed; a share of the records
(DAMAGED) is damaged in ways of many kinds, and with DAMAGED=0 all are clean. It is there as Parquet and as
JSONL.zst, with about 1 KB a record. Each engine reads it, repairs it and writes it;
and reads and writes it without a repair, which is subtracted. What is compared are processor
seconds of all processes, which do not depend on what else a machine does.
"""

from __future__ import annotations

import ctypes
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MB = int(os.environ.get("MB", "200"))
DAMAGED = float(os.environ.get("DAMAGED", "0.04"))
ENGINES = os.environ.get("ENGINES", "spark ray datatrove duckdb duckdb-jsonl").split()


def damage(text: str, rng: random.Random) -> str:
    """Do to a text what faulty programs do."""
    kind = rng.randrange(6)
    if kind == 0:
        return text.encode("utf-8").decode("windows-1252", "replace")
    if kind == 1:
        return text.encode("utf-8").decode("gb18030", "replace")
    if kind == 2:
        return text.encode("gb18030", "replace").decode("latin-1")
    if kind == 3:
        return "".join(f"&#{ord(c)};" if ord(c) > 127 else c for c in text)
    if kind == 4:
        return text.encode("gb18030", "replace").decode("utf-8", "replace")
    return "圖書館裡的燈亮了，他們說好。" + text


def make(folder: Path) -> int:
    """Write the corpus, and return how many records it has."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    import zstandard

    import fixtext

    lines: list[str] = []
    for path in sorted((ROOT / "testdata" / "sentences").rglob("*.txt")) + sorted((ROOT / "testdata" / "clean").rglob("*.txt")):
        lines += [x for x in path.read_bytes().decode("utf-8", "ignore").splitlines() if x.strip()]
    if not DAMAGED:  # clean throughout
        lines = fixtext.fix_batch(lines)
    rng, texts, size = random.Random(1), [], 0
    while size < MB << 20:
        text = ""
        while len(text) < 360:
            text += rng.choice(lines) + "\n"
        if rng.random() < DAMAGED:
            text = damage(text[:200], rng)
        texts.append(text)
        size += len(text.encode("utf-8", "ignore"))
    table = pa.table({"id": [str(i) for i in range(len(texts))], "text": texts})
    pq.write_table(table, folder / "in.parquet", compression="zstd", row_group_size=20000)
    with zstandard.open(folder / "in.jsonl.zst", "wt", encoding="utf-8", newline="\n") as f:
        for i, t in zip(table["id"].to_pylist(), texts):
            f.write(json.dumps({"id": i, "text": t}, ensure_ascii=False) + "\n")
    return len(texts)


class Same:
    """An actor of Ray that repairs nothing."""

    def __call__(self, table: Any) -> Any:
        """Return a table as it is."""
        return table


def run(engine: str, folder: Path, fix: bool) -> None:
    """Let one engine work, in a process of its own."""
    out = folder / f"{engine}-{'fix' if fix else 'noop'}"
    if engine == "spark":
        from pyspark.sql import SparkSession

        import fixtext.spark

        os.environ["PYSPARK_PYTHON"] = sys.executable
        spark = (
            SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.memory", "2g").config("spark.sql.execution.arrow.maxRecordsPerBatch", "2000").getOrCreate()
        )  # fmt: skip
        df = spark.read.parquet(str(folder / "in.parquet"))
        df = fixtext.spark.fix_column(df, "text") if fix else df.mapInArrow(lambda batches: batches, df.schema)
        df.write.mode("overwrite").parquet(str(out))
        spark.stop()
    elif engine == "ray":
        import ray

        import fixtext.ray

        ray.init(num_cpus=2, include_dashboard=False, logging_level="ERROR")
        ds = ray.data.read_parquet(str(folder / "in.parquet"))
        pool: dict[str, Any] = {"compute": ray.data.ActorPoolStrategy(size=2), "num_cpus": 0.5}
        same = ds.map_batches(Same, batch_format="pyarrow", batch_size=4096, **pool)
        ds = fixtext.ray.fix_column(ds, "text") if fix else same
        ds.write_parquet(str(out))
        ray.shutdown()
    elif engine == "datatrove":
        from datatrove.executor import LocalPipelineExecutor
        from datatrove.pipeline.readers import JsonlReader
        from datatrove.pipeline.writers import JsonlWriter

        from fixtext.datatrove import FixtextFormatter

        steps: list[Any] = [JsonlReader(str(folder), glob_pattern="in.jsonl.zst")]
        steps += [FixtextFormatter()] if fix else []
        LocalPipelineExecutor([*steps, JsonlWriter(str(out))], logging_dir=str(folder / f"logs{fix}")).run()
    else:
        import duckdb

        import fixtext.duckdb

        con = duckdb.connect()
        con.execute("set threads = 2")
        fixtext.duckdb.register(con, workers=2)
        con.create_function("same", lambda t: t, ["VARCHAR"], "VARCHAR", type="arrow", null_handling="special")
        source = "in.jsonl.zst" if engine.endswith("jsonl") else "in.parquet"
        function = "fixtext" if fix else "same"
        out.mkdir()
        con.execute(f"copy (select id::varchar as id, {function}(text) as text from '{folder / source}') to '{out}/part.parquet'")


def texts_of(path: Path) -> dict[str, str]:
    """Return the texts that an engine or the filter wrote, by their ids."""
    import gzip

    import pyarrow.parquet as pq
    import zstandard

    if path.suffix == ".zst":
        with zstandard.open(path, "rt", encoding="utf-8", newline="\n") as f:
            return {r["id"]: r["text"] for r in map(json.loads, f)}
    if path.is_dir() and (gz := sorted(path.glob("*.jsonl.gz"))):
        return {r["id"]: r["text"] for p in gz for r in map(json.loads, gzip.open(p, "rt", encoding="utf-8", newline="\n"))}
    rows: dict[str, str] = {}
    for p in sorted(path.glob("*.parquet")) if path.is_dir() else [path]:
        t = pq.read_table(p)
        rows.update(zip(t["id"].to_pylist(), t["text"].to_pylist()))
    return rows


def cost(command: list[str]) -> tuple[float, float]:
    """Return the seconds of the clock and of processors that a command and all its children take."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wall = time.monotonic() - began
    if done.returncode:
        raise SystemExit(f"{command}: {done.stderr[-3000:]}")
    end = time.monotonic() + 60
    while time.monotonic() < end:  # those that were left behind are ours: see main
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.2)
        except ChildProcessError:
            break
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Compare all engines."""
    import fixtext

    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER
    program = fixtext.find_binary()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = make(folder)
        print(f"{count} records, {MB} MiB, {DAMAGED:.1%} damaged", flush=True)
        base = {}
        for kind in ("parquet", "jsonl.zst"):
            args = [program, "--isolated", "-q", "-j", "2", "-f", "text", "-o"]
            wall, cpu = cost([*args, str(folder / f"filter.{kind}"), str(folder / f"in.{kind}")])
            nothing = cost([*args, str(folder / f"noop.{kind}"), "--select", "FT205", str(folder / f"in.{kind}")])
            base[kind] = cpu - nothing[1]
            print(f"filter {kind}: {wall:.1f} s, {cpu:.1f} s of processors, {nothing[1]:.1f} without repair", flush=True)
        want = texts_of(folder / "filter.jsonl.zst")
        assert len(want) == count and texts_of(folder / "filter.parquet") == want
        print(f"parquet and jsonl.zst: the same {count} texts; {sum(want[k] != v for k, v in texts_of(folder / 'in.parquet').items())} changed")
        for engine in ENGINES:
            costs = {}
            for fix in (False, True):
                costs[fix] = cost([sys.executable, __file__, engine, name, str(int(fix))])
            got = texts_of(folder / f"{engine}-fix")
            if engine == "datatrove":  # its writer leaves out texts that are empty
                want = {k: v for k, v in want.items() if v}
            own = costs[True][1] - costs[False][1]
            kind = "jsonl.zst" if engine in ("datatrove", "duckdb-jsonl") else "parquet"
            print(
                f"{engine}: {'the same texts' if got == want else 'OTHER TEXTS'}, {len(got)} of {len(want)} records; "
                f"{costs[True][0]:.1f} s, {costs[True][1]:.1f} s of processors, {costs[False][1]:.1f} without repair; "
                f"repair {own:.1f}, {base[kind] / own:.2f} of the filter's speed",
                flush=True,
            )


if len(sys.argv) > 1:
    run(sys.argv[1], Path(sys.argv[2]), sys.argv[3] == "1")
elif __name__ == "__main__":
    main()
