"""What the way to a worker and back costs, a record of 1 KB: processor time of the client and of the
worker beyond what the repair itself takes in Go.

    make -C python overhead
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fixtext

ROOT = Path(__file__).parents[2]
COUNT, SIZE = 20000, 1024


def corpus() -> list[str]:
    """Return clean records of about 1 KB."""
    lines: list[str] = []
    for path in sorted((ROOT / "testdata" / "sentences").rglob("*.txt")):
        lines += [x for x in path.read_bytes().decode("utf-8", "ignore").splitlines() if x.strip()]
    fixed = [x for x in fixtext.fix_batch(lines) if len(x) > 8]
    rng, records = random.Random(1), []
    while len(records) < COUNT:
        text = ""
        while len(text.encode()) < SIZE:
            text += rng.choice(fixed)
        records.append(text)
    return fixtext.fix_batch(records)


def cpu_of(pid: int) -> float:
    """Return the processor seconds that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print the costs."""
    records = corpus()
    size = sum(len(r.encode()) for r in records)
    fixer = fixtext.Fixer()
    forms: dict[str, Callable[[], Any]] = {"list": lambda: records}
    try:
        import pyarrow as pa

        array = pa.array(records)
        forms["arrow"] = lambda: array
    except ImportError:
        print("arrow: skipped: pyarrow is not installed")
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as f:
        f.write("\0".join(records))
        f.flush()
        bench = subprocess.run(
            ["go", "test", "./cmd/fixtext/internal/worker", "-run", "^$", "-bench", "Direct", "-benchtime", "2x", "-count", "3", "-cpu", "1"],
            cwd=ROOT, env={**os.environ, "FIXTEXT_RECORDS": f.name}, text=True, capture_output=True, check=True,
        )  # fmt: skip
    direct = min(float(x) for x in re.findall(r"([0-9.]+) µs/record", bench.stdout))
    print(f"Go itself: {direct:.2f} µs a record")
    for name, values in forms.items():
        fixer.fix("好")
        assert fixer._worker is not None and fixer._worker._process is not None
        pid = fixer._worker._process.pid
        for _ in range(2):
            fixer.fix_batch(values())
        best = (1e9, 1e9)
        for _ in range(5):
            mine, its = time.process_time(), cpu_of(pid)
            fixer.fix_batch(values())
            mine, its = time.process_time() - mine, cpu_of(pid) - its
            best = min(best, (mine, its), key=sum)
        print(
            f"{name}: {COUNT} records of {size // COUNT} bytes: client {best[0] / COUNT * 1e6:.2f} µs, "
            f"worker {best[1] / COUNT * 1e6:.2f} µs a record; beyond Go itself {sum(best) / COUNT * 1e6 - direct:.2f} µs"
        )


if __name__ == "__main__":
    main()
