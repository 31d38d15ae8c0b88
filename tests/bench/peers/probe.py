"""Multinomial logistic regression to convergence."""

from reproduction.probe import fit
from worker import Job, Tensors, serve


def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
    """Result: `probabilities` [n, C] of the examples that it was fitted to."""
    features, labels = tensors["features"], tensors["labels"]
    classes, decay = int(settings["classes"]), float(settings["decay"])
    logits, _ = fit(features, labels, classes, decay)
    probabilities = logits(features).softmax(1).detach()
    return Job({"probabilities": probabilities}, lambda: fit(features, labels, classes, decay))


if __name__ == "__main__":
    serve(prepare)
