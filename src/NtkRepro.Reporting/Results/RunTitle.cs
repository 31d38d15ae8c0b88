using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Results;

/// <summary>
/// What a run is called wherever it is shown and cited: its preset, what was changed of it, and whether anything of it was computed with
/// what no commit holds.
/// </summary>
/// <param name="Preset">The preset; null where the definition has no default one.</param>
/// <param name="Sets">What was changed, as path=value, in order.</param>
/// <param name="IsDirty">Whether the work tree had uncommitted changes, when it ran or when one of its results was computed.</param>
public sealed record RunTitle(string? Preset, IReadOnlyList<string> Sets, bool IsDirty)
{
    /// <summary>That of a run of a plan.</summary>
    /// <param name="plan">What was planned.</param>
    /// <param name="revisions">The states of the repository that its results were computed in, and that which it ran in.</param>
    public static RunTitle Of(Plan plan, IEnumerable<Revision?> revisions)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(plan.Preset, plan.Request.Sets, revisions.Any(r => r is { Changes.Count: > 0 }));
    }

    /// <summary>That of a run which is remembered.</summary>
    public static RunTitle Of(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(record.Preset, record.Sets, record.IsDirty);
    }

    /// <summary>That of a run which ended well.</summary>
    /// <param name="plan">What was planned.</param>
    /// <param name="result">What was done.</param>
    public static RunTitle Of(Plan plan, RunResult result)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Record is { } record)
            return Of(record);
        var here = Revision.Of(Path.GetDirectoryName(plan.Definition.Path)!);
        return Of(plan, result.Instances.Select(i => Provenance.Of(i)?.Revision).Append(here));
    }

    /// <summary>What was changed, each path once: where one is given twice, the later value counts.</summary>
    public IReadOnlyList<string> Changes =>
        [
            .. Sets.Select(set => (Set: set.Trim(), Path: set.Split('=')[0].Trim()))
                .Reverse()
                .DistinctBy(s => s.Path, StringComparer.Ordinal)
                .Reverse()
                .Select(s => s.Set),
        ];

    /// <summary><c>preset smoke, training.schedule=constant, uncommitted changes</c></summary>
    public string Text =>
        string.Join(
            ", ",
            (string[])[$"preset {Preset ?? "none"}", .. Changes, .. IsDirty ? (string[])["uncommitted changes"] : []]
        );

    /// <summary>The command that makes such a run.</summary>
    public string Command =>
        string.Join(
            ' ',
            (string[])
                [
                    "./build.sh Reproduce",
                    .. Preset is null or PipelineDefinition.DefaultPreset ? (string[])[] : ["--preset", Preset],
                    .. Changes.Count > 0 ? (string[])["--set", .. Changes.Select(ShellWord.Of)] : [],
                ]
        );

    /// <inheritdoc/>
    public override string ToString() => Text;
}
