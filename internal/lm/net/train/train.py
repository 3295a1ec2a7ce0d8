"""Trains a network of package net on what main.go wrote, and writes the file of it.

    python3 train.py FILES -out net.bin [-base net.bin] [-dev FILES] [-minutes 60]

It learns to add what is missing to what was counted. Often, at places of all of the text, that is counted
here, without the place itself; so the text can be what was counted. Else, and in the last part mostly, it
is what the tables say, at the places where they leave a doubt, and what each part counts is learned. The rate
of learning falls with the time that is left, so that two runs are alike, but not equal. What is written is the mean of
the weights of the last thousand steps.
"""
import argparse
import math
import struct
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

LAST = 0.6  # of the time, when mostly what the tables say is looked at
COUNTS = 0.7, 0.2  # how often counts are, before that and from then on
SURE = 0.985  # how likely the best may be by the counts
WINDOWS = [(-1, 1), (-2, -1), (1, 2), (-2, -1, 1), (-1, 1, 2)]  # beside pairs, what is counted around a place
ROWS = 5121  # tokens that are told apart; the last stands for all others
FAR = 6  # nats by which candidates may cost more than the best for the net to be asked of them
WEIGHTS = np.array([1, 0.5, 1, 0.7])  # of each loss, where one number is fitted for all
KINDS, FEW, RIVALS = 4, 8, 16  # losses; candidates where the tables doubt; and elsewhere, the most frequent ones
SHARES = np.array([0.35, 0.15, 0.3, 0.2])  # how often each loss is tried where it is not given
PLACE = np.dtype([("at", "<u4"), ("kind", "u1"), ("n", "u1"), ("truth", "u1"), ("pad", "u1"),
                  ("few", [("token", "<u2"), ("cost", "<i2")], 12)])


class Net(nn.Module):
    def __init__(self, a):
        super().__init__()
        self.near, self.far = a.near, a.far
        self.groups = [(m + 1, n) for m, n in zip((a.near, *a.far), a.far) if n > m]
        self.tokens, self.pairs = nn.Embedding(ROWS, a.read), nn.Embedding(a.pairs + 1, a.read, padding_idx=0)
        self.fits, self.often = nn.Embedding(ROWS, a.asked), nn.Parameter(torch.zeros(ROWS))
        inputs = 2 * (a.near + len(self.groups)) * a.read
        self.first, self.second, self.third = nn.Linear(inputs, a.wide), nn.Linear(a.wide, a.middle), nn.Linear(a.middle, a.asked)
        self.first.weight.data.normal_(0, 0.4 / math.sqrt(inputs))
        self.fits.weight.data.normal_(0, 0.01)
        self.tokens.weight.data.normal_(0, 0.2)
        self.pairs.weight.data.zero_()
        self.counts = nn.Parameter(torch.tensor([-0.9, 0.4, 0.4, 0.6, 0.7, 0.7, 0.3, 0.3]))  # what each kind of them counts
        self.cost = nn.Parameter(torch.full((KINDS,), 1.0))  # what the tables count
        self.say = nn.Parameter(torch.full((KINDS,), 0.2))  # and what the net counts

    def layers(self):
        return self.first, self.second, self.third

    def like(self, tokens, pairs, at):
        """What should stand at some places of tokens; pairs are those that begin at each of them."""
        left = right = self.tokens(tokens)
        if len(self.pairs.weight) > 1:
            p = self.pairs(pairs)
            left, right = torch.cat([left[:1], left[1:] + p[:-1]]), right + p
        near = torch.arange(1, self.near + 1)
        parts = [F.embedding(at[:, None] - near.flip(0), left).flatten(1), F.embedding(at[:, None] + near, right).flatten(1)]
        inside = (tokens != 0).unsqueeze(1)
        left, right = (left * inside).cumsum(0), (right * inside).cumsum(0)
        for m, n in self.groups:
            parts += [left[at - m] - left[at - n - 1], right[at + n] - right[at + m - 1]]
        return self.third(F.relu(self.second(F.relu(self.first(torch.cat(parts, 1))))))

    def said(self, like, candidates):
        return torch.bmm(self.fits(candidates), like.unsqueeze(2)).squeeze(2) + self.often[candidates]

    def begin(self, path):
        """Takes over what a smaller network says."""
        b = open(path, "rb").read()
        near, _, far, read, wide, middle, asked, rows, pairs = struct.unpack_from("<9i", b, 16)
        assert rows == ROWS and far == near and not pairs, "only a network without groups and pairs can be one to begin with"
        at = 52

        def take(kind, *shape):
            nonlocal at
            x = np.frombuffer(b, kind, math.prod(shape), at).reshape(shape)
            at += x.nbytes
            return torch.from_numpy(x.astype(np.float32))

        scales = take("<i4", 5) / (1 << 24)
        layers = []
        for n, m in ((2 * near * read, wide), (wide, middle), (middle, asked)):
            layers.append((take("i1", m, n), take("<i4", m) / 256))
        tokens, fits, often = take("i1", ROWS, read), take("i1", ROWS, asked), take("<i4", ROWS)
        unit, say = 0.5 / tokens.std(), self.say[0].item()
        with torch.no_grad():
            self.tokens.weight[:, :read], self.fits.weight[:, :asked] = tokens * unit, fits * scales[3] / say
            self.often.copy_(often / 256 / say)
            for k, (new, (weights, bias)) in enumerate(zip(self.layers(), layers)):
                m, n = weights.shape
                new.weight[:m], new.bias[:] = 0, 0
                new.bias[:m] = bias
                if k > 0:
                    new.weight[:m, :n] = weights * scales[k]
                else:
                    slots = new.weight.view(len(new.weight), -1, self.tokens.weight.shape[1])
                    slots[:m, self.near - near:self.near + near, :read] = weights.view(m, 2 * near, read) * scales[0] / 256 / unit


class Text:
    """All text, what is counted of it, and places by the tables."""

    def __init__(self, files, pairs, few=FEW):
        self.tokens = np.minimum(np.fromfile(files + ".tok", "<u2"), ROWS - 1)
        self.ends = np.flatnonzero(self.tokens == 0)
        self.starts = np.concatenate([[0], self.ends[:-1] + 1])
        p = np.fromfile(files + ".places", PLACE)
        self.few, self.places = few, p[p["truth"] < few]
        line = np.searchsorted(self.ends, self.places["at"])
        self.first, self.last = (np.searchsorted(line, np.arange(len(self.ends)), side) for side in ("left", "right"))
        self.held = np.unique(line[line > 0])  # before the first there is no mark
        self.lines = np.flatnonzero(self.ends - self.starts > 3)[1:]
        self.rivals, self.n = self.rival(files)
        if isinstance(pairs, np.ndarray):
            self.frequent = pairs
            return
        tokens = self.tokens.astype(np.int64)
        self.neighbours = np.bincount(tokens[:-1] * ROWS + tokens[1:], minlength=ROWS * ROWS)
        n = self.neighbours.reshape(ROWS, ROWS).copy()
        n[0, 0] = n[-1] = n[:, -1] = 0
        self.frequent = np.sort(np.argpartition(-n.ravel(), pairs)[:pairs])
        n = np.bincount(tokens, minlength=ROWS) + 1.0
        self.share = (n / n.sum()).astype(np.float32)
        self.counted = []
        for window in WINDOWS:
            at = sorted((*window, 0))
            n = len(tokens) - at[-1] + at[0]
            all_ = np.bincount(key([tokens[o - at[0]:][:n] for o in at]), minlength=1 << BITS)
            self.counted.append(np.minimum(all_, 255).astype(np.uint8))

    def counts(self, tokens, at, candidates):
        """What was counted of candidates at some places of tokens, of which the first is right and not counted: as logarithms."""
        def beside(o):
            return tokens[at + o][:, None, None]

        itself = np.zeros(candidates.shape[-1], np.float32)
        itself[0] = 1
        share = self.share[candidates]
        all_ = [np.log(share)]
        for pair in (beside(-1) * ROWS + candidates, candidates * ROWS + beside(1)):
            all_.append(np.log(np.maximum(self.neighbours[pair] - itself, 0) + 4 * share))
        for window, counted in zip(WINDOWS, self.counted):
            n = counted[key([candidates if o == 0 else beside(o) for o in sorted((*window, 0))])].astype(np.float32)
            all_.append(np.log1p(2 * np.maximum(n - itself, 0)))
        return np.stack(all_).astype(np.float32)

    def rival(self, files):
        """Of each loss and token, the token itself, and of those that share the bytes left the most frequent; how many."""
        often = np.bincount(self.tokens, minlength=ROWS)
        rivals, n = np.zeros((KINDS, ROWS, RIVALS), np.int64), np.zeros((KINDS, ROWS), np.int64)
        b, i = np.fromfile(files + ".sets", "<u2").astype(np.int64), 0
        while i < len(b):
            kind, token, k = b[i:i + 3]
            others = b[i + 3:i + 3 + k]
            others = others[(others < ROWS - 1) & (others != token)]
            others = others[np.argsort(-often[others], kind="stable")][:RIVALS - 1]
            i += 3 + k
            if token < ROWS - 1:
                rivals[kind, token, 0], rivals[kind, token, 1:1 + len(others)] = token, others
                n[kind, token] = 1 + len(others)
        return rivals, n

    def some(self, lines, reach):
        """Some lines behind each other, with marks between them; the pairs; by how much each was moved."""
        starts, n = self.starts[lines] - 1, self.ends[lines] - self.starts[lines] + 1  # the mark before, but not that behind
        to = np.cumsum(n + reach + 1) - n
        at = np.full(n.sum() + (len(lines) + 2) * (reach + 1), -1)
        step = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
        at[np.repeat(to, n) + step] = np.repeat(starts, n) + step
        tokens = np.where(at < 0, 0, self.tokens[at]).astype(np.int64)
        pairs = tokens * ROWS + self.tokens[at + 1]
        if not len(self.frequent):
            return tokens, np.zeros_like(pairs), to - starts
        i = np.minimum(np.searchsorted(self.frequent, pairs), len(self.frequent) - 1)
        return tokens, np.where((at >= 0) & (self.frequent[i] == pairs), i + 1, 0), to - starts

    def at(self, lines, moved):
        """The places of some lines, which were moved by so much: which these are, and where."""
        n = self.last[lines] - self.first[lines]
        rows = np.repeat(self.first[lines] - np.cumsum(n) + n, n) + np.arange(n.sum())
        return rows, self.places["at"][rows].astype(np.int64) + np.repeat(moved, n)

    def candidates(self, rows):
        """The candidates at places, and what these cost."""
        p = self.places[rows]
        costs = p["few"]["cost"][:, :self.few] / np.float32(16)
        costs[np.arange(self.few) >= p["n"][:, None]] = 1e4
        return np.minimum(p["few"]["token"][:, :self.few], ROWS - 1).astype(np.int64), costs


BITS = 27


def key(parts):
    """Where the number of a sequence is counted."""
    k = np.zeros(np.broadcast(*parts).shape, np.uint64)
    for p in parts:
        k = k * np.uint64(ROWS) + p.astype(np.uint64)
    k ^= k >> np.uint64(29)
    return ((k * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - BITS)).astype(np.int64)


def batches(lines, text, size, rng):
    """Lines in any order, again and again, as many at once as have so many tokens."""
    while True:
        order = rng.permutation(lines)
        ends = np.cumsum((text.ends - text.starts)[order])
        yield from filter(len, np.split(order, np.searchsorted(ends, np.arange(size, ends[-1], size))))


def blurred(tokens, pairs, rng):
    """What is read is sometimes unknown, so that the net does not rely on it."""
    return np.where((rng.random(len(tokens)) < 0.04) & (tokens > 0), ROWS - 1, tokens), np.where(rng.random(len(pairs)) < 0.2, 0, pairs)


def on_counts(net, text, tokens, pairs, rng):
    """How far off the net is on top of what is counted here, at places where that leaves a doubt, and how far that alone."""
    at = np.flatnonzero((text.n[:, tokens] > 1).any(0))
    token = tokens[at]
    kinds = (text.n[:, token] > 1) * SHARES[:, None]
    kinds = np.cumsum(kinds / kinds.sum(0), 0)
    kind = np.stack([(rng.random(len(at)) > kinds).sum(0).clip(0, KINDS - 1) for _ in range(2)], 1)
    candidates, none = text.rivals[kind, token[:, None]], np.arange(RIVALS) >= text.n[kind, token[:, None]][..., None]
    counts = text.counts(tokens, at, candidates)
    alone = np.einsum("f,fnkm->nkm", net.counts.detach().numpy(), counts)
    alone[none] = -1e9
    chances = np.exp(alone - alone.max(2, keepdims=True))
    unsure = (chances.max(2) / chances.sum(2)).min(1) < SURE
    unsure |= rng.random(len(at)) < 0.05
    at, kind, candidates, none, counts = at[unsure], kind[unsure], candidates[unsure], none[unsure], counts[:, unsure]
    like = net.like(*map(torch.from_numpy, (*blurred(tokens, pairs, rng), at)))
    said = net.said(like, torch.from_numpy(candidates.reshape(len(at), -1))).view(len(at), 2, RIVALS)
    known = (net.counts[:, None, None, None] * torch.from_numpy(counts)).sum(0)
    none, first = torch.from_numpy(none), torch.zeros(2 * len(at), dtype=torch.long)

    def off(scores):
        return F.cross_entropy(scores.masked_fill(none, -1e9).view(-1, RIVALS), first[:scores.numel() // RIVALS])

    return off(known + net.say[torch.from_numpy(kind)].unsqueeze(2) * said), off(known.detach()), len(at)


def on_tables(net, text, tokens, pairs, lines, moved, rng):
    """How far off the net is on top of what the tables say, and how far they are alone."""
    rows, places = text.at(lines, moved)
    at, which = np.unique(places, return_inverse=True)
    like = net.like(*map(torch.from_numpy, (*blurred(tokens, pairs, rng), at)))[torch.from_numpy(which)]
    kind, truth = (torch.from_numpy(text.places[x][rows].astype(np.int64)) for x in ("kind", "truth"))
    few, costs = text.candidates(rows)
    known, said = -torch.from_numpy(costs), net.said(like, torch.from_numpy(few))
    return F.cross_entropy(net.cost[kind].unsqueeze(1) * known + net.say[kind].unsqueeze(1) * said, truth), F.cross_entropy(known, truth), len(at)


def train(net, text, a, rng):
    optimizer = torch.optim.Adam(net.parameters(), lr=a.rate, betas=(0.9, 0.99), eps=1e-8, fused=True)
    begin = told = time.time()
    sums, steps, seen = np.zeros((2, 3)), 0, 0
    mean = [w.detach().clone() for w in net.parameters()]
    any_, held = batches(text.lines, text, a.batch, rng), batches(text.held, text, a.batch, rng)
    while (gone := (time.time() - begin) / 60 / a.minutes) < 1:
        for g in optimizer.param_groups:
            g["lr"] = a.rate * min(1, (steps + 1) / 200) * max(0.01, 0.5 * (1 + math.cos(math.pi * gone)))
        tables = int(rng.random() >= COUNTS[gone > LAST])
        lines = next(held if tables else any_)
        tokens, pairs, moved = text.some(lines, max(net.near, *net.far) + 1)
        if tables:
            loss, alone, n = on_tables(net, text, tokens, pairs, lines, moved, rng)
        else:
            loss, alone, n = on_counts(net, text, tokens, pairs, rng)
        if n == 0:
            continue  # a line of letters
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        steps, seen = steps + 1, seen + n
        if steps % 10 == 0:
            with torch.no_grad():
                torch._foreach_lerp_(mean, list(net.parameters()), 0.1 if steps < 1000 else 0.01)
        sums[tables] += loss.item(), alone.item(), 1
        if time.time() - told > 60:
            told = time.time()
            means = sums[:, :2] / np.maximum(1, sums[:, 2:])
            sums[:] = 0
            print("%5.0f s, %.1f million positions: by counts %.4f, with the net %.4f; by the tables %.4f, with it %.4f nats" %
                  (told - begin, seen / 1e6, *means[:, ::-1].ravel()), flush=True)
            if a.weights:
                torch.save((net.state_dict(), text.frequent), a.weights)
    with torch.no_grad():
        for w, x in zip(net.parameters(), mean):
            w.copy_(x)


def fit(net, text):
    """What a cost by the tables and what the net should count beside each other, for all kinds of loss."""
    few, costs = text.candidates(slice(None))
    said = np.zeros(few.shape, np.float32)
    for lines in np.array_split(text.held, len(text.held) // 50 + 1):
        tokens, pairs, moved = text.some(lines, max(net.near, *net.far) + 1)
        rows, at = text.at(lines, moved)
        with torch.no_grad():
            said[rows] = net.said(net.like(*map(torch.from_numpy, (tokens, pairs, at))), torch.from_numpy(few[rows]))
    far = costs > FAR
    said = np.where(far, 0, said - np.where(far, np.inf, said).min(1, keepdims=True))
    truth, weight = text.places["truth"], WEIGHTS[text.places["kind"]]

    def off(cost, say):
        scores = say * said - cost * costs
        scores -= scores.max(1, keepdims=True)
        return ((np.log(np.exp(scores).sum(1)) - scores[np.arange(len(truth)), truth]) * weight).sum() / weight.sum()

    return min((off(c, s), c, s) for c in np.arange(0.75, 1.01, 0.05) for s in np.arange(0.04, 0.6, 0.02))[1:]


def whole(*weights):
    """Weights as bytes, and the size of a step, which is the same for all."""
    weights = [w.detach().numpy().astype(np.float64) for w in weights]
    best = None
    for part in np.linspace(0.3, 1, 15):
        step = max(np.abs(w).max() for w in weights) * part / 127
        q = [np.clip(np.round(w / step), -127, 127) for w in weights]
        error = sum(((x * step - w) ** 2).sum() for x, w in zip(q, weights))
        if best is None or error < best[0]:
            best = error, step, [x.astype(np.int8).tobytes() for x in q]
    return *best[2], best[1]


def write(net, frequent, a):
    def numbers(x, unit=1):
        x = x.detach().numpy() if isinstance(x, torch.Tensor) else np.asarray(x)
        return np.round(x.astype(np.float64) * unit).astype("<i4").tobytes()

    *vectors, step = whole(net.tokens.weight, *([net.pairs.weight[1:]] if len(frequent) else []))
    fits, of_fits = whole(net.fits.weight)
    scales, layers = [], b""
    for layer in net.layers():
        weights, of_layer = whole(layer.weight)
        scales.append(of_layer * (1 if scales else step * 256))
        layers += weights + numbers(layer.bias, 256)
    scales += [of_fits * a.say, a.cost * 128 / (1 << 24)]
    shape = net.near, *net.far, a.read, a.wide, a.middle, a.asked, ROWS, len(frequent)
    starts = numbers(np.searchsorted(frequent, np.arange(ROWS + 1) * ROWS)) if len(frequent) else b""
    with open(a.out, "wb") as f:
        f.write(b"fixnet03" + struct.pack("<Q", a.below) + numbers(shape) + numbers(scales, 1 << 24) + layers +
                vectors[0] + fits + numbers(net.often, a.say * 256) + starts + (frequent % ROWS).astype("<u2").tobytes() + b"".join(vectors[1:]))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("files")
    p.add_argument("-out", required=True)
    p.add_argument("-near", type=int, default=8, help="characters that are read one by one on either side")
    p.add_argument("-far", type=int, nargs=2, default=(12, 15), help="up to where those of two groups beyond are; as -near for none")
    p.add_argument("-read", type=int, default=48, help="numbers that describe a character that is read")
    p.add_argument("-wide", type=int, default=512, help="numbers behind the first layer")
    p.add_argument("-middle", type=int, default=128, help="numbers behind the second")
    p.add_argument("-asked", type=int, default=96, help="numbers that describe a character that is asked for")
    p.add_argument("-pairs", type=int, default=1 << 16, help="pairs of characters that are described, too")
    p.add_argument("-base", help="a smaller network to begin with")
    p.add_argument("-minutes", type=float, default=60)
    p.add_argument("-batch", type=int, default=3000)
    p.add_argument("-rate", type=float, default=1.5e-3)
    p.add_argument("-below", type=lambda x: int(x, 16), default=0, help="what choice.Below returns, in hexadecimal")
    p.add_argument("-cost", type=float, default=0.9, help="what a cost by the tables counts")
    p.add_argument("-say", type=float, default=0.2, help="what the net counts")
    p.add_argument("-dev", help="places that both are fitted on; the beginning of the names of files, like the others")
    p.add_argument("-weights", help="file for the weights; read if there is one, and nothing is trained")
    a = p.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    net = Net(a)
    try:
        weights, frequent = torch.load(a.weights or "", weights_only=False)
        net.load_state_dict(weights)
    except FileNotFoundError:
        if a.base:
            net.begin(a.base)
        text = Text(a.files, a.pairs)
        frequent = text.frequent
        train(net, text, a, np.random.default_rng(1))
        strange = (text.n == 0).all(0)
        strange[ROWS - 1] = False
        net.fits.weight.data[torch.from_numpy(strange)] = 0  # nothing was learned of what is never asked for
        if a.weights:
            torch.save((net.state_dict(), frequent), a.weights)
    if a.dev:
        a.cost, a.say = fit(net, Text(a.dev, frequent, 12))
        print("a cost counts %.2f, what the net says %.2f" % (a.cost, a.say))
    write(net, frequent, a)


main()
