using NtkRepro.Data;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The whole pipeline from an empty store against one script that measures the same.</summary>
internal static class ReproductionRow
{
    public const string Name = "reproduce";

    private const int Threads = 2;
    private const double AtLeast = 2;

    // The minibatch orders of the parent and of its children.
    private const int Orders = 3;

    private static readonly string[] Networks = ["cnn", "resnet"];

    /// <summary>The row for a preset. Ours runs so many instances side by side as theirs has threads.</summary>
    public static Row Of(string preset) =>
        new(Name, "", preset, Threads, Unit.Seconds, AtLeast, 1, (_, bench) => Measure(preset, bench));

    private static Measured Measure(string preset, Workbench bench)
    {
        var folder = Directory.CreateDirectory(Path.Combine(bench.Folder, $"{Name}-{preset}")).FullName;
        WriteInputs(preset, folder);
        using var ours = OwnReproduction.Run(preset, Threads, [], bench.Folder);
        bench.Cancellation.ThrowIfCancellationRequested();
        var (theirs, _) = WholeProcess.Run(
            $"{Name} {preset} (theirs)",
            Sides.Theirs(Threads, Name, folder, "--preset", preset)
        );
        var difference = Networks.Max(network => ReproductionCheck.Compare(network, ours.Tables(network), folder));
        return new Measured([new Round(0, OursFirst: true, ours.Seconds, theirs)], difference);
    }

    private static void WriteInputs(string preset, string folder)
    {
        using var scope = NewDisposeScope();
        using var experiment = Experiment.Load(Path.Combine(folder, "data"), preset);
        var (train, test) = (experiment.Train, experiment.Test);
        var draft = new InputDraft()
            .With("train.images", train.Images)
            .With("train.labels", train.Labels)
            .With("test.images", test.Images)
            .With("test.labels", test.Labels)
            .With("probes", tensor(new CounterRandom(0, "probes").Permutation(train.Count), [train.Count]));
        for (var order = 0; order < Orders; order++)
        {
            var epochs = experiment.Parameters.Training.Epochs;
            draft.With($"order.{order}", MinibatchOrder.Epochs(order, epochs, train.Count));
        }
        foreach (var network in Networks)
            draft.With($"{network}.weights", Experiment.Initial(network));
        draft.Save(Path.Combine(folder, "inputs.safetensors"));
    }
}
