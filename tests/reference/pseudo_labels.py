"""Writes tests/reference/pseudo_labels.json: numbers that the scaling of confidences is tested against.

Temperatures and logit scalings come from scipy.optimize 1.10.1 (Debian's python3-scipy): the losses are written out below as in C. Guo et al. 2017 and
J. Platt 1999. scikit-learn 1.2.1's private _sigmoid_calibration is asked for the same logit scalings, with a tolerance that its BFGS has.

/usr/bin/python3 tests/reference/pseudo_labels.py > tests/reference/pseudo_labels.json
"""
import json
import sys

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit, log_softmax
from sklearn.calibration import _sigmoid_calibration

rng = np.random.default_rng(20250611)


def slopes(z, truths, beta):
    weights = np.exp(log_softmax(beta * z, axis=1))
    mean = (weights * z).sum(axis=1)
    return (mean - z[np.arange(len(z)), truths]).mean(), ((weights * z * z).sum(axis=1) - mean * mean).mean()


def temperature(probabilities, truths):
    z = np.log(np.maximum(probabilities.astype(np.float32), np.finfo(np.float32).tiny).astype(np.float64))
    loss = lambda beta: -log_softmax(beta * z, axis=1)[np.arange(len(z)), truths].mean()
    found = minimize_scalar(loss, bounds=(1 / 20, 20), method="bounded", options={"xatol": 1e-12, "maxiter": 10000})
    # Golden sections stop at the square root of the precision: Newton's steps on the numeric slope go on from there.
    beta = found.x
    if slopes(z, truths, 1 / 20)[0] >= 0 or slopes(z, truths, 20)[0] <= 0:
        return None, float(loss(beta))
    for _ in range(50):
        slope, curvature = slopes(z, truths, beta)
        beta -= slope / curvature
    return float(1 / beta), float(loss(beta))


def temperatures():
    cases = []
    for items in (1, 2, 5, 20, 60):
        for classes in (2, 3, 7):
            for sharpness in (0.3, 1, 3, 8):
                for noise in (0.5, 2):
                    logits = rng.normal(size=(items, classes)) * sharpness
                    truths = np.array([rng.choice(classes, p=np.exp(log_softmax(row / noise / max(sharpness, 1)))) for row in logits])
                    rounded = np.round(np.exp(log_softmax(logits, axis=1)), 4)
                    rounded[0] = np.eye(classes)[0] if items > 5 and classes == 3 else rounded[0]
                    found, loss = temperature(rounded, truths)
                    cases.append({"classes": classes, "probabilities": [float(p) for p in rounded.ravel()], "truths": truths.tolist(), "temperature": found, "loss": loss})
    return cases


def logit_scalings():
    cases = []
    for items in (2, 3, 10, 80):
        for kind in ("random", "all right", "all wrong", "separable", "overconfident", "extreme"):
            for _ in range(3):
                confidences = np.round(rng.uniform(0.01, 0.99, items), 4)
                if kind == "extreme":
                    confidences[: items // 2 + 1] = rng.choice([0.0, 1.0], items // 2 + 1)
                right = {"all right": np.ones(items, bool), "all wrong": np.zeros(items, bool), "separable": confidences > np.median(confidences),
                         "overconfident": rng.uniform(size=items) < confidences ** 3}.get(kind, rng.uniform(size=items) < confidences)
                cut = np.clip(confidences, 1e-9, 1 - 1e-9)
                x = np.log(cut / (1 - cut))
                if len(set(x)) == 1:
                    continue
                n = right.sum()
                t = np.where(right, (n + 1) / (n + 2), 1 / (items - n + 2))
                loss = lambda w: np.sum(np.logaddexp(0, w[0] * x + w[1]) - t * (w[0] * x + w[1]))
                slope = lambda w: np.array([np.sum((expit(w[0] * x + w[1]) - t) * x), np.sum(expit(w[0] * x + w[1]) - t)])
                hessian = lambda w: (lambda v: np.array([[np.sum(v * x * x), np.sum(v * x)], [np.sum(v * x), np.sum(v)]]))(
                    expit(w[0] * x + w[1]) * (1 - expit(w[0] * x + w[1])))
                found = minimize(loss, [0, 0], jac=slope, hess=hessian, method="trust-exact", options={"gtol": 1e-11, "maxiter": 10000})
                for _ in range(5):
                    found.x = found.x - np.linalg.solve(hessian(found.x), slope(found.x))
                a, b = _sigmoid_calibration(x, right.astype(int))
                cases.append({"kind": kind, "confidences": confidences.tolist(), "right": right.tolist(), "slope": float(found.x[0]), "intercept": float(found.x[1]),
                              "loss": float(found.fun), "sklearn": [float(-a), float(-b)]})
    return cases


json.dump({"scipy": scipy.__version__, "scikitLearn": sklearn.__version__, "temperatures": temperatures(), "logitScalings": logit_scalings()}, sys.stdout)
