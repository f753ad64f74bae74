"""Writers of the formats that the checker reads, for its tests: PNG with any filter, safetensors, PyTorch's archives."""
import functools
import json
import math
import struct
import zipfile
import zlib

STORAGE = {"F32": "FloatStorage", "F16": "HalfStorage", "BF16": "BFloat16Storage", "I8": "CharStorage", "U8": "ByteStorage"}
CODE = {"F32": "f", "F16": "e", "I8": "b", "U8": "B"}


def pack(dtype, values):
    """Little-endian bytes of the numbers."""
    if dtype == "BF16":  # rounds to nearest; ties do not occur in tests
        return b"".join(struct.pack("<I", struct.unpack("<I", struct.pack("<f", v))[0] + 0x8000)[2:] for v in values)
    return struct.pack(f"<{len(values)}{CODE[dtype]}", *values)


def safetensors(tensors, gap=0):
    """`tensors`: {name: (dtype, shape, bytes)}; `gap` moves all but the first by so many bytes."""
    header, at = {}, 0
    for index, (name, (dtype, shape, data)) in enumerate(tensors.items()):
        begin = at + (gap if index else 0)
        header[name] = {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, begin + len(data)]}
        at += len(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + b"".join(data for _, _, data in tensors.values())


def pickled(value, storages):
    """Protocol 2, as Octavo writes it; a tensor is (dtype, shape, bytes)."""
    if isinstance(value, dict):
        return b"}(" + b"".join(pickled(k, storages) + pickled(v, storages) for k, v in value.items()) + b"u"
    if isinstance(value, list):
        return b"](" + b"".join(pickled(item, storages) for item in value) + b"e"
    if isinstance(value, str):
        return b"X" + struct.pack("<I", len(value.encode())) + value.encode()
    if isinstance(value, bool):
        return b"\x88" if value else b"\x89"
    if isinstance(value, int):
        return b"J" + struct.pack("<i", value)
    if isinstance(value, float):
        return b"G" + struct.pack(">d", value)
    return pickled_tensor(value, storages)


def pickled_tensor(tensor, storages):
    dtype, shape, data = tensor
    numbers = lambda values: b"(" + b"".join(pickled(v, storages) for v in values) + b"t"  # noqa: E731
    strides = [math.prod(shape[i + 1:]) for i in range(len(shape))]
    key = pickled(str(len(storages)), storages)
    storages.append(data)
    storage = (b"(" + pickled("storage", storages) + f"ctorch\n{STORAGE[dtype]}\n".encode() + key + pickled("cpu", storages)
               + pickled(math.prod(shape), storages) + b"tQ")
    return (b"ctorch._utils\n_rebuild_tensor_v2\n(" + storage + pickled(0, storages) + numbers(shape) + numbers(strides)
            + b"\x89ccollections\nOrderedDict\n)RtR")


def write_torch(path, root, change=lambda data: data):
    """`change` may spoil the pickle."""
    storages = []
    data = b"\x80\x02" + pickled(root, storages) + b"."
    entries = {"data.pkl": change(data), "byteorder": b"little"}
    entries |= {f"data/{i}": data for i, data in enumerate(storages)} | {"version": b"3\n"}
    write_archive(path, entries)


def write_archive(path, entries):
    with open(path, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(f"archive/{name}")
            padding = -(file.tell() + 30 + len(info.filename) + 4) % 64
            info.extra = struct.pack("<HH", 0x4650, padding) + b"Z" * padding
            archive.writestr(info, data)


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width, height, rows, colour=3, depth=8, filters=(0,)):
    """`rows(y)`: the bytes of a row; the filters take turns."""
    size = max(1, {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] * depth // 8)
    raw, above = bytearray(), bytes(len(rows(0)))
    for y in range(height):
        row, kind = bytes(rows(y)), filters[y % len(filters)]
        raw += bytes([kind]) + filtered(kind, row, above, size)
        above = row
    palette = chunk(b"PLTE", bytes(range(256)) * 3) if colour == 3 else b""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + palette + chunk(b"IDAT", zlib.compress(bytes(raw)))
            + chunk(b"IEND", b""))


def filtered(kind, row, above, size):
    """The filters of the PNG specification, forward."""
    if kind == 0:
        return row
    out = bytearray()
    for i, x in enumerate(row):
        a, c = (row[i - size], above[i - size]) if i >= size else (0, 0)
        b = above[i]
        paeth = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
        out.append((x - (0, a, b, (a + b) // 2, paeth)[kind]) & 255)
    return bytes(out)


@functools.lru_cache
def chart(width=1200, height=800):
    """Bars in a few colours on a background that goes all around; two kinds of rows, so that it is fast to read."""
    bars = bytes(5 + x // 200 if 40 <= x % 200 < 160 else 0 for x in range(width))
    return png(width, height, lambda y: bars if 200 <= y < height - 40 else bytes(width), filters=(0, 2))
