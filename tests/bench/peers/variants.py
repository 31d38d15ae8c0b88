"""The other ways to do each job, measured against the one that was kept.

    taskset -c 1 /usr/bin/python3 variants.py <job> <network> [rounds] [images]

On random images, on one thread, kept and others in turn: the median processor time of each, its
ratio to the kept one, and how far its result is from that one's, relative to its norm.
"""

import statistics as stats
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice

import numpy as np
import torch
import torch.nn.functional as F
from functorch import grad, jacrev, jvp, make_functional_with_buffers, vjp, vmap
from torch import Tensor, nn
from torch.autograd import forward_ad
from torch.fx.experimental.optimization import fuse

import barrier
import eigen
import linearized_step_tuned
import networks
import ntk_tuned
import train_step
from worker import Job, Tensors, statistics

Prepare = Callable[[Tensors, dict[str, str]], Job]
CLASSES = 10
IMAGES = {"train_step": 640, "linearized_step": 640, "ntk": 100, "barrier": 4000, "eigen": 4000}
SETTINGS = {
    "learning_rate": "0.05",
    "momentum": "0.9",
    "checked_steps": "1",
    "steps_per_run": "4",
    "points": "3",
    "ridge": "1.0",
}


def train(memory_format=torch.contiguous_format, foreach=False, flat=False, trace=False) -> Prepare:
    def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
        network = networks.load(settings["network"], tensors["weights"])
        network = network.to(memory_format=memory_format)
        images = tensors["images"].contiguous(memory_format=memory_format)
        model = torch.jit.trace(network, images[:64], check_trace=False) if trace else network
        trained = list(network.parameters())
        if flat:  # one parameter and one gradient, of which the network's are views
            vector = networks.flat(trained)
            vector.grad = torch.zeros_like(vector)
            sizes = [parameter.numel() for parameter in trained]
            for parameter, w, g in zip(trained, vector.split(sizes), vector.grad.split(sizes)):
                parameter.data, parameter.grad = w.view_as(parameter), g.view_as(parameter)
            trained = [vector]
        optimizer = torch.optim.SGD(trained, lr=0.05, momentum=0.9, foreach=foreach)

        def step(batch: Tensor) -> None:
            optimizer.zero_grad(set_to_none=not flat)
            F.cross_entropy(model(images[batch]), tensors["labels"][batch]).backward()
            optimizer.step()

        return steps(step, tensors, settings, lambda: networks.flat(network.parameters()))

    return prepare


def linearized(method: str, memory_format=torch.channels_last) -> Prepare:
    def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
        network = networks.load(settings["network"], tensors["weights"], statistics(tensors))
        network = network.to(memory_format=memory_format)
        images = tensors["images"].contiguous(memory_format=memory_format)
        f, origin, buffers = make_functional_with_buffers(network, True)
        v = [torch.zeros_like(w, requires_grad=True) for w in origin]
        optimizer = torch.optim.SGD(v, lr=0.05, momentum=0.9)

        def loss(x: Tensor, y: Tensor, v: tuple[Tensor, ...]) -> Tensor:
            logits, change = jvp(lambda w: f(w, buffers, x), (origin,), (v,))
            return F.cross_entropy(logits + change, y)

        def gradients(x: Tensor, y: Tensor) -> tuple[Tensor, ...]:
            if method == "backward through jvp":
                return torch.autograd.grad(loss(x, y, tuple(v)), v)
            if method == "grad of jvp":
                return grad(lambda v: loss(x, y, v))(tuple(w.detach() for w in v))
            if method == "dual numbers":
                with forward_ad.dual_level():
                    duals = [forward_ad.make_dual(w, d) for w, d in zip(origin, v)]
                    logits, change = forward_ad.unpack_dual(f(duals, buffers, x))
                    return torch.autograd.grad(F.cross_entropy(logits + change, y), v)
            with torch.no_grad():  # jvp, then vjp
                tangents = tuple(w.detach() for w in v)
                logits, change = jvp(lambda w: f(w, buffers, x), (origin,), (tangents,))
                _, pull = vjp(lambda w: f(w, buffers, x), origin)
                error = (logits + change).softmax(1) - F.one_hot(y, CLASSES)
                return pull(error / len(y))[0]

        def step(batch: Tensor) -> None:
            for w, g in zip(v, gradients(images[batch], tensors["labels"][batch])):
                w.grad = g
            optimizer.step()

        return steps(step, tensors, settings, lambda: tensors["weights"] + networks.flat(v))

    return prepare


def stored_jacobian(tensors: Tensors, settings: dict[str, str]) -> Job:
    """Steps with the Jacobian of all images in memory: images x classes x P x 4 bytes."""
    network = networks.load(settings["network"], tensors["weights"], statistics(tensors))
    start = time.process_time()
    rows = torch.cat([jacobian(network, chunk) for chunk in tensors["images"].split(25)])
    print(f"Jacobian: {time.process_time() - start:.1f} s, {rows.numel() * 4 / 2**20:.0f} MB")
    with torch.no_grad():
        logits = network(tensors["images"])
    v = torch.zeros_like(tensors["weights"])
    optimizer = torch.optim.SGD([v], lr=0.05, momentum=0.9)

    def step(batch: Tensor) -> None:
        chosen = rows[batch].flatten(0, 1)
        softmax = (logits[batch] + (chosen @ v).view(-1, CLASSES)).softmax(1)
        error = (softmax - F.one_hot(tensors["labels"][batch], CLASSES)) / len(batch)
        v.grad = chosen.T @ error.flatten()
        optimizer.step()

    return steps(step, tensors, settings, lambda: tensors["weights"] + v)


def steps(step, tensors: Tensors, settings: dict[str, str], weights: Callable[[], Tensor]) -> Job:
    batches: Iterator[Tensor] = cycle(tensors["order"])
    count = int(settings["steps_per_run"])
    for batch in islice(batches, int(settings["checked_steps"])):
        step(batch)
    result = {"weights": weights().clone()}
    return Job(result, lambda: [step(batch) for batch in islice(batches, count)], count)


def jacobian(network: nn.Module, probes: Tensor, method: str = "jacrev") -> Tensor:
    """[n, C, P]."""
    f, weights, buffers = make_functional_with_buffers(network, True)
    basis = torch.eye(CLASSES)

    def logits(weights: tuple[Tensor, ...], probe: Tensor) -> Tensor:
        return f(weights, buffers, probe.unsqueeze(0)).squeeze(0)

    if method == "jacrev":
        parts = vmap(jacrev(logits), (None, 0))(weights, probes)
    elif method == "shared forward":  # one pass for all probes, then a pull for each logit
        copies = tuple(w.expand(len(probes), *w.shape) for w in weights)
        _, pull = vjp(lambda w: vmap(logits)(w, probes), copies)
        pulled = [pull(row.expand(len(probes), CLASSES))[0] for row in basis]
        parts = [torch.stack(rows, 1) for rows in zip(*pulled)]
    else:  # the gradient of each logit
        of_logit = grad(lambda w, x, c: (logits(w, x) * c).sum())
        parts = vmap(vmap(of_logit, (None, None, 0)), (None, 0, None))(weights, probes, basis)
    return torch.cat([part.flatten(2) for part in parts], 2)


def kernel(contraction: str, method: str = "jacrev", chunk: int = 100_000) -> Prepare:
    def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
        network = networks.load(settings["network"], tensors["weights"], statistics(tensors))
        f, weights, buffers = make_functional_with_buffers(network, True)
        probes = tensors["images"]
        size = len(probes) * CLASSES

        def logits(weights: tuple[Tensor, ...], probe: Tensor) -> Tensor:
            return f(weights, buffers, probe.unsqueeze(0)).squeeze(0)

        def pair(one: Tensor, other: Tensor) -> Tensor:  # J(x) J(x')^T, a column at a time
            _, pull = vjp(lambda w: logits(w, one), weights)

            def column(c: Tensor) -> Tensor:
                return jvp(lambda w: logits(w, other), (weights,), pull(c))[1]

            return vmap(column)(torch.eye(CLASSES))

        def compute() -> Tensor:
            if contraction == "products":
                rows = [vmap(lambda b: pair(a, b))(probes) for a in probes]  # n x [n, C, C]
                return torch.stack(rows).transpose(1, 2).reshape(size, size)
            if contraction == "matrix":
                rows = torch.cat([jacobian(network, x, method) for x in probes.split(chunk)])
                return rows.flatten(0, 1) @ rows.flatten(0, 1).T
            parts = [j.flatten(2) for j in vmap(jacrev(logits), (None, 0))(weights, probes)]
            if contraction == "einsum":
                blocks = sum(torch.einsum("naf,mbf->nmab", j, j) for j in parts)
                return blocks.transpose(1, 2).reshape(size, size)
            return sum(j.flatten(0, 1) @ j.flatten(0, 1).T for j in parts)

        return Job({"kernel": compute()}, compute)

    return prepare


def line(size: int, memory_format=torch.channels_last, optimise: str = "") -> Prepare:
    traced = []

    def optimised(network: nn.Module, example: Tensor) -> nn.Module:
        if optimise == "fuse":
            return fuse(network)
        if optimise == "freeze":
            frozen = torch.jit.freeze(torch.jit.trace(network, example, check_trace=False))
            return torch.jit.optimize_for_inference(frozen)
        if optimise == "trace":  # once: it shares the network's weights
            if not traced:
                traced.append(torch.jit.trace(network, example, check_trace=False))
            return traced[0]
        return network

    return lambda t, s: barrier.prepare(t, s, size, memory_format, optimised)


def solution(eigenvalues: Callable[[Tensor], Tensor], solve: Callable[..., Tensor]) -> Prepare:
    def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
        matrix, residual = tensors["kernel"], tensors["residual"]
        regular = matrix + float(settings["ridge"]) * torch.eye(len(matrix), dtype=matrix.dtype)

        def compute() -> Tensors:
            return {"eigenvalues": eigenvalues(matrix), "alpha": solve(regular, residual)}

        return Job(compute(), compute)

    return prepare


PLAIN = torch.contiguous_format
VARIANTS: dict[str, dict[str, Prepare]] = {
    "train_step": {
        "kept": train_step.prepare,
        "contiguous": train(),
        "contiguous, foreach": train(foreach=True),
        "contiguous, one flat parameter": train(flat=True),
        "contiguous, jit.trace": train(trace=True),
        "channels_last, foreach": train(torch.channels_last, foreach=True),
        "channels_last, jit.trace": train(torch.channels_last, trace=True),
    },
    "linearized_step": {
        "kept": linearized_step_tuned.prepare,
        "contiguous": linearized("backward through jvp", PLAIN),
        "functorch.grad of jvp": linearized("grad of jvp"),
        "dual numbers of autograd": linearized("dual numbers"),
        "jvp, then vjp": linearized("jvp, then vjp"),
        "stored Jacobian": stored_jacobian,
    },
    "ntk": {
        "kept": ntk_tuned.prepare,
        "jacrev, matmul per array": kernel("matmul"),
        "jacrev, einsum per array": kernel("einsum"),
        "jacrev, one matmul": kernel("matrix", chunk=25),
        "vjp, shared forward": kernel("matrix", "shared forward", chunk=25),
        "grad of each logit": kernel("matrix", "gradients", chunk=25),
        "NTK-vector products": kernel("products"),
    },
    "barrier": {
        "kept": barrier.prepare,
        "contiguous, 250": line(250, PLAIN),
        **{f"channels_last, {size}": line(size) for size in (100, 250, 500, 1000, 2000)},
        "channels_last, 250, jit.trace": line(250, optimise="trace"),
        "channels_last, 250, fuse": line(250, optimise="fuse"),
        "channels_last, 250, freeze": line(250, optimise="freeze"),
    },
    "eigen": {
        "kept": eigen.prepare,
        "numpy": solution(
            lambda k: torch.from_numpy(np.linalg.eigvalsh(k.numpy())),
            lambda k, y: torch.from_numpy(np.linalg.solve(k.numpy(), y.numpy())),
        ),
        "linalg.solve": solution(torch.linalg.eigvalsh, torch.linalg.solve),
        "eigh, cholesky": solution(
            lambda k: torch.linalg.eigh(k).eigenvalues,
            lambda k, y: torch.cholesky_solve(y, torch.linalg.cholesky(k)),
        ),
    },
}


def example(job: str, name: str, count: int) -> tuple[Tensors, dict[str, str]]:
    """Random inputs as the harness lays them out, with He's initial weights."""
    torch.manual_seed(0)
    settings = SETTINGS | {"network": name}
    if job == "eigen":
        factor = torch.randn(count, count, dtype=torch.float64) / count**0.5
        residual = torch.randn(count, 1, dtype=torch.float64)
        return {"kernel": factor @ factor.T, "residual": residual}, settings
    network = networks.create(name)
    for module in network.modules():
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            nn.init.kaiming_normal_(module.weight)
    weights = networks.flat(network.parameters())
    images = torch.randn(count, *((3, 32, 32) if name == "resnet-20" else (1, 28, 28)))
    tensors = {"weights": weights, "images": images, "labels": torch.randint(CLASSES, (count,))}
    if job in ("train_step", "linearized_step"):
        tensors["order"] = torch.randperm(count)[: count // 64 * 64].view(-1, 64)
    if job == "barrier":
        tensors["other"] = weights + 0.1 * weights.abs().mean() * torch.randn_like(weights)
    if job != "train_step":
        prefixes = [f"{p}." for p in range(int(settings["points"]))] if job == "barrier" else [""]
        for norm in networks.norms(network):
            norm.momentum = 1.0  # running averages become those of the batch
        with torch.no_grad():
            network.train()(images[:250])
        for prefix in prefixes:
            for i, norm in enumerate(networks.norms(network)):
                tensors[f"mean.{prefix}{i}"] = norm.running_mean
                tensors[f"variance.{prefix}{i}"] = norm.running_var
    return tensors, settings


def seconds(job: Job) -> float:
    start = time.process_time()
    job.repeat()
    return (time.process_time() - start) / job.units


def main(job: str, name: str, rounds: int = 7, count: int = 0) -> None:
    torch.set_num_threads(1)
    inputs = example(job, name, count or IMAGES[job])
    jobs = {}
    for variant, prepare in VARIANTS[job].items():
        if variant == "NTK-vector products" and len(inputs[0]["images"]) > 20:
            continue  # quadratic in the number of passes
        jobs[variant] = prepare(*inputs)
    for work in jobs.values():
        seconds(work)
    times = [[seconds(work) for work in jobs.values()] for _ in range(rounds)]
    medians = [stats.median(column) for column in zip(*times)]
    kept = jobs["kept"].result
    for (variant, work), median in zip(jobs.items(), medians):
        difference = max(
            float((work.result[key] - kept[key]).norm() / kept[key].norm()) for key in kept
        )
        ratio = median / medians[0]
        print(f"{variant:32} {median * 1e3:10.2f} ms {ratio:6.2f} x   {difference:.0e}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
