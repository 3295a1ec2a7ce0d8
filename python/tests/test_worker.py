"""Workers: they start when needed, and again when they die; nothing is lost."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import fixtext

OLD = ["圖書館裡的燈亮了。", "好", "é“¶è¡Œ", None] * 50
NEW = ["图书馆里的灯亮了。", "好", "银行", None] * 50
posix = pytest.mark.skipif(sys.platform == "win32", reason="skipped: there are no signals and no fork on Windows")


def process_of(fixer: fixtext.Fixer) -> Any:
    fixer.fix("好")
    assert fixer._worker is not None and fixer._worker._process is not None
    return fixer._worker._process


def test_starts_when_it_is_needed(fixer: fixtext.Fixer) -> None:
    assert fixer._worker is None
    process = process_of(fixer)
    assert process_of(fixer) is process
    fixer.close()
    assert process.returncode == 0
    assert fixer.fix_batch(OLD) == NEW, "a Fixer that was closed starts another worker"


@posix
def test_a_dead_worker_is_replaced(fixer: fixtext.Fixer) -> None:
    for _ in range(3):
        os.kill(process_of(fixer).pid, signal.SIGKILL)
        assert fixer.fix_batch(OLD) == NEW


@posix
@pytest.mark.parametrize("size", [1, 7, 1200])
def test_killed_in_flight(size: int) -> None:
    """Workers that are killed again and again, in the midst of batches, cost time only."""
    old, new = OLD * 60, NEW * 60
    with fixtext.Fixer(batch_records=size, batch_bytes=1 << 20) as fixer:
        stop = threading.Event()
        kills = 0

        def killer() -> None:
            nonlocal kills
            while not stop.wait(0.3):
                worker = fixer._worker
                process = worker and worker.welcome and worker._process  # one that works already
                if process:
                    try:
                        os.kill(process.pid, signal.SIGKILL)
                        kills += 1
                    except ProcessLookupError:
                        pass

        thread = threading.Thread(target=killer)
        thread.start()
        try:
            end = time.monotonic() + 20
            while kills < 3 and time.monotonic() < end:
                assert fixer.fix_batch(old) == new
        finally:
            stop.set()
            thread.join()
        assert kills > 0


@posix
def test_a_record_that_kills_the_worker(fragile: fixtext.Fixer) -> None:
    """It comes back as it was and says so; all others are repaired."""
    old, new = OLD[:4], NEW[:4]
    values = [*old, "圖 CRASH 書", *old, "CRASH", "圖"]
    batch = fragile.fix_batch(values, report=True)
    assert batch.values == [*new, "圖 CRASH 書", *new, "CRASH", "图"]
    bad = [i for i, r in enumerate(batch.records) if r.error]
    assert [values[i] for i in bad] == ["圖 CRASH 書", "CRASH"]
    assert all(batch.unrepairable[i] for i in bad)
    assert "4 workers died of this record" in str(batch.records[bad[0]].error)
    with pytest.warns(fixtext.FixtextWarning, match="1 texts were left as they were"):
        assert fragile.fix("CRASH") == "CRASH"


def test_too_long() -> None:
    with fixtext.Fixer(max_record=30) as fixer:
        batch = fixer.fix_batch(["圖" * 11, "圖" * 10, "圖"], report=True)
        assert batch.values == ["圖" * 11, "图" * 10, "图"]
        assert batch.records[0].error and "record of 33 bytes: the limit is 30" in batch.records[0].error
        with pytest.warns(fixtext.FixtextWarning, match="1 texts were left as they were"):
            assert fixer.fix_batch(["好", "圖" * 11]) == ["好", "圖" * 11]


def test_no_program(tmp_path: Path) -> None:
    with pytest.raises(fixtext.WorkerError, match="cannot be started"):
        fixtext.Fixer(command=[str(tmp_path / "nothing")]).fix("好")
    with pytest.raises(fixtext.WorkerError, match="cannot be started: the worker ended with exit code 3: oh no"):
        fixtext.Fixer(command=[sys.executable, "-c", "import sys; sys.exit(sys.stderr.write('oh no') and 3)"]).fix("好")
    with pytest.raises(fixtext.WorkerError, match="version 1 of the protocol"):
        fixtext.Fixer(command=[sys.executable, "-c", "print('something else entirely')"]).fix("好")


def test_an_error_leaves_a_fixer_that_works(fixer: fixtext.Fixer) -> None:
    assert fixer.fix_batch(OLD) == NEW
    with pytest.raises(TypeError):
        fixer.fix_batch([*OLD * 100, 7])
    assert fixer.fix_batch(OLD) == NEW


def test_threads() -> None:
    with fixtext.Fixer() as fixer, ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fixer.fix_batch, [OLD] * 40)) == [NEW] * 40
        assert fixer._worker is not None and fixer._worker.starts == 1


def test_pickle(fixer: fixtext.Fixer) -> None:
    other = fixtext.Fixer(profile="repair", dictionary={"a": None})
    other.fix("好")
    again = pickle.loads(pickle.dumps(other))
    assert again.info == other.info
    assert again.fix("圖書館") == "圖書館"


_shared = fixtext.Fixer()


def _in_child(values: list[Any]) -> list[Any]:
    return _shared.fix_batch(values)


@posix
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes(method: Any) -> None:
    """Behind a fork, each process has a worker of its own, and none disturbs another's."""
    _shared.fix("好")
    mine = process_of(_shared)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # fork among threads is what is tested
        with multiprocessing.get_context(method).Pool(3) as pool:
            results = pool.map_async(_in_child, [OLD] * 12)
            for _ in range(12):
                assert _shared.fix_batch(OLD) == NEW
            assert results.get(60) == [NEW] * 12
    assert process_of(_shared) is mine and mine.poll() is None


@posix
def test_fork_while_another_thread_repairs() -> None:
    """A fork in the midst of a batch leaves the child a Fixer that works, not a lock for ever."""
    with fixtext.Fixer() as fixer:
        stop = threading.Event()
        thread = threading.Thread(target=lambda: [fixer.fix_batch(OLD * 20) for _ in iter(stop.is_set, True)])
        thread.start()
        try:
            for _ in range(5):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", DeprecationWarning)
                    pid = os.fork()
                if pid == 0:
                    signal.alarm(30)
                    os._exit(0 if fixer.fix_batch(OLD) == NEW else 1)
                assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        finally:
            stop.set()
            thread.join()
        assert fixer.fix_batch(OLD) == NEW


def _running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="skipped: this system has no /proc")
@pytest.mark.parametrize("end", ["", "raise SystemExit(3)", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"])
def test_a_worker_ends_with_its_process(end: str) -> None:
    code = f"import fixtext; f = fixtext.Fixer(); f.fix('好'); print(f._worker._process.pid, flush=True); {end}"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    pid = int(done.stdout)
    for _ in range(100):
        if not _running(pid):
            return
        time.sleep(0.05)
    pytest.fail("the worker is still there")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="skipped: this system has no /proc")
def test_memory_of_a_worker_is_bounded() -> None:
    """At most 64 MiB, whatever is repaired, as long as no record is very long."""
    with fixtext.Fixer() as fixer:
        pid = process_of(fixer).pid
        for text in ("圖書館裡的燈亮了。" * 40, "鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�", "plain", "好" * 100_000):
            fixer.fix_batch([text] * (300_000 // len(text)), report=len(text) < 100_000)
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        peak = int(next(x for x in lines if x.startswith("VmHWM")).split()[1])
        print(json.dumps({"worker_peak_mib": peak / 1024}))
        assert peak <= 64 * 1024
