using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting;

/// <summary>Which run a command is about that takes one that is there: the one of a name, or that of a preset and changes.</summary>
internal static class RunChoice
{
    /// <summary>The remembered run that is meant by name; null where no name was given.</summary>
    /// <exception cref="DefinitionException">No run has the name, or it is one of another preset or other changes than were given.</exception>
    public static RunRecord? Find(PipelineEngine engine, PipelineRequest request)
    {
        if (request.Name is null)
            return null;
        var record = engine.RunOf(request.Name);
        var isOther =
            (request.Preset is { } preset && preset != record.Preset)
            || (request.Sets.Count > 0 && !request.Sets.SequenceEqual(record.Sets, StringComparer.Ordinal));
        return isOther
            ? throw new DefinitionException(
                $"the run '{record.Name}' is one of {RunTitle.Of(record) with { IsDirty = false }}; leave out --preset and --set"
            )
            : record;
    }

    /// <summary>The run as it finished, now or before it ran again.</summary>
    /// <exception cref="StageFailedException">It never did.</exception>
    public static RunRecord Finished(RunRecord record) =>
        record.Finished
        ?? throw new StageFailedException(
            $"{record.Unfinished}; this finishes it: {RunTitle.Of(record).Command} --name {record.Name}"
        );

    /// <summary>The request with the preset and the changes of the run that is meant.</summary>
    public static PipelineRequest Filled(PipelineRequest request, RunRecord? record) =>
        record is null ? request : request with { Preset = record.Preset, Sets = record.Sets };
}
