"""Proves that the checker names every picture, model file, report and page that is spoiled, and reads what is whole."""
import pathlib
import re
import struct
import sys
import unittest
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from folder_case import FolderTest  # noqa: E402
from make_files import chunk, pack, png, safetensors, write_archive, write_torch  # noqa: E402
from make_results import weight_shapes  # noqa: E402
from png_image import Picture  # noqa: E402
from tensors import TorchFile, read_safetensors  # noqa: E402

MODEL, PICTURE, WEIGHTS = "dynamic_quant/quantized_model.pt", "comparison/size_comparison.png", "baseline/model/model.safetensors"
REPORT, PAGE = "comparison/summary_report.md", "comparison/report.html"


class PictureTest(unittest.TestCase):
    """What was written is read again, whatever the filter and the colour type."""

    def test_every_filter_and_colour_type_is_undone(self):
        for colour, depth, channels in ((0, 8, 1), (2, 8, 3), (3, 8, 1), (4, 8, 2), (6, 8, 4), (2, 16, 3), (0, 1, 1), (3, 4, 1)):
            with self.subTest(colour=colour, depth=depth):
                row_bytes = -(-13 * channels * depth // 8)
                rows = [bytes((x * x + 31 * y * x + y) & 255 for x in range(row_bytes)) for y in range(11)]
                picture = Picture(png(13, 11, lambda y: rows[y], colour, depth, filters=(4, 3, 2, 1, 0)))
                self.assertEqual(picture.rows, rows)
                self.assertEqual((picture.width, picture.height), (13, 11))

    def test_colours_are_counted(self):
        picture = Picture(png(4, 2, lambda y: bytes([0, 0, 7, y])))
        self.assertEqual(picture.colours(), {b"\0": 5, b"\7": 2, b"\1": 1})


class SpoiledPictureTest(FolderTest):
    def spoil(self, data, pattern, path=PICTURE):
        (self.root / path).write_bytes(data)
        self.assert_blamed(path, pattern)

    def test_a_blank_picture_is_named(self):
        self.spoil(png(1200, 800, lambda y: bytes(1200)), "not blank")

    def test_a_picture_of_one_dot_is_named(self):
        self.spoil(png(1200, 800, lambda y: bytes([1, 2] + [0] * 1198) if y == 3 else bytes(1200)), "not blank", "qat/training_curve.png")

    def test_a_picture_that_reaches_its_edge_is_named(self):
        def chart(reaches):
            return png(1200, 800, lambda y: bytes(1 + x // 300 if 100 <= y < 700 and (12 <= x < 1188 or reaches) else 0
                                                  for x in range(1200)), filters=(0, 2))
        self.spoil(chart(True), "the margin, got something within 12 pixels")
        (self.root / PICTURE).write_bytes(chart(False))
        self.assertEqual(self.problems(), [])

    def test_a_small_picture_is_named(self):
        self.spoil(png(1199, 800, lambda y: bytes(x // 100 for x in range(1199))), "1199x800")

    def test_a_truncated_picture_is_named(self):
        data = (self.root / PICTURE).read_bytes()
        self.spoil(data[:-20], "cut off|before IEND|IDAT")

    def test_a_changed_byte_is_named(self):
        data = bytearray((self.root / PICTURE).read_bytes())
        data[-30] ^= 1
        self.spoil(bytes(data), "checksum")

    def test_another_format_is_named(self):
        self.spoil(b"\xff\xd8\xff\xe0 a JPEG", "signature", "mixed_precision/speed_comparison.png")

    def test_an_unknown_filter_is_named(self):
        header = struct.pack(">IIBBBBB", 1200, 800, 8, 0, 0, 0, 0)
        raw = zlib.compress((b"\5" + bytes(1200)) * 800)
        self.spoil(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", raw) + chunk(b"IEND", b""), "the filter 5")


class FileNamesTest(FolderTest):
    def test_each_missing_file_is_named(self):
        for file in sorted(self.good.rglob("*")):
            path = file.relative_to(self.good).as_posix()
            if file.is_dir():
                continue
            with self.subTest(path=path):
                (self.root / path).unlink()
                if path == "baseline/model/vocab.txt":
                    self.assert_blamed("baseline/model", "tokenizer files")
                else:
                    self.assert_blamed(path, "got nothing, wanted a file")
                self.restore(path)

    def test_a_file_that_no_job_writes_is_named(self):
        (self.root / "static_quant/old_model.pt").write_bytes(b"x")
        self.assert_blamed("static_quant/old_model.pt", "no job writes")

    def test_an_empty_file_is_named(self):
        (self.root / "baseline/training_curve.csv").write_bytes(b"")
        self.assert_blamed("baseline/training_curve.csv", "size, got 0")


class SpoiledModelTest(FolderTest):
    def rewrite(self, path, change):
        """Takes a model file apart and writes it again, changed; sizes are kept right so that nothing else is wrong."""
        file = TorchFile((self.root / path).read_bytes())
        root = file.values | {name: (t.dtype, t.shape, t.data) for name, t in file.tensors.items()}
        change(root)
        write_torch(self.root / path, root)

    def test_rewriting_alone_changes_nothing(self):
        self.rewrite(MODEL, lambda root: None)
        self.assertEqual(self.problems(), [])

    def test_a_harmful_pickle_is_named(self):
        for bad, pattern in ((b"\x80\x02cos\nsystem\nX\x02\0\0\0ls\x85R.", "os.system"), (b"\x80\x04}.", "opcode PROTO"),
                             (b"\x80\x02}\x94.", "opcode MEMOIZE"), (b"\x80\x02]..", "bytes after"), (b"\x80\x02}", "pickle")):
            with self.subTest(bad=bad):
                write_archive(self.root / MODEL, {"data.pkl": bad, "byteorder": b"little", "version": b"3"})
                self.assert_blamed(MODEL, pattern)

    def test_a_list_in_place_of_the_dict_is_named(self):
        write_archive(self.root / MODEL, {"data.pkl": b"\x80\x02].", "byteorder": b"little", "version": b"3"})
        self.assert_blamed(MODEL, "a list instead of a plain dict")

    def test_an_entry_that_no_tensor_uses_is_named(self):
        file = TorchFile((self.root / MODEL).read_bytes())
        with zipfile.ZipFile(self.root / MODEL) as archive:
            data = archive.read("archive/data.pkl")
        write_archive(self.root / MODEL, {"data.pkl": data} | file.entries | {"data/999": b"stored twice"})
        self.assert_blamed(MODEL, "data/999, which no tensor uses")

    def test_a_storage_of_two_tensors_is_named(self):
        write_torch(self.root / MODEL, {"a": ("F32", (2,), bytes(8)), "b": ("F32", (2,), bytes(8))},
                    lambda data: data.replace(b"X\x01\0\0\x001", b"X\x01\0\0\x000"))
        self.assert_blamed(MODEL, "another tensor's too")

    def test_a_changed_weight_is_named(self):
        data = bytearray((self.root / MODEL).read_bytes())
        data[len(data) // 3] ^= 1
        (self.root / MODEL).write_bytes(data)
        self.assert_blamed(MODEL)

    def test_each_wrong_tensor_is_named(self):
        name = "bert.encoder.layer.0.output.dense.weight"
        shape = weight_shapes()[name]
        cases = {
            "float weights": ({name: ("F32", shape, pack("F32", [0.0] * 32))}, "quantized_layers|_scale"),
            "a code of -128": ({name: ("I8", shape, pack("I8", [-128] * 32))}, "-128"),
            "half scales": ({name + "_scale": ("F16", (4,), pack("F16", [0.1] * 4))}, "positive F32"),
            "a scale of zero": ({name + "_scale": ("F32", (4,), pack("F32", [0.0] * 4))}, "positive F32"),
            "NaN": ({"classifier.bias": ("F32", (2,), pack("F32", [float("nan")] * 2))}, "NaN or infinity"),
            "another weight": ({"classifier.bias": ("F32", (2,), pack("F32", [0.5] * 2))}, "other weights"),
            "another vocabulary": ({"tokenizer.vocab.txt": ("U8", (2,), b"a\n")}, "vocab.txt"),
            "another shape": ({"classifier.bias": ("F32", (3,), pack("F32", [0.5] * 3))}, "names and shapes"),
        }
        for what, (tensors, pattern) in cases.items():
            with self.subTest(what=what):
                self.rewrite(MODEL, lambda root, tensors=tensors: root.update(tensors))
                lines = "\n".join(self.problems())
                self.assertRegex(lines, f"dynamic_quant/(quantized_model.pt|results.json): .*({pattern})")
            self.restore(MODEL)

    def test_wrong_metadata_is_named(self):
        for key, value in (("labels", ["good", "bad"]), ("quantization", "static"), ("config", "{"), ("more", 1), ("version", 0)):
            with self.subTest(key=key):
                self.rewrite(MODEL, lambda root, key=key, value=value: root["metadata"].update({key: value}))
                self.assert_blamed(MODEL, "metadata|content")
            self.restore(MODEL)

    def test_a_layer_of_another_type_than_its_table_is_named(self):
        self.rewrite("qat/qat_model.pth", lambda root: root["metadata"]["linears"]["pooler"].update(input="dynamic"))
        self.assert_blamed("qat/layers.csv", "pooler has fixed codes")

    def test_float16_weights_that_are_not_rounded_from_the_baseline_are_named(self):
        shape = weight_shapes()["classifier.weight"]
        self.rewrite("mixed_precision/fp16_model.pt", lambda root: root.update({"classifier.weight": ("F16", shape, pack("F16", [2.0] * 8))}))
        self.assert_blamed("mixed_precision/fp16_model.pt", "row 0 of classifier.weight")


class SpoiledSafetensorsTest(FolderTest):
    def tensors(self):
        return {name: (t.dtype, t.shape, bytes(t.data)) for name, t in read_safetensors((self.root / WEIGHTS).read_bytes()).items()}

    def test_each_bad_layout_is_named(self):
        good = (self.root / WEIGHTS).read_bytes()
        for data, pattern in ((safetensors(self.tensors(), gap=8), "a gap"), (safetensors(self.tensors(), gap=-8), "an overlap"),
                              (good[:-4], "bytes of tensors"), (good + b"\0" * 4, "bytes of tensors"), (good[:6], "a file of 6"),
                              (b"\xff" * 8 + good[8:], "a header of"), (good[:8] + b"[" + good[9:], "content"),
                              (good.replace(b'"F32"', b'"F16"', 1), "shape and type need")):
            with self.subTest(pattern=pattern):
                (self.root / WEIGHTS).write_bytes(data)
                self.assert_blamed(WEIGHTS, pattern)

    def test_a_tensor_of_another_shape_or_type_is_named(self):
        for change, pattern in (({"classifier.weight": ("F32", (3, 4), bytes(48))}, "outputs of the classifier"),
                                ({"classifier.bias": ("F16", (2,), bytes(4))}, "type of classifier.bias"),
                                ({"more": ("F32", (1,), bytes(4))}, "parameters"),
                                ({"bert.encoder.layer.1.output.dense.bias": ("F32", (4,), bytes(16))}, "layers")):
            with self.subTest(pattern=pattern):
                (self.root / WEIGHTS).write_bytes(safetensors(self.tensors() | change))
                self.assert_blamed(WEIGHTS, pattern)
            self.restore(WEIGHTS)


class SpoiledReportTest(FolderTest):
    def test_another_recommendation_is_named(self):
        text = (self.root / REPORT).read_text()
        (self.root / REPORT).write_text(re.sub("## Ship .*", "## Ship nothing", text))
        self.assert_blamed(REPORT, "recommendation")

    def test_each_wrong_part_of_the_report_is_named(self):
        for old, new, pattern in (("size_comparison.png", "tiny.png", "the picture tiny.png"), ("**", "", "Pareto front"),
                                  ("octavo qat", "octavo quat", "commands"), ("## Caveats", "## Rest", "caveats"),
                                  ("| QAT INT8 | ", "| QAT INT8 | 1", "the row of QAT INT8"), ("| Mixed precision |", "| x |", "no row"),
                                  ("None.", "nan %", "numbers that are none")):
            with self.subTest(old=old):
                self.change_text(REPORT, old, new, -1)
                self.assert_blamed(REPORT, pattern)
            self.restore(REPORT)

    def test_each_wrong_part_of_the_page_is_named(self):
        for old, new, pattern in (("</table>", "", "do not nest"), ("<style>", "<style>@import 'x.css';", "from outside"),
                                  ("<svg>", "<img src='https://example.org/a.png'><svg>", "from outside"),
                                  ("<!doctype html>", "", "beginning"), ("QAT INT8", "QAT", "the variant QAT INT8"),
                                  ("<svg>", "<script>fetch('x')</script><svg>", "from outside"),
                                  ("<title>tiny on sst2</title>", "", "missing")):
            with self.subTest(old=old):
                self.change_text(PAGE, old, new)
                self.assert_blamed(PAGE, pattern)
            self.restore(PAGE)


if __name__ == "__main__":
    unittest.main()
