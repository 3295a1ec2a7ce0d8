"""Builds the program for wheels, and puts its sources into the sdist.

A wheel is for the platform of FIXTEXT_TARGET, as Go names it (linux/arm64), or for this one.
FIXTEXT_PROGRAMS is a folder with programs that a release built already.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The program is static: it needs no C library, and so runs with both of Linux.
TAGS = {
    "linux/amd64": "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64",
    "linux/arm64": "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
    "darwin/amd64": "macosx_12_0_x86_64",
    "darwin/arm64": "macosx_12_0_arm64",
    "windows/amd64": "win_amd64",
    "windows/arm64": "win_arm64",
}
SOURCES = "go"  # where they are in an sdist
NO_GO = (
    "fixtext is written in Go: to build it from source, install Go 1.26 or later (https://go.dev/dl) and try again; "
    "wheels of fixtext, which need no Go, are there for Linux, macOS and Windows on x86-64 and arm64"
)


class Hook(BuildHookInterface[Any]):  # type: ignore[misc]
    """Adds to what hatchling builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Be called before a wheel or an sdist is built."""
        root = Path(self.root)
        sources = root / SOURCES if (root / SOURCES).exists() else root.parent
        if self.target_name == "sdist":
            for name in self._sources(sources):
                build_data["force_include"][str(sources / name)] = f"{SOURCES}/{name}"
        elif version != "editable":
            self._wheel(sources, build_data)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Be called when it is built."""
        shutil.rmtree(getattr(self, "_dir", ""), ignore_errors=True)

    def _sources(self, top: Path) -> list[str]:
        """Return the files that the program is built from: what Go says, and what it embeds."""
        listed = subprocess.run(
            ["go", "list", "-deps", "-f", _FILES, "./cmd/fixtext"], cwd=top, env=_env(), check=True, capture_output=True, text=True
        )
        names = {os.path.relpath(line, top) for line in listed.stdout.splitlines() if line}
        names |= {"go.mod", "go.sum", "LICENSE", "NOTICE"}
        return sorted(n.replace(os.sep, "/") for n in names)

    def _wheel(self, sources: Path, build_data: dict[str, Any]) -> None:
        go = shutil.which("go")
        if go is None:
            raise RuntimeError(NO_GO)
        env = _env()
        target = os.environ.get("FIXTEXT_TARGET") or _output(go, env, "GOOS") + "/" + _output(go, env, "GOARCH")
        if target not in TAGS:
            raise RuntimeError(f"no tag is known for {target}; known are {', '.join(TAGS)}")
        env["GOOS"], env["GOARCH"] = target.split("/")
        name = "fixtext.exe" if env["GOOS"] == "windows" else "fixtext"
        if programs := os.environ.get("FIXTEXT_PROGRAMS"):
            program = os.path.join(programs, target, name)
        else:
            self._dir = tempfile.mkdtemp()
            program = os.path.join(self._dir, name)
            flags = f"-s -w -buildid= -X main.stamped=v{self.metadata.version}"
            built = subprocess.run([go, "build", "-buildvcs=false", "-ldflags", flags, "-o", program, "./cmd/fixtext"], cwd=sources, env=env, check=False)
            if built.returncode != 0:
                raise RuntimeError(f"fixtext cannot be built: see above. {NO_GO}")
        build_data["shared_scripts"][program] = name
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{TAGS[target]}"


# The directories of other modules are not ours to hand on; Go fetches them.
_FILES = (
    "{{if and .Module .Module.Main}}{{$d := .Dir}}"
    "{{range .GoFiles}}{{$d}}/{{.}}\n{{end}}{{range .SFiles}}{{$d}}/{{.}}\n{{end}}{{range .IgnoredGoFiles}}{{$d}}/{{.}}\n{{end}}"
    "{{range .IgnoredOtherFiles}}{{$d}}/{{.}}\n{{end}}{{range .EmbedFiles}}{{$d}}/{{.}}\n{{end}}{{end}}"
)


def _env() -> dict[str, str]:
    return {**os.environ, "CGO_ENABLED": "0", "GOFLAGS": "-trimpath"}


def _output(go: str, env: dict[str, str], name: str) -> str:
    return subprocess.run([go, "env", name], env=env, check=True, capture_output=True, text=True).stdout.strip()


