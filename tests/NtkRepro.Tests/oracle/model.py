"""A network as a function of a flat vector of weights."""

import torch

from networks import Pass, Shapes


class Model:
    """shapes: of each array of weights, with the mean of its first values."""

    def __init__(self, network, size, classes, norm="none"):
        self.network, self.classes, self.norm = network, classes, norm
        trial = Shapes(norm)
        network(trial, torch.zeros(1, *size), classes)
        self.shapes = trial.shapes

    def __call__(self, weights, images, norm=None):
        """The logits; in training mode but for given statistics."""
        return self.pass_through(weights, images, norm)[1]

    def statistics(self, weights, batches):
        """What evaluation mode normalises by: for batch norm the mean and variance over all images, each batch
        having gone through the network in training mode; otherwise the kind of norm."""
        if self.norm != "batch":
            return self.norm
        shares = [len(b) / sum(map(len, batches)) for b in batches]
        layers = zip(*(self.pass_through(weights, b)[0].moments for b in batches))
        pooled = [[sum(s * m for s, m in zip(shares, moments)) for moments in zip(*layer)] for layer in layers]
        return [(mean, square - mean**2) for mean, square in pooled]

    def patterns(self, weights, images, norm):
        """Which rectified units are active: [images, units]."""
        return torch.cat([p.flatten(1) for p in self.pass_through(weights, images, norm)[0].patterns], 1)

    def pass_through(self, weights, images, norm=None):
        p = Pass(weights, self.norm if norm is None else norm)
        logits = self.network(p, images, self.classes)
        assert p.used == len(weights)
        return p, logits
