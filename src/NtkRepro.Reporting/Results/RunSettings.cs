using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Results;

/// <summary>What a run was set to, as columns of its tables: the preset, and each parameter that was changed, by its path.</summary>
public static class RunSettings
{
    /// <summary>The columns with their values, which are those of every row.</summary>
    /// <param name="title">What the run is called.</param>
    public static IReadOnlyList<(string Column, string Value)> Of(RunTitle title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return
        [
            ("preset", title.Preset ?? PipelineDefinition.DefaultPreset),
            .. title.Changes.Select(set => set.Split('=', 2)).Select(set => (set[0].Trim(), set[1].Trim())),
        ];
    }
}
