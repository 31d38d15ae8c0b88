"""Trains networks and their linearizations, and measures them."""

import copy
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from functorch import jvp, make_functional_with_buffers
from torch import Tensor, nn

import networks

from .experiment import BATCH, EVALUATION_BATCH, LEARNING_RATE, MOMENTUM, NORM_BATCH
from .experiment import Data, Images, Row


@dataclass
class Run:
    """A network in training. A deep copy of it is a checkpoint, and a child begins as one."""

    network: nn.Module
    optimizer: torch.optim.Optimizer
    order: int = 0
    rate: float = 1
    step: int = 0


def sgd(network: nn.Module) -> torch.optim.Optimizer:
    """An optimizer whose learning rate train() sets at each step."""
    return torch.optim.SGD(network.parameters(), lr=LEARNING_RATE, momentum=MOMENTUM, foreach=True)


def train(run: Run, stop: int, data: Data) -> None:
    """Trains until before a step, or until the loss is not finite."""
    run.network.train()
    while run.step < stop:
        cosine = 0.5 * (1 + math.cos(math.pi * run.step / data.total_steps))
        run.optimizer.param_groups[0]["lr"] = LEARNING_RATE * run.rate * cosine
        epoch, place = divmod(run.step, data.steps)
        batch = data.train[data.orders[run.order][epoch, place * BATCH : (place + 1) * BATCH]]
        run.optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(run.network(batch.images), batch.labels)
        loss.backward()
        run.optimizer.step()
        run.step += 1
        if not math.isfinite(loss.item()):
            return


def epochs(run: Run, data: Data) -> Iterator[int]:
    """Trains to the end, stopping after each epoch."""
    while run.step < data.total_steps:
        end = (run.step // data.steps + 1) * data.steps
        train(run, end, data)
        if run.step < end:
            return
        yield run.step // data.steps


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


def linearize(checkpoint: Run, data: Data, order: int, rate: float) -> Run:
    """The linearized network with the momentum of the checkpoint."""
    network = Linearized(freeze(copy.deepcopy(checkpoint.network), data))
    optimizer = sgd(network)
    for v, w in zip(network.parameters(), checkpoint.network.parameters(), strict=True):
        if momentum := checkpoint.optimizer.state[w]:
            optimizer.state[v]["momentum_buffer"] = momentum["momentum_buffer"].clone()
    return Run(network, optimizer, order, rate, checkpoint.step)


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
        for images in data.train.images[: data.preset.norm_images].split(NORM_BATCH):
            network(images)
        for norm, hook in zip(norms, hooks):
            hook.remove()
            norm.track_running_stats = False
            means, variances = (torch.stack(m) for m in zip(*moments[norm]))
            norm.running_mean.copy_(means.mean(0))
            norm.running_var.copy_(variances.mean(0) + means.var(0, unbiased=False))
    return network.eval()


# Not torch.inference_mode(): derivatives by jvp would silently vanish there.
@torch.no_grad()
def logits_of(network: nn.Module, images: Tensor) -> Tensor:
    """[n, C]"""
    return torch.cat([network(part) for part in images.split(EVALUATION_BATCH)])


def error_of(logits: Tensor, labels: Tensor) -> float:
    return (logits.argmax(1) != labels).double().mean().item()


def measure(network: nn.Module, images: Images) -> tuple[float, float]:
    """Error and mean cross-entropy of a frozen network."""
    logits = logits_of(network, images.images)
    loss = F.cross_entropy(logits.double(), images.labels).item()
    return error_of(logits, images.labels), loss


def performance(network: nn.Module, data: Data) -> Row:
    """Of a frozen network on both sets."""
    (train_error, train_loss), (test_error, test_loss) = (
        measure(network, images) for images in (data.train, data.test)
    )
    return {
        "train_error": train_error,
        "train_loss": train_loss,
        "test_error": test_error,
        "test_loss": test_loss,
    }


def has_diverged(row: Row) -> bool:
    """Whether a run's loss is not finite, or its training error within 5 % of guessing one of 10 classes."""
    return not math.isfinite(row["train_loss"]) or row["train_error"] >= 0.95 * 0.9


def flat_weights(network: nn.Module) -> Tensor:
    """[P]"""
    return torch.cat([w.detach().flatten() for w in network.parameters()])


@torch.no_grad()
def set_weights(network: nn.Module, values: Iterable[Tensor]) -> None:
    """In place, so that the layout in memory stays."""
    for weight, value in zip(network.parameters(), values, strict=True):
        weight.copy_(value)
