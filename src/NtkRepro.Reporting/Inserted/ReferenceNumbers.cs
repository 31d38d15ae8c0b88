using System.Globalization;
using System.Text;
using NtkRepro.Data;
using NtkRepro.Figures;
using NtkRepro.Metrics;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Reporting.Inserted;

/// <summary>Answers queries about an accepted run from its tables.</summary>
/// <param name="folder">The reference: <c>artifacts/reference</c> or a preset's folder in it.</param>
/// <remarks>
/// <para>Queries; a NETWORK is <c>dataset/network</c>, a TIME a spawn or onset time in epochs, or <c>first</c> or <c>last</c>:</para>
/// <list type="bullet">
/// <item><c>verdicts</c>: a table of all claims, a column for each network.</item>
/// <item><c>answers NETWORK</c>: what the paper claims, what was found for one network and the verdict, in words.</item>
/// <item><c>found NETWORK</c>: a table of all claims for one network, with thresholds and what others found.</item>
/// <item><c>claim ID</c>: a table of one claim, a row for each network.</item>
/// <item><c>claim ID NETWORK FIELD</c>: <c>found</c>, <c>number</c>, <c>interval</c>, <c>seeds</c> or <c>verdict</c>.</item>
/// <item><c>measure NAME NETWORK TIME</c>: a measure (docs/measures.md) as mean and range or interval; shares in percent.</item>
/// <item><c>seeds NAME NETWORK TIME</c>: the same, of each seed with its paired bootstrap interval.</item>
/// <item><c>error KIND NETWORK</c>: <c>test</c>, <c>train</c> or <c>plateau</c> of the parents, in percent.</item>
/// <item><c>onsets NETWORK</c>: a table of linearized networks beside controls and probes.</item>
/// <item><c>barriers NETWORK</c>: a table of spawn times.</item>
/// <item><c>widths</c> and <c>rates</c>: tables of networks that differ in width or in learning rate alone.</item>
/// </list>
/// </remarks>
public sealed class ReferenceNumbers(string folder)
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

    private static readonly string[] NumberFields = ["number", "interval", "seeds", "verdict"];

    private static readonly string[] BarrierMeasures =
    [
        "barrier",
        "train_barrier",
        "function_distance",
        "kernel_velocity",
    ];

    private readonly Dictionary<string, FigureTables> tables = new(StringComparer.Ordinal);

    private readonly Lazy<IReadOnlyList<ModelClaimRow>> claims = new(() =>
        // The last row is of all networks together.
        [.. Table.Read<ModelClaimRow>(Path.Combine(folder, "summary", "claims.parquet")).Where(c => c.Model != "all")]
    );

    /// <summary>What a query says.</summary>
    /// <exception cref="FormatException">There is no such query, network, claim, measure or time.</exception>
    public string Answer(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Split(' ') switch
        {
            ["verdicts"] => Verdicts(),
            ["answers", var network] => Answers(network),
            ["found", var network] => Found(network),
            ["claim", var id] => Claim(id),
            ["claim", var id, var network, var field] => Field(Find(id, network), field),
            ["measure", var name, var network, var time] => Measure(name, network, time),
            ["seeds", var name, var network, var time] => Seeds(name, network, time),
            ["error", var kind, var network] => Error(kind, network),
            ["onsets", var network] => OnsetTable(network),
            ["barriers", var network] => BarrierTable(network),
            ["widths"] => WidthTable(),
            ["rates"] => RateTable(),
            _ => throw new FormatException(
                "no such query; there are verdicts, answers, found, claim, measure, seeds, error, onsets, barriers, widths and rates"
            ),
        };
    }

    private string Verdicts()
    {
        var networks = claims.Value.GroupBy(c => (c.Dataset, c.Model)).ToList();
        var rows = networks[0]
            .Select(first =>
                (IReadOnlyList<string>)
                    [
                        $"`{first.Id}`",
                        first.Paper,
                        .. networks
                            .Select(n => n.FirstOrDefault(c => c.Id == first.Id))
                            .Select(c => c is null ? "" : ClaimCell.Full(c)),
                    ]
            );
        return Render(["claim", "the paper", .. networks.Select(n => $"`{n.Key.Model}`, {n.Key.Dataset}")], rows);
    }

    private string Answers(string network) =>
        Render(
            ["the paper", "here", ""],
            ClaimsOf(network)
                .Select(c =>
                    (IReadOnlyList<string>)
                        [
                            $"{char.ToUpperInvariant(c.Claim[0])}{c.Claim[1..]}",
                            c.Ours,
                            $"{VerdictSymbols.Of(c.Verdict)} {c.Verdict}",
                        ]
                )
        );

    private string Found(string network) =>
        Render(
            ["claim", "found", "number", "95 % interval", "threshold", "verdict", "the paper", "re-implementation"],
            ClaimsOf(network)
                .Select(c =>
                    (IReadOnlyList<string>)
                        [
                            $"`{c.Id}`",
                            c.Ours,
                            Field(c, "number"),
                            Field(c, "interval"),
                            IsByNumber(c) ? Claims.ThresholdInBrief(c.Id, c.Threshold) : "",
                            c.Verdict,
                            c.Paper,
                            c.Others,
                        ]
                )
        );

    private string Claim(string id)
    {
        var rows = claims.Value.Where(c => c.Id == id).ToList();
        if (rows.Count == 0)
            throw new FormatException($"no such claim; there are {string.Join(", ", Claims.Ids)}");
        return Render(
            ["network", "found", "number", "95 % interval", "each seed", "verdict"],
            rows.Select(c =>
                (IReadOnlyList<string>)[$"`{c.Model}`, {c.Dataset}", c.Ours, .. NumberFields.Select(f => Field(c, f))]
            )
        );
    }

    private ModelClaimRow Find(string id, string network) =>
        claims.Value.FirstOrDefault(c => c.Id == id && $"{c.Dataset}/{c.Model}" == network)
        ?? throw new FormatException(
            $"no such claim of such a network; claims are {string.Join(", ", Claims.Ids)}, networks {string.Join(", ", claims.Value.Select(c => $"{c.Dataset}/{c.Model}").Distinct())}"
        );

    private IEnumerable<ModelClaimRow> ClaimsOf(string network) => claims.Value.Where(c => c == Find(c.Id, network));

    private static bool IsByNumber(ModelClaimRow claim) => VerdictSymbols.IsByNumber(claim.Verdict);

    private static string Field(ModelClaimRow claim, string field) =>
        field switch
        {
            "found" => claim.Ours,
            "number" => ClaimCell.Number(claim) is { Length: > 0 } number ? number : "–",
            "interval" => ClaimCell.Interval(claim),
            "seeds" => IsByNumber(claim) ? claim.Seeds : "",
            "verdict" => claim.Verdict,
            _ => throw new FormatException(
                "no such field of a claim; there are found, number, interval, seeds and verdict"
            ),
        };

    private string Measure(string name, string network, string time)
    {
        var factor = Factor(name);
        return Text(At(Measured.Points(Of(network), name, factor), p => p.X, time), factor);
    }

    private string Seeds(string name, string network, string time)
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
                        ? $"{Number(factor * m.Value, factor)} [{Number(factor * m.Low, factor)}, {Number(factor * m.High, factor)}]"
                        : Number(factor * m.Value, factor)
                )
        );
    }

    private string Error(string kind, string network)
    {
        var rows = Of(network).Plateaus;
        Func<PlateauRow, double> value = kind switch
        {
            "test" => r => r.FinalError,
            "train" => r => r.TrainError,
            "plateau" => r => r.PlateauError,
            _ => throw new FormatException("no such error; there are test, train and plateau"),
        };
        return Text(CurvePoints.Of(0, [.. rows.Select(r => 100 * value(r))]), 100);
    }

    private string OnsetTable(string network) =>
        Render(
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
                            Time(onset.First().Time),
                            Mean(onset, o => 100 * o.NtkError),
                            Mean(onset, o => 100 * o.NtkTrainError),
                            Mean(onset, o => o.NtkEpoch, 1)
                                + (onset.Any(o => o.StillImproving) ? ", still improving" : ""),
                            Mean(onset, o => 100 * o.ControlError),
                            Measure("nonlinear_advantage", network, Exact(onset.First().Time)),
                            Mean(onset, o => 100 * o.ProbeError),
                            Mean(onset, o => 100 * o.ParentError),
                            Mean(onset, o => o.Stability, 1),
                        ]
                )
        );

    private string BarrierTable(string network) =>
        Render(
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
                        [Time(time), .. BarrierMeasures.Select(name => MeasureOrNone(name, network, time))]
                )
        );

    private string WidthTable() =>
        Render(
            [
                "width, of the narrowest",
                "kernel velocity before epoch 1, per epoch",
                "from then to T",
                "advantage at the first onset, points",
                "at the last",
            ],
            Table
                .Read<WidthRow>(Path.Combine(folder, "summary", "widths.parquet"))
                .Where(r => double.IsFinite(r.Value))
                .GroupBy(r => (r.Dataset, r.Family, r.Multiplier))
                .OrderBy(g => g.Key)
                .Select(width =>
                {
                    var velocities = width.Where(r => r.Measure == "kernel_velocity").ToList();
                    var advantages = width.Where(r => r.Measure == "nonlinear_advantage").ToList();
                    return (IReadOnlyList<string>)
                        [
                            $"{width.Key.Multiplier.ToString("0.##", CultureInfo.InvariantCulture)} ×",
                            OfSeeds(velocities.Where(r => r.Time < 1), 1),
                            OfSeeds(velocities.Where(r => r.Time >= 1), 1),
                            OfSeeds(advantages.Where(r => r.Time.Equals(advantages.Min(a => a.Time))), 100),
                            OfSeeds(advantages.Where(r => r.Time.Equals(advantages.Max(a => a.Time))), 100),
                        ];
                })
        );

    // A seed's values are averaged first, so that the range is over seeds alone.
    private static string OfSeeds(IEnumerable<WidthRow> rows, double factor) =>
        OfSeeds(rows.GroupBy(r => r.Seed).Select(seed => factor * seed.Select(r => r.Value).Order().Average()), factor);

    private static string OfSeeds(IEnumerable<double> values, double factor) =>
        values.ToList() is { Count: > 0 } all ? Text(CurvePoints.Of(0, all), factor) : "–";

    // A mean, and in brackets its interval or the least and the greatest of the seeds.
    private static string Text(Figures.CurvePoint point, double factor) =>
        point.HasRange
            ? $"{Number(point.Mean, factor)} [{Number(point.Low, factor)}, {Number(point.High, factor)}]"
            : Number(point.Mean, factor);

    private string RateTable() =>
        Render(
            [
                "η",
                "network",
                "barrier at the first spawn time, points",
                "on training images",
                "gone from epoch, each seed",
                "training error at T, %",
            ],
            Table
                .Read<RateRow>(Path.Combine(folder, "summary", "rates.parquet"))
                .GroupBy(r => (r.Dataset, r.Family, r.LearningRate, r.Model))
                .OrderBy(g => g.Key.Dataset, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Family, StringComparer.Ordinal)
                .ThenByDescending(g => g.Key.LearningRate)
                .Select(rate =>
                    (IReadOnlyList<string>)
                        [
                            Exact(rate.Key.LearningRate),
                            $"`{rate.Key.Model}`",
                            OfSeeds(rate.Select(r => 100 * r.TestErrorBarrier), 100),
                            OfSeeds(rate.Select(r => 100 * r.TrainErrorBarrier), 100),
                            string.Join(
                                ", ",
                                rate.OrderBy(r => r.Seed)
                                    .Select(r => double.IsInfinity(r.Collapse) ? "never" : Time(r.Collapse))
                            ),
                            OfSeeds(rate.Select(r => 100 * r.TrainError), 100),
                        ]
                )
        );

    private string MeasureOrNone(string name, string network, double time) =>
        Of(network).Measures.Any(m => m.Measure == name && CurvePoints.Key(m.Time) == CurvePoints.Key(time))
            ? Measure(name, network, Exact(time))
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
                $"not measured then; times are {string.Join(", ", rows.Select(r => Exact(at(r))))}"
            );
    }

    private static double Factor(string measure) => Shares.Contains(measure) ? 100 : 1;

    private static string Mean<T>(IEnumerable<T> rows, Func<T, double> value, double factor = 100)
    {
        var values = rows.Select(value).Where(double.IsFinite).Order().ToList();
        return values.Count == 0 ? "–" : Number(values.Average(), factor);
    }

    private static string Exact(double time) => time.ToString("R", CultureInfo.InvariantCulture);

    private static string Time(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    // Percentages and points with one decimal, other numbers with two significant digits after the first.
    private static string Number(double value, double factor)
    {
        var text =
            factor == 100
                ? (Math.Round(value, 1) + 0.0).ToString("0.0", CultureInfo.InvariantCulture)
                : value.ToString(Math.Abs(value) >= 100 ? "0" : "G3", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    private static string Render(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        Line(columns);
        Line([.. columns.Select(_ => "---")]);
        foreach (var row in rows)
            Line(row);
        return text.ToString().TrimEnd('\n');

        void Line(IReadOnlyList<string> cells) =>
            text.Append("| ")
                .AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))
                .Append(" |\n");
    }
}
