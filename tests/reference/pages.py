"""Writes tests/reference/pages.json: pages whose lines are found and read, evaluated by the plain rules below.

The rules are those of the ICDAR 2015 script (incidental scene text, tasks 1 and 4), but: overlap from 0.5 on, not above it; the largest overlap
first, not the order of the files; polygons on pixels (pycocotools.mask, built as tests/reference/masks.py says); texts equal after
normalisation (NFC, white space collapsed, trimmed). The character error rate is not in the script.

A line is [page, box or polygon, text] and, when it was read, a score.

PYTHONPATH=/tmp/ref/cocoapi/PythonAPI /usr/bin/python3 tests/reference/pages.py > tests/reference/pages.json
"""
import json
import random
import sys
import unicodedata

from pycocotools import mask

random.seed(20250304)
SIZE = 120
WORDS = ["naïve", "cafe\u0301", "Straße", "the", "quick", "brown", "fox", "12,50", "€", "a", "", "in voice", "TOTAL"]


def common(a, b):
    """Intersection, area of a, area of b."""
    if len(a) == 4:
        w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
        h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
        return max(w, 0) * max(h, 0), a[2] * a[3], b[2] * b[3]
    runs = [mask.frPyObjects([shape], SIZE, SIZE)[0] for shape in (a, b)]
    return int(mask.area(mask.merge(runs, 1))), int(mask.area(runs[0])), int(mask.area(runs[1]))


def iou(a, b):
    both, first, second = common(a, b)
    return both / (first + second - both) if both else 0.0


def share_within(detection, region):
    both, area, _ = common(detection, region)
    return both / area if both else 0.0


def normalise(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def match(truths, detections):
    pairs = sorted((-iou(t[1], d[1]), i, j) for i, t in truths for j, d in detections)
    found = {}
    for overlap, i, j in pairs:
        if -overlap >= 0.5 and i not in found and j not in found.values():
            found[i] = j
    return found


def page(truths, detections):
    """Truths, detections, matches, exact matches, edits, characters of the truths."""
    regions = [t for t in truths if t[2] == "###"]
    truths = [(i, t) for i, t in enumerate(truths) if t[2] != "###"]
    detections = [(j, d) for j, d in enumerate(detections) if all(share_within(d[1], r[1]) <= 0.5 for r in regions)]
    found = match(truths, detections)
    texts, read = {i: normalise(t[2]) for i, t in truths}, {j: normalise(d[2]) for j, d in detections}
    edits = sum(distance(texts[i], read[j]) for i, j in found.items())
    edits += sum(len(texts[i]) for i in texts if i not in found) + sum(len(read[j]) for j in read if j not in found.values())
    return [len(truths), len(detections), len(found), sum(texts[i] == read[j] for i, j in found.items()), edits, sum(map(len, texts.values()))]


def case(pages, truths, detections):
    rows = [page([t for t in truths if t[0] == p], [d for d in detections if d[0] == p]) for p in range(pages)]
    t, d, m, exact, edits, characters = map(sum, zip(*rows))
    return {
        "pages": pages, "truths": truths, "detections": detections, "precision": m / d if d else None, "recall": m / t if t else None,
        "hmean": 2 * m / (t + d) if t + d else None, "endToEnd": 2 * exact / (t + d) if t + d else None,
        "cer": None if not t + d else edits / characters if characters else float(edits)}


def shape(x, y, w, h, polygons):
    if not polygons:
        return [x, y, w, h]
    lean = random.randrange(-3, 4)
    return [x, y, x + w, y + lean, x + w, y + h + lean, x, y + h]


def misread(text):
    kind = random.random()
    return text if kind < 0.5 else " " + text.replace(" ", "  ") if kind < 0.6 else unicodedata.normalize("NFD", text) if kind < 0.7 else text[:-1] + random.choice("abc")


def some_case(pages, lines, wobble, polygons):
    truths, detections = [], []
    for number in range(pages):
        for _ in range(random.randrange(0, lines + 1)):
            x, y, w, h = random.randrange(0, 60), random.randrange(0, 100), random.randrange(10, 50), random.randrange(4, 14)
            text = "###" if random.random() < 0.15 else " ".join(random.choices(WORDS, k=random.randrange(1, 4)))
            truths.append([number, shape(x, y, w, h, polygons), text])
            for _ in range(random.choice([0, 1, 1, 1, 2])):
                dx, dy, dw, dh = (random.randrange(-wobble, wobble + 1) for _ in range(4))
                detections.append([number, shape(x + dx, y + dy, max(1, w + dw), max(1, h + dh), polygons), misread(text), round(random.random(), 2)])
    random.shuffle(detections)
    return case(pages, truths, detections)


boxes = [
    case(1, [], []), case(1, [[0, [0, 0, 10, 10], "abc"]], []), case(1, [], [[0, [0, 0, 10, 10], "abc", 0.5]]),
    case(1, [[0, [0, 0, 10, 10], "abc"]], [[0, [0, 0, 10, 5], "abd", 0.5]]), case(1, [[0, [0, 0, 10, 10], "###"]], [[0, [0, 0, 10, 5], "x", 0.5]]),
    case(1, [[0, [0, 0, 10, 10], "###"]], [[0, [5, 0, 10, 10], "x", 0.5]]), case(1, [[0, [0, 0, 10, 10], ""]], [[0, [0, 0, 10, 10], "ab", 0.5]]),
    case(1, [[0, [0, 0, 10, 10], "a"], [0, [0, 0, 10, 10], "b"]], [[0, [0, 0, 10, 10], "b", 0.5], [0, [0, 0, 10, 10], "a", 0.5]]),
    case(1, [[0, [0, 0, 10, 10], "a"], [0, [0, 2, 10, 10], "b"]], [[0, [0, 2, 10, 10], "b", 0.5], [0, [0, 1, 10, 10], "a", 0.5]]),
]
boxes += [some_case(random.choice([1, 2, 4]), random.choice([2, 6, 12]), random.choice([0, 2, 5]), False) for _ in range(120)]
masks = [some_case(random.choice([1, 2]), random.choice([2, 6]), random.choice([1, 3]), True) for _ in range(50)]
json.dump({"size": SIZE, "boxes": boxes, "masks": masks}, sys.stdout, separators=(",", ":"))
