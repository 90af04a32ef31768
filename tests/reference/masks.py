"""Writes tests/reference/masks.json: what pycocotools.mask says of polygons and run lengths.

Reference: cocodataset/cocoapi 8c9bcc3 (pycocotools 2.0), built in a folder of its own (Debian: cython3, python3-dev, python3-numpy 1.24):
  git clone https://github.com/cocodataset/cocoapi /tmp/ref/cocoapi && git -C /tmp/ref/cocoapi checkout 8c9bcc3
  cd /tmp/ref/cocoapi/PythonAPI && /usr/bin/python3 setup.py build_ext --inplace

PYTHONPATH=/tmp/ref/cocoapi/PythonAPI /usr/bin/python3 tests/reference/masks.py > tests/reference/masks.json
"""
import json
import math
import random
import sys

import numpy as np
from pycocotools import mask

random.seed(20250301)


def text(rle):
    return rle["counts"].decode("ascii")


def described(rle):
    return {"counts": text(rle), "area": int(mask.area(rle)), "bounds": [float(x) for x in mask.toBbox(rle)]}


def polygon_case(polygons, height, width):
    parts = [mask.frPyObjects([p], height, width)[0] for p in polygons]
    return {"height": height, "width": width, "polygons": polygons, **described(mask.merge(parts)),
            "parts": [text(part) for part in parts]}


def some_polygon(height, width, digits):
    kind = random.random()
    points = random.choice([3, 3, 4, 5, 8, 13])
    if kind < 0.5:  # star-shaped
        x, y, r = random.uniform(0, width), random.uniform(0, height), random.uniform(0.5, max(height, width))
        angles = sorted(random.uniform(0, 2 * math.pi) for _ in range(points))
        pairs = [(x + r * random.uniform(0.3, 1) * math.cos(a), y + r * random.uniform(0.3, 1) * math.sin(a)) for a in angles]
    elif kind < 0.8:  # crosses itself, reaches beyond the image
        pairs = [(random.uniform(-width, 2 * width), random.uniform(-height, 2 * height)) for _ in range(points)]
    else:  # on the grid, with repeated points
        pairs = [(random.randrange(0, width + 1), random.randrange(0, height + 1)) for _ in range(points)]
        pairs += pairs[-1:] * random.randrange(0, 2)
    return [round(n, digits) for pair in pairs for n in pair]


def some_runs(height, width):
    density = random.choice([0.0, 0.02, 0.3, 0.5, 0.9, 1.0])
    block = random.choice([1, 1, 3, 7])
    small = np.random.RandomState(random.randrange(1 << 30)).rand(height // block + 1, width // block + 1) < density
    pixels = np.kron(small, np.ones((block, block)))[:height, :width]
    return mask.encode(np.asfortranarray(pixels.astype(np.uint8)))


def pair_case(a, b):
    return {
        "height": a["size"][0], "width": a["size"][1], "a": text(a), "b": text(b), "union": text(mask.merge([a, b])),
        "intersection": text(mask.merge([a, b], 1)), "iou": float(mask.iou([a], [b], [0])[0, 0]), "crowd": float(mask.iou([a], [b], [1])[0, 0]),
        "areas": [int(mask.area(a)), int(mask.area(b))], "bounds": [[float(x) for x in mask.toBbox(r)] for r in (a, b)]}


polygons = [
    polygon_case([[0, 0, 5, 0, 5, 5, 0, 5]], 10, 10), polygon_case([[0, 0, 10, 0, 10, 10, 0, 10]], 10, 10),
    polygon_case([[2, 2, 2, 2, 2, 2]], 6, 7), polygon_case([[-5, -5, -1, -5, -3, -1]], 6, 7), polygon_case([[20, 20, 30, 20, 25, 30]], 6, 7),
    polygon_case([[0.5, 0.5, 3.5, 0.5, 3.5, 3.5, 0.5, 3.5], [2, 2, 6, 2, 6, 6, 2, 6]], 7, 7), polygon_case([[0, 0, 1, 0, 1, 1, 0, 1]], 1, 1),
]
for _ in range(320):
    height, width = random.choice([(1, 1), (5, 8), (13, 7), (30, 40), (64, 48), (120, 90)])
    polygons.append(polygon_case([some_polygon(height, width, random.choice([0, 1, 2])) for _ in range(random.choice([1, 1, 1, 2, 4]))], height, width))

pairs = []
for _ in range(240):
    height, width = random.choice([(1, 1), (3, 2), (5, 8), (13, 7), (24, 31)])
    pairs.append(pair_case(some_runs(height, width), some_runs(height, width)))
for _ in range(60):
    height, width = random.choice([(30, 40), (200, 300)])
    pairs.append(pair_case(*(mask.merge(mask.frPyObjects([some_polygon(height, width, 1)], height, width)) for _ in range(2))))

json.dump({"pycocotools": "2.0, cocoapi 8c9bcc3", "polygons": polygons, "pairs": pairs}, sys.stdout, separators=(",", ":"))
