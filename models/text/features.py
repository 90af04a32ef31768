"""The hashed features of texts, as Winnow.Inference computes them (docs/model-card.md, "Texts"): shared by the training scripts."""
from functools import lru_cache

SPACE, LETTERS = 32, frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


@lru_cache(maxsize=1 << 20)
def hashed(feature, buckets):
    """FNV-1a, 32 bits, onto 1 ... buckets; 0 is padding."""
    value = 0x811C9DC5
    for byte in feature:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return 1 + value % buckets


def words(text):
    """Runs of ASCII letters, ASCII digits and all that is not ASCII, in lower-case ASCII, as UTF-8."""
    data = bytearray(text.encode("utf-8"))
    for i, byte in enumerate(data):
        if byte < 128 and byte not in LETTERS:
            data[i] = SPACE
    return bytes(data).lower().split()


def word_ngrams(text, smallest, largest, buckets, most):
    """Ids of the n-grams of words, by position and then by length; [0] for a text without any."""
    parts, ids = words(text), []
    for start in range(len(parts)):
        for size in range(smallest, largest + 1):
            if start + size <= len(parts) and len(ids) < most:
                ids.append(hashed(b" ".join(parts[start:start + size]), buckets))
    return ids or [0]


def shape(word):
    """Capitals as X, small letters as x, digits as d, all else as it is; runs of the same as one."""
    kinds = bytearray()
    for byte in word:
        kind = ord("X") if 65 <= byte <= 90 else ord("x") if 97 <= byte <= 122 else ord("d") if 48 <= byte <= 57 else byte
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    return bytes(kinds)


def word_features(token, buckets):
    """Five ids of one token: the word, its first and last three bytes, its last two, its shape."""
    word = token.encode("utf-8")
    small = word.lower()
    return [hashed(feature, buckets) for feature in (b"w" + small, b"p" + small[:3], b"s" + small[-3:], b"e" + small[-2:], b"t" + shape(word))]
