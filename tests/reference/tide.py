"""Writes tests/reference/tide.json: what TIDE says of generated images, boxes and masks.

Reference: dbolya/tide 49a5d2a (tidecv 1.0.1), which needs pycocotools: cocodataset/cocoapi 8c9bcc3, built as tests/reference/masks.py says.
matplotlib, cv2, pandas, seaborn and appdirs are only imported there, for plots and downloads. The generators are those of detection.py.

An error is [kind, image, index of the detection or -1, index of the truth or -1]: the truth of cls, loc and miss.

PYTHONPATH=/tmp/ref/cocoapi/PythonAPI:/tmp/ref/tide /usr/bin/python3 tests/reference/tide.py > tests/reference/tide.json
"""
import json
import random
import sys
from unittest import mock

for name in ("matplotlib", "matplotlib.pyplot", "matplotlib.collections", "matplotlib.patches", "matplotlib.lines", "cv2", "pandas", "seaborn", "appdirs"):
    sys.modules[name] = mock.MagicMock()
from detection import SIZE, mask, some_case, with_masks
from tidecv import Data, TIDE

random.seed(20250303)


def rle(form):
    return {"size": [SIZE, SIZE], "counts": form.encode()} if isinstance(form, str) else mask.merge(mask.frPyObjects([form], SIZE, SIZE))


def evaluate(truths, detections, images, mode):
    gt, said = Data("gt"), Data("said")
    for image in range(images):
        gt.add_image(image, str(image))
    for t in truths:
        add = gt.add_ignore_region if t[6] else gt.add_ground_truth
        add(t[0], t[1], t[2:6], rle(t[8]) if mode == TIDE.MASK else None)
    for d in detections:
        said.add_detection(d[0], d[1], d[6], d[2:6], rle(d[7]) if mode == TIDE.MASK else None)
    return gt, said, TIDE(mode=mode).evaluate(gt, said, mode=mode)


def place(data, item):
    return data.images[item["image"]]["anns"].index(item["_id"])


def error(gt, said, e):
    pred, truth = getattr(e, "pred", None), getattr(e, "gt", None)
    return [e.short_name.lower(), (pred or truth)["image"], place(said, pred) if pred else -1, place(gt, truth) if truth else -1]


def gains(run):
    """Per kind; null where nothing is left to rank once the errors are mended, and TIDE divides by zero."""
    result = {}
    for kind in TIDE._error_types:
        try:
            result[kind.short_name.lower()] = float(run.fix_main_errors(error_types=[kind])[kind])
        except ZeroDivisionError:
            result[kind.short_name.lower()] = None
    return result


def special(run):
    try:
        return [float(v) for v in run.fix_special_errors().values()]
    except ZeroDivisionError:
        return [0.0, None]


def case(truths, detections, images, mode=TIDE.BOX):
    gt, said, run = evaluate(truths, detections, images, mode)
    return {
        "images": images, "truths": truths, "detections": detections,
        "main": gains(run), "special": special(run),
        "counts": {k.short_name.lower(): v for k, v in run.count_errors().items()},
        "errors": sorted(error(gt, said, e) for e in run.errors)}


def some(n, mode):
    images, classes = random.choice([1, 2, 5]), random.choice([1, 2, 3])
    inputs = some_case(images, classes, random.choice([1, 3, 6]), random.choice([0.05, 0.15, 0.3]), random.choice([1, 2, 6]), random.choice([0, 0, 0.2]), random.choice([0, 2, 6]))
    if mode == TIDE.MASK:
        with_masks(*inputs)
    return (*inputs, images, mode) if any(not t[6] for t in inputs[0]) else some(n, mode)


T = [0, 0, 10, 10, 50, 50, 0, 2500]
boxes = [
    case([T], [[0, 0, 10, 10, 50, 50, 0.5]], 1), case([T], [], 1), case([T], [[0, 0, 10, 10, 50, 25, 0.5]], 1), case([T], [[0, 1, 10, 10, 50, 25, 0.5]], 1),
    case([T], [[0, 0, 10, 10, 50, 5, 0.5]], 1), case([T], [[0, 1, 10, 10, 50, 5, 0.5]], 1), case([T], [[0, 1, 10, 10, 50, 20, 0.5]], 1),
    case([T], [[0, 0, 10, 10, 50, 50, 0.5], [0, 0, 10, 10, 50, 45, 0.5], [0, 0, 10, 10, 50, 25, 0.5]], 1), case([], [[0, 0, 10, 10, 50, 50, 0.5]], 1),
    case([T, T], [[0, 1, 10, 10, 50, 50, 0.5], [0, 1, 10, 10, 50, 50, 0.5], [0, 0, 10, 10, 50, 20, 0.4]], 1),
    case([T, [0, 0, 100, 100, 90, 90, 1, 8100]], [[0, 0, 120, 120, 10, 10, 0.5], [0, 0, 95, 100, 10, 10, 0.6], [0, 1, 120, 120, 10, 10, 0.7]], 1),
    case(*some_case(1, 3, 20, 0.3, 2, 0.1, 150), 1),
]
boxes += [case(*some(n, TIDE.BOX)) for n in range(130)]
masks = [case(*some(n, TIDE.MASK)) for n in range(40)]
json.dump({"tide": "tidecv 1.0.1, dbolya/tide 49a5d2a", "size": SIZE, "boxes": boxes, "masks": masks}, sys.stdout, separators=(",", ":"))
