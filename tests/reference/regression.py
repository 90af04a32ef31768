"""Writes tests/reference/regression.json: numbers of scikit-learn (1.2.1) and scipy (1.10.1) that the metrics of regression are tested against.

/usr/bin/python3 tests/reference/regression.py > tests/reference/regression.json
"""
import json
import math
import random
import sys
import warnings

import numpy as np
import scipy
import sklearn
from scipy.stats import spearmanr
from sklearn import metrics as m

warnings.filterwarnings("ignore")
random.seed(20240612)


def regression(truth, predicted):
    return {
        "truth": truth, "predicted": predicted,
        "mae": float(m.mean_absolute_error(truth, predicted)), "medianAbsoluteError": float(m.median_absolute_error(truth, predicted)),
        "rmse": float(m.mean_squared_error(truth, predicted, squared=False)), "bias": float(np.mean(np.array(predicted) - np.array(truth))),
        "r2": float(m.r2_score(truth, predicted)) if len(set(truth)) > 1 else None, "spearman": correlation(truth, predicted)}


def correlation(truth, predicted):
    value = spearmanr(truth, predicted).correlation if len(truth) > 1 else math.nan
    return None if math.isnan(value) else float(value)


def some():
    n, kind = random.choice([1, 2, 3, 10, 40, 100]), random.choice(["fine", "ties", "offset", "constant"])
    if kind == "ties":
        pairs = [(random.randrange(4), random.randrange(4)) for _ in range(n)]
    elif kind == "constant":
        pairs = [(random.choice([0.1, 0.1]), round(random.random(), 3)) for _ in range(n)]
    else:
        shift, slope = (1e6 if kind == "offset" else 0), random.choice([-1, 0, 1])
        pairs = [(round(shift + x, 4), round(shift + slope * x + random.gauss(0, 0.5), 4)) for x in (random.gauss(0, 1) for _ in range(n))]
    return regression([float(t) for t, _ in pairs], [float(p) for _, p in pairs])


cases = [
    regression([1.0], [2.0]), regression([1.0, 1.0], [1.0, 1.0]), regression([1.0, 2.0], [3.0, 3.0]), regression([1.0, 2.0, 3.0], [3.0, 2.0, 1.0]),
    regression([3, -0.5, 2, 7], [2.5, 0.0, 2, 8]), regression([0.0, -0.0, 1.0], [-0.0, 0.0, 1.0])]
cases += [some() for _ in range(250)]
json.dump({"scikitLearn": sklearn.__version__, "scipy": scipy.__version__, "cases": cases}, sys.stdout, separators=(",", ":"))
