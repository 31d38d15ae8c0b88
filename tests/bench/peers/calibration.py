"""Trains a linearized network from rest at each of some rates, and measures it after every epoch."""

import torch
import torch.nn.functional as F
from torch import Tensor

import networks
from transforms import jvp, make_functional_with_buffers, vjp
from worker import Job, Tensors, serve, statistics


def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
    """Result: `weights` [rates, P] at the end, and `losses` [rates, epochs] on the validation images."""
    network = networks.load(settings["network"], tensors["weights"], statistics(tensors))
    network = network.to(memory_format=torch.channels_last)
    images, validation = (
        tensors[name].contiguous(memory_format=torch.channels_last)
        for name in ("images", "validation_images")
    )
    labels = tensors["labels"]
    f, origin, buffers = make_functional_with_buffers(network, disable_autograd_tracking=True)
    epochs = int(settings["epochs"])
    batches = tensors["order"].view(-1, len(images) // int(settings["batch"]), int(settings["batch"]))

    def expanded(x: Tensor, v: list[Tensor]) -> Tensor:
        displacement = tuple(part.detach() for part in v)
        logits, change = jvp(lambda w: f(w, buffers, x), (origin,), (displacement,))
        return logits + change

    @torch.no_grad()
    def validation_loss(v: list[Tensor]) -> Tensor:
        logits = torch.cat([expanded(x, v) for x in validation.split(250)])
        return F.cross_entropy(logits.double(), tensors["validation_labels"])

    def trial(rate: float) -> tuple[Tensor, Tensor]:
        v = [torch.zeros_like(w, requires_grad=True) for w in origin]
        optimizer = torch.optim.SGD(v, lr=rate, momentum=float(settings["momentum"]))
        losses = []
        for epoch in range(epochs):
            for batch in batches[epoch]:
                x = images[batch]
                output = expanded(x, v).requires_grad_()
                (cotangent,) = torch.autograd.grad(F.cross_entropy(output, labels[batch]), output)
                _, pull = vjp(lambda w: f(w, buffers, x), origin)
                for part, gradient in zip(v, pull(cotangent)[0]):
                    part.grad = gradient
                optimizer.step()
            losses.append(validation_loss(v))
        return tensors["weights"] + networks.flat(v), torch.stack(losses)

    def calibrate() -> Tensors:
        weights, losses = zip(*(trial(rate) for rate in tensors["rates"].tolist()))
        return {"weights": torch.stack(weights), "losses": torch.stack(losses)}

    return Job(calibrate(), calibrate)


if __name__ == "__main__":
    serve(prepare)
