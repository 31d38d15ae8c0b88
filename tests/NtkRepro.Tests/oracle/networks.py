"""The networks of the oracle, each written once as a pass through it: plain PyTorch, with normalisation by hand."""

import math

import torch
import torch.nn.functional as F

EPSILON = 1e-5


class Pass:
    """One pass through a network: hands out the flat weights in order, normalises, and notes what the rectifiers do.

    norm: none, group, batch (each batch by its own statistics, which are noted), or the statistics (mean, variance)
    of each batch norm in turn (evaluation mode).
    """

    def __init__(self, flat, norm="none"):
        self.flat, self.norm, self.used = flat, norm, 0
        self.statistics = iter(()) if isinstance(norm, str) else iter(norm)
        self.moments, self.patterns = [], []

    def weight(self, *shape):
        start, self.used = self.used, self.used + math.prod(shape)
        return self.flat[start : self.used].view(shape)

    def scale(self, channels):
        return self.weight(channels)

    def seen(self, x):
        """Notes which units are active."""
        self.patterns.append(x > 0)
        return x

    def relu(self, x):
        return self.seen(F.relu(x))

    def linear(self, x, outputs):
        return F.linear(x, self.weight(outputs, x.shape[1]), self.weight(outputs))

    def conv(self, x, outputs, kernel=3, stride=1, padding=1, bias=True):
        weight = self.weight(outputs, x.shape[1], kernel, kernel)
        return F.conv2d(x, weight, self.weight(outputs) if bias else None, stride, padding)

    def convolution(self, x, outputs, kernel=3, stride=1, padding=1):
        """Of a residual network: a bias only where nothing normalises."""
        return self.conv(x, outputs, kernel, stride, padding, bias=self.norm == "none")

    def normalise(self, x):
        if self.norm == "none":
            return x
        if self.norm == "group":
            groups = x.view(len(x), -1, 4, *x.shape[2:])
            mean, square = (m.mean((2, 3, 4), keepdim=True) for m in (groups, groups**2))
            normal = ((groups - mean) / torch.sqrt(square - mean**2 + EPSILON)).view(x.shape)
        else:
            if self.norm == "batch":
                mean, square = x.mean((0, 2, 3)), (x**2).mean((0, 2, 3))
                self.moments.append((mean, square))
                variance = square - mean**2
            else:
                mean, variance = next(self.statistics)
            normal = (x - column(mean)) / torch.sqrt(column(variance) + EPSILON)
        scale = self.scale(x.shape[1])
        return column(scale) * normal + column(self.weight(x.shape[1]))


class Shapes(Pass):
    """A pass that needs no weights: it lists their shapes, each with the mean of its first values."""

    def __init__(self, norm):
        super().__init__(None, norm)
        self.shapes, self.mean = [], 0

    def weight(self, *shape):
        self.shapes.append((shape, self.mean))
        return torch.zeros(shape)

    def scale(self, channels):
        self.mean = 1
        weight = self.weight(channels)
        self.mean = 0
        return weight


def column(values):
    return values.view(1, -1, 1, 1)


def cnn(widths):
    """conv, relu, pool twice; conv, relu (and so on); global mean; linear. Active units count after pooling."""

    def network(p, x, classes):
        for i, width in enumerate(widths):
            x = F.relu(p.conv(x, width))
            x = p.seen(F.max_pool2d(x, 2) if i < 2 else x)
        return p.linear(x.mean((2, 3)), classes)

    return network


def mlp(widths):
    def network(p, x, classes):
        x = x.flatten(1)
        for width in widths:
            x = p.relu(p.linear(x, width))
        return p.linear(x, classes)

    return network


def lenet(widths):
    """LeCun et al. 1998 with rectifiers and max pooling. Active units count after pooling."""

    def network(p, x, classes):
        padding = (32 - x.shape[2]) // 2
        x = p.seen(F.max_pool2d(F.relu(p.conv(x, widths[0], 5, padding=padding)), 2))
        x = p.seen(F.max_pool2d(F.relu(p.conv(x, widths[1], 5, padding=0)), 2)).flatten(1)
        for width in widths[2:]:
            x = p.relu(p.linear(x, width))
        return p.linear(x, classes)

    return network


def resnet(depth, width):
    """He et al. 2016 for small images: 6 n + 2 layers, shortcuts without weights."""

    def network(p, x, classes):
        x = p.relu(p.normalise(p.convolution(x, width)))
        for channels, first_stride in ((width, 1), (2 * width, 2), (4 * width, 2)):
            for block in range((depth - 2) // 6):
                stride = first_stride if block == 0 else 1
                shortcut = x[:, :, ::stride, ::stride]
                missing = x.new_zeros(len(x), channels - x.shape[1], *shortcut.shape[2:])
                x = p.relu(p.normalise(p.convolution(x, channels, stride=stride)))
                x = p.normalise(p.convolution(x, channels))
                x = p.relu(x + torch.cat([shortcut, missing], 1))
        return p.linear(x.mean((2, 3)), classes)

    return network


def wide_resnet(depth, factor):
    """Zagoruyko and Komodakis 2016: 6 n + 4 layers, normalised and rectified before each convolution."""

    def network(p, x, classes):
        x = p.convolution(x, 16)
        for channels, first_stride in ((16 * factor, 1), (32 * factor, 2), (64 * factor, 2)):
            for block in range((depth - 4) // 6):
                stride = first_stride if block == 0 else 1
                changes = channels != x.shape[1] or stride != 1
                before = p.relu(p.normalise(x))
                out = p.convolution(before, channels, stride=stride)
                out = p.convolution(p.relu(p.normalise(out)), channels)
                x = out + (p.convolution(before, channels, 1, stride, 0) if changes else x)
        return p.linear(p.relu(p.normalise(x)).mean((2, 3)), classes)

    return network
