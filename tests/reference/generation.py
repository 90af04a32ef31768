"""Writes tests/reference/generation.json: BLEU, chrF, ROUGE, SQuAD and pass@k of the reference implementations, for tests of GenerationAccumulator.

- sacreBLEU 2.6.0: github mjpost/sacrebleu at f615c72, with a file sacrebleu/version.py that says __version__ = "2.6.0".
- rouge_score: google-research/rouge at 0c1bbe5; run from the fork m3hrdadfi/rouge-metric at 0c8da39, whose tokenizer for a language it does not know
  and whose scoring functions are the same (compared by eye), because the whole of google-research is too large to clone.
- SQuAD v1.1: the evaluation script as huggingface/evaluate keeps it, metrics/squad/compute_score.py at a7dd338.
- pass@k: by the definition of Chen et al. 2021, in exact fractions.

git clone https://github.com/mjpost/sacrebleu /tmp/ref/sacrebleu && git clone https://github.com/m3hrdadfi/rouge-metric /tmp/ref/rouge-m
(and compute_score.py as /tmp/ref/squad_compute_score.py); apt-get install python3-portalocker python3-tabulate python3-nltk python3-six
PYTHONPATH=/tmp/ref/sacrebleu:/tmp/ref/rouge-m:/tmp/ref /usr/bin/python3 tests/reference/generation.py > tests/reference/generation.json
"""
import json
import random
import sys
import types
from fractions import Fraction
from math import comb

# The fork's stemmers, which are not used here, want a package for Persian.
sys.modules["hazm"] = types.ModuleType("hazm")
sys.modules["hazm"].Stemmer = object

import sacrebleu
from rouge_score import rouge_scorer
from sacrebleu.metrics import BLEU, CHRF
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a
from squad_compute_score import exact_match_score, f1_score, metric_max_over_ground_truths, normalize_answer

random.seed(20260112)
ROUGE = rouge_scorer.RougeScorer("none", ["rouge1", "rouge2", "rougeL"])


def corpus(items):
    """items: pairs of references and hypothesis."""
    most = max(len(references) for references, _ in items)
    streams = [[references[i] if i < len(references) else None for references, _ in items] for i in range(most)]
    hypotheses = [hypothesis for _, hypothesis in items]
    case = {"items": [{"references": r, "hypothesis": h} | scores(r, h) for r, h in items]}
    for name, metric in (("bleu", BLEU()), ("chrf", CHRF()), ("chrfPlusPlus", CHRF(word_order=2))):
        case[name] = metric.corpus_score(hypotheses, streams).score
        case[name + "Signature"] = str(metric.get_signature())
        for item, statistics in zip(case["items"], metric._extract_corpus_statistics(hypotheses, streams)):
            item[name] = statistics
    return case


def scores(references, hypothesis):
    rouge = [ROUGE.score(reference, hypothesis) for reference in references]
    return {
        "rouge": [round(max(r[name].fmeasure for r in rouge), 12) for name in ("rouge1", "rouge2", "rougeL")],
        "squadExact": bool(metric_max_over_ground_truths(exact_match_score, hypothesis, references)),
        "squadF1": round(float(metric_max_over_ground_truths(f1_score, hypothesis, references)), 12)}


def pass_at(n, c, k):
    return float(1 - Fraction(comb(n - c, k), comb(n, k)))


WORDS = "the a an cat dog sat on mat of 3.5 1,000 U.S. it's \"quoted\" (x) e-mail 2-3 — “a” ‘the’ naïve café 漢字 слово ÉTÉ".split()


def some_text(words, longest):
    return " ".join(random.choices(words, k=random.randrange(0, longest + 1)))


def spoil(text, words):
    result = []
    for word in text.split(" "):
        roll = random.random()
        result += [] if roll < 0.1 else [random.choice(words)] if roll < 0.2 else [word, word] if roll < 0.25 else [word]
    return " ".join(result)


def some_corpus():
    words = random.choice([WORDS, WORDS, "a b c".split(), "the quick brown fox jumps over the lazy dog .".split()])
    longest = random.choice([2, 6, 12, 25])
    items, most = [], random.choice([1, 1, 2, 3])
    for _ in range(random.choice([1, 1, 2, 3, 5])):
        base = some_text(words, longest)
        references = [spoil(base, words) if i else base for i in range(most if random.random() < 0.8 else random.randint(1, most))]
        items.append((references, spoil(base, words) if random.random() < 0.9 else some_text(words, longest)))
    return corpus(items)


NASTY = [
    "", " ", "a", ".", "...", ",.,.", "a..b", "1.5", "1,5", "a.5", "5.a", "x,y", "1.", ".1", ", 1", "-", "a-b", "1-b", "1-2-3", "--", "3--4", "5-", "e-mail 2-3",
    "$5.00", "it's", "don't stop", "(hi)", "(hi", "hi)", "[x]{y}|z~`^_\\", "a/b:c;d<e>f=g?h@i", "#1 & #2 * + !", "\"q\"", "100%", "'single'",
    "&quot;x&quot;", "&amp;lt;b&amp;gt;", "&amp;amp;", "&lt;skipped&gt;", "<skipped>x", "&AMP;", "&nbsp;", "A & B",
    "line-\nbreak", "line\nbreak", "tab\tand\r\nreturn", "end \n", "\n", "-\n-\n", "x\u00a0y", "x\u3000y", "x\u2028y", "x\u0085y", "x\x1cy\x1fz", "\x1ca \x1e", "x\u200by", "\ufeffx",
    "😀", "😀.", ".😀", ",😀,", "a😀,b", "5😀-", "１．５", "١,٢", "٣.", "漢字。かな、", "«guillemets»", "“curly”", "‘a’", "a–b—c", "…", "¿qué?", "ﬁne", "Ⅷ.½", "²,³",
    "e\u0301.", "a\u0301", "the\u0301 cat", "\u0301a b", "naïve café", "\u0130stanbul", "\u0130\u0130", "ISTANBUL ı", "ΟΔΟΣ", "ΣΑΣ ΑΣ. Σ", "ΑΣ'Α ΑΣ\u0301", "aΣ\u00adb Σ", "ⓐΣ ªΣ Ⅷ\u03a3", "ͅΑΣ", "1Σ",
    "STRASSE straße ẞ", "K Å ſ", "ǅ", "𐐀𐐁", "the an a", "The A AN THEE", "a_b the_", "_a_", "a1 1a", "a-an-the", "the.cat", "“the” cat", "the‘cat", "an²", "a\u200dthe", "the\u093eb", "x a\u2019s",
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "\x00a\x01", "word" * 20, "a " * 40, "x" * 130,
]


def nasty():
    cases = [corpus([([text], other)]) for text, other in zip(NASTY, NASTY[1:] + NASTY[:1])]
    cases += [corpus([([text], text)]) for text in NASTY]
    for _ in range(60):
        mixed = ["".join(random.choices(NASTY[:-4], k=random.randint(1, 4))) for _ in range(3)]
        cases.append(corpus([(mixed[:random.randint(1, 2)], spoil(mixed[0], NASTY[3:40]) if random.random() < 0.7 else mixed[2])]))
    return cases


tokenizer = Tokenizer13a()
json.dump(
    {"sacrebleu": sacrebleu.__version__, "corpora": [some_corpus() for _ in range(130)] + nasty(),
     "tokens": [[text, tokenizer(text.rstrip()).split()] for text in NASTY], "squad": [[text, normalize_answer(text)] for text in NASTY],
     "passAtK": [[n, c, k, pass_at(n, c, k)] for n in (1, 2, 5, 10, 100, 200) for c in sorted({0, 1, n // 2, n - 1, n}) for k in (1, 2, 5, 10, 100) if k <= n]},
    sys.stdout, separators=(",", ":"), ensure_ascii=False)
