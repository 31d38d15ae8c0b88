"""Eigenvalues of a kernel, and kernel ridge regression with it."""

import torch

from worker import Job, Tensors, serve


def prepare(tensors: Tensors, settings: dict[str, str]) -> Job:
    """Result: `eigenvalues` [n] ascending, and `alpha` [n, 1] of (K + ridge I) alpha = residual."""
    kernel, residual = tensors["kernel"], tensors["residual"]
    ridge = float(settings["ridge"])

    def solve() -> Tensors:
        eigenvalues = torch.linalg.eigvalsh(kernel)
        regular = kernel.clone()
        regular.diagonal().add_(ridge)
        alpha = torch.cholesky_solve(residual, torch.linalg.cholesky(regular))
        return {"eigenvalues": eigenvalues, "alpha": alpha}

    return Job(solve(), solve)


if __name__ == "__main__":
    serve(prepare)
