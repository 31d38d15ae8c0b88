"""Logits and derivatives of further networks, whose images, weights and directions a hash gives: none are stored."""

import math

import numpy as np
import torch
from functorch import jvp

from model import Model
from networks import lenet, resnet, wide_resnet

IMAGES, CLASSES, AMPLITUDE = 3, 5, 0.3

# By name: the network, its norm, and the size of an image.
VARIANTS = {
    "lenet 3x32x32": (lenet([6, 16, 120, 84]), "none", (3, 32, 32)),
    "lenet 1x28x28": (lenet([2, 3, 8, 7]), "none", (1, 28, 28)),
    "resnet-14 none": (resnet(14, 4), "none", (3, 16, 16)),
    "resnet-14 batch": (resnet(14, 4), "batch", (3, 16, 16)),
    "resnet-20 group": (resnet(20, 8), "group", (1, 28, 28)),
    "resnet-8 odd batch": (resnet(8, 4), "batch", (3, 15, 13)),
    "wide-resnet-10-1 none": (wide_resnet(10, 1), "none", (3, 16, 16)),
    "wide-resnet-10-1 group": (wide_resnet(10, 1), "group", (3, 16, 16)),
    "wide-resnet-16-1 batch": (wide_resnet(16, 1), "batch", (3, 16, 16)),
    "wide-resnet-10-2 batch": (wide_resnet(10, 2), "batch", (1, 12, 12)),
    "wide-resnet-10-2 none odd": (wide_resnet(10, 2), "none", (3, 9, 11)),
}


def uniform(count, stream):
    """Numbers in [-1, 1): murmur3's 32-bit finaliser of place + 2^24 stream."""
    h = np.arange(count, dtype=np.uint32) + np.uint32(stream << 24)
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return torch.from_numpy((h ^ (h >> np.uint32(16))) / 2**31 - 1)


def values():
    result = {}
    for name, (network, norm, size) in VARIANTS.items():
        model = Model(network, size, CLASSES, norm)
        count = sum(math.prod(shape) for shape, _ in model.shapes)
        images = uniform(IMAGES * math.prod(size), 1).view(IMAGES, *size)
        weights, direction = AMPLITUDE * uniform(count, 2), uniform(count, 3)
        norm = model.statistics(weights, [images])
        logits, push = jvp(lambda w: model(w, images, norm), (weights,), (direction,))
        result |= {f"{name}.logits": logits.numpy(), f"{name}.push": push.numpy()}
        result[f"{name}.count"] = np.array([count])
    return result
