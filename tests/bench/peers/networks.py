"""The networks as torch.nn modules, whose parameters() come in the order of the flat weight vector.

| name      | network                                              | image      | weights |
|-----------|------------------------------------------------------|------------|---------|
| cnn       | 3 convolutions of 16, 32, 32 channels                | 1 x 28 x 28 |  14,378 |
| resnet    | He et al. 2016, depth 8, width 8, batch norm         | 1 x 28 x 28 |  19,074 |
| resnet-20 | He et al. 2016, depth 20, width 16, batch norm       | 3 x 32 x 32 | 269,722 |
| resnet-20-grey | the same on one channel                        | 1 x 28 x 28 | 269,434 |
"""

from collections.abc import Iterable

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class GlobalAveragePool(nn.Module):
    """The mean over pixels: [batch, channels, height, width] -> [batch, channels]."""

    def forward(self, x: Tensor) -> Tensor:
        return x.mean((2, 3))


class Block(nn.Module):
    """A residual block; its shortcut has no weights (option A).

    Where the shape changes, the shortcut keeps every second pixel and adds channels of zeros.
    """

    def __init__(self, inputs: int, outputs: int, stride: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(outputs)
        self.stride = stride
        self.added = outputs - inputs

    def forward(self, x: Tensor) -> Tensor:
        change = self.norm2(self.conv2(F.relu(self.norm1(self.conv1(x)))))
        if self.stride > 1:
            x = F.pad(x[:, :, :: self.stride, :: self.stride], (0, 0, 0, 0, 0, self.added))
        return F.relu(change + x)


def cnn(widths: list[int], channels: int, classes: int) -> nn.Sequential:
    """A 3 x 3 convolution and ReLU for each width, 2 x 2 max pooling in the first two.

    Pooling comes before the ReLU: the two commute, and the smaller array is cheaper to rectify.
    """
    layers: list[nn.Module] = []
    for i, width in enumerate(widths):
        layers.append(nn.Conv2d(channels, width, 3, padding=1))
        if i < 2:
            layers.append(nn.MaxPool2d(2))
        layers.append(nn.ReLU())
        channels = width
    return nn.Sequential(*layers, GlobalAveragePool(), nn.Linear(channels, classes))


def resnet(depth: int, width: int, channels: int, classes: int) -> nn.Sequential:
    """He et al. 2016, section 4.2: depth 6 n + 2, stages of width, 2 width and 4 width channels."""
    layers: list[nn.Module] = [
        nn.Conv2d(channels, width, 3, padding=1, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(),
    ]
    inputs = width
    for stage in range(3):
        for block in range((depth - 2) // 6):
            outputs = width << stage
            layers.append(Block(inputs, outputs, 2 if stage > 0 and block == 0 else 1))
            inputs = outputs
    return nn.Sequential(*layers, GlobalAveragePool(), nn.Linear(inputs, classes))


def create(name: str, classes: int = 10) -> nn.Sequential:
    """The network of that name, with PyTorch's own initial weights."""
    if name == "cnn":
        return cnn([16, 32, 32], 1, classes)
    if name == "resnet":
        return resnet(8, 8, 1, classes)
    if name == "resnet-20":
        return resnet(20, 16, 3, classes)
    if name == "resnet-20-grey":
        return resnet(20, 16, 1, classes)
    raise ValueError(f"unknown network '{name}'; known: cnn, resnet, resnet-20, resnet-20-grey")


def load(
    name: str, weights: Tensor, statistics: list[tuple[Tensor, Tensor]] | None = None
) -> nn.Sequential:
    """The network with a copy of the flat weights [P].

    With statistics (mean and variance of each batch norm, in the order in which the signal passes)
    it is in evaluation mode; without, in training mode.
    """
    network = create(name).to(weights.device)
    set_weights(network, weights)
    if statistics is None:
        return without_running_averages(network)
    set_statistics(network, statistics)
    return network.eval()


@torch.no_grad()
def set_weights(network: nn.Module, weights: Tensor) -> None:
    """Copies the flat weights [P] into the network, whatever its memory format."""
    parameters = list(network.parameters())
    parts = weights.split([parameter.numel() for parameter in parameters])
    for parameter, part in zip(parameters, parts, strict=True):
        parameter.copy_(part.view(parameter.shape))


def flat(parameters: Iterable[Tensor]) -> Tensor:
    """The flat vector [P] of the parameters, whatever their memory format."""
    return torch.cat([parameter.detach().reshape(-1) for parameter in parameters])


def norms(network: nn.Module) -> list[nn.BatchNorm2d]:
    """Its batch norms, in the order in which the signal passes."""
    return [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]


def set_statistics(network: nn.Module, statistics: list[tuple[Tensor, Tensor]]) -> None:
    """Sets the mean and variance by which each batch norm normalises in evaluation mode."""
    for norm, (mean, variance) in zip(norms(network), statistics, strict=True):
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)


def without_running_averages(network: nn.Sequential) -> nn.Sequential:
    """Makes batch norms keep no averages of their batches, which nobody reads here."""
    for norm in norms(network):
        norm.track_running_stats = False
        norm.running_mean = norm.running_var = norm.num_batches_tracked = None
    return network
