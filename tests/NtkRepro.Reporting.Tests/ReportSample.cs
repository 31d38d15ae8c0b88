using System.Globalization;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Html;
using NtkRepro.Reporting.Results;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

/// <summary>What a report is made of, without a run: tables that follow smooth laws, and the figures drawn from them.</summary>
internal static class ReportSample
{
    private const string Dataset = "fashion-mnist";

    private static readonly Lazy<Parameters> Standard = new(ReadParameters);

    /// <summary>The parameters of the default preset.</summary>
    public static Parameters Parameters => Standard.Value;

    /// <summary>One network.</summary>
    public static ReportData Of(FigureTables tables, string model = "cnn") => Of(Network(tables, model));

    /// <summary>Several networks.</summary>
    public static ReportData Of(params NetworkData[] networks) =>
        new()
        {
            Preset = "default",
            Title = new RunTitle("default", ["training.epochs=4"], IsDirty: true),
            Parameters = Parameters,
            ParameterRows = ParameterRows.Of(Parameters, Parameters, "default", Parameters),
            Networks = networks,
            Stages = Stages,
            Provenance = new NtkRepro.Reporting.Html.Provenance
            {
                Revisions = [(new Revision("0123456789012345678901234567890123456789", []), 3)],
                Version = "0.1.0",
                Engines = ["libtorch 1.13.0"],
                Hosts = ["host"],
                System = "Linux",
                Jobs = 2,
                Threads = [1],
                Keys = [($"figures[{Dataset},cnn]", new string('a', 64))],
            },
            Fingerprint = new string('f', 64),
        };

    /// <summary>Stages whose graph has a layer that an arrow passes.</summary>
    public static IReadOnlyList<StageRow> Stages { get; } =
    [
        Stage("data"),
        Stage("parent", "data"),
        Stage("child", "data", "parent"),
        Stage("linearized", "data", "parent"),
        Stage("barrier", "data", "child"),
        Stage("metrics", "parent", "child", "linearized", "barrier"),
        Stage("figures", "metrics"),
    ];

    public static NetworkData Network(FigureTables tables, string model = "cnn")
    {
        return new NetworkData
        {
            Dataset = Dataset,
            Model = model,
            Claims =
            [
                Claim(model, "basin", "the barrier is gone from epoch 2 on", 2, 1, 3) with
                {
                    Verdict = Verdicts.Holds,
                    Seeds = "epoch 1, epoch 2",
                },
                Claim(model, "transient", "2.5 × faster", 2.5, 1.5, 3.25) with
                {
                    Verdict = Verdicts.Undecided,
                },
                Claim(model, "factor3", "1.5 × better, which closes 92 % of the gap", 0.92, 0.85, 0.95) with
                {
                    Threshold = 0.67,
                    Others = "2.5 ×",
                    Verdict = Verdicts.Holds,
                },
                Claim(model, "match", "", double.NaN, double.NaN, double.NaN) with
                {
                    Threshold = double.NaN,
                    Verdict = Verdicts.NotMeasured,
                },
                Claim(model, "advantage", "never", double.PositiveInfinity, 3, double.PositiveInfinity) with
                {
                    Threshold = 2,
                    Verdict = Verdicts.DoesNotHold,
                },
                Claim(model, "universal", "measured at 4 times, and 8 are needed", 1.5, 1, 2) with
                {
                    Verdict = Verdicts.NotTestable,
                },
            ],
            Tables = tables with { Instances = new InstanceNames(Instances(tables, model), Dataset, model) },
            Figures = [.. FigureSet.Names.Select(n => new FigureFiles(n, $"figures/{Dataset}-{model}/{n}"))],
            TableLinks = [$"metrics/{Dataset}-{model}/runs.parquet"],
        };
    }

    private static ModelClaimRow Claim(string model, string id, string ours, double value, double low, double high) =>
        new(Dataset, model, id, $"what {id} says", "2 to 3 epochs", "", ours, value, low, high, 3, "", "");

    private static StageRow Stage(string name, params string[] inputs) =>
        new(name, $"What {name} does", inputs, 4, name == "figures" ? 4 : 0, 12.5, 6);

    private static IEnumerable<NamedInstance> Instances(FigureTables tables, string model)
    {
        var runs = tables.Runs.Select(r => Of(r.Kind, r.Seed, r.Time, r.Variant));
        var pairs = tables.Barriers.Select(p => Of("barrier", p.Seed, p.Time));
        var trials = tables.Calibration.Select(c =>
            Of("trial", c.Seed, c.Onset, c.Rate.ToString(CultureInfo.InvariantCulture))
        );
        var kernels = tables.Spectra.SelectMany(s =>
            new[] { Of("kernel", s.Seed, s.Time), Of("spectrum", s.Seed, s.Time) }
        );
        var others = tables.Sensitivities.SelectMany(s =>
            new[] { Of("sensitivity", s.Seed, s.Time), Of("regression", s.Seed, s.Time) }
        );
        return runs.Concat(pairs).Concat(trials).Concat(kernels).Concat(others).DistinctBy(i => i.Name);

        NamedInstance Of(string stage, int seed, double time, string variant = "")
        {
            var axes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["dataset"] = Dataset,
                ["model"] = model,
                ["seed"] = $"{seed}",
            };
            var parts = new List<string> { Dataset, model, $"s{seed}" };
            if (stage != "parent")
                Add("time", FormattableString.Invariant($"{time}"), FormattableString.Invariant($"t{time}"));
            if (stage == "trial")
                Add("rate", variant, $"r{variant}");
            else if (variant.Length > 0)
                Add(stage, variant, stage == "child" ? $"c{variant}" : variant);
            return new NamedInstance($"{stage}[{string.Join(',', parts)}]", stage, axes);

            void Add(string axis, string value, string part)
            {
                axes[axis] = value;
                parts.Add(part);
            }
        }
    }

    private static Parameters ReadParameters()
    {
        using var artifacts = new TemporaryFolder();
        return Reproduction
            .Load(Definition(), artifacts.Folder("artifacts"))
            .Plan(new PlanRequest { Targets = ["data"] })
            .ParametersAs<Parameters>();
    }

    private static string Definition()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "pipeline.yaml");
            if (File.Exists(path))
                return path;
        }
        throw new FileNotFoundException($"no folder above {AppContext.BaseDirectory} holds pipeline.yaml");
    }
}
