"""Reads and writes safetensors: 8 bytes of header length, a JSON header, raw little-endian data."""

import json
import struct

import torch
from torch import Tensor

DTYPES = {
    "U8": torch.uint8,
    "I64": torch.int64,
    "F32": torch.float32,
    "F64": torch.float64,
}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


def read(path: str) -> tuple[dict[str, Tensor], dict[str, str]]:
    """The tensors of a file by name, and its metadata."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        raw = torch.frombuffer(data, dtype=torch.uint8)[start:end].clone()
        tensors[name] = raw.view(DTYPES[entry["dtype"]]).view(entry["shape"])
    return tensors, metadata


def write(path: str, tensors: dict[str, Tensor], metadata: dict[str, str] | None = None) -> None:
    """Writes the tensors, each contiguous, in the order given."""
    header: dict[str, object] = {"__metadata__": metadata} if metadata else {}
    raw = [tensor.detach().cpu().contiguous().numpy().tobytes() for tensor in tensors.values()]
    offset = 0
    for (name, tensor), part in zip(tensors.items(), raw):
        header[name] = {
            "dtype": NAMES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + len(part)],
        }
        offset += len(part)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.writelines(raw)
