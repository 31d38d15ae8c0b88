using NtkRepro.Data.Sources;
using NtkRepro.Kernels;
using NtkRepro.Networks;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro;

/// <summary>
/// What parameters ask of each other, of the kinds of networks and datasets, and of what can be computed at all: everything that a stage
/// could only fail at, hours later.
/// </summary>
internal static partial class ParameterRules
{
    /// <summary>Adds a mistake for each rule that is broken.</summary>
    public static void Check(ParameterCheck check)
    {
        var parameters = check.Parameters<Parameters>();
        foreach (var (name, dataset) in parameters.Datasets)
            CheckDataset(check, $"datasets.{name}", dataset);
        foreach (var (name, model) in parameters.Models)
        {
            foreach (var problem in NetworkFactory.Problems(new NetworkPlan(model, Image: null)))
                check.Refuse($"models.{name}.{problem.Parameter}", problem.Message, $"models.{name}.kind");
        }
        CheckRun(check, parameters);
        CheckTimes(check, parameters);
        CheckSchedule(check, parameters.Training);
        CheckLinearized(check, parameters);
    }

    // What is said of unknown names in `run.datasets` and in lists of networks, the engine says where it fills in axes.
    private static void CheckRun(ParameterCheck check, Parameters parameters)
    {
        var (run, training) = (parameters.Run, parameters.Training);
        foreach (var name in run.Models.Keys.Where(name => !parameters.Datasets.ContainsKey(name)))
            check.RefuseUnknown($"run.models.{name}", $"unknown dataset '{name}'", [.. parameters.Datasets.Keys]);
        foreach (var name in run.Datasets)
        {
            if (!parameters.Datasets.TryGetValue(name, out var dataset))
                continue;
            AtMostImages("training.batch", training.Batch, name, dataset);
            AtMostImages("training.probes", training.Probes, name, dataset);
            AtMostImages("kernel.probes", parameters.Kernel.Probes, name, dataset);
            var steps = (long)Schedule.StepsIn(dataset.Train, training.Batch) * training.Epochs;
            if (steps > int.MaxValue)
                check.Refuse(
                    "training.epochs",
                    $"{training.Epochs} epochs of {name} are {steps} steps; at most {int.MaxValue} can be counted",
                    "training.batch",
                    $"datasets.{name}.train"
                );
            CheckGrid(check, parameters, name, dataset);
            // Where the data say how many classes there are, the kernel's stage finds out.
            if (dataset.Classes is { } classes && (long)parameters.Kernel.Probes * classes > KernelFile.MostRows)
                check.Refuse(
                    "kernel.probes",
                    $"{parameters.Kernel.Probes} probes of {name}, which has {classes} classes, make a kernel of {parameters.Kernel.Probes * classes} rows; "
                        + $"{KernelFile.MostRows / classes} probes are the most that fit a file",
                    $"datasets.{name}.classes"
                );
            CheckImages(check, parameters, name, dataset);
            CheckValidation(check, parameters.Linearized.Validation, name, dataset);
        }

        void AtMostImages(string path, int count, string name, DatasetParameters dataset)
        {
            if (count > dataset.Train)
                check.Refuse(
                    path,
                    $"{path} is {count}, and datasets.{name}.train {dataset.Train}; no more than there are can be asked for",
                    $"datasets.{name}.train",
                    "run.datasets"
                );
        }
    }

    // Validation images are held out of the training images that there are; of some kinds of datasets it is known how many.
    private static void CheckValidation(ParameterCheck check, int validation, string name, DatasetParameters dataset)
    {
        if (DatasetReaders.Problems(dataset).Any())
            return;
        var drawn = dataset with { Train = dataset.Train + validation };
        foreach (var problem in DatasetReaders.Problems(drawn).Where(p => p.Parameter == "train"))
            check.Refuse(
                "linearized.validation",
                $"{problem.Message}: {dataset.Train} to train on and {validation} to validate with",
                $"datasets.{name}.train",
                "run.datasets"
            );
    }

    // Velocities are distances of neighbours over their time.
    private static void CheckGrid(ParameterCheck check, Parameters parameters, string name, DatasetParameters dataset)
    {
        var steps = Schedule.StepsIn(dataset.Train, parameters.Training.Batch);
        if (steps == 0)
            return;
        var grid = parameters.Kernel.Grid.Where(time => time <= parameters.Training.Epochs).ToList();
        if (
            grid.Zip(grid.Skip(1)).Index().FirstOrDefault(t => At(t.Item.First) == At(t.Item.Second))
                is (var i, var (one, next))
            && next > one
        )
            check.Refuse(
                $"kernel.grid[{i + 1}]",
                $"epochs {one} and {next} are one step of {name}, of which an epoch has {steps}; so close there is no velocity",
                "training.batch",
                $"datasets.{name}.train",
                "run.datasets"
            );

        decimal At(decimal time) => Math.Round(time * steps, MidpointRounding.AwayFromZero);
    }

    // Networks that are right, for images that they are not made for.
    private static void CheckImages(ParameterCheck check, Parameters parameters, string name, DatasetParameters dataset)
    {
        if (
            DatasetReaders.Problems(dataset).Any()
            || DatasetReaders.Create(dataset).Shape is not var (channels, height, width)
        )
            return;
        var image = new ImageShape(channels, height, width);
        foreach (var (i, network) in parameters.Run.Models.GetValueOrDefault(name, []).Index())
        {
            if (
                !parameters.Models.TryGetValue(network, out var model)
                || NetworkFactory.Problems(new NetworkPlan(model, Image: null)).Any()
            )
                continue;
            foreach (var problem in NetworkFactory.Problems(new NetworkPlan(model, image)))
                check.Refuse(
                    $"run.models.{name}[{i}]",
                    $"'{network}' does not fit {name}: {problem.Message}",
                    $"models.{network}.kind",
                    "run.datasets"
                );
        }
    }

    private static void CheckTimes(ParameterCheck check, Parameters parameters)
    {
        var end = parameters.Training.Epochs;
        var networks = NetworksOf(parameters);
        foreach (var (path, all) in TimesByNetwork(parameters))
        {
            foreach (var name in all.Keys.Where(name => !parameters.Models.ContainsKey(name)))
                check.RefuseUnknown($"{path}.{name}", $"unknown network '{name}'", [.. parameters.Models.Keys]);
            foreach (var (name, times) in all.Where(t => networks.Contains(t.Key)))
                Check($"{path}.{name}", times);
        }
        Check("kernel.grid", parameters.Kernel.Grid);

        void Check(string path, NumberRange times)
        {
            if (times.Index().FirstOrDefault(t => t.Item > end) is { Item: > 0 } beyond)
                check.Refuse(
                    $"{path}[{beyond.Index}]",
                    $"{path} has epoch {beyond.Item}, and training.epochs is {end}; a run has ended by then",
                    path,
                    "training.epochs"
                );
        }
    }

    // What is said of a network that is not run may be what another preset needs.
    private static HashSet<string> NetworksOf(Parameters parameters) =>
        parameters
            .Run.Datasets.SelectMany(name => parameters.Run.Models.GetValueOrDefault(name, []))
            .ToHashSet(StringComparer.Ordinal);

    private static (string Path, IReadOnlyDictionary<string, NumberRange> Times)[] TimesByNetwork(
        Parameters parameters
    ) =>
        [
            ("spawn.times", parameters.Spawn.Times),
            ("linearized.times", parameters.Linearized.Times),
            ("linearized.onset", parameters.Linearized.Onset),
        ];

    private static void CheckSchedule(ParameterCheck check, TrainingParameters training)
    {
        if (training.Schedule == RateSchedule.Drops && training.Drops.Count == 0)
            check.Refuse(
                "training.drops",
                "the schedule is drops, and there are none; [0.75, 0.9] are usual, and the schedule constant has none",
                "training.schedule"
            );
        foreach (var (i, drop) in training.Drops.Index())
        {
            if (drop is <= 0 or >= 1)
                check.Refuse(
                    $"training.drops[{i}]",
                    $"a drop at {drop} of T is not within the run; above 0 and below 1 is right"
                );
        }
    }

    private static void CheckLinearized(ParameterCheck check, Parameters parameters)
    {
        var linearized = parameters.Linearized;
        foreach (var name in linearized.Controls.Keys.Where(name => !parameters.Models.ContainsKey(name)))
            check.RefuseUnknown(
                $"linearized.controls.{name}",
                $"unknown network '{name}'",
                [.. parameters.Models.Keys]
            );
        foreach (var name in NetworksOf(parameters))
        {
            if (
                !parameters.Models.TryGetValue(name, out var model)
                || !linearized.Times.TryGetValue(name, out var times)
                || times.Count == 0
            )
                continue;
            if (linearized.Onset.TryGetValue(name, out var onset) && onset.Count == 0)
                check.Refuse(
                    $"linearized.onset.{name}",
                    $"'{name}' is linearized, and there is no onset at which a rate is chosen; one of linearized.times.{name} is right",
                    $"linearized.times.{name}"
                );
            if (linearized.Controls.GetValueOrDefault(name, []).Contains("frozen") && model.Norm != Norm.Batch)
                check.Refuse(
                    $"linearized.controls.{name}",
                    $"'{name}' has no batch norm whose statistics could be frozen; same and own are right",
                    $"models.{name}.norm"
                );
        }
    }
}
