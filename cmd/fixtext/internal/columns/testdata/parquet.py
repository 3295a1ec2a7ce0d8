"""Makes Parquet files with the writers of others, and compares them.

    python3 parquet.py generate DIRECTORY [small]   needs pyarrow; polars and duckdb if they are there
    python3 parquet.py compare OLD NEW              exit code 1 if NEW is not OLD, repaired
    python3 parquet.py same OLD NEW                 exit code 1 if NEW is not readable as OLD is

What is broken in the files, and what becomes of it, is in REPAIRED. The files
that lie here are those of "generate . small".
"""

import datetime
import decimal
import itertools
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq

REPAIRED = {
    "圖書館": "图书馆",
    "開門": "开门",
    "創業的故事": "创业的故事",
    "學生們在圖書館裡讀書": "学生们在图书馆里读书",
}
CLEAN = ["院子里的石榴树", "", "图书馆", "plain text", "雨下了一夜。", "开门"]
TEXTS = list(REPAIRED) + CLEAN
TEXT_COLUMNS = {"text", "tags", "attrs", "info", "large", "view", "category", "only"}


def table(rows, nested=True):
    pick = lambda i, k: TEXTS[(i * 7 + k * 3 + i // 11) % len(TEXTS)]
    some = lambda i, k: None if (i + k) % 9 == 4 else pick(i, k)
    n = range(rows)
    columns = {
        "id": pa.array(list(n), pa.int64()),
        "flag": pa.array([i * i % 7 < 3 for i in n], pa.bool_()),
        "text": pa.array([some(i, 0) for i in n], pa.string()),
        "half": pa.array([i / 4 for i in n], pa.float32()).cast(pa.float16()),
        "ratio": pa.array([None if i % 5 == 0 else i / 3 for i in n], pa.float64()),
        "price": pa.array([decimal.Decimal(i) / 100 for i in n], pa.decimal128(12, 2)),
        "at": pa.array([datetime.datetime(2024, 1, 1) + datetime.timedelta(minutes=i) for i in n], pa.timestamp("us", "UTC")),
        "large": pa.array([pick(i, 1) for i in n], pa.large_string()),
        "raw": pa.array([pick(i, 2).encode() for i in n], pa.binary()),
        "clean": pa.array([CLEAN[i % len(CLEAN)] for i in n], pa.string()),
        "only": pa.array(["圖書館"] * rows, pa.string()),
    }
    if nested:
        columns |= {
            "tags": pa.array([None if i % 6 == 5 else [some(i, k) for k in range(i % 4)] for i in n], pa.list_(pa.string())),
            "attrs": pa.array([[(CLEAN[i % 3 + 2], some(i, 5))] * (i % 3) for i in n], pa.map_(pa.string(), pa.string())),
            "info": pa.array([None if i % 8 == 3 else {"title": some(i, 6), "pages": i} for i in n],
                             pa.struct([("title", pa.string()), ("pages", pa.int32())])),
        }
    return pa.table(columns).replace_schema_metadata({"origin": "a crawl"})


def generate(directory, small):
    rows = 60 if small else 700
    os.makedirs(directory, exist_ok=True)
    made = []

    def name(*parts):
        made.append(os.path.join(directory, "-".join(parts) + ".parquet"))
        return made[-1]

    strings = ["text", "large", "only", "clean", "tags.list.element", "attrs.key_value.key", "attrs.key_value.value", "info.title"]
    encodings = {
        "dictionary": {},
        "plain": {"use_dictionary": False},
        "deltalength": {"use_dictionary": False, "column_encoding": {c: "DELTA_LENGTH_BYTE_ARRAY" for c in strings} | {"id": "DELTA_BINARY_PACKED"}},
        "delta": {"use_dictionary": False, "column_encoding": {c: "DELTA_BYTE_ARRAY" for c in strings} | {"flag": "RLE", "ratio": "BYTE_STREAM_SPLIT"}},
    }
    matrix = itertools.product(["1.0", "2.0"], ["none", "snappy", "gzip", "zstd", "lz4", "brotli"], encodings)
    if small:
        matrix = [("1.0", "none", "delta"), ("2.0", "none", "deltalength"), ("1.0", "snappy", "dictionary"), ("2.0", "zstd", "dictionary"),
                  ("2.0", "gzip", "plain"), ("1.0", "lz4", "plain"), ("2.0", "brotli", "delta")]
    for version, codec, encoding in matrix:
        for extra in [True, False]:
            if small and extra != (version == "2.0"):
                continue
            options = dict(encodings[encoding], data_page_version=version, compression=codec, row_group_size=rows // 3 + 1,
                           data_page_size=200 if encoding != "dictionary" else 1 << 20)
            if extra:
                options |= dict(write_page_index=True, write_page_checksum=True, sorting_columns=[pq.SortingColumn(0), pq.SortingColumn(2)])
            pq.write_table(table(rows), name("pyarrow", "v" + version[0], codec, encoding, "index" if extra else "bare"), **options)
    pq.write_table(table(0), name("pyarrow", "empty"))
    if hasattr(pa, "string_view"):
        try:
            pq.write_table(pa.table({"view": pa.array(TEXTS, pa.string_view())}), name("pyarrow", "view"))
        except pa.ArrowNotImplementedError:
            os.remove(made.pop())
    category = pa.array(TEXTS * 4, pa.string()).dictionary_encode()
    pq.write_table(pa.table({"category": category}), name("pyarrow", "category"))
    try:
        pq.write_table(table(rows), name("pyarrow", "bloom"), bloom_filter_options={"text": True, "clean": True})
    except TypeError:
        made.pop()
    try:
        import polars
        for codec in ["zstd"] if small else ["uncompressed", "snappy", "gzip", "zstd", "lz4", "brotli"]:
            df = polars.from_arrow(table(rows).drop_columns(["half", "attrs"]))
            df.write_parquet(name("polars", codec), compression=codec, row_group_size=rows // 2, data_page_size=300)
    except ImportError:
        pass
    try:
        import duckdb
        flat = table(rows).drop_columns(["half", "attrs"])
        for codec in ["zstd"] if small else ["uncompressed", "snappy", "gzip", "zstd", "lz4_raw", "brotli"]:
            for version in ["V2"] if small else ["V1", "V2"]:
                duckdb.sql(f"COPY flat TO '{name('duckdb', version.lower(), codec)}' (FORMAT parquet, CODEC {codec}, PARQUET_VERSION {version}, ROW_GROUP_SIZE 2048)")
    except ImportError:
        pass
    print(len(made), "files")


def repaired(v):
    if isinstance(v, str):
        return REPAIRED.get(v, v)
    if isinstance(v, list):
        return [repaired(x) for x in v]
    if isinstance(v, tuple):
        return tuple(repaired(x) for x in v)
    if isinstance(v, dict):
        return {k: repaired(x) for k, x in v.items()}
    return v


def chunks(path):
    """Yields row group, path, and bytes of each chunk."""
    meta = pq.ParquetFile(path).metadata
    data = open(path, "rb").read()
    for g in range(meta.num_row_groups):
        for c in range(meta.num_columns):
            m = meta.row_group(g).column(c)
            start = m.data_page_offset
            if m.has_dictionary_page and m.dictionary_page_offset:
                start = min(start, m.dictionary_page_offset)
            yield g, m, data[start:start + m.total_compressed_size]


def compare(old, new):
    a, b = pq.read_table(old), pq.read_table(new)
    assert a.schema.equals(b.schema, check_metadata=True), "schema"
    for name in a.column_names:
        want = a[name].to_pylist()
        if name in TEXT_COLUMNS:
            want = repaired(want)
        assert b[name].to_pylist() == want, f"pyarrow: column {name}"
    x, y = pq.ParquetFile(old).metadata, pq.ParquetFile(new).metadata
    assert (x.metadata, x.created_by, x.num_rows, x.num_row_groups) == (y.metadata, y.created_by, y.num_rows, y.num_row_groups), "metadata"
    touched = {i for (_, p, s), (_, _, t), i in zip(chunks(old), chunks(new), itertools.count()) if s != t}
    for i, (_, m, _) in enumerate(chunks(old)):
        assert i not in touched or m.path_in_schema.split(".")[0] in TEXT_COLUMNS, f"chunk of {m.path_in_schema}"
    pq.read_table(new, page_checksum_verification=True)
    for name in a.column_names:
        if pa.types.is_string(a.schema.field(name).type):
            values = b[name].to_pylist()
            for v in set(values) - {None}:
                assert pq.read_table(new, columns=[name], filters=[(name, "=", v)]).num_rows == values.count(v), f"pyarrow: {name} = {v}"
            if "DELTA" in str(y.row_group(0).column(x.schema.names.index(name)).encodings if y.num_row_groups else ""):
                continue  # which pyarrow does not read as dictionaries
            dictionary = pq.read_table(new, columns=[name], read_dictionary=[name])[name]
            assert dictionary.to_pylist() == values, f"pyarrow: {name} as dictionary"
            for chunk in dictionary.chunks:
                entries = chunk.dictionary.to_pylist()
                assert len(set(entries)) == len(entries), f"pyarrow: {name}: entries twice"
    with_duckdb(new, b)
    with_polars(new, b)


def with_duckdb(path, b):
    try:
        import duckdb
    except ImportError:
        return
    db = duckdb.connect()
    rows = lambda query, *args: db.execute(query, args).fetchall()
    for name in b.column_names:
        t = b.schema.field(name).type
        if pa.types.is_string(t) or pa.types.is_large_string(t):
            column = f'"{name}"'
            values = b[name].to_pylist()
            got = [r[0] for r in rows(f"SELECT {column} FROM read_parquet('{path}', file_row_number=true) ORDER BY file_row_number")]
            assert got == values, f"duckdb: column {name}"
            for v in set(values) - {None}:
                n = rows(f"SELECT count(*) FROM read_parquet('{path}') WHERE {column} = ?", v)[0][0]
                assert n == values.count(v), f"duckdb: {name} = {v}"
            groups = dict(rows(f"SELECT {column}, count(*) FROM read_parquet('{path}') GROUP BY {column}"))
            assert groups == {v: values.count(v) for v in values}, f"duckdb: groups of {name}"


def with_polars(path, b):
    try:
        import polars
    except ImportError:
        return
    for name in b.column_names:
        t = b.schema.field(name).type
        if pa.types.is_string(t) or pa.types.is_large_string(t) or pa.types.is_list(t) or pa.types.is_boolean(t):
            values = b[name].to_pylist()
            lazy = polars.scan_parquet(path).select(name)
            assert lazy.collect()[name].to_list() == values, f"polars: column {name}"
            if pa.types.is_list(t) or pa.types.is_boolean(t):
                continue
            for v in set(values) - {None}:
                n = lazy.filter(polars.col(name) == v).collect().height
                assert n == values.count(v), f"polars: {name} = {v}"


def same(old, new):
    """What could be read of old, column by column, can be of new."""
    try:
        names = pq.ParquetFile(old).schema_arrow.names
    except Exception:
        return
    for name in names:
        try:
            want = pq.read_table(old, columns=[name])[name].to_pylist()
        except Exception:
            continue
        got = pq.read_table(new, columns=[name])[name].to_pylist()
        if want == got:
            continue
        assert name in TEXT_COLUMNS | {"clean"} and len(want) == len(got), f"column {name}"
        for w, g in zip(want, got):
            assert (w is None) == (g is None) and type(w) == type(g), f"column {name}: {w!r} {g!r}"


if __name__ == "__main__":
    command, *args = sys.argv[1:]
    if command == "generate":
        generate(args[0], len(args) > 1)
    else:
        for old, new in zip(args[::2], args[1::2]):
            try:
                {"compare": compare, "same": same}[command](old, new)
            except Exception as e:
                print(f"{old}: {type(e).__name__}: {e}")
                sys.exit(1)
