#!/usr/bin/env bash
# A Python user's first minute: the wheel and the sdist, each in an empty environment,
# and what the README says there. The wheel is built twice, and is the same.
set -euo pipefail
cd "$(dirname "$0")"
unset FIXTEXT_BINARY PYTHONPATH
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
build() { "$VENV/bin/python" -m build -q --no-isolation "$@" . > /dev/null; }

# try NAME FILE: installs it and uses it.
try() {
    "$PYTHON" -m venv "$tmp/$1"
    "$tmp/$1/bin/pip" install -q --no-index ${3:+$3} "$2"
    (
        cd "$tmp"
        "$tmp/$1/bin/python" -c 'import fixtext; print(fixtext.fix("鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�"))' | grep -qx 我们明天去看电影。
        "$tmp/$1/bin/python" -m doctest "$OLDPWD/README.md"
        printf '圖書館裡的燈亮了。' | "$tmp/$1/bin/fixtext" | grep -qx 图书馆里的灯亮了。
        "$tmp/$1/bin/fixtext" version | head -1
    )
}

build --wheel --outdir "$tmp/one"
build --wheel --outdir "$tmp/two"
cmp "$tmp"/one/*.whl "$tmp"/two/*.whl
echo "the wheel is the same when it is built again: $(basename "$tmp"/one/*.whl)"
try wheel "$tmp"/one/*.whl

build --sdist --outdir "$tmp/sdist"
"$VENV/bin/pip" wheel -q --no-index --no-build-isolation --no-deps -w "$tmp/from-sdist" "$tmp"/sdist/*.tar.gz
try sdist "$tmp"/from-sdist/*.whl
echo "the sdist builds: $(du -k "$tmp"/sdist/*.tar.gz | cut -f1) KiB"

# Without Go it says so.
if PATH="$(dirname "$(command -v "$PYTHON")"):$tmp/none" "$VENV/bin/python" -m build --no-isolation --wheel --outdir "$tmp/no" . > "$tmp/log" 2>&1; then
    echo "a wheel was built without Go" && exit 1
fi
grep -q "install Go 1.26" "$tmp/log"
echo "without Go it says: $(grep -o 'to build it from source, install Go.*' "$tmp/log" | head -1 | cut -c1-80)"
