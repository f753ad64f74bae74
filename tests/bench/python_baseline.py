#!/usr/bin/env python3
"""Fine-tunes a Hugging Face encoder with Python transformers and torch eager: the figure that Octavo's trainer has to beat.

Fused AdamW (torch), decay 0.01 but none on biases and LayerNorm, linear warm-up over 10 % and linear decay, clip 1.0,
length-bucketed batches, BF16 autocast. Prints accuracy per epoch on the test part and training samples per second.

  python_baseline.py --model DIR --movie-sentences movieReviewSnippets_GroundTruth.txt --epochs 3 --lr 5e-5
  python_baseline.py --model DIR --sst2 SST-2.zip --epochs 2 --lr 5e-5
  ... --dump DIR         also writes train.ids and test.ids ("label id id ..." a line) for the C++ benchmark

Needs torch, transformers.
"""
import argparse
import io
import os
import random
import time
import zipfile

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer, get_linear_schedule_with_warmup


def read_movie_sentences(path, seed):
    rows = []
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            _, rating, text = line.rstrip("\n").split("\t", 2)
            if float(rating) != 0:
                rows.append((text, int(float(rating) > 0)))
    random.Random(seed).shuffle(rows)
    tenth = len(rows) // 10
    return rows[2 * tenth:], rows[:tenth]


def read_sst2(path):
    parts = []
    with zipfile.ZipFile(path) as archive:
        for name in ("train", "dev"):
            with io.TextIOWrapper(archive.open(f"SST-2/{name}.tsv"), encoding="utf-8") as file:
                next(file)
                parts.append([(text, int(label)) for text, label in (line.rstrip("\n").split("\t") for line in file)])
    return parts


def bucketed(rows, batch_size, rng):
    """Batches of texts of similar length: shuffled, sorted within windows of 50 batches, in shuffled order."""
    order = list(range(len(rows)))
    rng.shuffle(order)
    batches = []
    window = 50 * batch_size
    for start in range(0, len(order), window):
        part = sorted(order[start:start + window], key=lambda i: len(rows[i][0]))
        batches += [part[i:i + batch_size] for i in range(0, len(part), batch_size)]
    rng.shuffle(batches)
    return batches


def collate(rows, indices):
    longest = max(len(rows[i][0]) for i in indices)
    ids = torch.zeros(len(indices), longest, dtype=torch.long)
    mask = torch.zeros(len(indices), longest, dtype=torch.long)
    for row, i in enumerate(indices):
        ids[row, :len(rows[i][0])] = torch.tensor(rows[i][0])
        mask[row, :len(rows[i][0])] = 1
    return ids, mask, torch.tensor([rows[i][1] for i in indices])


def accuracy(model, rows, autocast):
    model.eval()
    right = 0
    order = sorted(range(len(rows)), key=lambda i: len(rows[i][0]))
    with torch.no_grad(), autocast():
        for start in range(0, len(order), 32):
            ids, mask, labels = collate(rows, order[start:start + 32])
            right += (model(input_ids=ids, attention_mask=mask).logits.argmax(-1) == labels).sum().item()
    return right / len(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True)
    parser.add_argument("--movie-sentences")
    parser.add_argument("--sst2")
    parser.add_argument("--dump")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--lr", type=float, default=5e-5)
    parser.add_argument("--max-length", type=int, default=128)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--max-steps", type=int, default=0, help="stop early: for a quick figure of speed")
    parser.add_argument("--unfused-adamw", action="store_true", help="torch's default AdamW, not the fused one that Trainer takes")
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    train, test = read_sst2(args.sst2) if args.sst2 else read_movie_sentences(args.movie_sentences, args.seed)
    tokenizer = AutoTokenizer.from_pretrained(args.model)

    def encode(rows):
        ids = tokenizer([text for text, _ in rows], truncation=True, max_length=args.max_length)["input_ids"]
        return [(tokens, label) for tokens, (_, label) in zip(ids, rows)]

    train, test = encode(train), encode(test)
    if args.dump:
        for name, rows in (("train", train), ("test", test)):
            with open(os.path.join(args.dump, name + ".ids"), "w", encoding="ascii") as file:
                file.writelines(" ".join(map(str, [label] + tokens)) + "\n" for tokens, label in rows)

    model = AutoModelForSequenceClassification.from_pretrained(args.model, num_labels=2)
    no_decay = ("bias", "LayerNorm.weight")
    groups = [{"params": [p for n, p in model.named_parameters() if not n.endswith(no_decay)], "weight_decay": 0.01},
              {"params": [p for n, p in model.named_parameters() if n.endswith(no_decay)], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=args.lr, fused=None if args.unfused_adamw else True)
    total = args.epochs * -(-len(train) // args.batch_size)
    schedule = get_linear_schedule_with_warmup(optimizer, total // 10, total)

    def autocast():
        return torch.autocast("cpu", dtype=torch.bfloat16)

    steps = samples = 0
    seconds = 0.0
    for epoch in range(args.epochs):
        model.train()
        losses = []
        start = time.perf_counter()
        for indices in bucketed(train, args.batch_size, rng):
            ids, mask, labels = collate(train, indices)
            with autocast():
                loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            losses.append(loss.item())
            samples += len(indices)
            steps += 1
            if steps == args.max_steps:
                break
        seconds += time.perf_counter() - start
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.4f}, test accuracy {accuracy(model, test, autocast):.4f}, "
              f"{samples / seconds:.1f} samples/s", flush=True)
        if steps == args.max_steps:
            break


if __name__ == "__main__":
    main()
