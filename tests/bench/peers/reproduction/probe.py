"""A linear classifier on the activations below the last layer."""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .experiment import Data, Row
from .training import logits_of, performance

TOLERANCE = 1e-6  # of the largest component of the gradient


def fit(
    features: Tensor, labels: Tensor, classes: int, decay: float
) -> tuple[Callable[[Tensor], Tensor], float]:
    """Multinomial logistic regression on features [n, m] float64, to convergence.

    Of the mean cross-entropy plus decay / 2 ||W||^2, on features of mean 0 and deviation 1. Gives the
    logits as a function of features, and the largest component of the gradient.
    """
    mean, deviation = features.mean(0), features.std(0, unbiased=False)
    # Features that are constant stay 0.
    scale = torch.where(deviation > 1e-12, 1 / deviation, torch.zeros_like(deviation))
    design = (features - mean) * scale
    weights = torch.zeros(classes, design.shape[1], dtype=torch.double, requires_grad=True)
    intercepts = torch.zeros(classes, dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [weights, intercepts],
        max_iter=2000,
        history_size=20,
        tolerance_grad=TOLERANCE,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )

    def loss() -> Tensor:
        optimizer.zero_grad()
        value = F.cross_entropy(F.linear(design, weights, intercepts), labels)
        value = value + decay / 2 * weights.square().sum()
        value.backward()
        return value

    optimizer.step(loss)
    loss()
    gradient = max(w.grad.abs().max().item() for w in (weights, intercepts))
    return lambda x: F.linear((x - mean) * scale, weights, intercepts), gradient


def probe(network: nn.Sequential, data: Data, decay: float) -> Row:
    """Logistic regression on the features of a frozen network."""
    below, classes = network[:-1], network[-1].out_features
    features = logits_of(below, data.train.images).double()
    logits, gradient = fit(features, data.train.labels, classes, decay)
    row = performance(lambda x: logits(below(x).double()), data, with_train=True)
    return row | {
        "epoch": 0,
        "steps": 0,
        "still_improving": gradient > TOLERANCE,
        "best_test_error": row["test_error"],
    }
