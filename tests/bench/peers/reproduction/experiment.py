"""The data, and the parameters of a preset of pipeline.yaml."""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import torch
from torch import Tensor

import files

Row = dict[str, float | str]

NORM_BATCH = 250
EVALUATION_BATCH = 250  # the fastest of 125, 250, 500 and 1,000
COMPONENTS = 5


@dataclass(frozen=True)
class Images:
    """Images [n, 1, 28, 28] and their classes [n]."""

    images: Tensor
    labels: Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, places: slice | Tensor) -> "Images":
        return Images(self.images[places], self.labels[places])


@dataclass(frozen=True)
class Data:
    """What all networks share."""

    train: Images
    validation: Images
    test: Images
    places: Tensor  # of the training images that are looked at closely
    orders: dict[int, Tensor]  # [epochs, n]
    parameters: SimpleNamespace  # by section, each with the names of pipeline.yaml

    @property
    def batch(self) -> int:
        return self.parameters.training.batch

    @property
    def steps(self) -> int:
        """Steps per epoch: whole minibatches."""
        return len(self.train) // self.batch

    def step_at(self, epochs: float) -> int:
        """The step nearest to a time."""
        return math.floor(epochs * self.steps + 0.5 + 1e-9)

    def probes(self, count: int) -> Images:
        return self.train[self.places[:count]]


@dataclass(frozen=True)
class Schedule:
    """The learning rate from 0 to the end, in steps."""

    rate: float
    total: int
    drops: tuple[int, ...] = ()  # from each of them on it is a tenth
    is_cosine: bool = False

    @property
    def constant(self) -> int:
        """The steps until it first changes."""
        return 0 if self.is_cosine else min(self.drops, default=self.total)

    def at(self, step: int) -> float:
        if self.is_cosine:
            return self.rate * 0.5 * (1 + math.cos(math.pi * step / self.total))
        return self.rate / 10 ** sum(step >= drop for drop in self.drops)


def load(folder: Path) -> tuple[Data, dict[str, Tensor]]:
    """The data, and all tensors of the input."""
    tensors, metadata = files.read(str(folder / "inputs.safetensors"))
    sections = json.loads(metadata["parameters"])
    parameters = SimpleNamespace(
        **{k: SimpleNamespace(**v) for k, v in sections.items() if isinstance(v, dict)}
    )
    names = ("train", "validation", "test")
    sets = (Images(tensors[f"{name}.images"], tensors[f"{name}.labels"]) for name in names)
    orders = {int(k[len("order.") :]): v for k, v in tensors.items() if k.startswith("order.")}
    return Data(*sets, tensors["probes"], orders, parameters), tensors
