"""All that a preset of pipeline.yaml measures, in plain PyTorch: one process, one thing after another.

    reproduce.py <folder>

It trains the parent, its children, its linearizations with their controls and linear probes, and
computes the kernels, spectra, regressions, sensitivities, barriers, distances and principal
components of docs/measures.md, for each network, on the same images in the same minibatches.
NtkRepro also computes claims, bootstrap intervals and correlations, draws figures, and stores all of
its results, predictions and checkpoints; this does not.

Input: <folder>/inputs.safetensors with
- `<network>.weights` [P], the initial weights, for each network;
- `train.images` [n, 1, 28, 28], `train.labels` [n]; the same of `validation` and `test`;
- `order.<k>` [epochs, n], the order of the training images in each epoch: 0 is the parent's, 1 and
  on are the children's, -1 is that of linearized networks and their controls, -2 that of the control
  `own`;
- `probes` [n], places of training images, of which the first are the probes;
- in its metadata `parameters`, those of the preset: JSON with the names of pipeline.yaml.

Output: <folder>/<network>.<table>.safetensors, a float64 tensor for each numeric column of the table
of that name, its rows in the same order; truth values are 0 or 1. Texts are in the metadata, as a
JSON list for each column. Columns of bootstrap intervals are left out.

What to compare, as training amplifies rounding (for cnn a little, for resnet by e^5 per epoch):
- equal: the number of rows, and the columns that say what a row is about: kind, variant, plane, seed,
  time, time_steps, onset, rate of calibration, child_a, child_b, alpha, time_a, time_b, interval,
  elapsed, images, step and epoch of training; best epochs are results;
- to 1e-4, relative, before any training (time 0): spectra without smallest and condition_number;
  ridge and curvature of regressions. This holds for resnet while both sides have the channels
  innermost: there the engine's batch statistics in float32 are off by up to 7e-4, and the kernel with
  them by 2e-3;
- to a point or two at time 0: errors of regressions, linear probes and linearized networks;
- to 1e-2 for cnn and 1e-1 for resnet: kernel distances in the first half epoch;
- within some points: the errors of parents, children, and controls from time 0;
- in kind alone: all else. In sensitivities and separations the perturbation is another one.
"""

import argparse
import copy
import json
import math
import time
from itertools import combinations
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.utils import vector_to_parameters

import files
import networks
from reproduction.experiment import COMPONENTS, Data, Row, Schedule, load
from reproduction.kernels import distances, jacobian, kernel_of, regression, spectrum
from reproduction.pairs import compare, curve, sensitivity
from reproduction.probe import probe
from reproduction.training import Linearized, Record, Run, follow, freeze, frozen, start

TABLES = (
    "runs",
    "training",
    "plateaus",
    "calibration",
    "barriers",
    "barrier_curves",
    "kernel_distances",
    "kernel_velocities",
    "onsets",
    "spectra",
    "regressions",
    "sensitivities",
    "separations",
    "trajectories",
    "components",
)
LINEARIZED_ORDER, OWN_ORDER = -1, -2


class Reproduction:
    """The measures of one network."""

    def __init__(self, name: str, weights: Tensor, data: Data) -> None:
        self.data, self.parameters = data, data.parameters
        self.tables: dict[str, list[Row]] = {table: [] for table in TABLES}
        self.planes: dict[str, list[tuple[Row, Tensor]]] = {"children": [], "linearized": []}
        self.checkpoints: dict[int, Run] = {}
        self.spawn_times = self.parameters.spawn.times[name]
        self.onset_times = self.parameters.linearized.times[name]
        self.trial_times = self.parameters.linearized.onset[name]
        self.controls = sorted(self.parameters.linearized.controls[name])
        self.grid = self.parameters.kernel.grid
        self.learned: dict[tuple[float, float], Record] = {}  # linearized, by onset and rate
        network = networks.create(name)
        vector_to_parameters(weights.clone(), network.parameters())
        for norm in networks.norms(network):
            # In training by the minibatch alone, in evaluation by what freeze() has set.
            norm.track_running_stats = False
        # On a CPU convolutions are fastest with the channels innermost, by a third and more.
        network = network.to(memory_format=torch.channels_last)
        training = self.parameters.training
        drops = training.drops if training.schedule == "drops" else ()
        self.schedule = Schedule(
            vars(self.parameters.models)[name]["learning_rate"] or training.learning_rate,
            training.epochs * data.steps,
            tuple(data.step_at(share * training.epochs) for share in drops),
            training.schedule == "cosine",
        )
        self.start = start(network, self.schedule, training.momentum, order=0)

    def add(self, table: str, *rows: Row) -> None:
        """Appends rows to a table."""
        self.tables[table].extend({"seed": 0} | row for row in rows)

    def checkpoint(self, epochs: float) -> Run:
        """The parent at a time."""
        return self.checkpoints[self.data.step_at(epochs)]

    def note(self, kind: str, at: float, variant: str, rate: float, record: Record) -> Row:
        """Appends a run to the tables; its row there."""
        key = {"kind": kind, "variant": variant, "time": at}
        row = key | {"time_steps": self.data.step_at(at), "learning_rate": rate} | record.row
        self.add("runs", row)
        self.add("training", *(key | epoch for epoch in record.training))
        plane = "linearized" if kind == "linearized" else "children"
        if kind in ("parent", "child", "linearized"):
            if all(torch.isfinite(logits).all() for _, logits in record.path):
                for epoch, logits in record.path:
                    at_epoch = {"plane": plane} | key | {"epoch": epoch}
                    self.planes[plane].append((at_epoch, logits.flatten().double()))
        return row

    def parent(self) -> None:
        """Trains the parent, and keeps it at all times that are asked for."""
        run = self.start

        def keep(step: int) -> None:
            self.checkpoints[step] = copy.deepcopy(run)

        times = {*self.spawn_times, *self.onset_times, *self.trial_times, *self.grid}
        record = follow(run, self.data, {*map(self.data.step_at, times)}, keep, every_epoch=True)
        row = self.note("parent", 0, "", self.schedule.rate, record)
        last = self.schedule.constant // self.data.steps
        first = max(1, last - self.parameters.training.plateau + 1)
        errors = [r["test_error"] for r in record.training if first <= r["epoch"] <= last]
        self.add(
            "plateaus",
            {
                "learning_rate": self.schedule.rate,
                "first_epoch": first if last else 0,
                "last_epoch": last,
                "plateau_error": sum(errors) / len(errors) if errors else math.nan,
                "final_error": row["test_error"],
                "train_error": row["train_error"],
                "converged": row["train_error"] <= self.parameters.claims.converged,
            },
        )

    def children(self) -> None:
        """Trains children, and compares every two of one spawn time."""
        for spawn in self.spawn_times:
            children = []
            for child in self.parameters.spawn.children:
                run = copy.deepcopy(self.checkpoint(spawn))
                run.order = child
                record = follow(run, self.data)
                row = self.note("child", spawn, str(child), self.schedule.rate, record)
                children.append((child, run.network, row))
            for (a, first, row), (b, second, other) in combinations(children, 2):
                key = {"time": spawn, "child_a": a, "child_b": b}
                line = curve(first, second, self.data)
                self.add("barrier_curves", *(key | point for point in line))
                self.add(
                    "barriers",
                    key
                    | {"train_error": max(row["train_error"], other["train_error"])}
                    | compare(first, second, line, self.data)
                    | {"diverged": {row["outcome"], other["outcome"]} != {"trained"}},
                )

    def from_rest(self, onset: float, rate: float, variant: str = "") -> Record:
        """Trains the linearized network of an onset, or a nonlinear control of it."""
        asked, checkpoint = self.parameters.linearized, self.checkpoint(onset)
        if variant:
            is_frozen = variant == "frozen"
            network = copy.deepcopy(checkpoint.network)
            network = freeze(network, self.data) if is_frozen else network
        else:
            network, is_frozen = Linearized(frozen(checkpoint, self.data)), True
        schedule = Schedule(rate, asked.epochs * self.data.steps)
        order = OWN_ORDER if variant == "own" else LINEARIZED_ORDER
        run = start(network, schedule, asked.momentum, order, is_frozen)
        run.has_diverged = checkpoint.has_diverged
        return follow(run, self.data, every_epoch=True, stops_early=True)

    def linearized(self, onset: float, rate: float) -> Record:
        """The same of the linearized network, once."""
        if (onset, rate) not in self.learned:
            self.learned[onset, rate] = self.from_rest(onset, rate)
        return self.learned[onset, rate]

    def calibrate(self) -> float:
        """The learning rate of the grid with the least mean validation error."""
        rates = self.parameters.linearized.rates
        rows = []
        for onset in self.trial_times:
            for rate in rates:
                row = self.linearized(onset, rate).row
                told = ("still_improving", "validation_error", "train_error", "outcome")
                rows.append(
                    {"rate": rate, "onset": onset, "best_epoch": row["epoch"]}
                    | {column: row[column] for column in told}
                )

        def quality(rate: float) -> tuple[bool, float]:
            own = [row for row in rows if row["rate"] == rate]
            diverged = any(row["outcome"] == "non-finite" for row in own)
            return diverged, sum(row["validation_error"] for row in own)

        chosen = min(rates, key=quality) if rows else math.nan
        self.add("calibration", *(row | {"chosen": row["rate"] == chosen} for row in rows))
        return chosen

    def trials(self) -> None:
        """The epochs of all trials of a rate, after those of the runs."""
        for onset in self.trial_times:
            for rate in self.parameters.linearized.rates:
                key = {"kind": "trial", "variant": str(rate), "time": onset}
                self.add("training", *(key | row for row in self.linearized(onset, rate).training))

    def onsets(self) -> None:
        """Linearized networks, and what stands beside them."""
        rate = self.calibrate()
        errors: dict[tuple[str, str, float], float] = {}
        rows = {}

        def run(kind: str, onset: float, variant: str, rate: float, record: Record) -> None:
            row = self.note(kind, onset, variant, rate, record)
            is_sound = row["outcome"] == "trained"
            errors[kind, variant, onset] = row["test_error"] if is_sound else math.nan
            rows[kind, variant, onset] = row

        for onset in self.onset_times:
            run("linearized", onset, "", rate, self.linearized(onset, rate))
        for onset in self.onset_times:
            for control in self.controls:
                run("control", onset, control, rate, self.from_rest(onset, rate, control))
        for onset in self.onset_times:
            network = frozen(self.checkpoint(onset), self.data)
            row = probe(network, self.data, self.parameters.linearized.probe_decay)
            run("probe", onset, "", 0, Record(row, [], []))
        plateau = self.tables["plateaus"][0]["plateau_error"]
        most = 2 * (1 + self.parameters.linearized.momentum)
        curvatures = {row["time"]: row["curvature"] for row in self.tables["regressions"]}
        for onset in self.onset_times:
            row = rows["linearized", "", onset]
            control, own, frozen_control = (
                errors.get(("control", variant, onset), math.nan)
                for variant in ("same", "own", "frozen")
            )
            initial, error = errors.get(("linearized", "", 0), math.nan), row["test_error"]
            self.add(
                "onsets",
                {
                    "time": onset,
                    "time_steps": row["time_steps"],
                    "rate": rate,
                    "ntk_error": error,
                    "ntk_best_test_error": row["best_test_error"],
                    "ntk_train_error": row["train_error"],
                    "ntk_epoch": row["epoch"],
                    "still_improving": row["still_improving"],
                    "control_error": control,
                    "own_control_error": own,
                    "frozen_control_error": frozen_control,
                    "probe_error": errors["probe", "", onset],
                    "parent_error": self.learned[onset, rate].training[0]["test_error"],
                    "nonlinear_advantage": error - control,
                    "frozen_advantage": error - frozen_control,
                    "gap_closed": (initial - error) / (initial - plateau)
                    if initial != plateau
                    else math.nan,
                    "stability": rate * curvatures[onset] / most,
                    "diverged": row["outcome"] != "trained"
                    or rows.get(("control", "same", onset), row)["outcome"] != "trained",
                },
            )

    def kernels(self) -> None:
        """The parent's kernels along the grid, their spectra and their motion."""
        probes, steps = self.data.probes(self.parameters.kernel.probes), self.data.steps
        times = sorted({*self.spawn_times, *self.onset_times, *self.grid})
        at = [self.data.step_at(t) for t in times]
        kernels = []
        for step in at:
            network = frozen(self.checkpoints[step], self.data)
            kernels.append(kernel_of(jacobian(network, probes.images)))
            self.add("spectra", {"time": step / steps} | spectrum(kernels[-1], probes.labels))
        table = distances(kernels).tolist()
        for i, a in enumerate(at):
            for j, b in enumerate(at[i:], i):
                row = {"time_a": a / steps, "time_b": b / steps, "distance": table[i][j]}
                self.add("kernel_distances", row)
        places = [i for i, t in enumerate(times) if t in self.grid]
        for now, then in zip(places, places[1:]):
            interval = (at[then] - at[now]) / steps
            velocity, rate = table[now][then] / interval, self.schedule.at(at[now])
            self.add(
                "kernel_velocities",
                {
                    "time": at[now] / steps,
                    "interval": interval,
                    "velocity": velocity,
                    "learning_rate": rate,
                    "velocity_over_rate": velocity / rate,
                },
            )

    def regressions(self) -> None:
        """Kernel regression at each onset."""
        for onset in self.onset_times:
            self.add("regressions", {"time": onset} | regression(self.checkpoint(onset), self.data))

    def sensitivities(self) -> None:
        """How fast a perturbed copy leaves the parent, at each spawn time."""
        for spawn in self.spawn_times:
            row, separations = sensitivity(self.checkpoint(spawn), self.data)
            self.add("sensitivities", {"time": spawn} | row)
            self.add("separations", *({"time": spawn} | point for point in separations))

    def components(self) -> None:
        """Principal components of the logits along the runs in each plane."""
        for plane, path in self.planes.items():
            if len(path) < COMPONENTS:
                continue
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
                self.add("components", {"plane": plane, "component": i, "share": share})

    def all(self) -> dict[str, list[Row]]:
        """Every table, and on standard output how long each part took."""
        for part in (
            self.parent,
            self.children,
            self.kernels,
            self.regressions,
            self.onsets,
            self.trials,
            self.sensitivities,
            self.components,
        ):
            start = time.perf_counter()
            part()
            print(f"  {part.__name__} {time.perf_counter() - start:.1f} s", flush=True)
        return self.tables


def write(path: Path, rows: list[Row]) -> None:
    """A table as a tensor for each column of numbers, and texts in the metadata."""
    columns = {c: [row[c] for row in rows] for c in (rows[0] if rows else ())}
    texts = {c: json.dumps(v) for c, v in columns.items() if isinstance(v[0], str)}
    numbers = {
        c: torch.tensor([float(x) for x in v], dtype=torch.float64)
        for c, v in columns.items()
        if c not in texts
    }
    files.write(str(path), numbers, texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    torch.set_num_threads(2)
    data, tensors = load(folder)
    for name in (n[: -len(".weights")] for n in tensors if n.endswith(".weights")):
        print(name, flush=True)
        for table, rows in Reproduction(name, tensors[f"{name}.weights"], data).all().items():
            write(folder / f"{name}.{table}.safetensors", rows)


if __name__ == "__main__":
    main()
