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

# The manual page and the completions are those of this version.
go build -buildvcs=false -ldflags "-s -w -buildid= -X main.stamped=$version" -o "$tmp/self" ./cmd/fixtext

for target in ${TARGETS:-linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64}; do
    os=${target%/*} arch=${target#*/}
    name=fixtext-${version#v}-$os-$arch
    dir=$tmp/$name
    mkdir -p "$dir/completions"
    suffix=
    [ "$os" = windows ] && suffix=.exe
    GOOS=$os GOARCH=$arch go build -buildvcs=false -ldflags "-s -w -buildid= -X main.stamped=$version" -o "$dir/fixtext$suffix" ./cmd/fixtext
    "$tmp/self" man > "$dir/fixtext.1"
    for shell in bash zsh fish powershell; do
        "$tmp/self" completion "$shell" > "$dir/completions/fixtext.$shell"
    done
    cp README*.md GUIDE*.md LICENSE NOTICE "$dir"
    if [ "$os" = windows ]; then # whose users have no tar for long
        find "$dir" -exec touch -h -d "@$epoch" {} +
        (cd "$tmp" && rm -f "$out/$name.zip" && find "$name" -type f | sort | zip -q -X -9 "$out/$name.zip" -@)
        echo "$name.zip"
        continue
    fi
    tar --sort=name --mtime="@$epoch" --owner=0 --group=0 --numeric-owner --mode='u=rwX,go=rX' -C "$tmp" -cf - "$name" | gzip -9n > "$out/$name.tar.gz"
    echo "$name.tar.gz"
done

# The package for Python has the same program in it.
if [ "${WHEELS:-yes}" = no ]; then
    echo "no wheels: WHEELS=no"
elif command -v python3 > /dev/null; then
    make -s -C python TARGETS="${TARGETS:-linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64}" wheels sdist
    cp python/dist/* "$out"
else
    echo "no wheels: python3 is not here"
fi

cd "$out"
shopt -s nullglob
sha256sum fixtext-"${version#v}"*.{tar.gz,zip} *.whl > SHA256SUMS
# Who has the key signs: SIGNING_KEY=releases@example.org ./release.sh v1.2.3
if [ -n "${SIGNING_KEY:-}" ]; then
    gpg --batch --yes --local-user "$SIGNING_KEY" --armor --detach-sign SHA256SUMS
fi
