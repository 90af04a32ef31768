"""Writes tests/reference/retrieval.json: scores of rankings by trec_eval and scikit-learn, and of neighbours by their definitions.

- Whole relevances: trec_eval 10.0 (github usnistgov/trec_eval at f425365), built with 12 digits in its output, with -c so that empty rankings count:
  git clone https://github.com/usnistgov/trec_eval /tmp/ref/trec_eval && cd /tmp/ref/trec_eval && sed -i 's/%6\\.4f/%.12f/g' meas_print_single.c && make
- Fractional relevances, whole rankings: scikit-learn 1.2.1 (Debian), ndcg_score, and label_ranking_average_precision_score for a binary relevance.
- Embeddings: plain numpy in double precision by the definitions (Musgrave et al. 2020 for MAP@R); sets in which two different similarities of a
  query are closer than 10^-5 are drawn again, because the accumulator computes in single precision.

/usr/bin/python3 tests/reference/retrieval.py /tmp/ref/trec_eval/trec_eval > tests/reference/retrieval.json
"""
import json
import random
import subprocess
import sys
import tempfile

import numpy as np
import sklearn
from sklearn.metrics import label_ranking_average_precision_score, ndcg_score

random.seed(20260617)
rng = np.random.default_rng(20260617)
CUTOFFS = (1, 5, 10, 100)


def some_query(documents):
    names = [f"d{i}" for i in range(documents)]
    levels = random.choice([[0, 1], [0, 0, 0, 1], [0, 1, 2, 3], [1]])
    judged = random.sample(names, random.randint(1, documents))
    ranking = random.sample(names, random.randint(0, documents))
    return {name: random.choice(levels) for name in judged}, ranking


def trec(queries):
    """Judges all queries in one run."""
    with tempfile.NamedTemporaryFile("w") as qrels, tempfile.NamedTemporaryFile("w") as run:
        for q, (relevance, ranking) in enumerate(queries):
            qrels.writelines(f"{q} 0 {name} {level}\n" for name, level in relevance.items())
            run.writelines(f"{q} Q0 {name} {rank} {-rank} r\n" for rank, name in enumerate(ranking))
        qrels.flush()
        run.flush()
        wanted = ["map", "recip_rank", "ndcg", "ndcg_cut.10", "recall.1,5,10,100", "P.1,5,10,100"]
        command = [sys.argv[1], "-q", "-c"] + [word for measure in wanted for word in ("-m", measure)] + [qrels.name, run.name]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    numbers = {}
    for measure, query, value in map(str.split, lines):
        numbers.setdefault(query, {})[measure] = float(value)
    return [case(*query, numbers.get(str(q))) for q, query in enumerate(queries)]


def case(relevance, ranking, numbers):
    if not any(level > 0 for level in relevance.values()):
        return {"relevance": relevance, "ranking": ranking}
    numbers = numbers or dict.fromkeys(["map", "recip_rank", "ndcg", "ndcg_cut_10"] + [f"{m}_{k}" for m in ("recall", "P") for k in CUTOFFS], 0.0)
    return {
        "relevance": relevance, "ranking": ranking, "map": numbers["map"], "mrr": numbers["recip_rank"], "ndcg": numbers["ndcg"],
        "ndcgAt10": numbers["ndcg_cut_10"], "recall": [numbers[f"recall_{k}"] for k in CUTOFFS], "precision": [numbers[f"P_{k}"] for k in CUTOFFS]}


def sklearn_case(documents):
    names = [f"d{i}" for i in range(documents)]
    gains = np.round(rng.random(documents) * (rng.random(documents) < 0.6), 3)
    gains[rng.integers(documents)] = 0.5
    order = rng.permutation(documents)
    scores = np.empty(documents)
    scores[order] = -np.arange(documents)
    return {
        "relevance": dict(zip(names, gains.tolist())), "ranking": [names[i] for i in order], "ndcg": ndcg_score([gains], [scores]),
        "ndcgAt10": ndcg_score([gains], [scores], k=10), "map": label_ranking_average_precision_score([gains > 0], [scores])}


def neighbours(labels, vectors):
    """Items are in the order of their ids. Per item [rank of the first hit, MAP@R], null for a label's only item."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    similarities = unit @ unit.T
    items = []
    for query, label in enumerate(labels):
        others = [i for i in range(len(labels)) if i != query]
        row = np.sort(similarities[query, others])
        gaps = np.diff(row)
        if np.any((gaps > 1e-12) & (gaps < 1e-5)):
            return None
        ranking = sorted(others, key=lambda i: (-round(similarities[query, i], 9), i))
        hits = [labels[i] == label for i in ranking]
        r = sum(hits)
        precisions = [sum(hits[:i + 1]) / (i + 1) for i in range(r) if hits[i]]
        items.append([hits.index(True) + 1, round(sum(precisions) / r, 12)] if r else None)
    return items


def some_embeddings():
    while True:
        n, dimensions = random.choice([1, 2, 3, 8, 17, 33]), random.choice([1, 2, 3, 8, 9, 20])
        labels = [random.choice("abcdefgh"[:random.choice([1, 2, 4, 8])]) for _ in range(n)]
        if random.random() < 0.4:  # ties that are exact in any precision: axes, scaled by powers of two
            vectors = np.eye(dimensions)[rng.integers(dimensions, size=n)] * rng.choice([-2, -1, -0.5, 0.5, 1, 2], size=(n, 1))
        else:
            vectors = np.round(rng.normal(size=(n, dimensions)) + np.array([[ord(label) % 5 * 0.3] for label in labels]), 3)
        items = neighbours(labels, vectors)
        if items is not None:
            return {"labels": labels, "vectors": vectors.tolist(), "items": items}


queries = [some_query(random.choice([1, 2, 3, 8, 15, 30])) for _ in range(260)] + [some_query(150) for _ in range(6)]
json.dump(
    {"trecEval": subprocess.run([sys.argv[1], "--version"], capture_output=True, text=True).stderr.split()[-1], "scikitLearn": sklearn.__version__,
     "trec": trec(queries), "sklearn": [sklearn_case(random.choice([2, 3, 9, 20, 40])) for _ in range(100)], "embeddings": [some_embeddings() for _ in range(120)]},
    sys.stdout, separators=(",", ":"))
