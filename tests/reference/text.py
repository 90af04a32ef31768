"""Writes tests/reference/text.json: error rates of jiwer and similarities of rapidfuzz, for tests of TextAccumulator.

jiwer 4.0.0 (github jitsi/jiwer at c1b0d5e) and rapidfuzz 3.14.5 (github rapidfuzz/RapidFuzz at 384c676, its pure Python implementation); neither is in
Debian, so both run from a clone:

git clone https://github.com/jitsi/jiwer /tmp/ref/jiwer && git clone https://github.com/rapidfuzz/RapidFuzz /tmp/ref/rapidfuzz
RAPIDFUZZ_IMPLEMENTATION=python PYTHONPATH=/tmp/ref/jiwer/src:/tmp/ref/rapidfuzz/src /usr/bin/python3 tests/reference/text.py > tests/reference/text.json

jiwer strips texts before it compares characters: the texts here have no white space at their ends, and no white space but the space (jiwer's words
are what the space separates). The version of jiwer is the tag of its clone, which the package itself does not name.
"""
import json
import random
import sys

import jiwer
import rapidfuzz
from rapidfuzz.distance import Levenshtein

random.seed(20250214)


def case(pairs):
    references, hypotheses = [r for r, _ in pairs], [h for _, h in pairs]
    characters, words = jiwer.process_characters(references, hypotheses), jiwer.process_words(references, hypotheses)
    return {
        "pairs": pairs, "cer": float(characters.cer), "wer": float(words.wer),
        "edits": [Levenshtein.distance(r, h) for r, h in pairs],
        "similarities": [round(Levenshtein.normalized_similarity(r, h), 12) for r, h in pairs],
        "similarity": sum(Levenshtein.normalized_similarity(r, h) for r, h in pairs) / len(pairs)}


def some_text(length, alphabet):
    return " ".join("".join(random.choices(alphabet, k=random.randrange(0, length))).split())


def spoil(text, alphabet, noise):
    result = ""
    for char in text:
        roll = random.random()
        result += "" if roll < noise else random.choice(alphabet) if roll < 2 * noise else char + random.choice(alphabet) if roll < 3 * noise else char
    return " ".join(result.split())


def some_case():
    alphabet = random.choice(["ab", "ab ", "abcdefgh ", "the quick brown 😀é", "дума слово ", "漢字 かな"])
    length, noise = random.choice([3, 10, 40, 100, 180]), random.choice([0.02, 0.1, 0.3])
    pairs = []
    for _ in range(random.choice([1, 2, 4, 8]) if length < 100 else 2):
        reference = some_text(length, alphabet)
        hypothesis = some_text(length, alphabet) if random.random() < 0.15 else spoil(reference, alphabet, noise)
        pairs.append(["" if random.random() < 0.1 else reference, "" if random.random() < 0.1 else hypothesis])
    return case(pairs)


cases = [
    case([["", ""]]), case([["", "abc def"]]), case([["abc", ""]]), case([["", "xy"], ["", "a b c"]]), case([["", "xy"], ["ab", "ab"]]),
    case([["", ""], ["ab", "abc"]]), case([["kitten", "sitting"]]), case([["naïve 😀 café", "naive 😃 cafe"]]), case([["a b c d", "a c d e"]]),
    case([["x" * 130, "x" * 64 + "y" + "x" * 64]]), case([["ab" * 40, "ba" * 40]]),
]
cases += [some_case() for _ in range(290)]
json.dump({"jiwer": "4.0.0", "rapidfuzz": rapidfuzz.__version__, "cases": cases}, sys.stdout, separators=(",", ":"), ensure_ascii=False)
