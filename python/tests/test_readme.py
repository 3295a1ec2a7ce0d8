"""What the README of the project shows in Python is run as written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

README = Path(__file__).parents[2] / "README.md"


@pytest.mark.skipif(not README.exists(), reason="skipped: this is not the repository")
def test_readme() -> None:
    """A value in a comment behind a line is what the line gives."""
    (block,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.S)
    names: dict[str, Any] = {}
    shown = 0
    for line in block.splitlines():
        code, _, comment = line.partition("#")
        if comment.strip().startswith(("'", "[")):
            assert repr(eval(code, names)) == comment.strip()
            shown += 1
        else:
            exec(line, names)
    assert shown == 2
