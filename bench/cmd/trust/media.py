"""Write files that are not text into the directory that is named."""

import marshal
import os
import pickle
import shelve
import sqlite3
import struct
import sys

os.chdir(sys.argv[1])
TEXT = "圖書館的燈亮了，他們說要開門。"
ROWS = [{"id": i, "text": TEXT * (i % 5), "size": i * 1.5} for i in range(300)]

for protocol in range(1, pickle.HIGHEST_PROTOCOL + 1):
    for name, value in {"short": TEXT, "rows": ROWS, "big5": TEXT.encode("big5", "replace"), "numbers": list(range(1000))}.items():
        with open(f"{name}-{protocol}.pickle", "wb") as f:
            pickle.dump(value, f, protocol)
with open("code.pyc", "wb") as f:
    f.write(b"\xa7\r\r\n" + struct.pack("<III", 0, 0, 0) + marshal.dumps(compile(f"x = {TEXT!r}\n", "x", "exec")))
with sqlite3.connect("rows.sqlite3") as db:
    db.execute("create table t (id integer, text text)")
    db.executemany("insert into t values (?, ?)", [(r["id"], r["text"]) for r in ROWS])
db.close()
with shelve.open("shelf") as s:
    s.update({str(r["id"]): r for r in ROWS})


def by(module):
    """Tell whether a module is there, and say so where it is not."""
    try:
        return __import__(module, fromlist=["x"])
    except ImportError:
        print(f"trees: skipped: media by {module}: it is not installed")


if np := by("numpy"):
    for kind in ("int16", "int32", "int64", "uint16", "uint32", "float16", "float32"):
        for most in (127, 1000, 32000):
            a = np.random.default_rng(1).integers(0, most, 5000).astype(kind)
            np.save(f"{kind}-{most}.npy", a)
            a.tofile(f"{kind}-{most}.raw")
    np.savez("arrays.npz", text=np.array([TEXT] * 50), n=np.arange(1000))
    np.save("text.npy", np.array([TEXT] * 50))
if pa := by("pyarrow"):
    import pyarrow.feather
    import pyarrow.parquet

    table = pa.Table.from_pylist(ROWS)
    for packed in ("none", "snappy", "gzip", "zstd"):
        for dictionary in (True, False):
            pa.parquet.write_table(table, f"pyarrow-{packed}-{dictionary}.parquet", compression=packed, use_dictionary=dictionary)
    pa.parquet.write_table(table.slice(0, 2), "pyarrow-two-rows.parquet")
    pa.feather.write_feather(table, "rows.feather", compression="uncompressed")
if pl := by("polars"):
    frame = pl.DataFrame(ROWS)
    for packed in ("uncompressed", "snappy", "zstd"):
        frame.write_parquet(f"polars-{packed}.parquet", compression=packed)
    frame.head(2).write_parquet("polars-two-rows.parquet", compression="uncompressed")
    frame.write_ipc("polars.arrow")
    frame.write_avro("polars.avro")
if duckdb := by("duckdb"):
    with duckdb.connect("rows.duckdb") as db:
        db.execute(f"create table t as select range as id, '{TEXT}' as text from range(3000)")
        db.execute("copy t to 'duckdb.parquet' (format parquet)")
