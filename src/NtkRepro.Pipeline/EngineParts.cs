namespace NtkRepro.Pipeline;

/// <summary>What planning and execution share.</summary>
internal sealed class EngineParts
{
    private readonly string _definitionPath;

    public EngineParts(PipelineOptions options, string definitionPath, IReadOnlyDictionary<string, IStage> stages)
    {
        var folder = Path.GetDirectoryName(definitionPath)!;
        _definitionPath = definitionPath;
        Options = options with { Root = Path.GetFullPath(options.Root ?? folder) };
        var artifacts = Path.GetFullPath(options.Artifacts ?? Path.Combine(folder, "artifacts"));
        Layout = new ArtifactLayout(artifacts, Path.GetFullPath(options.Store ?? artifacts))
        {
            Logs = Path.GetFullPath(options.Logs ?? Path.Combine(artifacts, "logs")),
        };
        Stages = stages;
        ClaimTerms = options.ClaimTerms ?? new ClaimTerms { Clock = options.Clock };
        HasClaims = options.Claims ?? NetworkFolder.Is(Layout.Base);
        Hashes = new HashCache(Layout.HashCache, Clock);
        TokenHashes = new HashCache(Layout.TokenCache, Clock, HashScheme.Tokens);
        Program = new ProgramCheck(options.Sources, new CodeFiles(Options.Root), Hashes);
        Store = new ResultStore(Layout, Hashes, Clock, options.Durable, options.BeforeWrite);
        LastRuns = new LastRuns(Layout.LastRuns, options.BeforeWrite);
        RunLists = new RunLists(Layout, Clock, options.Durable);
        RunRecords = new RunRecords(Layout);
    }

    /// <summary>The same with other options, read anew from the disk.</summary>
    public EngineParts With(Func<PipelineOptions, PipelineOptions> change) =>
        new(change(Options), _definitionPath, Stages);

    public PipelineOptions Options { get; }

    public TimeProvider Clock => Options.Clock;

    public ArtifactLayout Layout { get; }

    public IReadOnlyDictionary<string, IStage> Stages { get; }

    /// <summary>Whether keys are claimed by files, and not by locks alone.</summary>
    public bool HasClaims { get; }

    public ClaimTerms ClaimTerms { get; }

    public HashCache Hashes { get; }

    /// <summary>Those of C# files, by their tokens.</summary>
    public HashCache TokenHashes { get; }

    /// <summary>Whether the program is what its sources say.</summary>
    public ProgramCheck Program { get; }

    public ResultStore Store { get; }

    public LastRuns LastRuns { get; }

    public RunLists RunLists { get; }

    public RunRecords RunRecords { get; }
}
