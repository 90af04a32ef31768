"""Writes tests/reference/detection.json: what COCOeval says of generated images, boxes and masks.

Reference: cocodataset/cocoapi 8c9bcc3 (pycocotools 2.0), built as tests/reference/masks.py says; in the copy replace np.float by np.float64 in
pycocotools/cocoeval.py (numpy 1.24 has no np.float). matplotlib is not needed: pycocotools imports it for plots only.

A case is [truths, detections]: a truth is [image, class, x, y, width, height, isCrowd, area], a detection [image, class, x, y, width, height,
score]; with masks the polygon or the run lengths follow. Ids of annotations start at 1. "weighted": image i is repeated weights[i] times.

PYTHONPATH=/tmp/ref/cocoapi/PythonAPI /usr/bin/python3 tests/reference/detection.py > tests/reference/detection.json
"""
import contextlib
import io
import json
import random
import sys
from unittest import mock

for name in ("matplotlib", "matplotlib.pyplot", "matplotlib.collections", "matplotlib.patches"):
    sys.modules.setdefault(name, mock.MagicMock())

from pycocotools import mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

random.seed(20250302)
SIZE = 200


def evaluate(truths, detections, images, classes, kind):
    annotations = [
        {"id": i + 1, "image_id": t[0], "category_id": t[1], "bbox": t[2:6], "iscrowd": t[6], "area": t[7], **segmentation(t[8:])}
        for i, t in enumerate(truths)]
    results = [
        {"image_id": d[0], "category_id": d[1], "score": d[6], **({"bbox": d[2:6]} if kind == "bbox" else segmentation(d[7:]))} for d in detections]
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = {
            "images": [{"id": i, "height": SIZE, "width": SIZE} for i in range(images)], "annotations": annotations,
            "categories": [{"id": c} for c in range(classes)]}
        coco.createIndex()
        said = coco.loadRes(results) if results else nothing(coco)
        run = COCOeval(coco, said, kind)
        run.evaluate()
        run.accumulate()
        run.summarize()
    return run


def nothing(coco):
    said = COCO()
    said.dataset = {**coco.dataset, "annotations": []}
    said.createIndex()
    return said


def segmentation(rest):
    if not rest:
        return {}
    return {"segmentation": {"size": [SIZE, SIZE], "counts": rest[0]} if isinstance(rest[0], str) else [rest[0]]}


def box_near(box, wobble):
    x, y, w, h = box
    return [round(x + random.gauss(0, wobble) * w, 1), round(y + random.gauss(0, wobble) * h, 1),
            round(max(0, w * (1 + random.gauss(0, wobble))), 1), round(max(0, h * (1 + random.gauss(0, wobble))), 1)]


def some_box():
    side = random.choice([6, 20, 32, 50, 96, 150])
    return [round(random.uniform(0, SIZE - side), 1), round(random.uniform(0, SIZE - side), 1),
            round(side * random.uniform(0.7, 1.4), 1), round(side * random.uniform(0.7, 1.4), 1)]


def some_case(images, classes, objects, spread, score_digits, crowds, clutter):
    truths, detections = [], []
    for image in range(images):
        for _ in range(random.randrange(0, objects + 1)):
            label, box = random.randrange(classes), some_box()
            area = round(box[2] * box[3] * random.choice([1, 1, 0.7]), 1)
            truths.append([image, label, *box, int(random.random() < crowds), random.choice([area, area, 1024, 9216])])
            for _ in range(random.choice([0, 1, 1, 2, 3])):
                said = label if random.random() < 0.85 else random.randrange(classes)
                detections.append([image, said, *box_near(box, random.choice([0, spread / 3, spread])), round(random.random(), score_digits)])
        for _ in range(random.randrange(0, clutter + 1)):
            detections.append([image, random.randrange(classes), *some_box(), round(random.random(), score_digits)])
    random.shuffle(detections)
    return truths, detections


def polygon_of(box):
    x, y, w, h = box
    return [round(n, 1) for n in (x, y, x + w, y + random.uniform(-0.1, 0.2) * h, x + w * random.uniform(0.8, 1), y + h, x + 0.1 * w, y + h * random.uniform(0.8, 1))]


def with_masks(truths, detections):
    """Truths as polygons or, crowds among them, as run lengths; areas are those of the masks. Detections as run lengths."""
    def runs(polygon):
        return mask.merge(mask.frPyObjects([polygon], SIZE, SIZE))
    for t in truths:
        polygon = polygon_of(t[2:6])
        t[7] = int(mask.area(runs(polygon)))
        t.append(runs(polygon)["counts"].decode() if t[6] or random.random() < 0.3 else polygon)
    for d in detections:
        d.append(runs(polygon_of(d[2:6]))["counts"].decode())
    return truths, detections


def case(truths, detections, images, classes, kind, curves=False):
    run = evaluate(truths, detections, images, classes, kind)
    result = {"images": images, "truths": truths, "detections": detections, "stats": [float(n) for n in run.stats]}
    if curves:
        precision = run.eval["precision"]
        result["classes"] = [
            {"class": c, "ap": float(precision[:, :, c, 0, 2].mean()), "ar": float(run.eval["recall"][:, c, 0, 2].mean()),
             "curves": [[round(float(p), 12) for p in precision[t, :, c, 0, 2]] for t in (0, 5)]} for c in range(classes)]
    return result


def weighted(truths, detections, images, classes):
    """Image i becomes weights[i] images that stand together; one without a weight goes."""
    weights = [random.choice([0, 1, 1, 2, 3]) for _ in range(images)]
    first = [sum(weights[:i]) for i in range(images)]
    repeated = [[[first[row[0]] + k, *row[1:]] for row in rows for k in range(weights[row[0]])] for rows in (truths, detections)]
    run = evaluate(*repeated, sum(weights), classes, "bbox")
    return {"images": images, "truths": truths, "detections": detections, "weights": weights, "ap": float(run.stats[0]), "ap50": float(run.stats[1])}


def distinct(detections):
    """No image has a score twice, since copies of an image and copies of a detection would order such ties differently."""
    first = {(d[0], d[6]): i for i, d in reversed(list(enumerate(detections)))}
    return [d for i, d in enumerate(detections) if first[d[0], d[6]] == i]


def main():
    T, D = [0, 0, 10, 10, 50, 50, 0, 2500], [0, 0, 10, 10, 50, 50, 0.5]
    boxes = [
        case([T], [D], 1, 1, "bbox", True), case([T], [], 1, 1, "bbox"), case([], [D], 1, 1, "bbox"), case([T[:6] + [1, 2500]], [D, D], 1, 1, "bbox"),
        case([T, T], [D, D, D], 1, 1, "bbox"), case([T], [[0, 0, 10, 10, 0, 50, 0.5]], 1, 1, "bbox"), case([T], [D[:6] + [0], D[:6] + [1]], 1, 1, "bbox"),
        case([[0, 0, 10, 10, 32, 32, 0, 1024]], [[0, 0, 10, 10, 32, 32, 0.5]], 1, 1, "bbox"),
        case([T, [0, 0, 30, 30, 100, 100, 1, 10000]], [D, [0, 0, 40, 40, 10, 10, 0.9], [0, 0, 50, 50, 10, 10, 0.9]], 1, 1, "bbox"),
        case([T], [[0, 0, 10, 10, 50, 25, 0.5]], 1, 1, "bbox", True), case([T], [[0, 1, *D[2:]]], 1, 2, "bbox"),
    ]
    for n in range(150):
        images, classes = random.choice([1, 2, 5, 8]), random.choice([1, 2, 3, 5])
        inputs = some_case(images, classes, random.choice([1, 3, 6]), random.choice([0.05, 0.15, 0.3]), random.choice([1, 2, 6]), random.choice([0, 0, 0.2]), random.choice([0, 2, 6]))
        boxes.append(case(*inputs, images, classes, "bbox", n % 15 == 0))
    # More detections of a class than count, and 1, 10 and 100 that differ.
    boxes.append(case(*some_case(1, 1, 20, 0.3, 2, 0.1, 300), 1, 1, "bbox", True))
    boxes.append(case(*some_case(2, 2, 12, 0.1, 1, 0.1, 150), 2, 2, "bbox"))

    masks = []
    for n in range(70):
        images, classes = random.choice([1, 2, 4]), random.choice([1, 2, 3])
        inputs = some_case(images, classes, random.choice([1, 3, 5]), random.choice([0.05, 0.15]), random.choice([1, 2, 6]), random.choice([0, 0, 0.2]), random.choice([0, 2]))
        masks.append(case(*with_masks(*inputs), images, classes, "segm", n % 20 == 0))

    resamples = []
    while len(resamples) < 60:
        images, classes = random.choice([2, 5, 8]), random.choice([1, 2, 3])
        truths, detections = some_case(images, classes, random.choice([1, 3]), random.choice([0.05, 0.15]), random.choice([2, 6]), random.choice([0, 0.2]), random.choice([0, 2]))
        resamples.append(weighted(truths, distinct(detections), images, classes))

    json.dump({"pycocotools": "2.0, cocoapi 8c9bcc3", "size": SIZE, "boxes": boxes, "masks": masks, "weighted": resamples}, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main()
