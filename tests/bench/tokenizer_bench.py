#!/usr/bin/env python3
"""Tokens per second of PyPI's `tokenizers` on the reviews of IMDB, beside octavo-tokenizer-bench, which measures Octavo's.

    RAYON_NUM_THREADS=1 python tokenizer_bench.py MODEL_DIR aclImdb_v1.tar.gz [ROUNDS=3]
"""

import os
import sys
import tarfile
import time

from tokenizers import Tokenizer, __version__


def main():
    model_dir, archive_path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    texts = []
    with tarfile.open(archive_path) as archive:
        for member in archive:
            parts = member.name.split("/")
            if member.isfile() and len(parts) == 4 and parts[1] == "test" and parts[2] in ("neg", "pos"):
                texts.append(archive.extractfile(member).read().decode("utf-8", "replace"))
    megabytes = sum(len(text.encode("utf-8")) for text in texts) / 1e6
    tokenizer = Tokenizer.from_file(os.path.join(model_dir, "tokenizer.json"))
    tokenizer.no_padding()
    for max_length in (0, 512):
        tokenizer.enable_truncation(max_length) if max_length else tokenizer.no_truncation()
        for method in ("encode_batch", "encode_batch_fast"):
            best = best_cpu = float("inf")
            for _ in range(rounds):
                start, cpu_start = time.perf_counter(), time.process_time()
                encodings = getattr(tokenizer, method)(texts)
                best, best_cpu = min(best, time.perf_counter() - start), min(best_cpu, time.process_time() - cpu_start)
                tokens = sum(len(e.ids) for e in encodings)
                del encodings
            print(f"tokenizers {__version__} {method:17}  threads {os.environ.get('RAYON_NUM_THREADS', 'all')}  max_length {max_length:3}  "
                  f"{len(texts)} texts  {tokens} tokens  {best:.3f} s  cpu {best_cpu:.3f} s  {tokens / best / 1e6:.2f} M tokens/s  {megabytes / best:.1f} MB/s")


if __name__ == "__main__":
    main()
