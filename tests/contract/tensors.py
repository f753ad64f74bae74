"""The containers of weights: safetensors, and PyTorch's zip archives with a pickle that may do nothing but build a dict."""
import array
import collections
import io
import itertools
import math
import pickle
import pickletools
import struct
import zipfile

from shapes import Broken, parse_json

Tensor = collections.namedtuple("Tensor", "dtype shape data")  # data: little-endian bytes, row by row

BYTES = {"F64": 8, "F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I32": 4, "I16": 2, "I8": 1, "U8": 1, "BOOL": 1}
STORAGES = {"DoubleStorage": "F64", "FloatStorage": "F32", "HalfStorage": "F16", "BFloat16Storage": "BF16",
            "LongStorage": "I64", "IntStorage": "I32", "ShortStorage": "I16", "CharStorage": "I8", "ByteStorage": "U8",
            "BoolStorage": "BOOL"}
# What the unpickler of torch.load(weights_only=True) knows. It takes protocol 2 alone.
OPCODES = frozenset(
    "PROTO GLOBAL NEWOBJ REDUCE BUILD APPEND APPENDS SETITEM SETITEMS MARK TUPLE TUPLE1 TUPLE2 TUPLE3 NONE NEWFALSE "
    "NEWTRUE EMPTY_TUPLE EMPTY_LIST EMPTY_DICT EMPTY_SET BINPERSID BININT BININT1 BININT2 BINFLOAT BINUNICODE "
    "SHORT_BINSTRING LONG1 BINGET LONG_BINGET BINPUT LONG_BINPUT STOP".split())
ALIGNMENT = 64


def read_safetensors(data):
    """{name: Tensor} of a safetensors file, every offset of which was checked."""
    if len(data) < 8:
        raise Broken(f"a file of {len(data)} bytes")
    length, = struct.unpack("<Q", data[:8])
    if length > len(data) - 8:
        raise Broken(f"a header of {length} bytes in a file of {len(data)}")
    try:
        header = parse_json(data[8:8 + length].decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Broken(f"a header that is not UTF-8 ({error})") from error
    header.pop("__metadata__", None)
    end, tensors, body = 0, {}, memoryview(data)[8 + length:]
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, after = entry["data_offsets"]
        if begin != end:
            raise Broken(f"tensor {name} at byte {begin} where byte {end} is next: {'a gap' if begin > end else 'an overlap'}")
        size = math.prod(entry["shape"]) * BYTES[entry["dtype"]]
        if after - begin != size:
            raise Broken(f"tensor {name} of {after - begin} bytes where its shape and type need {size}")
        tensors[name] = Tensor(entry["dtype"], tuple(entry["shape"]), body[begin:after])
        end = after
    if end != len(body):
        raise Broken(f"{len(body)} bytes of tensors where the header names {end}")
    return tensors


class Storage:
    def __init__(self, dtype, key, elements):
        self.dtype, self.key, self.elements = dtype, key, elements


class StorageType:
    """What a pickle's `torch FloatStorage` stands for."""

    def __init__(self, dtype):
        self.dtype = dtype


class Rebuilt(collections.namedtuple("Rebuilt", "storage offset shape stride")):
    """A tensor before its bytes are known."""


def rebuild_tensor(storage, offset, shape, stride, requires_grad, hooks, *rest):
    if not isinstance(storage, Storage) or requires_grad or hooks or rest:
        raise Broken("a tensor with gradients or hooks")
    return Rebuilt(storage, offset, shape, stride)


class Unpickler(pickle.Unpickler):
    """Resolves nothing but storages, tensors and OrderedDict, as stand-ins of its own."""

    def find_class(self, module, name):
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return rebuild_tensor
        if module == "torch" and name in STORAGES:
            return StorageType(STORAGES[name])
        raise Broken(f"the global {module}.{name}, which torch.load(weights_only=True) refuses or no model needs")

    def persistent_load(self, pid):
        if not isinstance(pid, tuple) or len(pid) != 5 or pid[0] != "storage" or not isinstance(pid[1], StorageType):
            raise Broken(f"the persistent id {pid!r}")
        if pid[3] != "cpu":
            raise Broken(f"a storage on {pid[3]}")
        return Storage(pid[1].dtype, pid[2], pid[4])


def read_pickle(data):
    try:
        for opcode, argument, position in pickletools.genops(data):
            if opcode.name not in OPCODES or (opcode.name == "PROTO" and argument != 2):
                raise Broken(f"the pickle opcode {opcode.name} {argument} at byte {position}")
        if position + 1 != len(data):
            raise Broken(f"{len(data) - position - 1} bytes after the pickle")
        return Unpickler(io.BytesIO(data)).load()
    except Broken:
        raise
    except Exception as error:  # a damaged pickle may end in any of them
        raise Broken(f"a pickle that cannot be read ({error})") from error


class TorchFile:
    """A .pt or .pth file: `tensors` by name and the plain values beside them in `values`."""

    def __init__(self, data):
        self.entries = read_archive(data)
        self.tensors, self.values, self.keys = {}, {}, []
        root = read_pickle(self.entries.pop("data.pkl"))
        if type(root) is not dict:
            raise Broken(f"a {type(root).__name__} instead of a plain dict")
        for name, value in root.items():
            if isinstance(value, Rebuilt):
                self.tensors[name] = self._tensor(name, value)
            else:
                refuse_tensors(value, name)
                self.values[name] = value
        self._check_entries()

    def _tensor(self, name, rebuilt):
        storage = rebuilt.storage
        entry = self.entries.get(f"data/{storage.key}")
        if entry is None:
            raise Broken(f"tensor {name}: no entry data/{storage.key}")
        if storage.key in self.keys:
            raise Broken(f"tensor {name}: storage {storage.key} is another tensor's too")
        self.keys.append(storage.key)
        elements = math.prod(rebuilt.shape)
        if (len(entry), elements) != (storage.elements * BYTES[storage.dtype], storage.elements) or rebuilt.offset:
            raise Broken(f"tensor {name} of {elements} elements in a storage of {len(entry)} bytes from {rebuilt.offset}")
        products = list(itertools.accumulate(reversed(rebuilt.shape[1:]), lambda a, b: a * b, initial=1))
        if tuple(reversed(products)) != tuple(rebuilt.stride) and rebuilt.shape:
            raise Broken(f"tensor {name} with strides {rebuilt.stride} for the shape {rebuilt.shape}")
        return Tensor(storage.dtype, tuple(rebuilt.shape), entry)

    def _check_entries(self):
        known = {f"data/{key}" for key in self.keys} | {"byteorder", "version"}
        if extra := set(self.entries) - known:
            raise Broken(f"the entry {sorted(extra)[0]}, which no tensor uses")
        if bytes(self.entries.get("byteorder", b"")) != b"little" or "version" not in self.entries:
            raise Broken("no entries byteorder (little) and version")


def refuse_tensors(value, name):
    """Metadata is plain: texts, numbers, lists and dicts of them."""
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            refuse_tensors(item, name)
    elif not isinstance(value, (str, int, float, bool, type(None))):
        raise Broken(f"{name} holds a {type(value).__name__}")


def read_archive(data):
    """{name without the archive's folder: bytes}; entries are stored, aligned, and their checksums right."""
    entries = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                folder, _, name = info.filename.partition("/")
                if folder != "archive" or name in entries or info.compress_type != zipfile.ZIP_STORED:
                    raise Broken(f"the entry {info.filename}: doubled, compressed or not below archive/")
                names = struct.unpack("<HH", data[info.header_offset + 26:info.header_offset + 30])
                if (info.header_offset + 30 + sum(names)) % ALIGNMENT:
                    raise Broken(f"the entry {info.filename} is not aligned to {ALIGNMENT} bytes")
                entries[name] = archive.read(info)
    except (zipfile.BadZipFile, struct.error, EOFError, ValueError, NotImplementedError) as error:
        raise Broken(f"a zip archive that cannot be read ({error})") from error
    if "data.pkl" not in entries:
        raise Broken("an archive without archive/data.pkl")
    return entries


def is_finite(tensor):
    """No NaN and no infinity, by the bytes of the exponents; integers always are."""
    data = bytes(tensor.data)
    if tensor.dtype == "F16":
        return all(byte & 0x7C != 0x7C for byte in set(data[1::2]))
    if tensor.dtype not in ("F32", "BF16"):
        return tensor.dtype != "F64" or all(map(math.isfinite, floats(tensor)))
    size = BYTES[tensor.dtype]
    high, low = data[size - 1::size], data[size - 2::size]
    if not {0x7F, 0xFF} & set(high):
        return True
    return not any(h & 0x7F == 0x7F and l & 0x80 for h, l in zip(high, low))


def floats(tensor, row=None):
    """The elements, or those of one row of a matrix, as Python numbers."""
    width = tensor.shape[1] if row is not None else math.prod(tensor.shape)
    size = BYTES[tensor.dtype]
    data = bytes(tensor.data[(row or 0) * width * size:((row or 0) + 1) * width * size])
    if tensor.dtype == "BF16":
        return [struct.unpack("<f", b"\0\0" + data[i:i + 2])[0] for i in range(0, len(data), 2)]
    code = {"F32": "f", "F64": "d", "I8": "b", "F16": "e"}[tensor.dtype]
    return list(struct.unpack(f"<{width}{code}", data)) if code == "e" else array.array(code, data).tolist()
