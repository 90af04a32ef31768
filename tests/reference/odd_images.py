"""Writes tests/reference/odd_images.json: small image files of rare and of damaged kinds, and what Pillow makes of the good ones.

Pillow 9.4.0 (Debian's python3-pil), ImageMagick 6.9.11 (convert), libjpeg-turbo 2.1.5 (cjpeg, jpegtran of libjpeg-turbo-progs); the rest is written byte by
byte. The pixels are those of Pillow, over white where there is transparency, upright where the name says so.

PATH=/usr/bin:$PATH /usr/bin/python3 tests/reference/odd_images.py > tests/reference/odd_images.json
"""
import base64
import io
import json
import random
import struct
import subprocess
import sys
import zlib

import PIL
from PIL import Image, ImageOps

random.seed(5)
GOOD, DAMAGED = [], []


def coded(data):
    return base64.b64encode(data).decode()


def good(name, data, tolerance=0, pixels=None):
    """pixels: where Pillow has another opinion of the format, as the test says."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    if pixels is None:
        if image.mode in ("I", "I;16"):
            image = Image.frombytes("L", image.size, bytes(v >> 8 for v in image.getdata()))
        if image.mode in ("LA", "RGBA", "P") or "transparency" in image.info:
            over = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), over)
        pixels = image.convert("RGB").tobytes()
    GOOD.append({"name": name, "file": coded(data), "width": image.width, "height": image.height, "pixels": coded(pixels), "tolerance": tolerance})


def damaged(name, data):
    DAMAGED.append({"name": name, "file": coded(data)})


def save(image, kind, **options):
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def noise(width, height):
    return Image.frombytes("RGB", (width, height), bytes(random.randrange(256) for _ in range(width * height * 3)))


def run(command, data):
    return subprocess.run(command, input=data, stdout=subprocess.PIPE, check=True).stdout


def with_size(jpeg, width=None, height=None):
    changed, at = bytearray(jpeg), 2
    while changed[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack_from(">H", changed, at + 2)[0]
    if height is not None:
        struct.pack_into(">H", changed, at + 5, height)
    if width is not None:
        struct.pack_into(">H", changed, at + 7, width)
    return bytes(changed)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, colour, row, *chunks):
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*c) for c in [(b"IHDR", header), *chunks, (b"IDAT", zlib.compress(b"\0" + row)), (b"IEND", b"")])


def with_wrong_crc(data, kind):
    at = data.index(kind)
    changed = bytearray(data)
    changed[at + 4 + struct.unpack(">I", data[at - 4:at])[0]] ^= 0xFF
    return bytes(changed)


def adobe(samples, transform):
    """A JPEG of four components whose samples are these; Pillow writes 255 minus what it is given."""
    data = bytearray(save(Image.new("CMYK", (8, 8), tuple(255 - s for s in samples)), "JPEG", quality=95))
    data[data.index(b"Adobe") + 11] = transform
    return bytes(data)


def without_adobe(data):
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 2 + struct.unpack_from(">H", data, at + 2)[0]:]


def jpegs():
    image = noise(24, 20)
    pnm = b"P6 24 20 255\n" + image.tobytes()
    whole = save(image, "JPEG", quality=80)
    progressive = save(image, "JPEG", quality=80, progressive=True)
    restarts = run(["cjpeg", "-quality", "80", "-restart", "1B"], pnm)
    with open("/tmp/scans.txt", "w") as scans:
        scans.write("0; 1; 2;\n")
    parts = run(["cjpeg", "-quality", "80", "-scans", "/tmp/scans.txt"], pnm)
    for name, data in [("jpeg", whole), ("progressive jpeg", progressive), ("jpeg with restarts", restarts), ("jpeg in three scans", parts)]:
        good(name, data, 2)
        damaged(f"{name}, cut off", data[:len(data) * 3 // 4])
    for subsampling in (0, 1):
        good(f"jpeg, subsampling {subsampling}", save(image, "JPEG", quality=80, subsampling=subsampling, optimize=True), 2)
    good("gray jpeg", save(image.convert("L"), "JPEG", optimize=True), 2)
    flat = save(Image.new("L", (128, 32), 77), "JPEG", optimize=True)
    good("flat jpeg of many blocks", flat, 2)
    # A block of it takes two bits.
    damaged("flat jpeg of many blocks, header says higher", with_size(flat, height=40))
    damaged("flat jpeg of many blocks, header says wider", with_size(flat, width=136))
    good("jpeg with another file behind it", whole + progressive + b"more", 2)
    good("jpeg with a jpeg in its metadata", whole[:2] + b"\xff\xe5" + struct.pack(">H", len(progressive) + 2) + progressive + whole[2:], 2)
    for name, data in [("jpeg", whole), ("jpeg with restarts", restarts)]:
        damaged(f"{name}, header says higher", with_size(data, height=40))
        damaged(f"{name}, header says wider", with_size(data, width=48))
        damaged(f"{name}, ends too early in good order", data[:len(data) * 3 // 4] + b"\xff\xd9")
    shorter = with_size(whole, height=16)
    good("jpeg, header says lower", shorter, 2)
    damaged("jpeg without end marker", whole[:-2])
    damaged("jpeg of no width", with_size(whole, width=0))
    damaged("jpeg of no height", with_size(whole, height=0))
    damaged("jpeg of 65,000 × 65,000", with_size(whole, 65000, 65000))
    damaged("jpeg, signature only", whole[:3])
    good("cmyk jpeg", adobe((255, 0, 0, 255), 0), 2)
    good("cmyk jpeg without marker", without_adobe(adobe((200, 100, 50, 180), 0)), 2)
    # Y Cb Cr of (0, 255, 255), which libjpeg turns into 255 minus that.
    good("ycck jpeg", adobe((179, 171, 0, 255), 2), 3)
    good("dark ycck jpeg", adobe((179, 171, 0, 128), 2), 3)
    large = Image.new("RGB", (96, 64), "navy")
    large.paste(noise(32, 24), (30, 20))
    good("large jpeg", save(large, "JPEG", quality=85, optimize=True), 2)


def pngs():
    image = noise(16, 12)
    whole = save(image, "PNG")
    interlaced = run(["convert", "png:-", "-interlace", "PNG", "png24:-"], whole)
    palette = (b"PLTE", bytes([255, 0, 0, 0, 255, 0, 0, 0, 255]))
    wide = struct.pack(">6H", 0xFFFF, 0x8080, 0x01FF, 0, 0x1234, 0xFEDC)
    good("16-bit gray png", png(3, 1, 16, 0, struct.pack(">3H", 0, 0x80FF, 0xFFFF)))
    good("16-bit rgb png", png(2, 1, 16, 2, wide), pixels=wide[::2])
    good("16-bit png with opacity", png(1, 1, 16, 6, struct.pack(">4H", 0xFFFF, 0, 0, 0x8000)), 1)
    good("gray png with opacity", png(3, 1, 8, 4, bytes([0, 128, 200, 0, 50, 255])), 1)
    good("palette png with opacity", png(3, 1, 8, 3, bytes([0, 1, 2]), palette, (b"tRNS", bytes([255, 0, 128]))), 1)
    good("gray png with a transparent value", png(2, 1, 8, 0, bytes([10, 20]), (b"tRNS", struct.pack(">H", 10))))
    good("rgb png with a transparent colour", png(2, 1, 8, 2, bytes([10, 20, 30, 40, 50, 60]), (b"tRNS", struct.pack(">3H", 10, 20, 30))))
    good("1-bit png", png(8, 1, 1, 0, bytes([0b10100110])))
    good("interlaced png", interlaced)
    good("png with more behind it", whole + b"more")
    good("png without its last chunk", whole[:-12])
    turned = png(2, 1, 8, 0, bytes([0, 255]), (b"eXIf", b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x112, 3, 1, 6, 0, 0)))
    GOOD.append({"name": "png whose eXIf says turned", "file": coded(turned), "width": 2, "height": 1, "pixels": coded(bytes([0] * 3 + [255] * 3)), "tolerance": 0})
    red, blue = Image.new("RGB", (8, 8), "red"), Image.new("RGB", (8, 8), "blue")
    good("animated png", save(red, "PNG", save_all=True, append_images=[blue], duration=100))
    for name, data in [("png", whole), ("interlaced png", interlaced)]:
        damaged(f"{name}, cut off", data[:len(data) * 3 // 4])
        damaged(f"{name}, wrong crc of its data", with_wrong_crc(data, b"IDAT"))
        damaged(f"{name}, wrong crc of its header", with_wrong_crc(data, b"IHDR"))
    damaged("png of 100,000 × 100,000", png(100000, 100000, 8, 2, b"\0" * 1000))
    damaged("palette png without palette", png(3, 1, 8, 3, bytes([0, 1, 2])))


def others():
    image = noise(40, 32)
    halves = Image.new("RGB", (16, 8), "red")
    halves.paste("blue", (8, 0, 16, 8))
    for orientation in range(1, 9):
        exif = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x112, 3, 1, orientation, 0, 0)
        good(f"webp upright from orientation {orientation}", save(halves, "WEBP", lossless=True, exif=exif))
    for name, data in [("webp", save(image, "WEBP")), ("lossless webp", save(image, "WEBP", lossless=True)),
                       ("gif", save(image.quantize(16), "GIF")), ("bmp", save(image, "BMP"))]:
        good(name, data, 12 if name == "webp" else 0)
        damaged(f"{name}, cut off", data[:len(data) * 3 // 4])
    small = bytearray(save(Image.new("P", (4, 4), 0), "GIF"))
    small[13:16] = bytes([255, 0, 0])
    struct.pack_into("<HH", small, 6, 8, 8)
    struct.pack_into("<HH", small, small.index(b"\x2c", 13 + 3 * (2 << (small[10] & 7))) + 1, 2, 2)
    canvas = Image.new("RGB", (8, 8), "white")
    canvas.paste("red", (2, 2, 6, 6))
    good("gif whose frame is smaller than it", bytes(small), pixels=canvas.tobytes())
    # Run-length coded, its first two pixels jumped over.
    rle = bytes([0, 2, 2, 0, 2, 1, 0, 0, 4, 1, 0, 1])
    bmp = struct.pack("<IiiHHIIiiII", 40, 4, 2, 1, 8, 1, len(rle), 0, 0, 2, 2) + bytes([0, 0, 255, 0, 255, 0, 0, 0]) + rle
    white, blue = b"\xff\xff\xff", b"\0\0\xff"
    good("bmp with jumps", b"BM" + struct.pack("<IHHI", 14 + len(bmp), 0, 0, 62) + bmp, pixels=blue * 4 + white * 2 + blue * 2)
    for name, data in [("nothing", b""), ("a page of an error", b"<!doctype html><p>404"), ("svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
                       ("tiff", save(image, "TIFF")), ("webp, signature only", b"RIFF\0\0\0\0WEBP"), ("gif, signature only", b"GIF89a")]:
        damaged(name, data)


jpegs()
pngs()
others()
json.dump({"reference": f"Pillow {PIL.__version__}", "good": GOOD, "damaged": DAMAGED}, sys.stdout, indent=0)
