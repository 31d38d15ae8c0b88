using System.Globalization;
using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Inserted;

/// <summary>What an accepted run measured of each network, from its tables.</summary>
/// <param name="folder">The reference of a preset.</param>
internal sealed class MeasureAnswers(string folder)
{
    // Shares are told in percent, or in points where they are differences.
    private static readonly string[] Shares =
    [
        "barrier",
        "train_barrier",
        "function_distance",
        "ntk_error",
        "nonlinear_advantage",
        "frozen_advantage",
        "gap_closed",
    ];

    private static readonly string[] BarrierMeasures =
    [
        "barrier",
        "train_barrier",
        "function_distance",
        "kernel_velocity",
    ];

    private readonly Dictionary<string, FigureTables> tables = new(StringComparer.Ordinal);

    public string Measure(string name, string network, string time)
    {
        var factor = Factor(name);
        return NumberText.Of(At(Measured.Points(Of(network), name, factor), p => p.X, time), factor);
    }

    public string Seeds(string name, string network, string time)
    {
        var factor = Factor(name);
        var rows = Of(network)
            .Measures.Where(m => m.Measure == name && double.IsFinite(m.Value))
            .GroupBy(m => CurvePoints.Key(m.Time))
            .OrderBy(g => g.Key)
            .ToList();
        return string.Join(
            ", ",
            At(rows, g => g.First().Time, time)
                .OrderBy(m => m.Seed)
                .Select(m =>
                    double.IsFinite(m.Low)
                        ? $"{NumberText.Of(factor * m.Value, factor)} [{NumberText.Of(factor * m.Low, factor)}, {NumberText.Of(factor * m.High, factor)}]"
                        : NumberText.Of(factor * m.Value, factor)
                )
        );
    }

    public string Error(string kind, string network)
    {
        var rows = Of(network).Plateaus;
        Func<PlateauRow, double> value = kind switch
        {
            "test" => r => r.FinalError,
            "train" => r => r.TrainError,
            "plateau" => r => r.PlateauError,
            _ => throw new FormatException("no such error; there are test, train and plateau"),
        };
        return NumberText.Of(CurvePoints.Of(0, [.. rows.Select(r => 100 * value(r))]), 100);
    }

    public string Onsets(string network) =>
        MarkdownTable.Of(
            [
                "onset t̃",
                "linearized, %",
                "training error",
                "best epoch",
                "control",
                "advantage, points",
                "probe",
                "parent at t̃",
                "stability",
            ],
            Of(network)
                .Onsets.GroupBy(o => CurvePoints.Key(o.Time))
                .OrderBy(g => g.Key)
                .Select(onset =>
                    (IReadOnlyList<string>)
                        [
                            NumberText.Time(onset.First().Time),
                            Mean(onset, o => 100 * o.NtkError),
                            Mean(onset, o => 100 * o.NtkTrainError),
                            Mean(onset, o => o.NtkEpoch, 1)
                                + (onset.Any(o => o.StillImproving) ? ", still improving" : ""),
                            Mean(onset, o => 100 * o.ControlError),
                            Measure("nonlinear_advantage", network, NumberText.Exact(onset.First().Time)),
                            Mean(onset, o => 100 * o.ProbeError),
                            Mean(onset, o => 100 * o.ParentError),
                            Mean(onset, o => o.Stability, 1),
                        ]
                )
        );

    public string Barriers(string network) =>
        MarkdownTable.Of(
            [
                "spawn time",
                "barrier, points",
                "on training images",
                "function distance, %",
                "kernel velocity, per epoch",
            ],
            Of(network)
                .Measures.Where(m => m.Measure == "barrier")
                .Select(m => m.Time)
                .DistinctBy(CurvePoints.Key)
                .Order()
                .Select(time =>
                    (IReadOnlyList<string>)
                        [NumberText.Time(time), .. BarrierMeasures.Select(name => MeasureOrNone(name, network, time))]
                )
        );

    private string MeasureOrNone(string name, string network, double time) =>
        Of(network).Measures.Any(m => m.Measure == name && CurvePoints.Key(m.Time) == CurvePoints.Key(time))
            ? Measure(name, network, NumberText.Exact(time))
            : "";

    private FigureTables Of(string network)
    {
        if (tables.TryGetValue(network, out var known))
            return known;
        var place = Path.Combine(folder, "metrics", network.Replace('/', '-'));
        if (!Directory.Exists(place))
            throw new FormatException($"no tables of such a network in {folder}");
        return tables[network] = FigureTables
            .Load(name => Path.Combine(place, name) is var path && File.Exists(path) ? path : null)
            .WithoutDiverged();
    }

    private static T At<T>(IReadOnlyList<T> rows, Func<T, double> at, string time)
    {
        if (rows.Count == 0)
            throw new FormatException("nothing of it was measured");
        if (time is "first" or "last")
            return rows[time == "first" ? 0 : ^1];
        var key = CurvePoints.Key(double.Parse(time, CultureInfo.InvariantCulture));
        var found = rows.Where(r => CurvePoints.Key(at(r)) == key).ToList();
        return found.Count == 1
            ? found[0]
            : throw new FormatException(
                $"not measured then; times are {string.Join(", ", rows.Select(r => NumberText.Exact(at(r))))}"
            );
    }

    private static double Factor(string measure) => Shares.Contains(measure) ? 100 : 1;

    private static string Mean<T>(IEnumerable<T> rows, Func<T, double> value, double factor = 100)
    {
        var values = rows.Select(value).Where(double.IsFinite).Order().ToList();
        return values.Count == 0 ? "–" : NumberText.Of(values.Average(), factor);
    }
}
