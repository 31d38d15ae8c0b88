"""How two networks differ: barriers, distances, and the separation of a perturbed copy."""

import copy

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from .experiment import Data, Row
from .kernels import distances, jacobian, kernel_of
from .training import Run, evaluated, flat_weights, freeze, logits_of, measure, set_weights, train


def sensitivity(checkpoint: Run, data: Data) -> tuple[Row, list[Row]]:
    """How fast a slightly perturbed copy leaves the parent on the same minibatches."""
    asked, probes = data.parameters.sensitivity, data.probes(data.parameters.training.probes)
    original, moved = copy.deepcopy(checkpoint), copy.deepcopy(checkpoint)
    random = torch.Generator().manual_seed(checkpoint.step)
    direction = [torch.randn(w.shape, generator=random) for w in moved.network.parameters()]
    length = torch.cat([d.flatten() for d in direction]).norm()
    scale = asked.epsilon * flat_weights(moved.network).norm() / length
    set_weights(
        moved.network, (w + scale * d for w, d in zip(original.network.parameters(), direction))
    )
    steps = min(round(asked.epochs * data.steps), checkpoint.schedule.total - checkpoint.step)
    rows = []
    for i in range(asked.points):
        elapsed = round(i * steps / (asked.points - 1))
        logits = []
        for run in (original, moved):
            train(run, checkpoint.step + elapsed, data)
            logits.append(logits_of(evaluated(run, data), probes.images).double())
        distance = (logits[0] - logits[1]).square().sum(1).mean().sqrt().item()
        rows.append({"elapsed": elapsed / data.steps, "distance": distance})
    times = torch.tensor([row["elapsed"] for row in rows]).double()
    logs = torch.tensor([row["distance"] for row in rows]).double().log()
    times, rest = times - times.mean(), logs - logs.mean()
    exponent = (times @ rest) / (times @ times)
    fit = 1 - (rest - exponent * times).square().sum() / rest.square().sum()
    diverged = not torch.isfinite(logs).all()
    return {"exponent": exponent.item(), "fit": fit.item(), "diverged": diverged}, rows


class Rectifiers(TorchFunctionMode):
    """Notes which rectifiers are on, layer by layer."""

    def __init__(self) -> None:
        super().__init__()
        self.on: list[Tensor] = []

    def __torch_function__(self, function, types, args=(), kwargs=None):
        if function is F.relu:
            self.on.append(args[0] > 0)
        return function(*args, **(kwargs or {}))


def rectifiers(network: nn.Module, images: Tensor) -> Tensor:
    """Of all rectifiers and images."""
    with Rectifiers() as mode:
        logits_of(network, images)
    return torch.cat([layer.flatten() for layer in mode.on])


def curve(first: nn.Module, second: nn.Module, data: Data) -> list[Row]:
    """Error and loss at α w + (1 − α) w'."""
    asked, between = data.parameters.barrier, copy.deepcopy(first)
    rows = []
    for i in range(asked.points):
        alpha = i / (asked.points - 1)
        ends = zip(first.parameters(), second.parameters())
        set_weights(between, (alpha * w + (1 - alpha) * v for w, v in ends))
        freeze(between, data)
        train_error, train_loss = measure(between, data.train[: asked.train])
        test_error, test_loss = measure(between, data.test)
        rows.append(
            {
                "alpha": alpha,
                "train_error": train_error,
                "train_loss": train_loss,
                "test_error": test_error,
                "test_loss": test_loss,
            }
        )
    return rows


def compare(first: nn.Module, second: nn.Module, line: list[Row], data: Data) -> Row:
    """The barrier on the line between two frozen networks, and their distances."""
    row = {}
    for risk in ("train_error", "train_loss", "test_error", "test_loss"):
        values = [point[risk] for point in line]
        row[f"{risk}_barrier"] = max(values) - (values[0] + values[-1]) / 2
    probes = data.probes(data.parameters.training.probes).images
    a, b = (logits_of(n, data.test.images) for n in (first, second))
    w, v = (flat_weights(n).double() for n in (first, second))
    on, other_on = (rectifiers(n, probes) for n in (first, second))
    rows, other_rows = (jacobian(n, probes) for n in (first, second))
    products, squares, other_squares = (
        sum((x * y).sum(1) for x, y in zip(one, other))
        for one, other in ((rows, other_rows), (rows, rows), (other_rows, other_rows))
    )
    softmax_distance = (a.double().softmax(1) - b.double().softmax(1)).norm(dim=1).mean()
    return row | {
        "function_distance": (a.argmax(1) != b.argmax(1)).double().mean().item(),
        "softmax_distance": softmax_distance.item(),
        "weight_distance": ((w - v).norm() / (0.5 * (w.norm() + v.norm()))).item(),
        "relu_distance": (on != other_on).double().mean().item(),
        "kernel_distance": distances([kernel_of(rows), kernel_of(other_rows)])[0, 1].item(),
        "gradient_similarity": (products / (squares * other_squares).sqrt()).mean().item(),
    }
