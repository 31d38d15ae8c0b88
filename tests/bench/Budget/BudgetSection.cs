using System.Text.Json;
using NtkRepro.Data;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>Where the time of a reproduction goes, and how much of it is arithmetic.</summary>
internal static class BudgetSection
{
    public const string Name = "budget";

    private const int Jobs = 2;

    // A step of a linearized network whose own pass is kept: the products with the displacement and with its direction, and their
    // transposes, where the network itself has one product and its two; a measurement likewise.
    private static readonly Dictionary<string, (double Step, double Pass)> Passes = new(StringComparer.Ordinal)
    {
        ["parent"] = (1, 1),
        ["child"] = (1, 1),
        ["control"] = (1, 1),
        ["trial"] = (4 / 3.0, 2),
        ["linearized"] = (4 / 3.0, 2),
    };

    /// <summary>Runs a preset from an empty store.</summary>
    /// <param name="bench">What is measured with.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="rate">Operations per second of a matrix product, in 10⁹.</param>
    /// <returns>Where the time went, and how long the same would take on other numbers of workers.</returns>
    /// <exception cref="WorkerFailedException">The run failed.</exception>
    public static (IReadOnlyList<BudgetRow> Budget, IReadOnlyList<WorkerRow> Workers) Measure(
        Workbench bench,
        string preset,
        double rate
    )
    {
        using var experiment = Experiment.Load(Path.Combine(bench.Folder, $"{Name}-{preset}"), preset);
        using var run = OwnReproduction.Run(preset, Jobs, [], bench.Folder);
        var all = Jobs * run.Seconds;
        var instances = Directory
            .EnumerateFiles(Path.Combine(run.Artifacts, "store"), "manifest.json", SearchOption.AllDirectories)
            .Select(Instance.Read)
            .OrderBy(instance => instance.Started)
            .ToList();
        var rows = instances
            .GroupBy(instance => (instance.Stage, instance.Network))
            .Select(group => Row(group.Key.Stage, group.Key.Network, [.. group]))
            .OrderByDescending(row => row.Seconds)
            .ToList();
        var rest = all - rows.Sum(row => row.Seconds);
        return (
            [.. rows, new BudgetRow("outside instances", "", 0, rest, rest / all, double.NaN, double.NaN)],
            WorkerSimulation.Of([.. instances.Select(i => new TimedInstance(i.Name, i.Seconds, i.After))])
        );

        BudgetRow Row(string stage, string network, IReadOnlyList<Instance> instances)
        {
            var seconds = instances.Sum(instance => instance.Seconds);
            var operations = Passes.TryGetValue(stage, out var passes)
                ? instances.Sum(instance => Operations(instance, passes, experiment))
                : double.NaN;
            return new BudgetRow(
                stage,
                network,
                instances.Count,
                seconds,
                seconds / all,
                operations,
                operations / (1e9 * rate * seconds)
            );
        }
    }

    private static double Operations(Instance instance, (double Step, double Pass) passes, Experiment experiment)
    {
        using var scope = NewDisposeScope();
        var network = BenchNetworks.Create(instance.Network);
        var (image, _) = Experiment.First(experiment.Train, 1, instance.Network);
        var log = Table.Read<LogRow>(Path.Combine(instance.Folder, "log.parquet"));
        var measured = Table.Read<PerformanceRow>(Path.Combine(instance.Folder, "performance.parquet"));
        // A child's first epoch may be a part of one.
        var trained = (double)log.Count * experiment.Train.Count;
        var seen = measured.Count * (double)(experiment.Test.Count + experiment.Validation.Count);
        seen += measured.Count(row => !double.IsNaN(row.TrainError)) * experiment.Train.Count;
        return (trained * passes.Step * OperationCounter.TrainingStep(network, image))
            + (seen * passes.Pass * OperationCounter.Pass(network, image));
    }

    private sealed record Instance(
        string Folder,
        string Name,
        string Stage,
        string Network,
        DateTimeOffset Started,
        double Seconds,
        IReadOnlyList<string> After
    )
    {
        public static Instance Read(string manifest)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(manifest));
            var root = json.RootElement;
            var record = root.GetProperty("record");
            return new Instance(
                Path.GetDirectoryName(manifest)!,
                root.GetProperty("instance").GetString()!,
                root.GetProperty("stage").GetString()!,
                record.GetProperty("axes").TryGetProperty("model", out var network) ? network.GetString()! : "",
                root.GetProperty("started").GetDateTimeOffset(),
                root.GetProperty("seconds").GetDouble(),
                // An input is named by its producer and its path there.
                [.. record.GetProperty("inputs").EnumerateObject().Select(i => i.Name.Split('/')[0]).Distinct()]
            );
        }
    }
}
