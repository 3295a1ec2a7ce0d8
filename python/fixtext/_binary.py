"""Where the program fixtext is, of which the workers are processes."""

from __future__ import annotations

import os
import shutil
import site
import sys
import sysconfig
from collections.abc import Iterator

from ._errors import WorkerError

_NAME = "fixtext.exe" if sys.platform == "win32" else "fixtext"


def _places() -> Iterator[str]:
    yield sysconfig.get_path("scripts")
    user = sysconfig.get_preferred_scheme("user")
    if site.ENABLE_USER_SITE:
        yield sysconfig.get_path("scripts", scheme=user)
    # pip install --target puts it beside the package.
    yield os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bin")


def find_binary() -> str:
    """Return the path of the program: that of the variable FIXTEXT_BINARY, else the one that
    was installed with this package, else the first of that name in PATH.

    Raises:
        WorkerError: There is none.
    """
    if path := os.environ.get("FIXTEXT_BINARY"):
        return path
    for place in _places():
        path = os.path.join(place, _NAME)
        if os.path.isfile(path) and os.access(path, os.X_OK) and not _is_script(path):
            return path
    if found := shutil.which(_NAME):
        return found
    raise WorkerError(
        "the program fixtext is not there: install the package with pip, or let the variable FIXTEXT_BINARY name it"
    )


def _is_script(path: str) -> bool:
    with open(path, "rb") as f:
        return f.read(2) == b"#!"
