"""Loads a checkpoint and images of NtkRepro with PyTorch alone: logits.py KIND CHECKPOINT IMAGES OUTPUT.

Writes, in the same format, the logits in single and in double precision: [images, classes].
"""

import json
import struct
import sys

import torch
import torch.nn.functional as F

TYPES = {"U8": torch.uint8, "I64": torch.int64, "F32": torch.float32, "F64": torch.float64}


def load(path):
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = torch.frombuffer(data, dtype=torch.uint8)[begin:end].clone()
        tensors[name] = values.view(TYPES[entry["dtype"]]).reshape(entry["shape"])
    return tensors


def save(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        raw = struct.pack(f"<{tensor.numel()}d", *tensor.double().flatten().tolist())
        header[name] = {"dtype": "F64", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)


class Weights:
    """Hands the flat vector out, array after array."""

    def __init__(self, flat):
        self.rest = flat

    def take(self, *shape):
        size = torch.Size(shape).numel()
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken.view(shape)


def cnn(w, x):
    for i, width in enumerate((16, 32, 32)):
        x = F.relu(F.conv2d(x, w.take(width, x.shape[1], 3, 3), w.take(width), padding=1))
        x = F.max_pool2d(x, 2) if i < 2 else x
    return F.linear(x.mean((2, 3)), w.take(10, 32), w.take(10))


def resnet(w, x):
    """Eight layers of width 8, 16 and 32; batch norm by the batch's own moments."""

    def unit(x, width, stride=1):
        x = F.conv2d(x, w.take(width, x.shape[1], 3, 3), stride=stride, padding=1)
        return F.batch_norm(x, None, None, w.take(width), w.take(width), training=True)

    x = F.relu(unit(x, 8))
    for width, stride in ((8, 1), (16, 2), (32, 2)):
        shortcut = F.pad(x[:, :, ::stride, ::stride], (0, 0, 0, 0, 0, width - x.shape[1]))
        x = F.relu(unit(F.relu(unit(x, width, stride)), width) + shortcut)
    return F.linear(x.mean((2, 3)), w.take(10, 32), w.take(10))


def main(kind, checkpoint, images, output):
    network = {"cnn": cnn, "resnet": resnet}[kind]
    weights, x = load(checkpoint)["weights"], load(images)["images"]
    logits = {}
    for name, dtype in (("single", torch.float32), ("double", torch.float64)):
        w = Weights(weights.to(dtype))
        logits[name] = network(w, x.to(dtype))
        assert len(w.rest) == 0
    save(output, logits)


if __name__ == "__main__":
    main(*sys.argv[1:])
