"""How much of a training step a GPU computes, and what replaying it as a CUDA graph would save: launches.py [NETWORK [STEPS]].

For each size of the minibatch: milliseconds of a step as PyTorch does it, of the kernels alone (their sum, by the profiler), and of a
replay of the same step as one CUDA graph.
"""

import sys
import time

import torch
import torch.nn.functional as F

import networks
import worker

BATCHES = (64, 128, 256, 512, 1024)


def measured(step, steps: int) -> float:
    """Milliseconds of a step."""
    torch.cuda.synchronize()
    start = time.perf_counter()
    for _ in range(steps):
        step()
    torch.cuda.synchronize()
    return 1e3 * (time.perf_counter() - start) / steps


def kernels(step, steps: int) -> float:
    """Milliseconds that the kernels of a step take."""
    activities = [torch.profiler.ProfilerActivity.CUDA]
    with torch.profiler.profile(activities=activities) as profile:
        for _ in range(steps):
            step()
        torch.cuda.synchronize()
    return sum(event.self_device_time_total for event in profile.key_averages()) / 1e3 / steps


def main(name: str = "resnet-20-grey", steps: int = 50) -> None:
    worker.use("cuda")
    print(f"{torch.cuda.get_device_name(0)}, PyTorch {torch.__version__}, {name}")
    for batch in BATCHES:
        network = networks.without_running_averages(networks.create(name).cuda())
        network = network.to(memory_format=torch.channels_last)
        channels = next(network.parameters()).shape[1]
        side = 32 if channels == 3 else 28
        images = torch.randn(batch, channels, side, side, device="cuda")
        images = images.contiguous(memory_format=torch.channels_last)
        labels = torch.randint(10, (batch,), device="cuda")
        optimizer = torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)

        def step() -> None:
            optimizer.zero_grad(set_to_none=True)
            F.cross_entropy(network(images), labels).backward()
            optimizer.step()

        aside = torch.cuda.Stream()  # as captures ask for it
        aside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(aside):
            for _ in range(10):
                step()
        torch.cuda.current_stream().wait_stream(aside)
        eager, busy = measured(step, steps), kernels(step, steps)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            step()
        replay = measured(graph.replay, steps)
        print(
            f"batch {batch:5}: step {eager:7.2f} ms, kernels {busy:7.2f} ms ({busy / eager:4.0%}), "
            f"graph {replay:7.2f} ms ({eager / replay:.1f} times as fast)",
            flush=True,
        )


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]))
