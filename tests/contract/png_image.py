"""PNG pictures, decoded far enough to tell that something was drawn: zlib, all five filters, every colour type."""
import struct
import zlib

from shapes import Broken

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # grey, RGB, palette, grey and alpha, RGB and alpha
DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


class Picture:
    """Size and pixels of a PNG file; pixels are the bytes of a row without filters."""

    def __init__(self, data):
        chunks = list(read_chunks(data))
        self.width, self.height, self.depth, self.colour = read_header(chunks)
        if self.colour == 3 and not any(kind == b"PLTE" for kind, _ in chunks):
            raise Broken("a palette picture without a palette")
        packed = b"".join(body for kind, body in chunks if kind == b"IDAT")
        unpack = zlib.decompressobj()
        try:
            raw = unpack.decompress(packed)
        except zlib.error as error:
            raise Broken(f"pixels that zlib cannot read ({error})") from error
        if not unpack.eof or unpack.unused_data:
            raise Broken("pixels that end too early or too late")
        bits = CHANNELS[self.colour] * self.depth
        self.pixel_bytes = max(1, bits // 8)
        self.rows = unfilter(raw, (self.width * bits + 7) // 8, self.height, self.pixel_bytes)

    def colours(self):
        """How many pixels have each colour; of pixels smaller than a byte, how many bytes have each value."""
        size, counts = self.pixel_bytes, {}
        same = {}
        for row in self.rows:
            same[row] = same.get(row, 0) + 1
        for row, times in same.items():
            for start in range(0, len(row), size):
                pixel = row[start:start + size]
                counts[pixel] = counts.get(pixel, 0) + times
        return counts

    def has_margin(self, pixels):
        """Whether so many pixels on every side have the colour of the upper left corner; of pixels smaller than a byte, bytes."""
        size = self.pixel_bytes
        background = self.rows[0][:size]
        blank, edge = background * (len(self.rows[0]) // size), pixels * size
        if any(row != blank for row in self.rows[:pixels] + self.rows[-pixels:]):
            return False
        return all(row[:edge] == blank[:edge] and row[-edge:] == blank[-edge:] for row in set(self.rows))


def read_chunks(data):
    """Yields (kind, body) of every chunk; the checksums are verified."""
    if data[:8] != SIGNATURE:
        raise Broken("no PNG signature")
    at, kind = 8, b""
    while kind != b"IEND":
        if at + 12 > len(data):
            raise Broken("an end before IEND")
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        checksum = data[at + 8 + length:at + 12 + length]
        if len(checksum) != 4:
            raise Broken(f"a chunk {kind.decode('latin-1')} that is cut off")
        if zlib.crc32(kind + body) != int.from_bytes(checksum, "big"):
            raise Broken(f"a wrong checksum of chunk {kind.decode('latin-1')}")
        yield kind, body
        at += 12 + length
    if at != len(data):
        raise Broken(f"{len(data) - at} bytes after IEND")


def read_header(chunks):
    kind, body = chunks[0]
    if kind != b"IHDR" or len(body) != 13:
        raise Broken("no IHDR chunk at the start")
    width, height, depth, colour, compression, filters, interlace = struct.unpack(">IIBBBBB", body)
    if depth not in DEPTHS.get(colour, ()) or compression or filters or not width or not height:
        raise Broken(f"an IHDR of {width}x{height}, depth {depth}, colour type {colour}")
    if interlace:
        raise Broken("an interlaced picture, which gnuplot does not write")
    return width, height, depth, colour


def unfilter(raw, row_bytes, height, size):
    if len(raw) != height * (row_bytes + 1):
        raise Broken(f"{len(raw)} bytes of pixels instead of {height * (row_bytes + 1)}")
    rows, above = [], bytes(row_bytes)
    for start in range(0, len(raw), row_bytes + 1):
        kind, row = raw[start], raw[start + 1:start + 1 + row_bytes]
        if kind > 4:
            raise Broken(f"the filter {kind}")
        above = bytes(FILTERS[kind](row, above, size))
        rows.append(above)
    return rows


def undo_none(row, above, size):
    return row


def undo_sub(row, above, size):
    out = bytearray(row)
    for i in range(size, len(out)):
        out[i] = (out[i] + out[i - size]) & 255
    return out


def undo_up(row, above, size):
    if not any(row):
        return above
    return bytes([(x + b) & 255 for x, b in zip(row, above)])


def undo_average(row, above, size):
    out = bytearray(row)
    for i, b in enumerate(above):
        left = out[i - size] if i >= size else 0
        out[i] = (out[i] + (left + b) // 2) & 255
    return out


def undo_paeth(row, above, size):
    out = bytearray(row)
    for i, b in enumerate(above):
        a, c = (out[i - size], above[i - size]) if i >= size else (0, 0)
        to_a, to_b, to_c = abs(b - c), abs(a - c), abs(a + b - 2 * c)
        nearest = a if to_a <= to_b and to_a <= to_c else b if to_b <= to_c else c
        out[i] = (out[i] + nearest) & 255
    return out


FILTERS = (undo_none, undo_sub, undo_up, undo_average, undo_paeth)
