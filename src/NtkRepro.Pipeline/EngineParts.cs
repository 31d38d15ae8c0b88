namespace NtkRepro.Pipeline;

/// <summary>What planning and execution share.</summary>
internal sealed class EngineParts
{
    public EngineParts(PipelineOptions options, string definitionPath, IReadOnlyDictionary<string, IStage> stages)
    {
        var folder = Path.GetDirectoryName(definitionPath)!;
        Options = options with { Root = Path.GetFullPath(options.Root ?? folder) };
        var artifacts = Path.GetFullPath(options.Artifacts ?? Path.Combine(folder, "artifacts"));
        Layout = new ArtifactLayout(artifacts, Path.GetFullPath(options.Store ?? artifacts));
        Stages = stages;
        Hashes = new HashCache(Layout.HashCache, Clock);
        Store = new ResultStore(Layout, Hashes, Clock, options.Durable, options.BeforeWrite);
        LastRuns = new LastRuns(Layout.LastRuns, options.BeforeWrite);
        RunLists = new RunLists(Layout, Clock, options.Durable);
        FinishedRuns = new FinishedRuns(Layout);
    }

    public PipelineOptions Options { get; }

    public TimeProvider Clock => Options.Clock;

    public ArtifactLayout Layout { get; }

    public IReadOnlyDictionary<string, IStage> Stages { get; }

    public HashCache Hashes { get; }

    public ResultStore Store { get; }

    public LastRuns LastRuns { get; }

    public RunLists RunLists { get; }

    public FinishedRuns FinishedRuns { get; }
}
