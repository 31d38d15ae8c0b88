"""What the project says of its checkpoints, tried with PyTorch alone: logits.py PAGE MODEL INPUTS OUTPUT.

PAGE is the Python of docs/using-results.md, which reads 12.safetensors and test.safetensors here, and MODEL what it calls the network.
Writes to OUTPUT, float64 [3, images, classes]: the page's logits; those in double precision of INPUTS, the images as the project sees
them; and these with the statistics of the batch, as in training.
"""

import sys

page, name, inputs, output = sys.argv[1:]
exec(compile(open(page).read(), page, "exec"))

model = globals()[name]
checkpoint, texts = read("12.safetensors")
momentum = {n.split("/")[1]: t for n, t in checkpoint.items() if n.startswith("momentum_buffer/")}
assert {n: t.shape for n, t in momentum.items()} == {n: p.shape for n, p in model.named_parameters()}
assert (texts["step"], texts["diverged"]) == ("3", "false")

with torch.no_grad():
    results = [logits(model, "12.safetensors", "test.safetensors")]
    images = read(inputs)[0]["images"].double()
    model.double().load_state_dict({n: t for n, t in checkpoint.items() if "/" not in n})
    results += [model.eval()(images), model.train()(images)]
torch.stack([r.double() for r in results]).numpy().tofile(output)
