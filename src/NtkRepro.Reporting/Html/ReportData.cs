using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Html;

/// <summary>All that the page says, gathered from tables and manifests.</summary>
internal sealed record ReportData
{
    /// <summary>The preset in use.</summary>
    public required string Preset { get; init; }

    /// <summary>What the run is called.</summary>
    public required RunTitle Title { get; init; }

    /// <summary>How far the run is; null where it has ended.</summary>
    public RunSoFar? SoFar { get; init; }

    /// <summary>The effective parameters.</summary>
    public required Parameters Parameters { get; init; }

    /// <summary>The same as rows, with what differs from the preset.</summary>
    public required IReadOnlyList<ParameterRow> ParameterRows { get; init; }

    /// <summary>The networks, in the order of the run.</summary>
    public required IReadOnlyList<NetworkData> Networks { get; init; }

    /// <summary>Networks of several widths; empty where there are none.</summary>
    public IReadOnlyList<WidthRow> Widths { get; init; } = [];

    /// <summary>Networks of several learning rates; empty where there are none.</summary>
    public IReadOnlyList<RateRow> Rates { get; init; } = [];

    /// <summary>The figures of those of widths and rates that there are.</summary>
    public IReadOnlyList<FigureFiles> Comparisons { get; init; } = [];

    /// <summary>The stages.</summary>
    public required IReadOnlyList<StageRow> Stages { get; init; }

    /// <summary>How, where and when.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>What the page was made from: two pages with one of these say the same, but for times.</summary>
    public string Fingerprint { get; init; } = "";
}

/// <summary>How far a run is that has not ended well: it goes on, or was stopped.</summary>
/// <param name="Done">The instances that have a result.</param>
/// <param name="Total">All instances.</param>
/// <param name="Left">The time to the end, in words; empty where it is not known.</param>
internal sealed record RunSoFar(int Done, int Total, string Left)
{
    /// <summary>Whether it goes on no more.</summary>
    public bool IsStopped { get; init; }

    /// <summary><c>42 of 218</c>, or <c>stopped at 42 of 218</c></summary>
    public string State => $"{(IsStopped ? "stopped at " : "")}{Numbers.Count(Done)} of {Numbers.Count(Total)}";

    /// <summary><c>42 of 218; about 3 minutes left</c></summary>
    public string Text => $"{Numbers.Count(Done)} of {Numbers.Count(Total)}{(Left.Length == 0 ? "" : $"; {Left}")}";
}

/// <summary>One network on one dataset.</summary>
internal sealed record NetworkData
{
    public required string Dataset { get; init; }

    public required string Model { get; init; }

    /// <summary>The paper's claims, in its order.</summary>
    public required IReadOnlyList<ModelClaimRow> Claims { get; init; }

    /// <summary>What the figures are drawn from, diverged runs included, with the names of the instances that it comes from.</summary>
    public required FigureTables Tables { get; init; }

    /// <summary>The figures as files, the overview first; none before they are drawn.</summary>
    public required IReadOnlyList<FigureFiles> Figures { get; init; }

    /// <summary>The tables, as links from the page.</summary>
    public IReadOnlyList<string> TableLinks { get; init; } = [];

    public string Title => NetworkTitle.Of(Model, Dataset);

    public string Id => Tags.Id(Dataset, Model);
}

/// <summary>A figure as it was drawn for paper.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Link">The file, as a link from the page.</param>
internal sealed record FigureFiles(string Name, string Link);

/// <summary>A parameter in effect.</summary>
/// <param name="Path">Its dotted path.</param>
/// <param name="Value">Its value.</param>
/// <param name="Remark">What it is without the settings of this run, or in the default preset, where that differs; else empty.</param>
/// <param name="IsSet">Whether a setting of this run changed it.</param>
internal sealed record ParameterRow(string Path, string Value, string Remark, bool IsSet);

/// <summary>What a run did of one stage.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Description">What it does.</param>
/// <param name="Inputs">The stages that it reads from.</param>
/// <param name="Instances">The number of instances.</param>
/// <param name="Computed">How many of them ran.</param>
/// <param name="Seconds">What all of them took when they ran, one after the other, now or earlier.</param>
/// <param name="Slowest">The longest of these, seconds.</param>
internal sealed record StageRow(
    string Name,
    string Description,
    IReadOnlyList<string> Inputs,
    int Instances,
    int Computed,
    double Seconds,
    double Slowest
)
{
    /// <summary>How many were found in the store.</summary>
    public int Cached => Instances - Computed;
}

/// <summary>Where the results come from.</summary>
internal sealed record Provenance
{
    /// <summary>The states of the repository in which results were computed, with their number of instances, the most first.</summary>
    public IReadOnlyList<(Revision Revision, int Instances)> Revisions { get; init; } = [];

    public string Version { get; init; } = "";

    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>The packages that results depend on: name and version.</summary>
    public IReadOnlyList<(string Name, string Version)> Packages { get; init; } = [];

    public IReadOnlyList<string> Hosts { get; init; } = [];

    public string System { get; init; } = "";

    public int? Jobs { get; init; }

    public IReadOnlyList<int> Threads { get; init; } = [];

    /// <summary>When the first and the last of the results were computed, UTC.</summary>
    public (DateTimeOffset First, DateTimeOffset Last)? Computed { get; init; }

    /// <summary>How long the run took that wrote the page.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The instances of tables and figures with their keys in the store.</summary>
    public IReadOnlyList<(string Instance, string Key)> Keys { get; init; } = [];
}
