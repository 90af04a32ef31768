"""Writes tests/reference/sequences.json: the earliest correct time of sequences, stated in plain Python.

A sequence of T steps has a class after each step; the last is the answer. Its earliest correct step is the smallest t (from 1) such that the
classes of the steps t … T are all the truth: the minimum prediction length of Xing, Pei and Yu ("Early classification on time series", 2012) with
the truth for the final prediction. Its share t / T is the earliness of Mori et al. (2017) of a recogniser that knew when to answer.

/usr/bin/python3 tests/reference/sequences.py > tests/reference/sequences.json
"""
import json
import math
import random
import statistics
import sys
from fractions import Fraction

random.seed(20240613)


def earliest(truth, steps):
    """By trying every start: none when the answer is wrong."""
    return next((t for t in range(1, len(steps) + 1) if all(c == truth for c in steps[t - 1:])), None)


def case(truths, sequences):
    found = [(earliest(t, s), len(s)) for t, s in zip(truths, sequences)]
    right = [(Fraction(t, n), t) for t, n in found if t is not None]
    shares, times = [s for s, _ in right], [t for _, t in right]
    early = [sum(s[math.ceil(Fraction(p * len(s), 100)) - 1] == t for t, s in zip(truths, sequences)) / len(truths) for p in (25, 50, 75)]
    return {
        "truth": truths, "steps": sequences, "earliest": [t for t, _ in found], "accuracy": len(right) / len(truths), "early": early,
        "share": float(statistics.mean(shares)) if right else None, "medianShare": float(statistics.median(shares)) if right else None,
        "time": float(statistics.mean(times)) if right else None, "medianTime": float(statistics.median(times)) if right else None}


def some_sequence(truth, classes):
    length = random.choice([1, 2, 3, 4, 7, 10, 20])
    settles = random.randrange(length + 1)
    return [truth if i >= settles or random.random() < 0.3 else random.randrange(classes) for i in range(length - 1)] + [
        truth if random.random() < 0.8 else random.randrange(classes)]


def some():
    classes = random.choice([1, 2, 5])
    truths = [random.randrange(classes) for _ in range(random.choice([1, 2, 3, 10, 20]))]
    return case(truths, [some_sequence(t, classes) for t in truths])


cases = [case([0], [[0]]), case([0], [[1]]), case([0, 1], [[1, 0, 0, 0], [1, 0, 1, 0]]), case([0], [[0, 0, 1, 0]])]
cases += [some() for _ in range(250)]
json.dump({"cases": cases}, sys.stdout, separators=(",", ":"))
