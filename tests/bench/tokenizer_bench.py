#!/usr/bin/env python3
"""What PyPI's `tokenizers` takes for the test reviews of IMDB, beside octavo-tokenizer-bench, which measures Octavo. As there, each
round has a tokenizer of its own, and the median is printed with the least and the most.

    RAYON_NUM_THREADS=1 python tokenizer_bench.py MODEL_DIR aclImdb_v1.tar.gz [ROUNDS=3]
"""

import os
import statistics
import sys
import tarfile
import time

from tokenizers import Tokenizer, __version__


def spread(seconds):
    return f"{statistics.median(seconds):.3f} ({min(seconds):.3f} to {max(seconds):.3f})"


def main():
    model_dir, archive_path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    texts = []
    with tarfile.open(archive_path) as archive:
        for member in archive:
            parts = member.name.split("/")
            if member.isfile() and len(parts) == 4 and parts[1] == "test" and parts[2] in ("neg", "pos"):
                texts.append(archive.extractfile(member).read().decode("utf-8", "replace"))
    for max_length in (0, 512):
        for method in ("encode_batch", "encode_batch_fast"):
            wall, cpu = [], []
            for _ in range(rounds):
                tokenizer = Tokenizer.from_file(os.path.join(model_dir, "tokenizer.json"))
                tokenizer.no_padding()
                tokenizer.enable_truncation(max_length) if max_length else tokenizer.no_truncation()
                start, cpu_start = time.perf_counter(), time.process_time()
                encodings = getattr(tokenizer, method)(texts)
                wall.append(time.perf_counter() - start)
                cpu.append(time.process_time() - cpu_start)
                tokens = sum(len(e.ids) for e in encodings)
                del encodings
            print(f"tokenizers {__version__} {method:17}  threads {os.environ.get('RAYON_NUM_THREADS', 'all')}  max_length {max_length:3}  "
                  f"{len(texts)} texts  {tokens} tokens  {spread(wall)} s  cpu {spread(cpu)} s")


if __name__ == "__main__":
    main()
