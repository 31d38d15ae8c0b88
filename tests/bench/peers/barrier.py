"""Error and mean cross-entropy on the line between two weight vectors, on two sets of images.

Kept: channels_last in batches of 250; at each point batch norms are fused into convolutions, or,
where there are none, the network is frozen and optimised. See README.md for what else was tried.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.fx.experimental.optimization import fuse

import networks
from worker import Job, Tensors, serve, statistics

BATCH = 250


def optimised(network: nn.Module, example: Tensor) -> nn.Module:
    """The network as it is now, made faster; later changes of its weights do not reach it."""
    if networks.norms(network):
        return fuse(network)
    frozen = torch.jit.freeze(torch.jit.trace(network, example, check_trace=False))
    return torch.jit.optimize_for_inference(frozen)


def prepare(
    tensors: Tensors,
    settings: dict[str, str],
    size: int = BATCH,
    memory_format: torch.memory_format = torch.channels_last,
    optimise: Callable[[nn.Module, Tensor], nn.Module] = optimised,
) -> Job:
    """Result: `error` and `loss` [points, 2] float64, from `other` (alpha = 0) to `weights` (1)."""
    start, end = tensors["other"], tensors["weights"]
    points = int(settings["points"])
    network = networks.load(settings["network"], end, statistics(tensors, "0."))
    network = network.to(memory_format=memory_format)
    images = tensors["images"].contiguous(memory_format=memory_format)
    labels = tensors["labels"].chunk(2)

    @torch.inference_mode()
    def curve() -> Tensors:
        error, loss = torch.empty(2, points, 2, dtype=torch.float64)
        for point in range(points):
            alpha = point / (points - 1)
            networks.set_weights(network, alpha * end + (1 - alpha) * start)
            networks.set_statistics(network, statistics(tensors, f"{point}."))
            model = optimise(network, images[:size])
            logits = torch.cat([model(batch) for batch in images.split(size)]).chunk(2)
            for half in range(2):
                wrong = logits[half].argmax(1) != labels[half]
                error[point, half] = wrong.double().mean()
                loss[point, half] = F.cross_entropy(logits[half].double(), labels[half])
        return {"error": error, "loss": loss}

    return Job(curve(), curve)


if __name__ == "__main__":
    serve(prepare)
