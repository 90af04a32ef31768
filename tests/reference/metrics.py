"""Writes tests/reference/metrics.json: numbers that the metrics are tested against.

Classification comes from scikit-learn (1.2, Debian's python3-sklearn). Error rates come from a plain dynamic programme in numpy, below: its cost
is (edits, insertions + deletions), so that the counts of substitutions, deletions and insertions are unique. Normalisation form C comes from
Python's unicodedata. The expected calibration error is computed here by its definition (Guo et al. 2017).

/usr/bin/python3 tests/reference/metrics.py > tests/reference/metrics.json
"""
import json
import math
import random
import sys
import unicodedata

import numpy as np
import sklearn
from sklearn.metrics import accuracy_score, confusion_matrix, precision_recall_fscore_support

random.seed(20240607)


def classification(truth, predicted, confidence):
    labels = sorted(set(truth) | set(predicted))
    case = {"truth": truth, "predicted": predicted, "confidence": confidence, "labels": labels}
    case["accuracy"] = accuracy_score(truth, predicted)
    case["matrix"] = confusion_matrix(truth, predicted, labels=labels).tolist()
    p, r, f, s = precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=0)
    case["perClass"] = [list(map(float, row)) for row in zip(p, r, f, s)]
    for average in ("macro", "micro", "weighted"):
        p, r, f, _ = precision_recall_fscore_support(truth, predicted, average=average, zero_division=0)
        case[average] = [float(p), float(r), float(f)]
    case["ece"] = calibration(truth, predicted, confidence)
    return case


def calibration(truth, predicted, confidence, bins=15):
    members = [[] for _ in range(bins)]
    for t, p, c in zip(truth, predicted, confidence):
        members[max(0, math.ceil(c * bins) - 1)].append((c, t == p))
    total = len(truth)
    return sum(
        len(m) / total * abs(math.fsum(ok for _, ok in m) / len(m) - math.fsum(c for c, _ in m) / len(m)) for m in members if m)


def edits(reference, hypothesis):
    """(substitutions, deletions, insertions) with the fewest edits, then the most substitutions."""
    rows, columns = len(reference) + 1, len(hypothesis) + 1
    cost = np.zeros((rows, columns, 4), dtype=np.int64)  # edits, indels, deletions, insertions
    for i in range(1, rows):
        cost[i, 0] = (i, i, i, 0)
    for j in range(1, columns):
        cost[0, j] = (j, j, 0, j)
    for i in range(1, rows):
        for j in range(1, columns):
            same = int(reference[i - 1] != hypothesis[j - 1])
            options = [
                tuple(cost[i - 1, j - 1] + (same, 0, 0, 0)), tuple(cost[i - 1, j] + (1, 1, 1, 0)), tuple(cost[i, j - 1] + (1, 1, 0, 1))]
            cost[i, j] = min(options, key=lambda option: option[:2])
    total, _, deletions, insertions = (int(x) for x in cost[-1, -1])
    return [total - deletions - insertions, deletions, insertions]


def text(pairs):
    characters = [edits(r, h) for r, h in pairs]
    words = [edits(r.split(), h.split()) for r, h in pairs]
    return {
        "pairs": pairs, "characters": characters, "words": words,
        "cer": rate(characters, sum(len(r) for r, _ in pairs)), "wer": rate(words, sum(len(r.split()) for r, _ in pairs)),
        "exact": sum(r == h for r, h in pairs)}


def rate(counts, length):
    total = sum(map(sum, counts))
    return total / length if length else float(total)


def some_classification(n, classes, quality):
    names = [f"c{i}" for i in range(classes)]
    truth = random.choices(names, weights=[1 / (i + 1) for i in range(classes)], k=n)
    predicted = [t if random.random() < quality else random.choice(names) for t in truth]
    grid = random.random() < 0.3  # confidences on the edges of bins
    confidence = [random.randrange(0, 16) / 15 if grid else random.random() for _ in truth]
    return classification(truth, predicted, confidence)


def some_text(n, length, alphabet, noise):
    pairs = []
    for _ in range(n):
        reference = "".join(random.choices(alphabet, k=random.randrange(0, length))).strip()
        hypothesis = ""
        for char in reference:
            roll = random.random()
            hypothesis += "" if roll < noise else random.choice(alphabet) if roll < 2 * noise else char + random.choice(alphabet) if roll < 3 * noise else char
        pairs.append([" ".join(reference.split()), " ".join(hypothesis.split())])
    return text(pairs)


cases = [
    classification(["a"], ["a"], [1.0]), classification(["a"], ["b"], [0.0]), classification(["a", "b"], ["b", "a"], [0.5, 0.5]),
    classification(["a", "a", "b"], ["a", "a", "a"], [0.9, 0.8, 0.7]), classification(["a", "b"], ["c", "c"], [0.4, 0.6]),
    classification(["é", "Z", "a", "10", "9"], ["é", "a", "a", "9", "9"], [0.1, 0.2, 0.3, 0.4, 0.5]),
]
for n in range(200):
    cases.append(some_classification(random.choice([1, 2, 3, 5, 10, 50, 120]), random.choice([1, 2, 3, 5, 10, 30]), random.random()))

texts = [
    text([["", ""]]), text([["", "abc def"]]), text([["abc", ""]]), text([["", "xy"], ["ab", "ab"]]), text([["ab", "ba"]]), text([["kitten", "sitting"]]),
    text([["a", "xyzxyz"]]), text([["naïve 😀 café", "naive 😃 cafe"]]), text([["x" * 130, "x" * 64 + "y" + "x" * 64]]),
]
for n in range(120):
    texts.append(some_text(random.choice([1, 2, 4]), random.choice([3, 10, 40, 100]), random.choice(["ab", "abcdefgh ", "the quick brown 😀é"]), random.choice([0.02, 0.1, 0.3])))

marks = [chr(c) for c in range(0x300, 0x370)] + list("aeoåäAEO가각각कािｶﾞ") + ["\u0344", "\u1e69", "\u212b", "\u2126", "\ufb1d", "\U0001d15f", "\u0958", "\u0f77", "q̣̇", "\u0323\u0307", "\u0e38", "\u05b0"]
forms = ["".join(random.choices(marks, k=random.randrange(1, 8))) for _ in range(400)]
forms += [chr(c) for c in range(0xA0, 0x3400) if unicodedata.decomposition(chr(c)) and not unicodedata.decomposition(chr(c)).startswith("<")]

json.dump(
    {"scikitLearn": sklearn.__version__, "unicode": unicodedata.unidata_version, "classification": cases, "text": texts,
     "nfc": [[form, unicodedata.normalize("NFC", form)] for form in forms]},
    sys.stdout, separators=(",", ":"))
