using NtkRepro.Data;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Html;

/// <summary>Gathers what the page says from a run's tables, figures and manifests.</summary>
/// <param name="engine">The pipeline.</param>
/// <param name="plan">What was planned.</param>
/// <param name="result">What was done, or so far.</param>
internal sealed class ReportReader(PipelineEngine engine, Plan plan, RunResult result)
{
    private readonly Parameters parameters = plan.ParametersAs<Parameters>();

    private readonly List<NamedInstance> instances =
    [
        .. result.Instances.Select(i => new NamedInstance(i.Name, i.Stage, i.Axes)),
    ];

    /// <summary>Reads everything.</summary>
    /// <param name="jobs">Instances that ran side by side; null where a scheduler decided.</param>
    /// <param name="fingerprint">What the page is made from.</param>
    /// <param name="soFar">How far the run is; null where it has ended.</param>
    public ReportData Read(int? jobs, string fingerprint, RunSoFar? soFar = null)
    {
        var manifests = result.Instances.Select(i => (Instance: i, Manifest: Pipeline.Provenance.Of(i))).ToList();
        var (widths, rates) = (Summary<WidthRow>("widths.parquet"), Summary<RateRow>("rates.parquet"));
        List<string> compared =
        [
            .. widths.Count > 0 ? new[] { "width.svg" } : [],
            .. rates.Count > 0 ? new[] { "rate.svg" } : [],
        ];
        var preset = plan.Preset ?? PipelineDefinition.DefaultPreset;
        return new ReportData
        {
            Preset = preset,
            Title = RunTitle.Of(plan, result),
            SoFar = soFar,
            Parameters = parameters,
            ParameterRows = ParameterRows.Of(
                parameters,
                plan.Request.Sets.Count == 0 ? parameters : ParametersOf(plan.Request.Preset),
                preset,
                preset == PipelineDefinition.DefaultPreset && plan.Request.Sets.Count == 0
                    ? parameters
                    : ParametersOf(null)
            ),
            Networks = [.. result.Instances.Where(i => i.Stage == "figures").Select(i => Network(i.Axes))],
            Widths = widths,
            Rates = rates,
            Comparisons =
            [
                .. compared
                    .SelectMany(name => result.Outputs("summary", name: name))
                    .Select(f => new FigureFiles(f.Name, $"summary/{f.Name}")),
            ],
            Stages = [.. plan.Definition.Stages.Select(s => Stage(s, manifests)).OfType<StageRow>()],
            Provenance = ProvenanceReader.Of(
                result,
                [.. manifests.Select(m => m.Manifest).OfType<Pipeline.Provenance>()],
                jobs
            ),
            Fingerprint = fingerprint,
        };
    }

    private List<T> Summary<T>(string table)
        where T : notnull => [.. result.Outputs("summary", name: table).SelectMany(f => Table.Read<T>(f.Path))];

    private NetworkData Network(IReadOnlyDictionary<string, string> axes)
    {
        var (dataset, model) = (axes["dataset"], axes["model"]);
        var folder = $"{dataset}-{model}";
        var drawn = result.Outputs("figures", axes).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var tables = result.Outputs("metrics", axes, "*.parquet");
        return new NetworkData
        {
            Dataset = dataset,
            Model = model,
            Claims = [.. Claims().Select(c => ModelClaimRow.Of(dataset, model, c))],
            Tables = (tables.Count > 0 ? FigureTables.Load(Find) : Unfinished(axes)) with
            {
                Instances = new InstanceNames(instances, dataset, model),
            },
            Figures =
            [
                .. FigureSet.Names.Where(drawn.Contains).Select(n => new FigureFiles(n, $"figures/{folder}/{n}")),
            ],
            TableLinks = [.. tables.Select(f => $"metrics/{folder}/{f.Name}")],
        };

        string? Find(string table) => result.Outputs("metrics", axes, table) is [var file] ? file.Path : null;

        IReadOnlyList<ClaimRow> Claims() => Find("claims.parquet") is { } path ? Table.Read<ClaimRow>(path) : [];
    }

    // Before the stage that gathers them: what single instances wrote that needs no gathering.
    private FigureTables Unfinished(IReadOnlyDictionary<string, string> axes)
    {
        return new FigureTables
        {
            Calibration = All<Linearization.CalibrationRow>("calibration", "calibration.parquet"),
            Barriers = All<PairRow>("barrier", "pairs.parquet"),
            BarrierCurves = All<CurveRow>("barrier", "curves.parquet"),
            Spectra = All<SpectrumRow>("spectrum", "spectrum.parquet"),
            Eigenvalues = All<EigenvalueRow>("spectrum", "eigenvalues.parquet"),
            Regressions = All<RegressionRow>("regression", "regression.parquet"),
            Sensitivities = All<SensitivityRow>("sensitivity", "sensitivity.parquet"),
            Separations = All<SeparationRow>("sensitivity", "separations.parquet"),
        };

        IReadOnlyList<T> All<T>(string stage, string table)
            where T : notnull => [.. result.Outputs(stage, axes, table).SelectMany(f => Table.Read<T>(f.Path))];
    }

    // The first stage alone: its plan is a small one, and the parameters are whole.
    private Parameters ParametersOf(string? preset) =>
        engine
            .Plan(new PlanRequest { Preset = preset, Targets = [plan.Definition.Stages[0].Name] })
            .ParametersAs<Parameters>();

    private static StageRow? Stage(
        StageDefinition stage,
        List<(InstanceResult Instance, Pipeline.Provenance? Manifest)> manifests
    )
    {
        var own = manifests.FindAll(m => m.Instance.Stage == stage.Name);
        if (own.Count == 0)
            return null;
        var seconds = own.ConvertAll(m => m.Manifest?.Seconds ?? m.Instance.Seconds);
        return new StageRow(
            stage.Name,
            stage.Description,
            [.. stage.Inputs.Select(i => i.Split('/')[0]).Distinct(StringComparer.Ordinal)],
            own.Count,
            own.Count(m => m.Instance.Outcome == Outcome.Computed),
            seconds.Sum(),
            seconds.Max()
        );
    }
}
