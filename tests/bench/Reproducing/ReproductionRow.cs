using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NtkRepro.Data;
using static TorchSharp.torch;

namespace NtkRepro.Bench;

/// <summary>The whole pipeline from an empty store against one script that measures the same.</summary>
internal static class ReproductionRow
{
    public const string Name = "reproduce";

    private const int Threads = 2;
    private const double AtLeast = 2;

    // The minibatch orders of linearized runs and of the control `own`.
    private static readonly int[] RestOrders = [-1, -2];

    // Parameters under the names of pipeline.yaml.
    private static readonly JsonSerializerOptions Names = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

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
        var (theirs, _) = WholeProcess.Run($"{Name} {preset} (theirs)", Sides.Theirs(Threads, Name, folder));
        var difference = Networks.Max(network => ReproductionCheck.Compare(network, ours.Tables(network), folder));
        return new Measured([new Round(0, OursFirst: true, ours.Seconds, theirs)], difference);
    }

    private static void WriteInputs(string preset, string folder)
    {
        using var scope = NewDisposeScope();
        using var experiment = Experiment.Load(Path.Combine(folder, "data"), preset);
        var (parameters, count) = (experiment.Parameters, experiment.Train.Count);
        var draft = new InputDraft()
            .Set("parameters", JsonSerializer.Serialize(parameters, Names))
            .With("probes", tensor(new CounterRandom(0, "probes").Permutation(count), [count]));
        foreach (
            var (name, images) in new[]
            {
                ("train", experiment.Train),
                ("validation", experiment.Validation),
                ("test", experiment.Test),
            }
        )
            draft.With($"{name}.images", images.Images).With($"{name}.labels", images.Labels);
        foreach (var order in parameters.Spawn.Children.Prepend(0))
            Order(order, parameters.Training.Epochs);
        foreach (var order in RestOrders)
            Order(order, parameters.Linearized.Epochs);
        foreach (var network in Networks)
            draft.With($"{network}.weights", Experiment.Initial(network));
        draft.Save(Path.Combine(folder, "inputs.safetensors"));

        void Order(int order, int epochs) =>
            draft.With(
                string.Create(CultureInfo.InvariantCulture, $"order.{order}"),
                MinibatchOrder.Epochs(order, epochs, count)
            );
    }
}
