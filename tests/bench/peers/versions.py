"""What the other side runs on, in a line; an error where it would be slower than it need be."""

import os
import platform
import sys

import torch

import transforms  # noqa: F401  fails where there is neither functorch nor torch.func

FAST = ("libopenblas", "libmkl", "libblis", "libatlas")


def blas() -> str | None:
    """The file of the library for matrix products; none where PyTorch brings its own."""
    torch.ones(2, 2) @ torch.ones(2, 2)
    with open("/proc/self/maps") as maps:
        loaded = sorted({os.path.basename(line.split()[-1]) for line in maps if ".so" in line})
    fast = next((name for name in loaded if name.startswith(FAST)), None)
    if fast is None and any(name.startswith("libblas") for name in loaded):
        sys.exit(
            "PyTorch would take its matrix products from the reference BLAS, which is many times slower than OpenBLAS:"
            " apt-get install libopenblas0-pthread"
        )
    return fast


def main() -> None:
    library = blas()
    print(
        f"PyTorch {torch.__version__} on Python {platform.python_version()}"
        + (f" with {library}" if library else "")
    )


if __name__ == "__main__":
    main()
