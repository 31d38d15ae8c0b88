"""The protocol by which the harness drives a job: JOB.py <input> <output> <threads>."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

import files

Tensors = dict[str, Tensor]
DEVICE = os.environ.get("NTK_BENCH_DEVICE", "cpu")


@dataclass
class Job:
    """A job that is built and has computed what will be checked."""

    result: Tensors
    repeat: Callable[[], object]  # one timed repetition
    units: int = 1  # of work in a repetition: its seconds are divided by this


def serve(prepare: Callable[[Tensors, dict[str, str]], Job]) -> None:
    """Builds the job, writes its result, then times a repetition for each line `run`."""
    source, target, threads = sys.argv[1:]
    torch.set_num_threads(int(threads))
    use(DEVICE)
    tensors, settings = files.read(source)
    job = prepare({name: tensor.to(DEVICE) for name, tensor in tensors.items()}, settings)
    files.write(target, job.result)
    say("ready")
    for line in map(str.strip, sys.stdin):
        if line == "quit":
            break
        if line == "run":
            start = time.perf_counter()
            job.repeat()
            if DEVICE == "cuda":  # which goes on by itself
                torch.cuda.synchronize()
            say(f"{(time.perf_counter() - start) / job.units:.9f}")
    say(f"peak {peak_memory()}")


def use(device: str) -> None:
    """Sets how a GPU computes: with all bits of float32, as the other side, and by the fastest convolution that it finds."""
    if device == "cuda":
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
        torch.backends.cudnn.benchmark = True


def say(line: str) -> None:
    print(line, flush=True)


def peak_memory() -> int:
    """The largest resident memory of this process so far, in bytes."""
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def statistics(tensors: Tensors, prefix: str = "") -> list[tuple[Tensor, Tensor]]:
    """Mean and variance of each batch norm, of `mean.<prefix><i>` and `variance.<prefix><i>`."""
    count = sum(name.startswith(f"mean.{prefix}") for name in tensors)
    return [(tensors[f"mean.{prefix}{i}"], tensors[f"variance.{prefix}{i}"]) for i in range(count)]
