"""The adapter of the peers in Python. Usage: adapter.py PEER"""
import base64
import sys
import time
from importlib.metadata import version


def text(function):
    """An operation from text to text. Ill-formed bytes are kept apart as Python keeps them."""
    def prepare(data):
        return data.decode("utf-8", "surrogateescape")

    def show(result):
        return result.encode("utf-8", "surrogateescape")
    return prepare, function, show


def label(function):
    """An operation from bytes to the label of a charset."""
    return bytes, function, lambda result: (result or "").encode()


def ftfy():
    import ftfy
    return version("ftfy"), {"repair": text(ftfy.fix_text)}


def ftfy_encoding():
    import ftfy
    return version("ftfy"), {"repair": text(ftfy.fix_encoding)}


def plsfix():
    import plsfix
    # It takes no surrogates: ill-formed bytes become U+FFFD before it sees them.
    return version("plsfix"), {"repair": (lambda data: data.decode("utf-8", "replace"), plsfix.fix_text, str.encode)}


def charset_normalizer():
    from charset_normalizer import from_bytes

    def detect(data):
        best = from_bytes(data).best()
        return best.encoding if best else ""
    return version("charset-normalizer"), {"detect": label(detect)}


def chardet():
    import chardet
    return version("chardet"), {"detect": label(lambda data: chardet.detect(data)["encoding"])}


def opencc(name="t2s"):
    import opencc
    converter = opencc.OpenCC(name)
    return version("opencc"), {"t2s": text(converter.convert)}


def zhconv():
    import zhconv
    return version("zhconv"), {"t2s": text(lambda source: zhconv.convert(source, "zh-hans"))}


PEERS = {"ftfy": ftfy, "ftfy-encoding": ftfy_encoding, "plsfix": plsfix, "charset-normalizer": charset_normalizer,
         "chardet": chardet, "opencc-1.4": opencc, "opencc-tw2s": lambda: opencc("tw2s"), "zhconv": zhconv}


def main():
    name, operations = PEERS[sys.argv[1]]()
    files = {}

    def answer(*fields):
        print(*fields, sep="\t", flush=True)

    answer("ready", name)
    for line in sys.stdin:
        fields = line.rstrip("\n").split("\t")
        try:
            by_line = fields[1].startswith("lines:")
            prepare, function, show = operations[fields[1].removeprefix("lines:")]
            if fields[0] == "run":
                answer("ok", base64.b64encode(show(function(prepare(base64.b64decode(fields[2]))))).decode())
                continue
            key = (fields[2], int(fields[3]), by_line)
            if key not in files:
                with open(key[0], "rb") as file:
                    data = file.read(key[1])
                    files = {key: [prepare(line) for line in (data.splitlines() if by_line else [data])]}
            cpu, wall = time.process_time_ns(), time.perf_counter_ns()
            for part in files[key]:
                function(part)
            answer("ok", time.process_time_ns() - cpu, time.perf_counter_ns() - wall)
        except Exception as error:  # a peer may fail in any way; the table says so
            answer("err", repr(error).replace("\t", " ").replace("\n", " ")[:200])


main()
