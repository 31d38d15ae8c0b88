"""Trains networks and their linearizations, and measures them."""

import copy
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from functorch import jvp, make_functional_with_buffers
from torch import Tensor, nn

import networks

from .experiment import EVALUATION_BATCH, NORM_BATCH, Data, Images, Row, Schedule


@dataclass
class Run:
    """A network in training. A deep copy of it is a checkpoint, and a child begins as one."""

    network: nn.Module
    optimizer: torch.optim.Optimizer
    schedule: Schedule
    order: int = 0
    step: int = 0
    is_frozen: bool = False  # whether batch norms keep the statistics that they have
    has_diverged: bool = False


@dataclass
class Record:
    """A run at its end."""

    row: Row  # how it does where it is judged
    training: list[Row]  # epoch by epoch
    path: list[tuple[float, Tensor]]  # after each epoch, the logits on the probes


def start(
    network: nn.Module, schedule: Schedule, momentum: float, order: int, is_frozen: bool = False
) -> Run:
    """A run from rest."""
    optimizer = torch.optim.SGD(
        network.parameters(), lr=schedule.rate, momentum=momentum, foreach=True
    )
    return Run(network, optimizer, schedule, order, is_frozen=is_frozen)


def train(run: Run, stop: int, data: Data) -> list[float]:
    """Trains until before a step, or until the loss is not finite; the losses of the minibatches."""
    run.network.train(not run.is_frozen)
    losses = []
    while run.step < stop and not run.has_diverged:
        run.optimizer.param_groups[0]["lr"] = run.schedule.at(run.step)
        epoch, place = divmod(run.step, data.steps)
        places = data.orders[run.order][epoch, place * data.batch : (place + 1) * data.batch]
        batch = data.train[places]
        run.optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(run.network(batch.images), batch.labels)
        loss.backward()
        run.optimizer.step()
        run.step += 1
        losses.append(loss.item())
        run.has_diverged = not math.isfinite(losses[-1])
    return losses


def follow(
    run: Run,
    data: Data,
    stops: Iterable[int] = (),
    keep: Callable[[int], None] = lambda _: None,
    every_epoch: bool = False,
    stops_early: bool = False,
) -> Record:
    """Trains a run to its end.

    At each of `stops` it calls `keep` with it; where the run diverges before, then. It measures the
    run at the start and after every epoch, or at the end alone; and judges it at the epoch with the
    least validation error, or at the end. Training images are measured where a run is judged and
    where it ends.
    """
    probes = data.probes(data.parameters.training.probes).images
    measured: dict[int, Row] = {}
    logged: dict[int, Row] = {}
    path = []
    best: list[Tensor] = []

    def observe() -> None:
        network = evaluated(run, data)
        path.append((run.step / data.steps, logits_of(network, probes)))
        if every_epoch:
            measured[run.step] = performance(network, data)
        if stops_early and best_step() == run.step:
            best[:] = (w.detach().clone() for w in run.network.parameters())

    def reach(step: float) -> None:
        while waiting and waiting[0] <= step:
            keep(waiting.pop(0))

    def best_step() -> int:
        errors = ((step, row["validation_error"]) for step, row in measured.items())
        finite = [(step, error) for step, error in errors if not math.isnan(error)]
        return min(finite, key=lambda pair: pair[1], default=(min(measured), 0))[0]

    waiting = sorted(stop for stop in stops if stop >= run.step)
    reach(run.step)
    observe()
    while run.step < run.schedule.total and not run.has_diverged:
        end = (run.step // data.steps + 1) * data.steps
        losses = []
        for stop in [s for s in waiting if s < end] + [end]:
            losses += train(run, stop, data)
            reach(run.step)
        rate = run.schedule.at(run.step - 1)
        logged[run.step] = {"learning_rate": rate, "batch_loss": sum(losses) / len(losses)}
        observe()
    reach(math.inf)
    last = judged = run.step
    measured[last] = performance(evaluated(run, data), data, run.has_diverged, with_train=True)
    if stops_early and best_step() != last:
        judged = best_step()
        set_weights(run.network, best)
        measured[judged] = performance(evaluated(run, data), data, with_train=True)
    row = {
        "epoch": judged / data.steps,
        "steps": judged,
        "still_improving": stops_early and judged == last,
        "best_test_error": min(r["test_error"] for r in measured.values()),
    } | measured[judged]
    if run.has_diverged:
        row["outcome"] = "non-finite"
    nothing = {"learning_rate": 0.0} | dict.fromkeys(
        ("batch_loss", "train_error", "validation_error", "test_error"), math.nan
    )
    training = []
    for step in sorted({*measured, *logged}):
        known = logged.get(step, {}) | measured.get(step, {})
        at = {"epoch": step / data.steps, "step": step}
        training.append(at | {k: known.get(k, v) for k, v in nothing.items()})
    return Record(row, training, path)


class Linearized(nn.Module):
    """f(x; w) + J v of a network in evaluation mode; its parameters are the displacement v."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        function, self.origin, statistics = make_functional_with_buffers(
            network, disable_autograd_tracking=True
        )
        self.at = lambda x: lambda *weights: function(weights, statistics, x)
        self.displacement = nn.ParameterList([torch.zeros_like(w) for w in self.origin])

    def forward(self, x: Tensor) -> Tensor:
        logits, change = jvp(self.at(x), self.origin, tuple(self.displacement))
        return logits + change


@torch.no_grad()
def freeze(network: nn.Module, data: Data) -> nn.Module:
    """Puts a network into evaluation mode, with the statistics that the first training images have now.

    Their minibatches' moments are pooled: the mean of the means, and the mean of the variances plus
    the variance of the means.
    """
    norms = networks.norms(network)
    moments: dict[nn.Module, list[tuple[Tensor, Tensor]]] = {norm: [] for norm in norms}

    def note(norm: nn.BatchNorm2d, inputs: tuple[Tensor], _: Tensor) -> None:
        count = inputs[0].numel() / norm.num_features
        variance = norm.running_var.double() * ((count - 1) / count)
        moments[norm].append((norm.running_mean.double(), variance))

    if norms:
        hooks = [norm.register_forward_hook(note) for norm in norms]
        network.train()
        for norm in norms:
            norm.track_running_stats, norm.momentum = True, 1.0
        images = data.train.images[: data.parameters.training.norm_images]
        for part in images.split(NORM_BATCH):
            network(part)
        for norm, hook in zip(norms, hooks):
            hook.remove()
            norm.track_running_stats = False
            means, variances = (torch.stack(m) for m in zip(*moments[norm]))
            norm.running_mean.copy_(means.mean(0))
            norm.running_var.copy_(variances.mean(0) + means.var(0, unbiased=False))
    return network.eval()


def frozen(checkpoint: Run, data: Data) -> nn.Module:
    """A checkpoint's network in evaluation mode."""
    return freeze(copy.deepcopy(checkpoint.network), data)


def evaluated(run: Run, data: Data) -> nn.Module:
    """A run's network, put into evaluation mode."""
    return run.network.eval() if run.is_frozen else freeze(run.network, data)


# Not torch.inference_mode(): derivatives by jvp would silently vanish there.
@torch.no_grad()
def logits_of(network: nn.Module, images: Tensor) -> Tensor:
    """[n, C]"""
    return torch.cat([network(part) for part in images.split(EVALUATION_BATCH)])


def error_of(logits: Tensor, labels: Tensor) -> float:
    return (logits.argmax(1) != labels).double().mean().item()


def measure(network: Callable[[Tensor], Tensor], images: Images) -> tuple[float, float]:
    """Error and mean cross-entropy of a frozen network."""
    logits = logits_of(network, images.images)
    loss = F.cross_entropy(logits.double(), images.labels).item()
    return error_of(logits, images.labels), loss


def performance(
    network: Callable[[Tensor], Tensor],
    data: Data,
    has_diverged: bool = False,
    with_train: bool = False,
) -> Row:
    """Of a frozen network on all sets, on the training set where that is asked for."""
    row = {}
    for name in ("train", "validation", "test"):
        row[f"{name}_error"], row[f"{name}_loss"] = (
            measure(network, getattr(data, name))
            if name != "train" or with_train
            else (math.nan, math.nan)
        )
    judged = "train" if with_train else "validation"
    if has_diverged or not math.isfinite(row[f"{judged}_loss"]):
        outcome = "non-finite"
    else:
        # Within 5 % of guessing one of 10 classes.
        outcome = "at-chance" if row[f"{judged}_error"] >= 0.95 * 0.9 else "trained"
    return row | {"outcome": outcome}


def flat_weights(network: nn.Module) -> Tensor:
    """[P]"""
    return torch.cat([w.detach().flatten() for w in network.parameters()])


@torch.no_grad()
def set_weights(network: nn.Module, values: Iterable[Tensor]) -> None:
    """In place, so that the layout in memory stays."""
    for weight, value in zip(network.parameters(), values, strict=True):
        weight.copy_(value)
