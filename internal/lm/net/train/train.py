"""Trains the network of package net on what main.go wrote, and writes net.bin.

    python3 train.py FILES -out net.bin [-minutes 22]

It learns to add what is missing to what the tables say at places where they leave a doubt, and, the less
the longer it goes on, what stands at a place of any text. The rate of learning falls with the time
that is left, so that two runs are alike, but not equal.
"""
import argparse
import math
import struct
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

ROWS, NEAR, IN, WIDE, MIDDLE, OUT = 5121, 6, 48, 224, 112, 80  # as in net.go
KINDS, FEW, BATCH = 4, 6, 1024
PLACE = np.dtype([("at", "<u4"), ("kind", "u1"), ("n", "u1"), ("truth", "u1"), ("pad", "u1"),
                  ("few", [("token", "<u2"), ("cost", "<i2")], 12)])


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.tokens, self.fits = nn.Embedding(ROWS, IN), nn.Embedding(ROWS, OUT)
        self.often = nn.Parameter(torch.zeros(ROWS))
        self.first, self.second, self.third = nn.Linear(2 * NEAR * IN, WIDE), nn.Linear(WIDE, MIDDLE), nn.Linear(MIDDLE, OUT)
        self.first.weight.data.normal_(0, 0.8 / math.sqrt(2 * NEAR * IN))
        self.cost = nn.Parameter(torch.full((KINDS,), 1.0))  # what the tables count
        self.say = nn.Parameter(torch.full((KINDS,), 0.15))  # and what the net counts

    def like(self, around):
        x = self.tokens(around).flatten(1)
        return self.third(F.relu(self.second(F.relu(self.first(x)))))

    def start(self, tokens):
        """Descriptions from what stands beside what: a good place to begin."""
        n = np.bincount(tokens, minlength=ROWS) + 1.0
        share = n / n.sum()
        self.often.data = torch.from_numpy(np.log(share)).float() + 8
        pairs = np.bincount(tokens[1:] * ROWS + tokens[:-1], minlength=ROWS * ROWS).reshape(ROWS, ROWS)
        pairs = np.concatenate([pairs, pairs.T], 1).astype(np.float32)
        other = share ** 0.75 / (share ** 0.75).sum()
        pairs /= (n[:, None] * np.concatenate([other, other])[None]).astype(np.float32)
        u, s, _ = torch.svd_lowrank(torch.from_numpy(np.log(np.maximum(pairs, 1))), q=OUT + 16)
        x = u * s ** 0.5
        x /= x[:, :IN].std()
        self.tokens.weight.data, self.fits.weight.data = x[:, :IN] * 0.5, x[:, :OUT] * 0.1


class Text:
    def __init__(self, files):
        self.tokens = np.minimum(np.fromfile(files + ".tok", "<u2"), ROWS - 1).astype(np.int64)
        p = np.fromfile(files + ".places", PLACE)
        ends = np.flatnonzero(self.tokens == 0)
        p = p[(p["truth"] < FEW) & (p["at"] < ends[-1])]  # of a last line that is cut off, none
        self.few = np.minimum(p["few"]["token"][:, :FEW], ROWS - 1).astype(np.int64)
        self.costs = p["few"]["cost"][:, :FEW] / np.float32(16)
        self.costs[np.arange(FEW) >= p["n"][:, None]] = 1e4
        self.kind, self.truth = p["kind"].astype(np.int64), p["truth"].astype(np.int64)
        self.at, self.first, self.n = np.unique(p["at"].astype(np.int64), return_index=True, return_counts=True)
        line = np.searchsorted(ends, self.at)
        self.ends, self.starts = ends[line], np.concatenate([[0], ends[:-1] + 1])[line]
        asked = np.unique(self.few)
        self.asked = torch.from_numpy(asked[(asked > 4) & (asked < ROWS - 1)])
        self.number = torch.full((ROWS,), -1)
        self.number[self.asked] = torch.arange(len(self.asked))

    def around(self, i):
        """What stands around some positions."""
        offsets = np.concatenate([np.arange(-NEAR, 0), np.arange(1, NEAR + 1)])
        at = self.at[i, None] + offsets
        out = (at < self.starts[i, None]) | (at >= self.ends[i, None])
        return torch.from_numpy(np.where(out, 0, self.tokens[np.clip(at, 0, len(self.tokens) - 1)]))


def train(net, text, minutes, rng):
    optimizer = torch.optim.Adam(net.parameters(), lr=2e-3, betas=(0.9, 0.99), eps=1e-7)
    begin = told = time.time()
    sums, steps = np.zeros(3), 0
    while True:
        order = rng.permutation(len(text.at))
        for i in order[:len(order) // BATCH * BATCH].reshape(-1, BATCH):
            gone = (time.time() - begin) / 60 / minutes
            if gone >= 1:
                return
            for g in optimizer.param_groups:
                g["lr"] = 2e-3 * min(1, (steps + 1) / 200) * max(0.02, 0.5 * (1 + math.cos(math.pi * gone)))
            n = text.n[i]
            rows = np.repeat(text.first[i] - (np.cumsum(n) - n), n) + np.arange(n.sum())
            like = net.like(text.around(i))
            few, kind, truth = (torch.from_numpy(x[rows]) for x in (text.few, text.kind, text.truth))
            one = like[torch.from_numpy(np.repeat(np.arange(BATCH), n))]
            said = (net.fits(few) * one.unsqueeze(1)).sum(-1) + net.often[few]
            known = -torch.from_numpy(text.costs[rows])
            loss = F.cross_entropy(net.cost[kind].unsqueeze(1) * known + net.say[kind].unsqueeze(1) * said, truth)
            sums[1:] += loss.item(), F.cross_entropy(known, truth).item()
            if (share := 0.3 * (1 - gone) ** 2) > 0.01:
                number = text.number[text.tokens[text.at[i]]]
                some = (number >= 0) & (torch.rand(BATCH) < 0.2)
                anything = F.cross_entropy(like[some] @ net.fits(text.asked).t() + net.often[text.asked], number[some])
                sums[0] += anything.item()
                loss = loss + share * anything
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            steps += 1
            if time.time() - told > 60:
                told = time.time()
                print("%5.0f s, %d steps: any %.3f; places %.4f, by the tables %.4f nats" % (told - begin, steps, *sums / steps), flush=True)


def whole(w):
    """Weights as bytes, and the size of a step."""
    w = w.detach().numpy().astype(np.float64)
    best = None
    for part in np.linspace(0.3, 1, 15):
        step = np.abs(w).max() * part / 127
        q = np.clip(np.round(w / step), -127, 127)
        error = ((q * step - w) ** 2).sum()
        if best is None or error < best[0]:
            best = error, step, q.astype(np.int8).tobytes()
    return best[2], best[1]


def write(net, path, below, cost, say):
    def numbers(x, unit):
        x = x.detach().numpy() if isinstance(x, torch.Tensor) else np.asarray(x)
        return np.round(x.astype(np.float64) * unit).astype("<i4").tobytes()

    tokens, of_tokens = whole(net.tokens.weight)
    fits, of_fits = whole(net.fits.weight)
    first, of_first = whole(net.first.weight)
    second, of_second = whole(net.second.weight)
    third, of_third = whole(net.third.weight)
    scales = [of_tokens * of_first * 256, of_second, of_third, of_fits * say, cost * 128 / (1 << 24)]
    with open(path, "wb") as f:
        f.write(b"fixnet02" + struct.pack("<Q", below) + numbers(scales, 1 << 24) +
                first + numbers(net.first.bias, 256) + second + numbers(net.second.bias, 256) +
                third + numbers(net.third.bias, 256) + tokens + fits + numbers(net.often, say * 256))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("files")
    p.add_argument("-out", required=True)
    p.add_argument("-minutes", type=float, default=22)
    p.add_argument("-below", type=lambda x: int(x, 16), default=0, help="what choice.Below returns, in hexadecimal")
    p.add_argument("-cost", type=float, default=0.85, help="what a cost by the tables counts, fitted on the sentences for it")
    p.add_argument("-say", type=float, default=0.2, help="what the net counts, likewise")
    p.add_argument("-weights", help="file for the weights; read if there is one, and nothing is trained")
    a = p.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    net = Net()
    try:
        net.load_state_dict(torch.load(a.weights or ""))
    except FileNotFoundError:
        text = Text(a.files)
        net.start(text.tokens)
        train(net, text, a.minutes, np.random.default_rng(1))
        strange = text.number < 0
        strange[ROWS - 1] = False
        net.fits.weight.data[strange] = 0  # nothing was learned of what is never asked for
        if a.weights:
            torch.save(net.state_dict(), a.weights)
    write(net, a.out, a.below, a.cost, a.say)


main()
