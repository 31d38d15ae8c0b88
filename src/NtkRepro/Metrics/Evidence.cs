using NtkRepro.Data;
using NtkRepro.Pipeline;
using NtkRepro.Training;

namespace NtkRepro.Metrics;

/// <summary>
/// What the runs of one network on one dataset predicted, as numbers with paired resamples of the images: what intervals and claims are
/// taken from. Diverged runs are left out.
/// </summary>
public sealed class Evidence
{
    private static readonly string[] Kinds = ["linearized", "control-same", "control-own", "control-frozen", "probe"];

    /// <summary>Test errors of runs: <c>linearized</c>, <c>control-same</c>, <c>control-own</c>, <c>control-frozen</c>, <c>probe</c>.</summary>
    public IReadOnlyDictionary<string, SeededSeries> Errors { get; init; } =
        Kinds.ToDictionary(kind => kind, _ => SeededSeries.Empty, StringComparer.Ordinal);

    /// <summary>Of each seed the mean test error over the last epochs of the constant phase.</summary>
    public IReadOnlyDictionary<int, Estimate> Plateaus { get; init; } = new Dictionary<int, Estimate>();

    /// <summary>Of each seed the test error at T.</summary>
    public IReadOnlyDictionary<int, Estimate> Finals { get; init; } = new Dictionary<int, Estimate>();

    /// <summary>Barriers of the test error by spawn time, means over pairs.</summary>
    public SeededSeries TestBarriers { get; init; } = SeededSeries.Empty;

    /// <summary>Barriers of the training error.</summary>
    public SeededSeries TrainBarriers { get; init; } = SeededSeries.Empty;

    /// <summary>Fractions of the test images on which two children differ, by spawn time, means over pairs.</summary>
    public SeededSeries FunctionDistances { get; init; } = SeededSeries.Empty;

    /// <summary>The nonlinear advantage by onset time.</summary>
    public SeededSeries Advantages => Errors["linearized"].Minus(Errors["control-same"]);

    /// <summary>The share of the gap between the initial kernel and the plateau that is closed, by onset time.</summary>
    public SeededSeries GapsClosed =>
        Errors["linearized"]
            .Map(
                (seed, ntk) =>
                    Errors["linearized"].Find(seed, 0) is { } initial && Plateaus.TryGetValue(seed, out var plateau)
                        ? Estimate.Map(v => (v[0] - v[1]) / (v[0] - v[2]), initial, ntk, plateau)
                        : null
            );

    /// <summary>The same of one seed alone, without resamples.</summary>
    public Evidence Of(int seed) =>
        new()
        {
            Errors = Errors.ToDictionary(e => e.Key, e => e.Value.Only(seed), StringComparer.Ordinal),
            Plateaus = Only(Plateaus, seed),
            Finals = Only(Finals, seed),
            TestBarriers = TestBarriers.Only(seed),
            TrainBarriers = TrainBarriers.Only(seed),
            FunctionDistances = FunctionDistances.Only(seed),
        };

    /// <summary>Reads the predictions of all runs.</summary>
    /// <param name="context">The stage.</param>
    /// <param name="runs">Which of them diverged.</param>
    /// <param name="plateau">The last epochs of the constant phase.</param>
    /// <param name="resamples">How many.</param>
    internal static Evidence Read(StageContext context, IReadOnlyList<RunRow> runs, Plateau plateau, int resamples)
    {
        var lost = runs.Where(r => r.Outcome != Outcomes.Trained)
            .Select(r => (r.Kind, r.Seed, r.Time, r.Variant))
            .ToHashSet();
        var files = RunFile
            .All(context, "predictions.parquet", [.. RunFile.Trained, "probe"])
            .Where(file => !lost.Contains(file.Run))
            .ToDictionary(file => file.Run, file => Table.Read<PredictionRow>(file.Path));
        var images = files.Values.Select(rows => rows.Count(r => r.Epoch == rows[^1].Epoch)).FirstOrDefault(1);
        var test = new ImageResamples(images, resamples, "test images");
        var errors = Kinds.ToDictionary(
            name => name,
            name => new SeededSeries(
                files
                    .Where(f => (f.Key.Variant.Length == 0 ? f.Key.Kind : $"{f.Key.Kind}-{f.Key.Variant}") == name)
                    .Select(f => (f.Key.Seed, f.Key.Time, WrongAt(f.Value, f.Value[^1].Epoch)))
            ),
            StringComparer.Ordinal
        );
        var parents = files.Where(f => f.Key.Kind == "parent").ToList();
        var pairs = new PairEvidence(context, resamples, test);
        return new Evidence
        {
            Errors = errors,
            Plateaus = parents
                .Where(_ => plateau.Last > 0)
                .ToDictionary(
                    f => f.Key.Seed,
                    f =>
                        Estimate.Mean([
                            .. f
                                .Value.Select(r => r.Epoch)
                                .Distinct()
                                .Where(plateau.Contains)
                                .Select(e => WrongAt(f.Value, e)),
                        ])
                ),
            Finals = parents.ToDictionary(f => f.Key.Seed, f => WrongAt(f.Value, f.Value[^1].Epoch)),
            TestBarriers = pairs.Test,
            TrainBarriers = pairs.Train,
            FunctionDistances = new SeededSeries(
                from a in files
                from b in files
                where
                    a.Key.Kind == "child"
                    && b.Key.Kind == "child"
                    && (a.Key.Seed, a.Key.Time) == (b.Key.Seed, b.Key.Time)
                    && int.Parse(a.Key.Variant, null) < int.Parse(b.Key.Variant, null)
                select (a.Key.Seed, a.Key.Time, test.Share(Differ(a.Value, b.Value)))
            ),
        };

        Estimate WrongAt(IEnumerable<PredictionRow> rows, double epoch) =>
            test.Share([.. rows.Where(r => r.Epoch == epoch).Select(r => r.Predicted != r.Label)]);
    }

    private static Dictionary<int, Estimate> Only(IReadOnlyDictionary<int, Estimate> all, int seed) =>
        all.Where(a => a.Key == seed).ToDictionary(a => a.Key, a => Estimate.Of(a.Value.Value));

    private static bool[] Differ(IReadOnlyList<PredictionRow> one, IReadOnlyList<PredictionRow> other) =>
        [.. one.Zip(other, (a, b) => a.Predicted != b.Predicted)];

    /// <summary>The barriers between children, with the highest inner point of each curve kept from resample to resample: the maximum over
    /// newly drawn points would stand above the curve by their noise alone.</summary>
    private sealed class PairEvidence
    {
        public PairEvidence(StageContext context, int resamples, ImageResamples test)
        {
            var (onTest, onTrain) = (new List<(int, double, Estimate)>(), new List<(int, double, Estimate)>());
            ImageResamples? train = null;
            var lost = context
                .Inputs("barrier/pairs.parquet")
                .SelectMany(f => Table.Read<PairRow>(f.Path))
                .Where(p => p.Diverged)
                .Select(p => (p.Seed, p.Time, p.ChildA, p.ChildB))
                .ToHashSet();
            foreach (var file in context.Inputs("barrier/predictions.parquet"))
            {
                var (seed, time) = ((int)file.AxisNumber("seed"), (double)file.AxisNumber("time"));
                foreach (var pair in Table.Read<PointPredictionRow>(file.Path).GroupBy(r => (r.ChildA, r.ChildB)))
                {
                    if (lost.Contains((seed, time, pair.Key.ChildA, pair.Key.ChildB)))
                        continue;
                    var sets = pair.ToLookup(r => r.Images);
                    onTest.Add((seed, time, Barrier(sets["test"], test)));
                    var points = sets["train"].ToList();
                    train ??= new ImageResamples(points.Count(p => p.Alpha == 0), resamples, "training images");
                    onTrain.Add((seed, time, Barrier(points, train)));
                }
            }
            (Test, Train) = (new SeededSeries(onTest), new SeededSeries(onTrain));
        }

        public SeededSeries Test { get; }

        public SeededSeries Train { get; }

        private static Estimate Barrier(IEnumerable<PointPredictionRow> rows, ImageResamples images)
        {
            Estimate[] points =
            [
                .. rows.GroupBy(r => r.Alpha)
                    .OrderBy(g => g.Key)
                    .Select(g => images.Share([.. g.Select(r => r.Predicted != r.Label)])),
            ];
            var top = points[1..^1].MaxBy(p => p.Value)!;
            return Estimate.Map(
                v => Math.Max(v[2], Math.Max(v[0], v[1])) - ((v[0] + v[1]) / 2),
                points[0],
                points[^1],
                top
            );
        }
    }
}

/// <summary>A measure by seed and time, means over what there is of it at each.</summary>
public sealed class SeededSeries
{
    private readonly SortedDictionary<(int Seed, double Time), Estimate> values;

    /// <param name="rows">Any number of each seed and time.</param>
    public SeededSeries(IEnumerable<(int Seed, double Time, Estimate Value)> rows) =>
        values = new(
            rows.GroupBy(r => (r.Seed, r.Time))
                .ToDictionary(g => g.Key, g => Estimate.Mean([.. g.Select(r => r.Value)]))
        );

    /// <summary>Nothing.</summary>
    public static SeededSeries Empty { get; } = new([]);

    /// <summary>The numbers.</summary>
    public IReadOnlyDictionary<(int Seed, double Time), Estimate> Values => values;

    /// <summary>The number of a seed and time; null where there is none.</summary>
    public Estimate? Find(int seed, double time) => values.GetValueOrDefault((seed, time));

    /// <summary>Means over seeds by time; seeds are not resampled.</summary>
    public SortedDictionary<double, Estimate> Mean() =>
        new(values.GroupBy(v => v.Key.Time).ToDictionary(g => g.Key, g => Estimate.Mean([.. g.Select(v => v.Value)])));

    /// <summary>A function of each number; those for which it gives none are left out.</summary>
    public SeededSeries Map(Func<int, Estimate, Estimate?> function) =>
        new(
            values
                .Select(v => (v.Key.Seed, v.Key.Time, Value: function(v.Key.Seed, v.Value)!))
                .Where(v => v.Value is not null)
        );

    /// <summary>The numbers of one seed, without resamples.</summary>
    public SeededSeries Only(int seed) =>
        new(values.Where(v => v.Key.Seed == seed).Select(v => (v.Key.Seed, v.Key.Time, Estimate.Of(v.Value.Value))));

    /// <summary>The difference to what there is one of for each seed.</summary>
    public SeededSeries Minus(IReadOnlyDictionary<int, Estimate> others) =>
        Map((seed, value) => others.TryGetValue(seed, out var other) ? value - other : null);

    /// <summary>The difference to another measure, where there are both.</summary>
    public SeededSeries Minus(SeededSeries other) =>
        new(
            values
                .Where(v => other.values.ContainsKey(v.Key))
                .Select(v => (v.Key.Seed, v.Key.Time, v.Value - other.values[v.Key]))
        );
}
