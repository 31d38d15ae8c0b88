"""The empirical NTK over all logits: vmap(jacrev) of functorch's NTK tutorial, then J J^T.

Kept: the Jacobian 25 probes at a time, filled into one matrix, and of the symmetric product the
lower triangle of blocks. See README.md for what else was tried.
"""

import torch
from torch import Tensor

import networks
from transforms import jacrev, make_functional_with_buffers, vmap
from worker import Job, Tensors, serve, statistics

CHUNK = 25  # probes
BLOCK = 250  # rows


def gram(rows: Tensor) -> Tensor:
    """rows rows^T: [m, P] -> [m, m]."""
    product = rows.new_empty(len(rows), len(rows))
    for start in range(0, len(rows), BLOCK):
        block = slice(start, start + BLOCK)
        product[block, : block.stop] = rows[block] @ rows[: block.stop].T
        product[:start, block] = product[block, :start].T
    return product


def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
    """Result: `kernel` [n C, n C], the logits of one probe side by side."""
    network = networks.load(settings["network"], tensors["weights"], statistics(tensors))
    f, weights, buffers = make_functional_with_buffers(network, disable_autograd_tracking=True)
    probes = tensors["images"]
    classes = network[-1].out_features

    def logits(weights: tuple[Tensor, ...], probe: Tensor) -> Tensor:
        return f(weights, buffers, probe.unsqueeze(0)).squeeze(0)

    def kernel() -> Tensor:
        jacobian = torch.empty(len(probes), classes, len(tensors["weights"]), device=probes.device)
        for rows, chunk in zip(jacobian.split(CHUNK), probes.split(CHUNK)):
            parts = vmap(jacrev(logits), (None, 0))(weights, chunk)
            torch.cat([part.flatten(2) for part in parts], 2, out=rows)
        return gram(jacobian.flatten(0, 1))

    return Job({"kernel": kernel()}, kernel)


if __name__ == "__main__":
    serve(prepare)
