#!/usr/bin/env bash
# Builds the release of a version for six targets: ./release.sh v1.2.3 [DIRECTORY]
# The same sources and the same Go give the same bytes, whoever builds, wherever.
# TARGETS="linux/amd64" builds fewer, WHEELS=no none for Python.
set -euo pipefail
cd "$(dirname "$0")"

version=${1:?usage: ./release.sh VERSION [DIRECTORY]}
out=$(mkdir -p "${2:-dist}" && cd "${2:-dist}" && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# The time of everything in the archives: that of the last commit.
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export CGO_ENABLED=0 GOFLAGS=-trimpath TZ=UTC LC_ALL=C

targets=${TARGETS:-linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64}
if [ "${WHEELS:-yes}" != no ] && command -v python3 > /dev/null; then
    of_python=$(sed -n 's/^version = "\(.*\)"/\1/p' python/pyproject.toml)
    [ "$of_python" = "${version#v}" ] || { echo "python/pyproject.toml is of $of_python, not of ${version#v}" >&2; exit 1; }
fi

# program OS ARCH prints the path of the program for a target; it is built once.
program() {
    local file=$tmp/programs/$1/$2/fixtext
    [ "$1" != windows ] || file=$file.exe
    [ -e "$file" ] || GOOS=$1 GOARCH=$2 go build -buildvcs=false -ldflags "-s -w -buildid= -X main.stamped=$version" -o "$file" ./cmd/fixtext
    echo "$file"
}

# The manual page and the completions are those of this version.
self=$(program "$(go env GOHOSTOS)" "$(go env GOHOSTARCH)")
mkdir -p "$tmp/completions"
"$self" --lang en man > "$tmp/fixtext.1"
for shell in bash zsh fish powershell; do
    "$self" completion "$shell" > "$tmp/completions/fixtext.$shell"
done

for target in $targets; do
    os=${target%/*} arch=${target#*/}
    name=fixtext-${version#v}-$os-$arch
    dir=$tmp/$name
    mkdir -p "$dir"
    cp "$(program "$os" "$arch")" "$dir"
    cp -r "$tmp/fixtext.1" "$tmp/completions" README*.md GUIDE*.md LICENSE NOTICE "$dir"
    if [ "$os" = windows ]; then # whose users have no tar for long
        find "$dir" -exec touch -h -d "@$epoch" {} +
        (cd "$tmp" && rm -f "$out/$name.zip" && find "$name" -type f | sort | zip -q -X -9 "$out/$name.zip" -@)
        echo "$name.zip"
        continue
    fi
    tar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' -C "$tmp" -cf - "$name" | gzip -9n > "$out/$name.tar.gz"
    echo "$name.tar.gz"
done

# The large model, for --model.
cp model/large/large.bin "$out/fixtext-${version#v}-large.bin"
echo "fixtext-${version#v}-large.bin"

# The package for Python has the same programs in it.
if [ "${WHEELS:-yes}" = no ]; then
    echo "no wheels: WHEELS=no"
elif command -v python3 > /dev/null; then
    make -s -C python TARGETS="$targets" PROGRAMS="$tmp/programs" wheels sdist
    cp python/dist/* "$out"
else
    echo "no wheels: python3 is not here"
fi

cd "$out"
shopt -s nullglob
sha256sum fixtext-"${version#v}"[-.]*{tar.gz,zip,whl,bin} > SHA256SUMS
# Who has the key signs: SIGNING_KEY=releases@example.org ./release.sh v1.2.3
if [ -n "${SIGNING_KEY:-}" ]; then
    gpg --batch --yes --local-user "$SIGNING_KEY" --armor --detach-sign SHA256SUMS
fi
