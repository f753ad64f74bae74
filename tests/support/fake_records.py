"""Records of stages as docs/results-format.md describes them, with made-up figures."""


def variant(accuracy, rows, size, p50):
    return {"compute": {"kernels": "bench"},
            "evaluation": {"rows": rows, "accuracy": accuracy, "macro_f1": accuracy, "loss": 0.3, "calibration_error": 0.05},
            "latency": {"batch1": {"samples": 200, "p50_ms": p50, "p95_ms": p50 * 1.2, "p99_ms": p50 * 1.4, "mean_ms": p50,
                                   "mean_tokens": 24.0},
                        "throughput": {"batch_size": 32, "samples_per_second": 1000 / p50}},
            "size_bytes": size, "load": {"cold_seconds": 0.5, "peak_memory_bytes": 1000}}


def record(kind, rows, seed):
    return {"schema": "octavo.result/1", "kind": kind,
            "model": {"name": "minilm-l6", "architecture": "bert", "labels": ["negative", "positive"]},
            "dataset": {"name": "movie-sentences", "seed": 42, "splits": {"train": 8000, "validation": 1000, "test": rows}, "notes": []},
            "params": {"model": "minilm-l6", "dataset": "movie-sentences", "seed": seed}, "max_length": 256,
            "environment": {"device_class": "x86_64-vnni", "cpu_model": "Bench CPU", "threads": 2, "octavo_version": "0.1.0",
                            "libtorch_version": "2.13.0"},
            "started_at": "2026-11-23T14:04:05Z", "wall_seconds": 61.2, "peak_memory_bytes": 812000000, "warnings": []}
