"""Tangent kernels, their spectra, and regression with them."""

import copy
import math

import torch
import torch.nn.functional as F
from functorch import jacrev, jvp, make_functional_with_buffers, vjp, vmap
from torch import Tensor, nn

from .experiment import Data, Row
from .training import Linearized, Run, error_of, frozen, logits_of, set_weights

JACOBIAN_BATCH = 25


def jacobian(network: nn.Module, images: Tensor) -> list[Tensor]:
    """The Jacobian of a frozen network's logits, [n C, size] for each of its parameters."""
    function, weights, buffers = make_functional_with_buffers(
        network, disable_autograd_tracking=True
    )

    def logits(weights: tuple[Tensor, ...], image: Tensor) -> Tensor:
        return function(weights, buffers, image[None])[0]

    rows = vmap(jacrev(logits), (None, 0))
    chunks = [rows(weights, chunk) for chunk in images.split(JACOBIAN_BATCH)]
    return [torch.cat(parts).flatten(2).flatten(0, 1) for parts in zip(*chunks)]


def kernel_of(rows: list[Tensor]) -> Tensor:
    """J Jᵀ, [n C, n C]."""
    return sum(part @ part.T for part in rows)


def condition(values: Tensor, epsilon: float) -> tuple[float, bool]:
    """The condition number by ascending eigenvalues, and whether it is infinite to working precision."""
    smallest, largest = values[0].item(), values[-1].item()
    singular = smallest <= max(epsilon * values.norm().item(), len(values) * 2**-52 * largest)
    return (math.inf if singular else largest / smallest), singular


def spectrum(kernel: Tensor, labels: Tensor) -> Row:
    """Of κ [m C, m C] float32: its conditioning, alignment with the labels, and gradients' cosines."""
    precise = kernel.double()
    values = torch.linalg.eigvalsh(precise)
    shares = values[values > 0] / values[values > 0].sum()
    m = len(labels)
    blocks = precise.view(m, -1, m, precise.shape[0] // m)
    logit = torch.diagonal(blocks, dim1=1, dim2=3).permute(2, 0, 1)  # [C, m, m]
    centring = torch.eye(m).double() - 1 / m
    targets = F.one_hot(labels, logit.shape[0]).double()
    theta, ideal = (centring @ gram @ centring for gram in (logit.mean(0), targets @ targets.T))
    lengths = torch.diagonal(logit, dim1=1, dim2=2).sqrt()
    cosines = (logit / lengths[:, :, None] / lengths[:, None, :]).mean(0)
    same = labels[:, None] == labels
    return {
        "largest": values[-1].item(),
        "smallest": values[0].item(),
        "condition_number": condition(values, 2**-23)[0],
        "effective_rank": torch.exp(-(shares * shares.log()).sum()).item(),
        "alignment": ((theta * ideal).sum() / (theta.norm() * ideal.norm())).item(),
        "same_class": cosines[same & ~torch.eye(m, dtype=torch.bool)].mean().item(),
        "other_class": cosines[~same].mean().item(),
    }


def distances(kernels: list[Tensor]) -> Tensor:
    """One minus the cosine of every two kernels."""
    flat = F.normalize(torch.stack([kernel.double().flatten() for kernel in kernels]))
    return 1 - flat @ flat.T


def curvature(kernel: Tensor, logits: Tensor) -> float:
    """The largest eigenvalue of the Hessian of a linearized network's mean cross-entropy at v = 0.

    The Hessian in the logits of an image is diag(p) - p p^T = A A^T with A = diag(sqrt p) (I -
    sqrt p sqrt p^T), and the eigenvalues of J^T A A^T J / n are those of A^T kernel A / n.
    """
    n, classes = logits.shape
    roots = logits.double().softmax(1).sqrt()
    projections = torch.eye(classes).double() - roots[:, :, None] * roots[:, None, :]
    factors = roots[:, :, None] * projections
    blocks = kernel.view(n, classes, n, classes)
    hessian = torch.einsum("iab,iajc,jcd->ibjd", factors, blocks, factors)
    return torch.linalg.eigvalsh(hessian.reshape(kernel.shape))[-1].item() / n


def regression(checkpoint: Run, data: Data) -> Row:
    """Kernel ridge regression on the probes, beside gradient descent of the linearized network."""
    asked = data.parameters.regression
    network = frozen(checkpoint, data)
    probes, test = data.probes(data.parameters.kernel.probes), data.test[: asked.test]
    kernel = kernel_of(jacobian(copy.deepcopy(network).double(), probes.images.double()))
    values = torch.linalg.eigvalsh(kernel)
    ridge = asked.ridge * values[-1].item()
    expansion = Linearized(network)
    at = expansion.at(probes.images)
    logits, pull = vjp(at, *expansion.origin)
    residual = F.one_hot(probes.labels, logits.shape[1]) - logits
    factor = torch.linalg.cholesky(kernel + ridge * torch.eye(len(kernel)).double())
    alpha = torch.cholesky_solve(residual.double().view(-1, 1), factor).view_as(residual).float()
    solution = pull(alpha)

    # Polyak's heavy ball, with the best constants for eigenvalues from ridge to largest + ridge.
    most, least = math.sqrt(values[-1].item() + ridge), math.sqrt(ridge)
    rate, momentum = 4 / (most + least) ** 2, ((most - least) / (most + least)) ** 2
    descended = [torch.zeros_like(w) for w in expansion.origin]
    velocity = [torch.zeros_like(w) for w in expansion.origin]
    for _ in range(asked.steps):
        change = jvp(at, expansion.origin, tuple(descended))[1]
        gradient = torch._foreach_add(pull(change - residual), descended, alpha=ridge)
        torch._foreach_mul_(velocity, momentum)
        torch._foreach_add_(velocity, gradient, alpha=-rate)
        torch._foreach_add_(descended, velocity)

    def moved(displacement: list[Tensor]) -> Tensor:
        set_weights(expansion, displacement)
        return logits_of(expansion, test.images)

    start, solved, trained = logits_of(network, test.images), moved(solution), moved(descended)
    number, singular = condition(values, 2**-52)
    return {
        "images": len(probes),
        "ridge": ridge,
        "regression_error": error_of(solved, test.labels),
        "descent_error": error_of(trained, test.labels),
        "difference": ((solved - trained).abs().max() / (solved - start).abs().max()).item(),
        "steps": asked.steps,
        "smallest": values[0].item(),
        "condition_number": number,
        "curvature": curvature(kernel, logits),
        "singular": singular,
    }
