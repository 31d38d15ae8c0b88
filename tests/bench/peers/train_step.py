"""Steps of SGD with momentum on mean cross-entropy.

Kept: the network and the images in channels_last. See README.md for what else was tried.
"""

from itertools import cycle, islice

import torch
import torch.nn.functional as F

import networks
from worker import Job, Tensors, serve


def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
    """Result: `weights` [P] after the checked steps."""
    network = networks.load(settings["network"], tensors["weights"])
    network = network.to(memory_format=torch.channels_last)
    images = tensors["images"].contiguous(memory_format=torch.channels_last)
    labels = tensors["labels"]
    optimizer = torch.optim.SGD(
        network.parameters(),
        lr=float(settings["learning_rate"]),
        momentum=float(settings["momentum"]),
    )
    batches = cycle(tensors["order"])

    def train(steps: int) -> None:
        for batch in islice(batches, steps):
            optimizer.zero_grad(set_to_none=True)
            F.cross_entropy(network(images[batch]), labels[batch]).backward()
            optimizer.step()

    train(int(settings["checked_steps"]))
    steps = int(settings["steps_per_run"])
    return Job({"weights": networks.flat(network.parameters())}, lambda: train(steps), steps)


if __name__ == "__main__":
    serve(prepare)
