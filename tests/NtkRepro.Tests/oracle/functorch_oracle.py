"""Computes with functorch what the tests expect of the networks, their derivatives and their training.

Reads values/inputs.safetensors (drawing it first where it is missing) and writes values/<network>.safetensors, in
float64. See README.md.
"""

import gzip
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from functorch import jacrev, jvp, vjp

import safetensors_file

VALUES = pathlib.Path(__file__).parent / "values"
DATASET = pathlib.Path("/usr/share/datasets/fashion-mnist")
MEAN, DEVIATION = 0.286, 0.353
IMAGES, PROBES, JACOBIAN_IMAGES, CLASSES = 8, 6, 2, 10
LEARNING_RATE, MOMENTUM, EPOCHS = 0.1, 0.9, 4


def cnn_shapes(widths):
    shapes, channels = [], 1
    for width in widths:
        shapes += [(width, channels, 3, 3), (width,)]
        channels = width
    return shapes + [(CLASSES, channels), (CLASSES,)]


def mlp_shapes(widths):
    shapes, features = [], 28 * 28
    for width in [*widths, CLASSES]:
        shapes += [(width, features), (width,)]
        features = width
    return shapes


def cnn(w, x):
    """conv, relu, pool twice; conv, relu; global mean; linear."""
    x = F.max_pool2d(F.relu(F.conv2d(x, w[0], w[1], padding=1)), 2)
    x = F.max_pool2d(F.relu(F.conv2d(x, w[2], w[3], padding=1)), 2)
    x = F.relu(F.conv2d(x, w[4], w[5], padding=1))
    return F.linear(x.mean((2, 3)), w[6], w[7])


def mlp(w, x):
    x = x.flatten(1)
    for i in range(0, len(w) - 2, 2):
        x = F.relu(F.linear(x, w[i], w[i + 1]))
    return F.linear(x, w[-2], w[-1])


NETWORKS = {
    "cnn-small": (cnn, cnn_shapes([3, 4, 5])),
    "cnn": (cnn, cnn_shapes([16, 32, 32])),
    "mlp": (mlp, mlp_shapes([16, 12])),
}


def draw_inputs():
    def bytes_of(name, header):
        with gzip.open(DATASET / name) as file:
            return np.frombuffer(file.read(), np.uint8, offset=header)

    pixels = bytes_of("t10k-images-idx3-ubyte.gz", 16).reshape(-1, 1, 28, 28)[:IMAGES]
    labels = bytes_of("t10k-labels-idx1-ubyte.gz", 8)[:IMAGES]
    inputs = {"pixels": pixels, "labels": labels.astype(np.int64)}
    random = np.random.RandomState(0)
    for name, (_, shapes) in NETWORKS.items():
        arrays = [
            random.randn(*s) * (math.sqrt(2 / np.prod(s[1:])) if len(s) > 1 else 0.1) for s in shapes
        ]
        weights = np.concatenate([a.ravel() for a in arrays])
        inputs[f"{name}.weights"] = weights.astype(np.float32)
        inputs[f"{name}.direction"] = random.randn(weights.size).astype(np.float32)
        inputs[f"{name}.cotangent"] = random.randn(IMAGES, CLASSES).astype(np.float32)
    safetensors_file.write(VALUES / "inputs.safetensors", inputs)


def train(gradient, weights):
    """SGD with momentum under half a cosine, one step an epoch on one batch: the changes after 1 and after 3 steps."""
    w, v, changes = weights, torch.zeros_like(weights), []
    for step in range(3):
        v = MOMENTUM * v + gradient(w)
        w = w - LEARNING_RATE * 0.5 * (1 + math.cos(math.pi * step / EPOCHS)) * v
        changes.append(w - weights)
    return changes[0], changes[2]


def values(network, shapes, weights, direction, cotangent, images, labels):
    sizes = [math.prod(s) for s in shapes]

    def f(flat, x=images):
        return network([p.view(s) for p, s in zip(flat.split(sizes), shapes)], x)

    def f_lin(w):
        logits, change = jvp(f, (weights,), (w - weights,))
        return logits + change

    def loss_gradient(logits):
        return (torch.softmax(logits, 1) - F.one_hot(labels, CLASSES)) / len(labels)

    def gradient(w):
        logits, pull = vjp(f, w)
        return pull(loss_gradient(logits))[0]

    def gradient_lin(w):
        _, pull = vjp(f, weights)
        return pull(loss_gradient(f_lin(w)))[0]

    logits, push = jvp(f, (weights,), (direction,))
    jacobian = jacrev(lambda w: f(w, images[:PROBES]))(weights).reshape(PROBES * CLASSES, -1)
    rows = jacobian[: JACOBIAN_IMAGES * CLASSES]
    columns = torch.linspace(0, weights.numel() - 1, 200).long()
    step1, step3 = train(gradient, weights)
    step1_lin, step3_lin = train(gradient_lin, weights)
    return {
        "logits": logits,
        "push": push,
        "pull": vjp(f, weights)[1](cotangent)[0],
        "jacobian.columns": columns,
        "jacobian.entries": rows[:, columns],
        "jacobian.norms": rows.norm(dim=1),
        "jacobian.sums": rows.sum(1),
        "kernel": jacobian @ jacobian.T,
        "step1": step1.float(),
        "step3": step3.float(),
        "linearized.step1": step1_lin.float(),
        "linearized.step3": step3_lin.float(),
    }


def main():
    torch.set_default_dtype(torch.float64)
    if not (VALUES / "inputs.safetensors").exists():
        draw_inputs()
    inputs = {k: torch.from_numpy(v.copy()) for k, v in safetensors_file.read(VALUES / "inputs.safetensors").items()}
    for name, (network, shapes) in NETWORKS.items():
        weights, direction, cotangent = (inputs[f"{name}.{x}"].double() for x in ("weights", "direction", "cotangent"))
        images, labels = (inputs["pixels"].double() / 255 - MEAN) / DEVIATION, inputs["labels"]
        result = values(network, shapes, weights, direction, cotangent, images, labels)
        safetensors_file.write(VALUES / f"{name}.safetensors", {k: v.numpy() for k, v in result.items()})


if __name__ == "__main__":
    main()
