using NtkRepro.Data;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting;

/// <summary>
/// Verifies a finished run: the verdicts on claims are the reference's, and those hold that must; its artifacts are whole and their keys
/// follow from the definition; its tables have the bytes of the reference, where the run is portable; and its figures are what its tables draw.
/// </summary>
internal sealed class Verification
{
    private const string TableExtension = ".parquet";

    // What says how to compute, and not what: the reference of the preset is that of such a run too.
    private static readonly string[] OfEngine = ["numerics", "device"];
    private static readonly string[] Later = ["claims", "tables", "figures"];
    private readonly PipelineEngine engine;
    private readonly VerificationParameters parameters;
    private readonly string command;
    private readonly string shows;

    /// <summary>Reads every artifact of the run.</summary>
    /// <exception cref="DefinitionException">The definition or the request has mistakes; or it is for a part of a run.</exception>
    public Verification(PipelineRequest request)
    {
        if (request.Targets.Count > 0 || request.Force.Count > 0)
            throw new DefinitionException("a verification is of the whole run; leave out --only and --force");
        engine = PipelineCommands.Load(request);
        var named = RunChoice.Find(engine, request);
        request = RunChoice.Filled(request, named);
        Inspection = named is null
            ? engine.Inspect(new PlanRequest { Preset = request.Preset, Sets = request.Sets })
            : engine.Inspect(named);
        Preset = Inspection.Plan.Preset ?? PipelineDefinition.DefaultPreset;
        parameters = Inspection.Plan.ParametersAs<Parameters>().Verification;
        // The checkout's, wherever the artifacts of the run are.
        var checkout = Path.GetDirectoryName(Path.GetFullPath(request.Definition))!;
        Reference = new VerificationReference(Path.Combine(checkout, "artifacts"), engine.Definition, Preset);
        HasSettings = request.Sets.Any(s => !OfEngine.Contains(s.Split('=')[0], StringComparer.Ordinal));
        command =
            new RunTitle(Preset, request.Sets, IsDirty: false).Command
            + Option("artifacts", request.Artifacts, Path.Combine(checkout, "artifacts"))
            + Option("store", request.Store, null);
        shows = named is null ? command : $"./build.sh Show {named.Name}";
    }

    /// <summary>The preset.</summary>
    public string Preset { get; }

    /// <summary>The run.</summary>
    public Inspection Inspection { get; }

    /// <summary>The reference of the preset.</summary>
    public VerificationReference Reference { get; }

    /// <summary>Whether the run has other parameters than its preset, and so no reference; how it computes is none of them.</summary>
    public bool HasSettings { get; }

    /// <summary>Looks at all four parts.</summary>
    public VerificationReport Run()
    {
        var artifacts = Artifacts();
        if (artifacts.Count(VerificationOutcome.NotDone) > 0)
        {
            const string Why = "not looked at: see artifacts";
            return new(
                Preset,
                [artifacts, .. Later.Select(p => VerificationPart.NotLookedAt(p, VerificationOutcome.Skipped, Why))]
            );
        }
        return new(Preset, [Claims(), artifacts, Tables(), Figures()]);
    }

    /// <summary>Whether all artifacts are there, whole and of this run.</summary>
    public VerificationPart Artifacts()
    {
        var findings = Inspection.Findings.ToLookup(f => f.Stage, StringComparer.Ordinal);
        var cases = Inspection.Plan.Instances.GroupBy(i => i.Stage).Select(s => Stage(s.Key, [.. findings[s.Key]]));
        IEnumerable<VerificationCase> latest = Inspection.ShowsAnotherRun
            ? [NotDone("latest", "latest/ shows another run", shows)]
            : [];
        return new(
            "artifacts",
            $"{Inspection.Plan.Instances.Count} results are whole, and their keys follow",
            [.. cases, .. latest]
        );
    }

    /// <summary>Whether the tables have the bytes of the reference.</summary>
    public VerificationPart Tables()
    {
        var accepted = Reference.Files().Where(IsTable).ToList();
        var why =
            WithoutReference(accepted.Count)
            ?? (
                Inspection.NotPortable is { } reason
                    ? $"not compared, for {reason}{Native()}; bytes are promised between portable runs alone"
                    : null
            );
        if (why is not null)
            return VerificationPart.NotLookedAt("tables", VerificationOutcome.Skipped, why);
        var here = Inspection.Published.Where(f => IsTable(f.Path)).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var cases = accepted
            .Union(here.Keys, StringComparer.Ordinal)
            .Select(path => Table(path, here.GetValueOrDefault(path)))
            .ToList();
        return new("tables", $"{cases.Count} have the bytes of the reference", cases);
    }

    private string Native() =>
        Inspection.Plan.ParametersAs<Parameters>().Numerics == Numerics.Native ? " (numerics: native)" : "";

    /// <summary>Whether the verdicts on claims are those of the reference, and those hold that must.</summary>
    public VerificationPart Claims()
    {
        var verdicts = HasSettings ? [] : new VerificationVerdicts(Inspection, Reference).Cases();
        var required = (
            from dataset in parameters.Claims
            from network in dataset.Value
            from id in network.Value
            select Claim(dataset.Key, network.Key, id)
        ).ToList();
        if (verdicts.Count + required.Count > 0)
        {
            var kept = verdicts.Count > 0 ? $"{verdicts.Count} verdicts are those of the reference" : "";
            var hold = required.Count > 0 ? $"{required.Count} hold that must" : "";
            return new(
                "claims",
                string.Join(", ", new[] { kept, hold }.Where(t => t.Length > 0)),
                [.. verdicts, .. required]
            );
        }
        return VerificationPart.NotLookedAt(
            "claims",
            VerificationOutcome.Skipped,
            WithoutReference(Reference.Files().Count) ?? "neither the run nor the reference has claims"
        );
    }

    private static string Option(string name, string? path, string? usual) =>
        path is null || Path.GetFullPath(path) == usual ? "" : $" --{name} {ShellWord.Of(path)}";

    private string? WithoutReference(int files) =>
        HasSettings ? "there is no reference for a run with --set"
        : files == 0 ? $"there is no reference for the preset '{Preset}'; ./build.sh Accept makes one"
        : null;

    private VerificationPart Figures()
    {
        var cases = new VerificationFigures(engine, Inspection, Reference, isOfRun: !HasSettings).Cases();
        return cases.Count == 0
            ? VerificationPart.NotLookedAt("figures", VerificationOutcome.Skipped, "the run has no figures")
            : new(
                "figures",
                $"{cases.Count} are what their tables draw, byte for byte; the PNG beside them are not compared",
                cases
            );
    }

    private VerificationCase Stage(string stage, List<ArtifactFinding> findings)
    {
        var isIncomplete = findings.Exists(f => f.Fault == ArtifactFault.NeverRun);
        var faults = findings.Where(f => f.Fault is not (ArtifactFault.NeverRun or ArtifactFault.Unknown)).ToList();
        if (faults.Count > 0)
            return VerificationCase.Of(stage, [.. faults.Select(f => $"{f.Instance}: {Kind(f.Fault)}{f.Message}")]);
        if (isIncomplete)
            return NotDone(stage, "the run is incomplete");
        return findings.Count == 0
            ? VerificationCase.Of(stage, [])
            : VerificationCase.Of(
                stage,
                VerificationOutcome.Skipped,
                $"{findings.Count} results not looked at: {findings[0].Instance} {findings[0].Message}"
            );
    }

    private static string Kind(ArtifactFault fault) => fault == ArtifactFault.Stale ? "its key does not follow: " : "";

    private VerificationCase NotDone(string name, string why, string? first = null) =>
        VerificationCase.Of(name, VerificationOutcome.NotDone, $"{why}; first run {first ?? command}");

    private VerificationCase Table(string path, PublishedFile? here)
    {
        var accepted = Reference.PathOf(path);
        if (here is null && !Inspection.HasAllResults)
            return VerificationCase.Of(path, VerificationOutcome.Skipped, "not looked at: see artifacts");
        IReadOnlyList<VerificationDifference> differences =
            here is null ? [new(path, "", "", "there", "no such table")]
            : !File.Exists(accepted) ? [new(path, "", "", "no such table", "there")]
            : !ShownFile.IsThere(here.Shown) ? [new(path, "", "", "there", "the file is missing")]
            : VerificationComparison.Compare(path, accepted, here.Shown);
        var outcome = differences.Count == 0 ? VerificationOutcome.Passed : VerificationOutcome.Failed;
        return new(path, outcome, [], differences);
    }

    private VerificationCase Claim(string dataset, string network, string id)
    {
        var name = $"{id} of {NetworkTitle.Of(network, dataset)}";
        var isAsked = Inspection.Plan.Instances.Any(i => IsOf(i.Axes, dataset, network));
        if (!isAsked)
            return VerificationCase.Of(name, VerificationOutcome.Skipped, "the run does not have this network");
        var file = Inspection.Published.FirstOrDefault(f =>
            f.Name == $"claims{TableExtension}" && IsOf(f.Axes, dataset, network)
        );
        if (file is null)
            return VerificationCase.Of(name, VerificationOutcome.Skipped, "not looked at: see artifacts");
        try
        {
            var row = Data.Table.Read<ClaimRow>(file.Shown).FirstOrDefault(c => c.Id == id);
            return VerificationCase.Of(
                name,
                row?.Verdict == Verdicts.Holds
                    ? []
                    : [$"{row?.Verdict ?? "not in the table"}: {row?.Ours} (paper: {row?.Paper})"]
            );
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return VerificationCase.Of(name, [$"its table cannot be read: {e.Message}"]);
        }
    }

    private static bool IsOf(IReadOnlyDictionary<string, string> axes, string dataset, string network) =>
        axes.GetValueOrDefault("dataset") == dataset && axes.GetValueOrDefault("model") == network;

    private static bool IsTable(string path) => path.EndsWith(TableExtension, StringComparison.Ordinal);
}
