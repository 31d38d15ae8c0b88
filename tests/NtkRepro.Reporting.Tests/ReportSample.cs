using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting.Html;
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
        var figures = FigureXml.DrawAll(tables);
        return new NetworkData
        {
            Dataset = Dataset,
            Model = model,
            Claims =
            [
                Claim(model, "basin", "epoch 2 [1, ∞]", Claims.Holds),
                Claim(model, "advantage", "×1: rank 0.4 [-0.3, 0.7], last 0.78 points", Claims.DoesNotHold),
                Claim(model, "match", "", Claims.NotMeasured),
            ],
            Tables = tables,
            Figures =
            [
                .. FigureSet.Names.Select(n => new FigureSource(n, figures[n], $"figures/{Dataset}-{model}/{n}")),
            ],
            TableLinks = [$"metrics/{Dataset}-{model}/runs.parquet"],
            Instances = new InstanceNames(Instances(tables, model), Dataset, model),
        };
    }

    private static ModelClaimRow Claim(string model, string id, string ours, string verdict) =>
        new(Dataset, model, id, $"what {id} says", "2 to 3 epochs", ours, 1, 0, 2, verdict);

    private static StageRow Stage(string name, params string[] inputs) =>
        new(name, $"What {name} does", inputs, 4, name == "figures" ? 4 : 0, 12.5, 6);

    private static IEnumerable<NamedInstance> Instances(FigureTables tables, string model)
    {
        var runs = tables.Runs.Select(r => Of(r.Kind, r.Seed, r.Time, r.Rate, r.Child));
        var pairs = tables.Barriers.Select(p => Of("barrier", p.Seed, p.Time, p.Rate, 0));
        var kernels = tables.Spectra.SelectMany(s =>
            new[] { Of("kernel", s.Seed, s.Time, 0, 0), Of("spectrum", s.Seed, s.Time, 0, 0) }
        );
        var others = tables.Sensitivities.SelectMany(s =>
            new[] { Of("sensitivity", s.Seed, s.Time, 0, 0), Of("regression", s.Seed, s.Time, 0, 0) }
        );
        return runs.Concat(pairs).Concat(kernels).Concat(others).DistinctBy(i => i.Name);

        NamedInstance Of(string stage, int seed, double time, double rate, int child)
        {
            var axes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["dataset"] = Dataset,
                ["model"] = model,
                ["seed"] = $"{seed}",
            };
            var parts = new List<string> { Dataset, model, $"s{seed}" };
            if (rate > 0 && stage != "parent")
                Add("rate", rate == 1 ? "base" : "low", rate == 1 ? "base" : "low");
            if (stage != "parent")
                Add("time", FormattableString.Invariant($"{time}"), FormattableString.Invariant($"t{time}"));
            if (child > 0)
                Add("child", $"{child}", $"c{child}");
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
