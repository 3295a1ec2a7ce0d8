"""The program that the tests speak to: FIXTEXT_BINARY, or the one that the package came with."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import fixtext

# FIXTEXT_EXAMPLES=1000 looks longer for what breaks a property.
settings.register_profile("ours", deadline=None, max_examples=int(os.environ.get("FIXTEXT_EXAMPLES", "25")))
settings.load_profile("ours")

HERE = Path(__file__).parent


@pytest.fixture(scope="session", autouse=True)
def binary(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A copy of the program, so that its workers are told from those of others; processes that
    engines start find it, and the package, as this one does."""
    path = str(shutil.copy(fixtext.find_binary(), tmp_path_factory.mktemp("bin")))
    os.environ["FIXTEXT_BINARY"] = path
    os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(fixtext.__file__).parent.parent), str(HERE)])
    return path


@pytest.fixture
def fixer() -> Iterator[fixtext.Fixer]:
    with fixtext.Fixer() as f:
        yield f


@pytest.fixture
def fragile(binary: str) -> Iterator[fixtext.Fixer]:
    """A Fixer whose worker dies of records with CRASH in them, as if it had a bug."""
    command = [sys.executable, str(HERE / "fragile_worker.py"), binary]
    with fixtext.Fixer(command=command) as f:
        yield f
