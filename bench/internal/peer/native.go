package peer

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// cc builds an adapter in C that needs the C library only.
func cc(name string) recipe {
	return func(b *Builder) ([]string, error) { return b.compile(name, "", "") }
}

// debian builds an adapter in C with a library from a package of Debian: the
// one that is installed, or else one that is fetched into the cache.
func debian(name, dev string, libs ...string) recipe {
	return func(b *Builder) ([]string, error) {
		if command, err := b.compile(name, installed(b, dev), "", libs...); err == nil {
			return command, nil
		}
		if err := need("apt-get", "apt-cache", "dpkg"); err != nil {
			return nil, fmt.Errorf("%s is not installed, and %w", dev, err)
		}
		root := filepath.Join(b.Cache, "debian", dev)
		version, err := b.unpack(dev, root)
		if err != nil {
			return nil, err
		}
		return b.compile(name, version, root, libs...)
	}
}

// compile compiles peers/c/name.c. root is where a package was unpacked, or "".
func (b *Builder) compile(name, version, root string, libs ...string) ([]string, error) {
	if err := need("cc"); err != nil {
		return nil, err
	}
	bin := filepath.Join(b.Cache, "bin", name+"-adapter")
	words := []string{"cc", "-O2", "-o", bin, filepath.Join(b.Source, "peers", "c", name+".c"), fmt.Sprintf("-DPEER_VERSION=%q", version)}
	data := ""
	if root != "" {
		words = append(words, "-I"+filepath.Join(root, "usr", "include"))
		folders, err := filepath.Glob(filepath.Join(root, "usr", "lib", "*-linux-*"))
		if err != nil {
			return nil, err
		}
		for _, f := range folders {
			words = append(words, "-L"+f, "-Wl,--disable-new-dtags,-rpath,"+f)
		}
		data = filepath.Join(root, "usr", "share", "opencc") + "/"
	}
	words = append(words, fmt.Sprintf("-DPEER_DATA=%q", data))
	_, err := b.run(b.Cache, append(words, libs...)...)
	return []string{bin}, err
}

// installed returns the version of an installed package, or "".
func installed(b *Builder, pkg string) string {
	if need("dpkg-query") != nil {
		return ""
	}
	version, err := b.run(b.Cache, "dpkg-query", "-W", "-f=${Version}", pkg)
	if err != nil {
		return ""
	}
	return version
}

// unpack downloads a package and what it depends on, without the C library, and
// unpacks all into root. Nothing is installed.
func (b *Builder) unpack(pkg, root string) (version string, err error) {
	packages := filepath.Join(root, "packages")
	if err := os.MkdirAll(packages, 0o755); err != nil {
		return "", err
	}
	list, err := b.run(b.Cache, "apt-cache", "depends", "--recurse", "--no-recommends", "--no-suggests", "--no-conflicts", "--no-breaks", "--no-replaces", "--no-enhances", pkg)
	if err != nil {
		return "", err
	}
	var names []string
	for line := range strings.Lines(list) {
		name := strings.TrimRight(line, "\n")
		if strings.ContainsAny(name, " <") || slices.ContainsFunc(system, func(s string) bool { return strings.HasPrefix(name, s) }) {
			continue
		}
		names = append(names, name)
	}
	if !slices.Contains(names, pkg) {
		return "", errors.New("no package " + pkg + " is known; apt-get update may help")
	}
	if _, err := b.run(packages, append([]string{"apt-get", "download", "-q"}, names...)...); err != nil {
		return "", err
	}
	files, err := filepath.Glob(filepath.Join(packages, "*.deb"))
	if err != nil {
		return "", err
	}
	for _, f := range files {
		if _, err := b.run(packages, "dpkg", "-x", f, root); err != nil {
			return "", err
		}
		if rest, ok := strings.CutPrefix(filepath.Base(f), pkg+"_"); ok {
			version, _, _ = strings.Cut(rest, "_")
		}
	}
	return version, nil
}

// system are packages that every machine with a compiler has.
var system = []string{"libc6", "libgcc", "libstdc++", "gcc-", "libcrypt", "linux-libc", "rpcsvc", "libtirpc", "libnsl", "debconf", "perl", "dpkg", "tar"}
