"""What the other side runs on, in a line; an error where it would be slower than it need be."""

import ctypes
import os
import platform
import sys

import torch

import transforms  # noqa: F401  fails where there is neither functorch nor torch.func

FAST = ("libopenblas", "libmkl", "libblis", "libatlas")


def blas() -> str | None:
    """The library for matrix products, and of OpenBLAS for which processor; none where PyTorch brings its own."""
    torch.ones(2, 2) @ torch.ones(2, 2)
    with open("/proc/self/maps") as maps:
        loaded = sorted({line.split()[-1] for line in maps if ".so" in line})
    files = {os.path.basename(path): path for path in loaded}
    fast = next((name for name in files if name.startswith(FAST)), None)
    if fast is None and any(name.startswith("libblas") for name in files):
        sys.exit(
            "PyTorch would take its matrix products from the reference BLAS, which is many times slower than OpenBLAS:"
            " apt-get install libopenblas0-pthread"
        )
    if fast is not None and fast.startswith("libopenblas"):
        core = ctypes.CDLL(files[fast]).openblas_get_corename
        core.restype = ctypes.c_char_p
        return f"{fast} for {core().decode()}"
    return fast


def main() -> None:
    library = blas()
    print(
        f"PyTorch {torch.__version__} on Python {platform.python_version()}"
        + (f" with {library}" if library else "")
    )


if __name__ == "__main__":
    main()
