"""The data, and the parameters of the presets of pipeline.yaml."""

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

import files

Row = dict[str, float]

BATCH, LEARNING_RATE, MOMENTUM = 64, 0.1, 0.9
NORM_BATCH = 250
EVALUATION_BATCH = 250  # the fastest of 125, 250, 500 and 1,000
KERNEL_INTERVAL = 0.4  # epochs
CURVE_POINTS = 11
RIDGE, DESCENT_STEPS = 0.01, 60
EPSILON, SENSITIVITY_POINTS = 1e-4, 6
COMPONENTS = 5


@dataclass(frozen=True)
class Rate:
    """What is trained at one learning rate."""

    factor: float
    times: tuple[int, ...]
    children: tuple[int, ...]


@dataclass(frozen=True)
class Preset:
    """The parameters in which the presets differ; numbers of images, but for epochs and rates."""

    epochs: int
    norm_images: int
    probes: int
    barrier_train: int
    barrier_test: int
    regression_test: int
    rates: tuple[Rate, ...]


PRESETS = {
    "smoke": Preset(4, 250, 20, 250, 1000, 250, (Rate(1, (0, 1, 2), (1, 2)),)),
    "default": Preset(
        12,
        500,
        100,
        1000,
        2000,
        1000,
        (Rate(1, (0, 1, 2, 3, 6), (1, 2)), Rate(0.1, (0, 2, 6), (1,))),
    ),
}


@dataclass(frozen=True)
class Images:
    """Images [n, 1, 28, 28] and their classes [n]."""

    images: Tensor
    labels: Tensor

    def __getitem__(self, places: slice | Tensor) -> "Images":
        return Images(self.images[places], self.labels[places])


@dataclass(frozen=True)
class Data:
    """What all networks share."""

    train: Images
    test: Images
    probes: Images
    orders: list[Tensor]
    preset: Preset

    @property
    def steps(self) -> int:
        """Steps per epoch: whole minibatches."""
        return len(self.train.labels) // BATCH

    @property
    def total_steps(self) -> int:
        return self.steps * self.preset.epochs

    def step_at(self, epochs: float) -> int:
        """The step nearest to a time."""
        return math.floor(epochs * self.steps + 0.5 + 1e-9)


def load(folder: Path, preset: Preset) -> tuple[Data, dict[str, Tensor]]:
    """The data, and all tensors of the input."""
    tensors, _ = files.read(str(folder / "inputs.safetensors"))

    def images(name: str) -> Images:
        return Images(tensors[f"{name}.images"], tensors[f"{name}.labels"])

    train, test = images("train"), images("test")
    probes = train[tensors["probes"][: preset.probes]]
    orders = [tensors[f"order.{k}"] for k in range(3)]
    return Data(train, test, probes, orders, preset), tensors
