"""Reads and writes safetensors files: 8 bytes of header length, a JSON header, the raw little-endian data."""

import json
import struct

import numpy as np

TYPES = {"U8": np.uint8, "F32": np.float32, "F64": np.float64, "I64": np.int64}


def read(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    return {
        name: np.frombuffer(data[slice(*entry["data_offsets"])], TYPES[entry["dtype"]]).reshape(entry["shape"])
        for name, entry in header.items()
    }


def write(path, arrays):
    header, data = {}, b""
    for name, array in sorted(arrays.items()):
        raw = np.ascontiguousarray(array).tobytes()
        kind = next(k for k, t in TYPES.items() if t == array.dtype)
        header[name] = {"dtype": kind, "shape": array.shape, "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
