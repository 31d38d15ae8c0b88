using NtkRepro.Pipeline;

namespace NtkRepro.Metrics;

/// <summary>An output of a run, and which run it is.</summary>
/// <param name="Kind">As in <see cref="RunRow"/>, or <c>trial</c>.</param>
/// <param name="Seed">The seed of the parent.</param>
/// <param name="Time">Spawn or onset time, epochs; 0 for a parent.</param>
/// <param name="Variant">As in <see cref="RunRow"/>; of a trial its rate.</param>
/// <param name="Path">The file.</param>
internal sealed record RunFile(string Kind, int Seed, double Time, string Variant, string Path)
{
    /// <summary>The kinds of runs that train and are judged, in the order in which tables have them.</summary>
    public static IReadOnlyList<string> Trained { get; } = ["parent", "child", "linearized", "control"];

    /// <summary>Those, and the trials of a rate, which no figure shows and no claim is about.</summary>
    public static IReadOnlyList<string> ByEpochs { get; } = [.. Trained, "trial"];

    /// <summary>Which run it is.</summary>
    public (string Kind, int Seed, double Time, string Variant) Run => (Kind, Seed, Time, Variant);

    /// <summary>An output of all runs of some kinds.</summary>
    public static List<RunFile> All(StageContext context, string name, IReadOnlyList<string> kinds) =>
        [.. kinds.SelectMany(kind => context.Inputs($"{kind}/{name}").Select(file => Of(kind, file)))];

    private static RunFile Of(string kind, InputFile file) =>
        new(
            kind,
            (int)file.AxisNumber("seed"),
            kind == "parent" ? 0 : (double)file.AxisNumber("time"),
            kind switch
            {
                "child" or "control" => file.Axes[kind],
                "trial" => file.Axes["rate"],
                _ => "",
            },
            file.Path
        );
}
