"""All that a preset of pipeline.yaml measures, in plain PyTorch: one process, one thing after another.

    reproduce.py <folder> [--preset smoke|default]

It trains the parent, its children at each learning rate and its linearizations, and computes the
kernels, spectra, regressions, sensitivities, barriers, distances and principal components of
docs/measures.md, for cnn and resnet, on the same images in the same minibatches. NtkRepro also
computes claims, bootstrap intervals and correlations, draws figures, and stores all of its results
and checkpoints; this does not.

Input: <folder>/inputs.safetensors with
- `<network>.weights` [P], the initial weights;
- `train.images` [n, 1, 28, 28], `train.labels` [n], `test.images`, `test.labels`;
- `order.<k>` [epochs, n], the order of the training images in each epoch: 0 is the parent's, 1 and 2
  are the children's, of which the linearized network has the first;
- `probes` [n], places of training images, of which the first are the probes.

Output: <folder>/<network>.<table>.safetensors, a float64 tensor for each numeric column of the table
of that name, its rows in the same order; truth values are 0 or 1, texts are left out. Tables: runs,
barriers, barrier_curves, kernel_distances, kernel_velocities, spectra, regressions, sensitivities,
separations, trajectories, components; and performance, the parent after each epoch.

What to compare, as training amplifies rounding (for cnn a little, for resnet by e^5 per epoch):
- equal: the number of rows, and the columns that say what a row is about: seed, time, rate, child,
  child_a, child_b, alpha, time_a, time_b, interval, elapsed, images, steps, epoch, component;
- to 1e-4, relative, before any training (time 0): spectra without smallest and condition_number;
  regressions without difference, the two errors to one image. This holds for resnet while both sides
  have the channels innermost: there the engine's batch statistics in float32 are off by up to 7e-4,
  and the kernel with them by 2e-3;
- to 1e-2 for cnn and 3e-2 for resnet: spectra without smallest and condition_number, distances and
  velocities, before epoch 1; performance after the first epoch; runs linearized at time 0;
- within some points: the errors of all runs, but of resnet's linearizations after time 0;
- in kind alone: all else. In sensitivities and separations the perturbation is another one.
"""

import argparse
import copy
import time
from itertools import combinations
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.utils import vector_to_parameters

import files
import networks
from reproduction.experiment import COMPONENTS, KERNEL_INTERVAL, PRESETS, Data, Row, load
from reproduction.kernels import distances, jacobian, kernel_of, regression, spectrum
from reproduction.pairs import compare, curve, sensitivity
from reproduction.training import Run, epochs, freeze, has_diverged, linearize, logits_of
from reproduction.training import performance, sgd, train

Tables = dict[str, list[Row]]


class Reproduction:
    """The measures of one network."""

    def __init__(self, name: str, weights: Tensor, data: Data) -> None:
        self.data, self.tables = data, {}
        self.path: list[tuple[Row, Tensor]] = []  # logits on the probes along all runs
        network = networks.create(name)
        vector_to_parameters(weights.clone(), network.parameters())
        for norm in networks.norms(network):
            # In training by the minibatch alone, in evaluation by what freeze() has set.
            norm.track_running_stats = False
        # On a CPU convolutions are fastest with the channels innermost, by a third and more.
        network = network.to(memory_format=torch.channels_last)
        self.start = Run(network, sgd(network))
        grid = int(data.preset.epochs / KERNEL_INTERVAL + 1e-9)
        self.grid = [data.step_at(i * KERNEL_INTERVAL) for i in range(grid + 1)]

    def add(self, table: str, *rows: Row) -> None:
        """Appends rows to a table."""
        self.tables.setdefault(table, []).extend({"seed": 0} | row for row in rows)

    def observe(self, run: Run, key: Row) -> None:
        """Notes where a run is in function space."""
        logits = logits_of(freeze(run.network, self.data), self.data.probes.images)
        self.path.append((key | {"epoch": run.step / self.data.steps}, logits.flatten().double()))

    def finish(self, run: Run, key: Row) -> Row:
        """Trains a run to its end; how it does there."""
        self.observe(run, key)
        for _ in epochs(run, self.data):
            self.observe(run, key)
        row = performance(freeze(run.network, self.data), self.data)
        self.add("runs", key | row)
        return row

    def parent(self) -> dict[int, Run]:
        """Trains the parent; its checkpoints by their steps."""
        run, checkpoints, key = self.start, {}, {"time": 0, "rate": 1, "child": 0}
        times = {t for rate in self.data.preset.rates for t in rate.times}
        stops = {*self.grid, *map(self.data.step_at, times)}
        ends = {(e + 1) * self.data.steps for e in range(self.data.preset.epochs)}
        self.observe(run, key)
        for stop in sorted(stops | ends):
            train(run, stop, self.data)
            if stop in stops:
                checkpoints[stop] = copy.deepcopy(run)
            if stop in ends:
                self.observe(run, key)
                row = performance(run.network, self.data)
                self.add("performance", {"epoch": stop // self.data.steps} | row)
        self.add("runs", key | row)
        return checkpoints

    def children(self, checkpoints: dict[int, Run]) -> None:
        """Trains children at each rate, and compares every two of one spawn time."""
        for rate in self.data.preset.rates:
            for spawn in rate.times:
                runs = []
                for child in rate.children:
                    run = copy.deepcopy(checkpoints[self.data.step_at(spawn)])
                    run.order, run.rate = child, rate.factor
                    key = {"time": spawn, "rate": rate.factor, "child": child}
                    diverged = has_diverged(self.finish(run, key))
                    runs.append((child, run.network, diverged))
                for (a, first, failed), (b, second, other_failed) in combinations(runs, 2):
                    key = {"time": spawn, "rate": rate.factor, "child_a": a, "child_b": b}
                    line = curve(first, second, self.data)
                    row = compare(first, second, line, self.data)
                    self.add("barrier_curves", *(key | point for point in line))
                    self.add("barriers", key | row | {"diverged": failed or other_failed})

    def linearized(self, checkpoints: dict[int, Run]) -> None:
        """Trains a linearized network from each onset."""
        for rate in self.data.preset.rates:
            for onset in rate.times:
                checkpoint = checkpoints[self.data.step_at(onset)]
                run = linearize(checkpoint, self.data, rate.children[0], rate.factor)
                self.finish(run, {"time": onset, "rate": rate.factor, "child": 0})

    def kernels(self, checkpoints: dict[int, Run]) -> None:
        """The parent's kernels along the grid, their spectra and their motion."""
        probes, steps = self.data.probes, self.data.steps
        times = sorted({*self.grid, *map(self.data.step_at, self.data.preset.rates[0].times)})
        kernels = []
        for step in times:
            network = freeze(copy.deepcopy(checkpoints[step].network), self.data)
            kernels.append(kernel_of(jacobian(network, probes.images)))
            self.add("spectra", {"time": step / steps} | spectrum(kernels[-1], probes.labels))
        table = distances(kernels).tolist()
        for i, a in enumerate(times):
            for j, b in enumerate(times[i:], i):
                row = {"time_a": a / steps, "time_b": b / steps, "distance": table[i][j]}
                self.add("kernel_distances", row)
        for now, then in zip(self.grid, self.grid[1:]):
            interval = (then - now) / steps
            velocity = table[times.index(now)][times.index(then)] / interval
            row = {"time": now / steps, "interval": interval, "velocity": velocity}
            self.add("kernel_velocities", row)

    def onsets(self, checkpoints: dict[int, Run]) -> None:
        """Kernel regression and sensitivity at each onset."""
        for onset in self.data.preset.rates[0].times:
            checkpoint, key = checkpoints[self.data.step_at(onset)], {"time": onset}
            self.add("regressions", key | regression(checkpoint, self.data))
            row, separations = sensitivity(checkpoint, self.data)
            self.add("sensitivities", key | row)
            self.add("separations", *(key | separation for separation in separations))

    def components(self) -> None:
        """Principal components of the logits along all runs that stayed finite."""
        path = [(row, logits) for row, logits in self.path if torch.isfinite(logits).all()]
        points = torch.stack([logits for _, logits in path])
        points = points - points.mean(0)
        values, vectors = torch.linalg.eigh(points @ points.T)
        values = values.flip(0)[:COMPONENTS].clamp(min=0)
        scores = vectors.flip(1)[:, :COMPONENTS] * values.sqrt()
        largest = scores.gather(0, scores.abs().argmax(0, keepdim=True))
        first, second, *_ = (scores * largest.sign()).T.tolist()
        for (row, _), x, y in zip(path, first, second):
            self.add("trajectories", row | {"first": x, "second": y})
        shares = values / points.square().sum()
        for i, share in enumerate(shares.tolist(), 1):
            self.add("components", {"component": i, "share": share})

    def all(self) -> Tables:
        """Every table, and on standard output how long each part took."""
        start = time.perf_counter()

        def timed(part, *arguments):
            nonlocal start
            result = part(*arguments)
            now = time.perf_counter()
            print(f"  {part.__name__} {now - start:.1f} s", flush=True)
            start = now
            return result

        checkpoints = timed(self.parent)
        for part in (self.children, self.linearized, self.kernels, self.onsets):
            timed(part, checkpoints)
        timed(self.components)
        return self.tables


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--preset", choices=PRESETS, default="default")
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    data, tensors = load(arguments.folder, PRESETS[arguments.preset])
    for name in ("cnn", "resnet"):
        print(name, flush=True)
        for table, rows in Reproduction(name, tensors[f"{name}.weights"], data).all().items():
            columns = {
                c: torch.tensor([float(r[c]) for r in rows], dtype=torch.float64) for c in rows[0]
            }
            files.write(str(arguments.folder / f"{name}.{table}.safetensors"), columns)


if __name__ == "__main__":
    main()
