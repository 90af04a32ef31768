"""Writes tests/reference/tagging.json: scores of seqeval, for tests of TaggingAccumulator.

seqeval 1.2.2: github chakki-works/seqeval at cd01b52, in its default mode; with Debian's numpy and scikit-learn.

git clone https://github.com/chakki-works/seqeval /tmp/ref/seqeval
PYTHONPATH=/tmp/ref/seqeval /usr/bin/python3 -W ignore tests/reference/tagging.py > tests/reference/tagging.json

A case without any entity has null where seqeval reports 0 or NaN: that is TaggingAccumulator's rule.
"""
import json
import random
import sys

from seqeval.metrics.sequence_labeling import accuracy_score, get_entities, precision_recall_fscore_support

random.seed(20221209)


def case(truth, predicted):
    entities = [get_entities(truth), get_entities(predicted)]
    types = sorted({entity[0] for side in entities for entity in side})
    result = {"truth": truth, "predicted": predicted, "types": types, "micro": None, "macro": None, "weighted": None, "perType": []}
    result["items"] = [item(t, p) for t, p in zip(truth, predicted)]
    result["accuracy"] = accuracy_score(truth, predicted) if sum(map(len, truth)) else None
    if types:
        for average in ("micro", "macro", "weighted"):
            p, r, f, _ = precision_recall_fscore_support(truth, predicted, average=average, zero_division=0)
            result[average] = [round(float(x), 12) for x in (p, r, f)]
        p, r, f, s = precision_recall_fscore_support(truth, predicted, average=None, zero_division=0)
        result["perType"] = [[round(float(x), 12) for x in row] for row in zip(p, r, f, s)]
    return result


def item(truth, predicted):
    t, p = set(get_entities(truth)), set(get_entities(predicted))
    return [len(t & p), len(p), len(t)]


def some_tags(n, prefixes, types):
    return [random.choice(["O"] + [f"{p}-{t}" if t else p for p in prefixes for t in types]) for _ in range(n)]


def some_iob2(n, types):
    tags = []
    while len(tags) < n:
        kind = random.choice(types)
        tags += random.choice([["O"] * random.randint(1, 3), [f"B-{kind}"] + [f"I-{kind}"] * random.randint(0, 3)])
    return tags[:n]


def some_case():
    types = random.choice([["PER"], ["PER", "LOC"], ["PER", "LOC", "ORG", "a-b", "é"], ["", "PER"]])
    prefixes = random.choice(["BI", "BI", "IE", "BIES"])
    truth, predicted = [], []
    for _ in range(random.choice([1, 1, 2, 4])):
        n = random.choice([0, 1, 2, 5, 12])
        tags = some_iob2(n, types if "" not in types else ["PER"]) if random.random() < 0.5 else some_tags(n, prefixes, types)
        noise = some_tags(n, prefixes, types)
        truth.append(tags)
        predicted.append([new if random.random() < 0.25 else old for old, new in zip(tags, noise)] if random.random() < 0.8 else noise)
    return case(truth, predicted)


cases = [
    case([["O"]], [["O"]]), case([[]], [[]]), case([["B-A"]], [["B-A"]]), case([["B-A"]], [["O"]]), case([["O"]], [["B-A"]]), case([["B-A"]], [["I-A"]]),
    case([["I-A", "I-A", "O", "I-B"]], [["B-A", "I-A", "O", "B-B"]]), case([["B-A", "I-B"]], [["B-A", "B-B"]]), case([["B-A", "I-A"]], [["B-A", "B-A"]]),
    case([["E-A", "E-A", "S-A", "I-A"]], [["S-A", "S-A", "B-A", "E-A"]]), case([["B", "I", "O"]], [["B-_", "I-_", "O"]]), case([["B-", "O"]], [["B-_", "O"]]),
    case([["B-A", "E-A", "I-A", "E-A"]], [["B-A", "I-A", "I-A", "E-A"]]), case([["B-a-b", "I-a-c"]], [["B-a-b", "B-a-c"]]),
]
cases += [some_case() for _ in range(400)]
json.dump({"seqeval": "1.2.2", "cases": cases}, sys.stdout, separators=(",", ":"), ensure_ascii=False)
