"""Computes with functorch what the tests expect of the networks, their derivatives and their training.

Reads values/inputs.safetensors (drawing it first where it is missing) and writes values/<network>.safetensors and
values/variants.safetensors, in float64. See README.md.
"""

import gzip
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from functorch import jacrev, jvp, vjp

import safetensors_file
import variants
from model import Model
from networks import cnn, lenet, mlp, resnet, wide_resnet

VALUES = pathlib.Path(__file__).parent / "values"
DATASET = pathlib.Path("/usr/share/datasets/fashion-mnist")
MEAN, DEVIATION = 0.286, 0.353
SIZE, CLASSES, JACOBIAN_IMAGES, COLUMNS = (1, 28, 28), 10, 2, 200
LEARNING_RATE, MOMENTUM, EPOCHS = 0.1, 0.9, 4
DISTANCE, POINTS = 0.5, 11

# The network, how many images it sees, and how many of them are probes.
NETWORKS = {
    "cnn-small": (Model(cnn([3, 4, 5]), SIZE, CLASSES), 8, 6),
    "cnn": (Model(cnn([16, 32, 32]), SIZE, CLASSES), 8, 6),
    "mlp": (Model(mlp([16, 12]), SIZE, CLASSES), 8, 6),
    "lenet": (Model(lenet([6, 16, 120, 84]), SIZE, CLASSES), 8, 6),
    "resnet": (Model(resnet(8, 4), SIZE, CLASSES), 4, 3),
    "resnet-batch": (Model(resnet(8, 4), SIZE, CLASSES, "batch"), 4, 3),
    "resnet-group": (Model(resnet(8, 4), SIZE, CLASSES, "group"), 4, 3),
    "wide-resnet-batch": (Model(wide_resnet(10, 1), SIZE, CLASSES, "batch"), 4, 3),
}


def draw_inputs():
    def bytes_of(name, header):
        with gzip.open(DATASET / name) as file:
            return np.frombuffer(file.read(), np.uint8, offset=header)

    count = max(images for _, images, _ in NETWORKS.values())
    pixels = bytes_of("t10k-images-idx3-ubyte.gz", 16).reshape(-1, *SIZE)[:count]
    labels = bytes_of("t10k-labels-idx1-ubyte.gz", 8)[:count]
    inputs = {"pixels": pixels, "labels": labels.astype(np.int64)}
    random = np.random.RandomState(0)
    for name, (model, images, _) in NETWORKS.items():
        arrays = [
            mean + random.randn(*s) * (math.sqrt(2 / np.prod(s[1:])) if len(s) > 1 else 0.1) for s, mean in model.shapes
        ]
        weights = np.concatenate([a.ravel() for a in arrays])
        inputs[f"{name}.weights"] = weights.astype(np.float32)
        inputs[f"{name}.direction"] = random.randn(weights.size).astype(np.float32)
        inputs[f"{name}.cotangent"] = random.randn(images, CLASSES).astype(np.float32)
    safetensors_file.write(VALUES / "inputs.safetensors", inputs)


def train(gradient, weights):
    """SGD with momentum under half a cosine, one step an epoch on one batch: the changes after 1 and after 3 steps."""
    w, v, changes = weights, torch.zeros_like(weights), []
    for step in range(3):
        v = MOMENTUM * v + gradient(w)
        w = w - LEARNING_RATE * 0.5 * (1 + math.cos(math.pi * step / EPOCHS)) * v
        changes.append(w - weights)
    return changes[0], changes[2]


def values(model, weights, direction, cotangent, images, labels, probes):
    """Of one network at one vector of weights; batch norm has the statistics of all images there."""
    norm = model.statistics(weights, [images])

    def f(w, x=images):
        return model(w, x, norm)

    def f_lin(w):
        logits, change = jvp(f, (weights,), (w - weights,))
        return logits + change

    def loss_gradient(logits):
        return (torch.softmax(logits, 1) - F.one_hot(labels, CLASSES)) / len(labels)

    def gradient(w):
        logits, pull = vjp(lambda v: model(v, images), w)
        return pull(loss_gradient(logits))[0]

    def gradient_lin(w):
        _, pull = vjp(f, weights)
        return pull(loss_gradient(f_lin(w)))[0]

    logits, push = jvp(f, (weights,), (direction,))
    jacobian = jacobian_of(model, weights, norm, images[:probes])
    rows = jacobian[: JACOBIAN_IMAGES * CLASSES]
    columns = torch.linspace(0, weights.numel() - 1, COLUMNS).long()
    step1, step3 = train(gradient, weights)
    step1_lin, step3_lin = train(gradient_lin, weights)
    result = {
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
    if model.norm == "batch":
        uneven = model.statistics(weights, [images[:-1], images[-1:]])
        result["uneven.logits"] = model(weights, images, uneven)
        result["training.pull"] = vjp(lambda w: model(w, images), weights)[1](cotangent)[0][columns]
    return result


def jacobian_of(model, weights, norm, probes):
    return jacrev(lambda w: model(w, probes, norm))(weights).reshape(len(probes) * CLASSES, -1)


def between(model, weights, direction, images, labels, probes):
    """Measures between w and w' = w + ½ ‖w‖ v / ‖v‖, each with the statistics of all images there."""
    other = weights + DISTANCE * weights.norm() / direction.norm() * direction

    def at(w):
        norm = model.statistics(w, [images])
        jacobian = jacobian_of(model, w, norm, images[:probes])
        return jacobian, jacobian @ jacobian.T, model.patterns(w, images[:probes], norm)

    def risks(alpha):
        w = alpha * weights + (1 - alpha) * other
        logits = model(w, images, model.statistics(w, [images]))
        error = (logits.argmax(1) != labels).double().mean()
        return torch.stack([error, F.cross_entropy(logits, labels)])

    (jacobian, kernel, patterns), (jacobian2, kernel2, patterns2) = at(weights), at(other)
    curve = torch.stack([risks(i / (POINTS - 1)) for i in range(POINTS)])
    return {
        "between.kernel": kernel2,
        "between.kernel_distance": 1 - (kernel * kernel2).sum() / (kernel.norm() * kernel2.norm()),
        "between.gradient_similarity": F.cosine_similarity(jacobian, jacobian2).mean(),
        "between.relu_distance": (patterns != patterns2).double().mean(),
        "between.curve": curve,
        "between.barrier": curve.max(0).values - (curve[0] + curve[-1]) / 2,
    }


def main():
    torch.set_default_dtype(torch.float64)
    if not (VALUES / "inputs.safetensors").exists():
        draw_inputs()
    inputs = {k: torch.from_numpy(v.copy()) for k, v in safetensors_file.read(VALUES / "inputs.safetensors").items()}
    for name, (model, count, probes) in NETWORKS.items():
        weights, direction, cotangent = (inputs[f"{name}.{x}"].double() for x in ("weights", "direction", "cotangent"))
        images, labels = (inputs["pixels"][:count].double() / 255 - MEAN) / DEVIATION, inputs["labels"][:count]
        result = values(model, weights, direction, cotangent, images, labels, probes)
        result |= between(model, weights, direction, images, labels, probes)
        safetensors_file.write(VALUES / f"{name}.safetensors", {k: v.numpy() for k, v in result.items()})
    safetensors_file.write(VALUES / "variants.safetensors", variants.values())


if __name__ == "__main__":
    main()
