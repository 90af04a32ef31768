"""Writes tests/reference/statistics.json: numbers that the statistics are tested against.

Distributions, tests, intervals and the bootstrap come from scipy 1.10.1 (Debian's python3-scipy). statsmodels is not at hand: its formulas of
McNemar's test, of the two-proportion z-test and of Benjamini and Hochberg's adjustment are written out below over scipy's distributions. The
incomplete beta function comes from scipy.stats.beta, which is Boost's: scipy.special's (Cephes) is off by 1e-9 for parameters of a million, and its
inverse by more. The exact
BCa cases feed every one of the n^n resamples of a small sample into scipy's own private _bca_interval.

/usr/bin/python3 tests/reference/statistics.py > tests/reference/statistics.json
"""
import itertools
import json
import sys

import numpy as np
import scipy
import scipy.special as special
import scipy.stats as stats
from scipy.stats._resampling import _bca_interval, _percentile_of_score

rng = np.random.default_rng(20240611)


def distributions():
    beta = [
        [a, b, float(x), float(stats.beta.cdf(x, a, b))]
        for a in (0.5, 1, 2, 7.5, 30, 400, 5000, 1e5, 1e6) for b in (0.5, 1, 3, 50, 1000, 1e5)
        for p in (1e-10, 1e-3, 0.1, 0.5, 0.9, 0.999) for x in [stats.beta.ppf(p, a, b)]]
    return {
        "normal": [[float(z), float(stats.norm.cdf(z))] for z in np.linspace(-37, 8, 91)],
        "normalQuantile": [
            [float(p), float(stats.norm.ppf(p))]
            for p in [*10.0 ** -np.arange(1, 300, 17), *np.linspace(0.001, 0.999, 41), *(1 - 10.0 ** -np.arange(1, 14))]],
        "chiSquare": [[x, k, float(stats.chi2.sf(x, k))] for k in (1, 2, 5, 30, 400) for x in (0.0, 1e-6, 0.3, 1.0, 4.0, 33.0, 120.0, 500.0)],
        "student": [[t, v, float(2 * stats.t.sf(abs(t), v))] for v in (1, 1.7, 5, 30.3, 1000, 1e6) for t in (0.0, -0.01, 0.5, 1.96, -4.0, 12.0)],
        "binomial": [[k, n, p, float(stats.binom.cdf(k, n, p))] for n in (1, 7, 25, 300, 100000) for p in (1e-4, 0.2, 0.5, 0.93)
                     for k in sorted({0, n // 5, n // 2, n - 1, n})],
        "beta": beta,
    }


def proportions():
    cases = []
    for n in (1, 2, 5, 25, 100, 1000, 100000):
        for k in sorted({0, 1, n // 10, n // 3, n // 2, n - 1, n}):
            for level in (0.8, 0.95, 0.999):
                row = {"successes": k, "trials": n, "level": level}
                for name, alternative in (("both", "two-sided"), ("lower", "greater"), ("upper", "less")):
                    test = stats.binomtest(k, n, alternative=alternative)
                    for method, key in (("wilson", "wilson"), ("exact", "clopperPearson")):
                        interval = test.proportion_ci(level, method)
                        row.setdefault(key, {})[name] = [float(interval.low), float(interval.high)]
                cases.append(row)
    return cases


def mcnemar(b, c):
    if b + c <= 25:
        p = stats.binomtest(min(b, c), b + c, 0.5).pvalue if b + c else 1.0
        return [b, c, min(b, c), float(p)]
    statistic = (abs(b - c) - 1) ** 2 / (b + c)
    return [b, c, statistic, float(stats.chi2.sf(statistic, 1))]


def two_proportions():
    cases = []
    for _ in range(150):
        n1, n2 = (int(x) for x in rng.integers(1, int(rng.choice([4, 30, 400])), 2))
        k1, k2 = int(rng.binomial(n1, rng.random())), int(rng.binomial(n2, rng.random()))
        odds, p = stats.fisher_exact([[k1, n1 - k1], [k2, n2 - k2]])
        pooled = (k1 + k2) / (n1 + n2)
        variance = pooled * (1 - pooled) * (1 / n1 + 1 / n2)
        z = (k1 / n1 - k2 / n2) / np.sqrt(variance) if variance > 0 else None
        cases.append({
            "numbers": [k1, n1, k2, n2], "odds": float(odds) if np.isfinite(odds) else None, "fisher": float(p),
            "z": None if z is None else float(z), "zP": 1.0 if z is None else float(2 * stats.norm.sf(abs(z)))})
    return cases


def samples():
    cases = []
    for _ in range(100):
        first = np.round(rng.normal(0, 1, int(rng.integers(2, 30))), 2)
        second = np.round(rng.normal(rng.normal(), 3, int(rng.integers(2, 30))), 2)
        if rng.random() < 0.3:
            first, second = np.round(first), np.round(second)
        if np.var(first) + np.var(second) == 0:
            continue
        test = stats.ttest_ind(first, second, equal_var=False)
        delta = np.sign(first[:, None] - second[None, :]).mean()
        n = min(len(first), len(second))
        d = first[:n] - second[:n]
        cases.append({
            "first": first.tolist(), "second": second.tolist(), "t": float(test.statistic), "p": float(test.pvalue), "cliff": float(delta),
            "dz": float(d.mean() / d.std(ddof=1)) if d.std() > 0 else None})
    return cases


def adjust(p):
    p = np.asarray(p)
    order = np.argsort(p)
    ranked = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1, np.minimum.accumulate(ranked[::-1])[::-1])
    return adjusted.tolist()


def adjustments():
    cases = [[], [0.3], [0.0, 1.0], [0.5] * 4]
    cases += [np.round(rng.random(int(rng.integers(2, 40))) ** int(rng.integers(1, 6)), 4).tolist() for _ in range(60)]
    return [{"p": p, "adjusted": adjust(p) if p else []} for p in cases]


def ratio(numerators, denominators, axis=-1):
    return numerators.sum(axis=axis) / denominators.sum(axis=axis)


def bootstraps():
    """Intervals from 100,000 resamples; the standard error says how far Monte Carlo may carry them apart."""
    cases = []
    for kind in ("accuracy", "rate", "skewed", "few"):
        n = 12 if kind == "few" else 60
        lengths = np.ones(n) if kind == "accuracy" else rng.integers(1, 40, n).astype(float)
        edits = {
            "accuracy": lambda: (rng.random(n) < 0.8).astype(float),
            "rate": lambda: rng.binomial(lengths.astype(int), 0.1).astype(float),
            "skewed": lambda: np.round(rng.exponential(1, n) ** 2, 3),
            "few": lambda: np.round(rng.normal(5, 1, n), 3)}[kind]()
        case = {"kind": kind, "numerators": edits.tolist(), "denominators": lengths.tolist()}
        for method in ("percentile", "BCa"):
            result = stats.bootstrap(
                (edits, lengths), ratio, paired=True, vectorized=True, n_resamples=100000, batch=1000, method=method, random_state=7)
            case[method.lower()] = [float(result.confidence_interval.low), float(result.confidence_interval.high)]
            case["standardError"] = float(result.standard_error)
        cases.append(case)
    return cases


def exact_bca():
    """All n^n resamples of a mean: z0, a and the probabilities of the quantiles without Monte Carlo."""
    cases = []
    for n in (3, 4, 5):
        for _ in range(8):
            values = np.round(rng.exponential(2, n), 2)
            resamples = np.array([values[list(index)].mean() for index in itertools.product(range(n), repeat=n)])
            low, high, acceleration = _bca_interval((values,), lambda x, axis: x.mean(axis=axis), -1, 0.025, resamples, None)
            z0 = special.ndtri(_percentile_of_score(resamples, values.mean(), -1))
            cases.append({
                "values": values.tolist(), "z0": float(z0), "acceleration": float(acceleration),
                "probabilities": [float(low), float(high)],
                "interval": [float(np.percentile(resamples, low * 100)), float(np.percentile(resamples, high * 100))]})
    return cases


def permutations():
    """Sign enumeration: scipy's permutation test of paired samples."""
    cases = []
    for i in range(60):
        n = int(rng.integers(2, 13))
        lengths = rng.integers(1, 9, n).astype(float)
        baseline = rng.integers(0, 4, n).astype(float)
        candidate = baseline + rng.choice([-1, 0, 1, 2], n)
        if i % 3 == 0:
            baseline, candidate, lengths = (rng.random(n) < 0.5).astype(float), (rng.random(n) < 0.8).astype(float), np.ones(n)
        differing = int(np.sum(baseline != candidate))

        def difference(first, second, axis=-1):
            return (second.sum(axis=axis) - first.sum(axis=axis)) / lengths.sum()

        test = stats.permutation_test(
            (baseline, candidate), difference, permutation_type="samples", vectorized=True, n_resamples=np.inf, alternative="two-sided")
        cases.append({
            "baseline": baseline.tolist(), "candidate": candidate.tolist(), "denominators": lengths.tolist(), "differing": differing,
            "p": float(test.pvalue)})
    return cases


json.dump({
    "scipy": scipy.__version__,
    "distributions": distributions(),
    "proportions": proportions(),
    "mcnemar": [mcnemar(b, c) for b in (0, 1, 2, 5, 12, 13, 40, 300) for c in (0, 1, 3, 12, 13, 20, 55, 290)],
    "twoProportions": two_proportions(),
    "samples": samples(),
    "adjustments": adjustments(),
    "bootstraps": bootstraps(),
    "exactBca": exact_bca(),
    "permutations": permutations(),
}, sys.stdout, separators=(",", ":"))
