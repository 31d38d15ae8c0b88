"""The empirical NTK over all logits by Jacobian contraction, as in functorch's NTK tutorial.

The Jacobian is vmap(jacrev); each array of weights contributes J J^T, as one matrix product, which
is no slower than the tutorial's einsum.
"""

import torch
from torch import Tensor

import networks
from transforms import jacrev, make_functional_with_buffers, vmap
from worker import Job, Tensors, serve, statistics


def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
    """Result: `kernel` [n C, n C], the logits of one probe side by side."""
    network = networks.load(settings["network"], tensors["weights"], statistics(tensors))
    f, weights, buffers = make_functional_with_buffers(network, disable_autograd_tracking=True)
    probes = tensors["images"]

    def logits(weights: tuple[Tensor, ...], probe: Tensor) -> Tensor:
        return f(weights, buffers, probe.unsqueeze(0)).squeeze(0)

    @torch.no_grad()
    def kernel() -> Tensor:
        jacobian = vmap(jacrev(logits), (None, 0))(weights, probes)
        return sum(j @ j.T for j in (part.flatten(2).flatten(0, 1) for part in jacobian))

    return Job({"kernel": kernel()}, kernel)


if __name__ == "__main__":
    serve(prepare)
