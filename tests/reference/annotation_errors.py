"""Writes tests/reference/annotation_errors.json: confident learning as cleanlab 2.9 (commit 750625747de1b26d8530954f51f0530bd0b51d3c) does it.

Needs Debian's python3-pandas, python3-termcolor, python3-sklearn. numpy's argsort is made stable: which of equal values cleanlab takes depends on the
processor otherwise. Cases where the noise of floating-point sums decides between equal remainders of the calibration are left out (about one in a hundred).

git clone https://github.com/cleanlab/cleanlab /tmp/ref/cleanlab
PYTHONPATH=/tmp/ref/cleanlab /usr/bin/python3 tests/reference/annotation_errors.py > tests/reference/annotation_errors.json
"""
import json
import random
import sys
import warnings
from fractions import Fraction

import numpy as np
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_label_quality_scores
from cleanlab.version import __version__

argsort = np.argsort
np.argsort = lambda values: argsort(values, kind="stable")
warnings.filterwarnings("ignore")
random.seed(20240612)
rng = np.random.default_rng(20240612)


def case(labels, probabilities):
    thousandths = np.round(probabilities * 10000).astype(int)
    probabilities = thousandths / 10000
    mask = find_label_issues(labels, probabilities, filter_by="prune_by_noise_rate", n_jobs=1)
    return {
        "classes": probabilities.shape[1], "labels": labels.tolist(), "probabilities": thousandths.flatten().tolist(),
        "thresholds": get_confident_thresholds(labels, probabilities).tolist(),
        "raw": compute_confident_joint(labels, probabilities, calibrate=False).tolist(),
        "calibrated": compute_confident_joint(labels, probabilities).tolist(),
        "pruneByNoiseRate": np.flatnonzero(mask).tolist(),
        "normalisedMargin": get_label_quality_scores(labels, probabilities, method="normalized_margin").tolist()[:20]}


def calibrated_exactly(raw, labels):
    rows = []
    for row, items in zip(raw, np.bincount(labels, minlength=len(raw)).tolist()):
        shares = [Fraction(count * items, sum(row)) for count in row]
        rounded = [round(share) for share in shares]
        missing = items - sum(rounded)
        order = sorted(range(len(row)), key=lambda i: shares[i] - rounded[i])
        for i in (order if missing < 0 else order[::-1])[:abs(missing)]:
            rounded[i] += 1 if missing > 0 else -1
        rows.append(rounded)
    return rows


def some(n, classes, noise, sharpness):
    truth = rng.choice(classes, size=n, p=rng.dirichlet(np.full(classes, 2.0)))
    labels = np.where(rng.random(n) < noise, rng.integers(0, classes, n), truth)
    concentration = np.full((n, classes), 0.5)
    concentration[np.arange(n), truth] += sharpness
    probabilities = np.array([rng.dirichlet(row) for row in concentration])
    if len(set(labels)) < 2:
        labels[0], labels[1] = 0, 1
    return case(labels, probabilities)


cases = []
while len(cases) < 110:
    made = some(random.choice([6, 20, 60, 110]), random.choice([2, 2, 3, 4, 6, 10]), random.choice([0, 0.05, 0.2, 0.5]), random.choice([0.5, 2, 6, 20]))
    if made["calibrated"] == calibrated_exactly(made["raw"], made["labels"]):
        cases.append(made)

json.dump({"cleanlab": __version__, "cases": cases}, sys.stdout, separators=(",", ":"))
