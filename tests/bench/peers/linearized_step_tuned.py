"""Steps of SGD with momentum on the displacement v of the linearized network f(x; w0) + J v.

Kept: the loss of functorch's jvp, differentiated backwards with respect to v (reverse over
forward), in channels_last. See README.md for what else was tried.
"""

from itertools import cycle, islice

import torch
import torch.nn.functional as F

import networks
from transforms import jvp, make_functional_with_buffers
from worker import Job, Tensors, serve, statistics


def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
    """Result: `weights` [P], w0 + v after the checked steps."""
    network = networks.load(settings["network"], tensors["weights"], statistics(tensors))
    network = network.to(memory_format=torch.channels_last)
    images = tensors["images"].contiguous(memory_format=torch.channels_last)
    labels = tensors["labels"]
    f, origin, buffers = make_functional_with_buffers(network, disable_autograd_tracking=True)
    v = [torch.zeros_like(w, requires_grad=True) for w in origin]
    optimizer = torch.optim.SGD(
        v, lr=float(settings["learning_rate"]), momentum=float(settings["momentum"])
    )
    batches = cycle(tensors["order"])

    def train(steps: int) -> None:
        for batch in islice(batches, steps):
            x = images[batch]
            logits, change = jvp(lambda w: f(w, buffers, x), (origin,), (tuple(v),))
            optimizer.zero_grad(set_to_none=True)
            F.cross_entropy(logits + change, labels[batch]).backward()
            optimizer.step()

    train(int(settings["checked_steps"]))
    steps = int(settings["steps_per_run"])
    return Job({"weights": tensors["weights"] + networks.flat(v)}, lambda: train(steps), steps)


if __name__ == "__main__":
    serve(prepare)
