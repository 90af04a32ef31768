"""Writes tests/reference/slices.json: numbers that slices, tests of significance and perceptual hashes are tested against.

Slices come from DataDome/sliceline 0.3.1 (commit 2aea13e8e31c5ffb8a2d4185b4cf8db4e7993004), beside it from trying all conjunctions, below; where the two
differ (sliceline prunes by the worst slice it has, even while it has fewer than k), "complete" is false. P-values come from scipy 1.10.1, and so do the
cosine transforms of the perceptual hashes, whose rules are those of imagehash 4.3: bits are row by row, the first is the highest. SimHashes are computed here.

git clone https://github.com/DataDome/sliceline /tmp/ref/sliceline
PYTHONPATH=/tmp/ref/sliceline /usr/bin/python3 tests/reference/slices.py > tests/reference/slices.json
"""
import itertools
import json
import math
import random
import sys
import warnings

import numpy as np
import scipy
import scipy.fftpack
import scipy.stats
import sklearn.utils.validation

sklearn.utils.validation._check_feature_names = lambda *args, **kwargs: None  # sklearn 1.2 names it differently; it only checks names
from sliceline import Slicefinder  # noqa: E402

warnings.filterwarnings("ignore")
random.seed(20240611)
rng = np.random.default_rng(20240611)


def score(size, total, n, mean, alpha):
    return alpha * (total / size / mean - 1) - (1 - alpha) * (n / size - 1)


def conjunctions(x, errors, alpha, max_level, min_support):
    """(score, predicates, mask) of all with a score above 0."""
    found = []
    columns = range(x.shape[1])
    for level in range(1, max_level + 1):
        for attributes in itertools.combinations(columns, level):
            for values in itertools.product(*(sorted(set(x[:, a])) for a in attributes)):
                mask = np.all([x[:, a] == v for a, v in zip(attributes, values)], axis=0)
                if mask.sum() < min_support or errors[mask].sum() <= 0:
                    continue
                s = score(mask.sum(), errors[mask].sum(), len(errors), errors.mean(), alpha)
                if s > 1e-12:
                    found.append((s, list(zip(attributes, values)), mask))
    return found


def is_redundant(predicates, mask, x):
    for left_out in range(len(predicates)):
        parent = [np.ones(len(x), bool)] + [x[:, a] == v for i, (a, v) in enumerate(predicates) if i != left_out]
        if np.all(parent, axis=0).sum() == mask.sum():
            return True
    return False


def p_value(mask, errors):
    a, b = errors[mask], errors[~mask]
    if set(errors) <= {0, 1}:
        return proportions(int(a.sum()), len(a), int(b.sum()), len(b))
    if len(a) < 2 or len(b) < 2:
        return 1.0
    p = float(scipy.stats.ttest_ind(a, b, equal_var=False).pvalue)
    return p if p == p else 1.0


def proportions(hits, items, other_hits, other_items):
    right, everything = hits + other_hits, items + other_items
    if items == 0 or other_items == 0 or right in (0, everything):
        return 1.0
    if min(right, everything - right) * min(items, other_items) / everything < 5:
        return float(scipy.stats.fisher_exact([[hits, items - hits], [other_hits, other_items - other_hits]])[1])
    pooled = right / everything
    z = (hits / items - other_hits / other_items) / math.sqrt(pooled * (1 - pooled) * (1 / items + 1 / other_items))
    return float(2 * scipy.stats.norm.sf(abs(z)))


def effect(mask, errors):
    a, b = errors[mask], errors[~mask]
    if set(errors) <= {0, 1}:
        return 2 * (math.asin(math.sqrt(a.mean())) - math.asin(math.sqrt(b.mean())))
    pooled = (((a - a.mean()) ** 2).sum() + ((b - b.mean()) ** 2).sum()) / (len(errors) - 2)
    return (a.mean() - b.mean()) / math.sqrt(pooled) if pooled > 0 else None


def describe(found, errors, details):
    s, predicates, mask = found
    row = {"score": s, "predicates": [[int(a), chr(97 + v)] for a, v in predicates], "support": int(mask.sum())}
    if details and not mask.all():
        rest = errors[~mask].mean()
        row |= {"average": errors[mask].mean(), "rest": rest, "risk": errors[mask].mean() / rest if rest > 0 else None,
                "effect": effect(mask, errors), "p": p_value(mask, errors),
                "members": sorted(np.flatnonzero(mask).tolist(), key=lambda i: (-errors[i], i))[:5]}
    return row


def slices(x, errors, alpha, k, max_level, min_support):
    everything = conjunctions(x, errors, alpha, max_level, min_support)
    order = sorted(everything, key=lambda f: (-round(f[0], 9), len(f[1]), f[1]))
    free = [f for f in order if not is_redundant(f[1], f[2], x)]
    finder = Slicefinder(alpha=alpha, k=k, max_l=max_level, min_sup=min_support, verbose=False).fit(x.astype(int), errors)
    theirs = [{
        "score": s["slice_score"], "support": int(s["slice_size"]), "average": s["slice_average_error"],
        "predicates": [[a, chr(97 + int(v))] for a, v in enumerate(row) if v is not None]}
        for s, row in zip(finder.top_slices_statistics_, finder.top_slices_)]
    complete = len(theirs) >= min(k, len(order)) and all(abs(t["score"] - f[0]) < 1e-9 for t, f in zip(theirs, order))
    single = [[a, chr(97 + v), p_value(x[:, a] == v, errors)] for a in range(x.shape[1]) for v in sorted(set(x[:, a]))
              if min_support <= (x[:, a] == v).sum() < len(x)]
    return {
        "columns": ["".join(chr(97 + v) for v in column) for column in x.T], "errors": [float(e) for e in errors],
        "alpha": alpha, "k": k, "maxLevel": max_level, "minSupport": min_support, "complete": complete, "reference": theirs,
        "all": [describe(f, errors, False) for f in order[:k]], "free": [describe(f, errors, True) for f in free[:k]], "single": single}


def some_slices(n, attributes, values, kind):
    x = rng.choice(values, size=(n, attributes), p=rng.dirichlet(np.full(values, 3.0)))
    if random.random() < 0.3:
        x[:, -1] = x[:, 0] // 2  # follows from the first: redundant conjunctions
    bad = np.all([x[:, a] == x[0, a] for a in random.sample(range(attributes), min(attributes, random.choice([1, 2])))], axis=0)
    if kind == "binary":
        errors = (rng.random(n) < np.where(bad, 0.6, random.choice([0.02, 0.1, 0.3]))).astype(float)
    elif kind == "edits":
        errors = rng.poisson(np.where(bad, 3, 0.4)).astype(float)
    else:
        errors = np.round(rng.gamma(1.0, np.where(bad, 2.0, 0.5)), 3)
    if errors.sum() == 0:
        errors[0] = 1
    return slices(x, errors, random.choice([0.5, 0.9, 0.95, 0.99, 1.0]), random.choice([1, 3, 10, 50]), random.choice([1, 2, 3, 3, 3, 4]),
                  random.choice([1, 2, 5, 10]))


cases = [
    slices(np.zeros((5, 1), int), np.array([1.0, 0, 1, 0, 0]), 0.95, 3, 2, 1), slices(np.array([[0], [1]]), np.array([0.0, 1]), 0.95, 3, 1, 1),
    slices(np.array([[0, 0], [1, 1]] * 20), np.array([0.0, 1] * 20), 0.95, 5, 2, 1)]
for i in range(90):
    cases.append(some_slices(random.choice([12, 40, 100, 150]), random.choice([1, 2, 3, 4]), random.choice([2, 3, 5]), ("binary", "edits", "real")[i % 3]))

welch = []
for _ in range(120):
    n, m = random.choice([2, 3, 10, 100, 5000, 100000]), random.choice([2, 3, 30, 2000, 1000000])
    v, w = random.choice([0, 1e-4, 0.3, 5]), random.choice([1e-3, 0.5, 7])
    d = random.choice([0, 0.001, 0.05, 1, 4]) * random.choice([1, -1])
    p = scipy.stats.ttest_ind_from_stats(d, math.sqrt(v), n, 0, math.sqrt(w), m, equal_var=False).pvalue
    welch.append([d, v / n, n, w / m, m, float(p)])
shares = []
for _ in range(120):
    n, m = random.choice([1, 5, 20, 300, 50000]), random.choice([1, 8, 40, 1000, 100000])
    a, b = random.randrange(0, n + 1) if random.random() < 0.5 else min(n, 2), random.randrange(0, m + 1) if random.random() < 0.5 else min(m, 3)
    shares.append([a, n, b, m, proportions(a, n, b, m)])
tails = []
for _ in range(80):
    n, p = random.choice([1, 3, 20, 400, 20000]), random.choice([0.5, 0.01, 0.2, 0.9])
    k = min(n, max(0, int(n * p + random.gauss(0, 3) * math.sqrt(n * p * (1 - p)) + 0.5)))
    tails.append([k, n, p, float(scipy.stats.binom.sf(k - 1, n, p))])


def bits(values):
    return "%016x" % int("".join("1" if v else "0" for v in np.asarray(values).flatten()), 2)


def some_hash():
    y, x = np.mgrid[0:32, 0:32]
    waves = sum(random.uniform(10, 60) * np.sin(x * random.uniform(0, 0.6) + y * random.uniform(0, 0.6) + random.uniform(0, 6)) for _ in range(3))
    pixels = np.clip(128 + waves + rng.normal(0, 4, (32, 32)), 0, 255).astype(np.uint8)
    transformed = scipy.fftpack.dct(scipy.fftpack.dct(pixels.astype(float), axis=0), axis=1)[:8, :8]
    return {"pixels": pixels.tobytes().hex(), "pHash": bits(transformed > np.median(transformed))}


def sim_hash(text, run=5):
    text = " ".join(text.split()).lower()
    mask = (1 << 64) - 1
    votes = [0] * 64
    for start in range(max(1, len(text) - run + 1) if text else 0):
        value = 14695981039346656037
        for byte in text[start:start + run].encode("utf-16-le"):
            value = (value ^ byte) * 1099511628211 & mask
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9 & mask
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB & mask
        value ^= value >> 31
        votes = [vote + (1 if value >> bit & 1 else -1) for bit, vote in enumerate(votes)]
    return "%016x" % sum(1 << bit for bit, vote in enumerate(votes) if vote > 0)


texts = ["", "a", "abcd", "abcde", "The quick  brown fox\tjumps over the lazy dog.", "Ünïcödé ÅÄÖ naïve café"]
texts += ["".join(random.choices("abcdefgh IJKé ", k=random.randrange(1, 200))) for _ in range(30)]

json.dump(
    {"sliceline": "0.3.1", "scipy": scipy.__version__, "slices": cases, "welch": welch, "proportions": shares, "tails": tails,
     "hashes": [some_hash() for _ in range(20)], "texts": [[text, sim_hash(text)] for text in texts]},
    sys.stdout, separators=(",", ":"))
