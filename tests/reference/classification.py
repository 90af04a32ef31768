"""Writes tests/reference/classification.json: numbers that the metrics of classification are tested against.

They come from scikit-learn (1.2.1, Debian's python3-sklearn). By definition, below: calibration errors (Guo et al. 2017, Naeini et al. 2015), the
multi-class Brier score (Brier 1950), the threshold with the best F1, and the averages over classes where scikit-learn throws or counts 0.

/usr/bin/python3 tests/reference/classification.py > tests/reference/classification.json
"""
import json
import math
import random
import sys
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

warnings.filterwarnings("ignore")
random.seed(20240611)
TOP = [1, 2, 3, 5]


def number(value):
    return None if value is None or math.isnan(value) else float(value)


def mean(values):
    values = [v for v in values if v is not None]
    return float(np.mean(values)) if values else None


# ---- confusion and calibration

def confusion(truth, predicted, confidence):
    gaps = calibration(truth, predicted, confidence)
    return {
        "truth": truth, "predicted": predicted, "confidence": confidence,
        "balancedAccuracy": number(m.balanced_accuracy_score(truth, predicted)),
        "mcc": number(m.matthews_corrcoef(truth, predicted)),
        "cohenKappa": number(m.cohen_kappa_score(truth, predicted)),
        "ece": sum(share * gap for share, gap in gaps) if gaps else None,
        "mce": max(gap for _, gap in gaps) if gaps else None}


def calibration(truth, predicted, confidence, bins=15):
    members = [[] for _ in range(bins)]
    for t, p, c in zip(truth, predicted, confidence):
        if c is not None:
            members[max(0, math.ceil(c * bins) - 1)].append((c, t == p))
    total = sum(map(len, members))
    return [
        (len(b) / total, abs(math.fsum(ok for _, ok in b) / len(b) - math.fsum(c for c, _ in b) / len(b))) for b in members if b]


def some_confusion():
    n, classes, quality = random.choice([1, 2, 3, 5, 10, 40]), random.choice([1, 2, 3, 5, 10]), random.random()
    truth = random.choices(range(classes), weights=[1 / (i + 1) for i in range(classes)], k=n)
    predicted = [t if random.random() < quality else random.randrange(classes) for t in truth]
    missing = random.choice([0, 0, 0.3, 1])
    return confusion(truth, predicted, [None if random.random() < missing else round(random.random(), 3) for _ in truth])


# ---- probabilities

def probability(truth, rows, classes):
    scores, labels = np.array(rows), list(range(classes))
    known = np.array([[int(t == c) for c in labels] for t in truth])
    case = {"classes": classes, "truth": truth, "rows": rows}
    case["top"] = None if classes == 2 else [
        float(m.top_k_accuracy_score(truth, scores, k=k, labels=labels)) for k in TOP if k < classes]
    case["logLoss"] = float(m.log_loss(truth, scores, labels=labels))
    case["brier"] = float(((scores - known) ** 2).sum(axis=1).mean())
    areas = [binary(known[:, c], scores[:, c]) for c in labels]
    case["classAuc"], case["classAp"] = [a for a, _ in areas], [p for _, p in areas]
    case["auc"], case["weightedAuc"], case["ap"] = averages(truth, scores, known, areas)
    if classes == 2 and np.array_equal(scores[:, 0], 1 - scores[:, 1]):
        assert abs(2 * m.brier_score_loss(truth, scores[:, 1], pos_label=1) - case["brier"]) < 1e-12
    return case


def averages(truth, scores, known, areas):
    """By scikit-learn itself where it can, else the mean of the classes that have a value."""
    classes = scores.shape[1]
    if classes == 2:
        return areas[1][0], areas[1][0], areas[1][1]
    if len(set(truth)) == classes and np.allclose(1, scores.sum(axis=1)):
        auc = [float(m.roc_auc_score(truth, scores, multi_class="ovr", average=a)) for a in ("macro", "weighted")]
        return auc[0], auc[1], float(m.average_precision_score(known, scores, average="macro"))
    support = known.sum(axis=0)
    pairs = [(a, s) for (a, _), s in zip(areas, support) if a is not None]
    weighted = sum(a * s for a, s in pairs) / sum(s for _, s in pairs) if pairs else None
    return mean(a for a, _ in areas), number(weighted), mean(p for _, p in areas)


def binary(known, scores, weights=None):
    weight = np.ones(len(known)) if weights is None else np.array(weights)
    positives, negatives = weight[np.array(known) == 1].sum(), weight[np.array(known) == 0].sum()
    auc = m.roc_auc_score(known, scores, sample_weight=weights) if positives and negatives else None
    ap = m.average_precision_score(known, scores, sample_weight=weights) if positives else None
    return number(auc), number(ap)


def some_probability():
    n, classes = random.choice([1, 2, 5, 12, 20]), random.choice([2, 2, 3, 4, 6, 10])
    kind = random.choice(["fine", "grid", "sharp", "loose"])
    truth = [random.randrange(random.choice([classes, max(1, classes - 1)])) for _ in range(n)]
    return probability(truth, [some_row(t, classes, kind) for t in truth], classes)


def some_row(truth, classes, kind):
    if kind == "sharp":  # certain, right or wrong
        sure = truth if random.random() < 0.7 else random.randrange(classes)
        return [1.0 if c == sure else 0.0 for c in range(classes)]
    parts = [random.randrange(1, 4) if kind == "grid" else random.random() ** 2 + 0.01 for _ in range(classes)]
    parts[truth] *= random.choice([1, 2, 4])
    if kind == "loose":  # sums to 1.0008
        return [round(p / sum(parts) * 1.0008, 5) for p in parts]
    row = [round(p / sum(parts), 3) for p in parts]
    row[0] = round(row[0] + 1 - sum(row), 3)
    return row if row[0] >= 0 else some_row(truth, classes, kind)


# ---- rankings

def ranking(scores, known, weights):
    case = {"scores": scores, "known": known, "weights": weights}
    case["auc"], case["ap"] = binary(known, scores)
    case["weightedAuc"], case["weightedAp"] = binary(known, scores, weights) if any(weights) else (None, None)
    case["pr"], case["roc"], case["best"] = [], [], None
    if any(known):
        p, r, t = m.precision_recall_curve(known, scores)
        p, r, t = p[::-1], r[::-1], t[::-1]
        case["pr"] = [[round(a, 12), round(b, 12)] for a, b in zip(p, r)]
        case["thresholds"] = [float(x) for x in t]
        f1 = [2 * a * b / (a + b) if a + b else 0 for a, b in zip(p[1:], r[1:])]
        best = next(i for i, f in enumerate(f1) if f >= max(f1) - 1e-12)
        case["best"] = [float(t[best]), float(p[best + 1]), float(r[best + 1]), f1[best]]
    if 0 < sum(known) < len(known):
        fpr, tpr, _ = m.roc_curve(known, scores, drop_intermediate=False)
        case["roc"] = [[round(a, 12), round(b, 12)] for a, b in zip(fpr, tpr)]
    at = [-1.0, 0.25, 0.5, scores[0], 2.0]
    case["at"] = [[t, *map(float, m.precision_recall_fscore_support(
        known, [int(s >= t) for s in scores], average="binary", zero_division=0)[:3])] for t in at]
    return case


def some_ranking():
    n, grid = random.choice([1, 2, 3, 8, 20, 40]), random.choice([2, 10, 1000])
    known = [int(random.random() < random.choice([0.1, 0.5, 0.9])) for _ in range(n)]
    scores = [round(random.randrange(grid) / grid + 0.2 * k, 4) * random.choice([1, -1, 1, 1]) for k in known]
    return ranking(scores, known, [random.choice([0, 0, 1, 1, 1, 2, 3]) for _ in scores])


# ---- several labels per item

def multi_label(classes, truth, predicted, rows):
    fixed = classes is not None
    labels = list(range(classes)) if fixed else sorted({x for s in truth + predicted for x in s})
    y, z = (np.array([[int(label in s) for label in labels] for s in sets]) for sets in (truth, predicted))
    case = {"classes": classes, "truth": truth, "predicted": predicted, "rows": rows}
    for average in ("micro", "macro", "weighted", "samples"):
        case[average] = [float(x) for x in m.precision_recall_fscore_support(y, z, average=average, zero_division=0)[:3]]
    p, r, f, s = m.precision_recall_fscore_support(y, z, average=None, zero_division=0)
    case["perClass"] = [list(map(float, row)) for row in zip(p, r, f, s)]
    case["subset"] = float(m.accuracy_score(y, z))
    case["hamming"] = float(m.hamming_loss(y, z))
    case["jaccard"] = float(m.jaccard_score(y, z, average="samples", zero_division=0))
    if rows:
        scores = np.array(rows)
        areas = [binary(y[:, c], scores[:, c]) for c in labels]
        case["auc"], case["ap"] = mean(a for a, _ in areas), mean(p for _, p in areas)
        if all(a is not None for a, _ in areas):
            case["auc"] = float(m.roc_auc_score(y, scores, average="macro"))
            case["ap"] = float(m.average_precision_score(y, scores, average="macro"))
        case["microAuc"], case["microAp"] = binary(y.ravel(), scores.ravel())
        case["lrap"] = float(m.label_ranking_average_precision_score(y, scores))
    return case


def some_multi_label():
    n, classes, density = random.choice([1, 2, 6, 16]), random.choice([2, 3, 5, 8]), random.choice([0.1, 0.3, 0.6])
    truth = [[c for c in range(classes) if random.random() < density] for _ in range(n)]
    predicted = [[c for c in range(classes) if random.random() < (0.8 if c in t else 0.15)] for t in truth]
    if random.random() < 0.3 and len({x for s in truth + predicted for x in s}) >= 2:
        return multi_label(None, truth, predicted, None)
    grid = random.choice([4, 1000])
    rows = [[round((random.randrange(grid) / grid + (c in t)) / 2, 4) for c in range(classes)] for t in truth]
    return multi_label(classes, truth, predicted, rows if random.random() < 0.7 else None)


confusions = [
    confusion([0], [0], [1.0]), confusion([0], [1], [0.0]), confusion([0, 0], [0, 0], [0.5, None]), confusion([0, 1], [0, 0], [None, None]),
    confusion([0, 1], [2, 2], [0.2, 0.2]), confusion([0, 0], [0, 1], [0.2, 0.9])]
confusions += [some_confusion() for _ in range(200)]
probabilities = [
    probability([0], [[1.0, 0.0]], 2), probability([1], [[1.0, 0.0]], 2), probability([0, 1], [[0.5, 0.5]] * 2, 2), probability([0, 1, 2], [[1 / 3] * 3] * 3, 3),
    probability([2, 2], [[0.0, 0.0, 1.0]] * 2, 3)]
probabilities += [some_probability() for _ in range(160)]
rankings = [
    ranking([0.5], [1], [1]), ranking([0.5], [0], [2]), ranking([0.5, 0.5], [0, 1], [1, 2]), ranking([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], [1, 0, 2, 3]),
    ranking([0.9, 0.1], [1, 0], [0, 0]), ranking([0.9, 0.9, 0.1], [1, 0, 1], [0, 3, 1])]
rankings += [some_ranking() for _ in range(180)]
multi_labels = [
    multi_label(2, [[]], [[]], [[0.1, 0.9]]), multi_label(2, [[0, 1]], [[0, 1]], [[0.1, 0.9]]), multi_label(3, [[0], [2]], [[1], [1]], [[0.75, 0.5, 1.0], [1.0, 0.2, 0.1]]),
    multi_label(None, [[0], [1]], [[], [0, 1]], None)]
multi_labels += [some_multi_label() for _ in range(200)]

json.dump(
    {"scikitLearn": sklearn.__version__, "top": TOP, "confusion": confusions, "probabilities": probabilities, "rankings": rankings,
     "multiLabel": multi_labels},
    sys.stdout, separators=(",", ":"))
