using System.Globalization;

namespace NtkRepro.Bench;

/// <summary>
/// Tells whether two reproductions measured the same. Training amplifies rounding, so that numbers late in training agree in
/// kind alone: tables must have the same rows; what precedes training must be equal, what follows a stable training close,
/// and what follows an unstable one within some points.
/// </summary>
internal static class ReproductionCheck
{
    // Times are multiples of a step of the grid, in floating point.
    private const double KeyTolerance = 1e-6;

    // The columns of each table that say what a row is about. Of runs the best epoch is none of them: it is a result.
    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        ["runs"] = ["kind", "variant", "seed", "time", "time_steps"],
        ["training"] = ["kind", "variant", "seed", "time", "epoch", "step"],
        ["plateaus"] = ["seed", "learning_rate", "first_epoch", "last_epoch"],
        ["calibration"] = ["seed", "onset", "rate"],
        ["barriers"] = ["seed", "time", "child_a", "child_b"],
        ["barrier_curves"] = ["seed", "time", "child_a", "child_b", "alpha"],
        ["kernel_distances"] = ["seed", "time_a", "time_b"],
        ["kernel_velocities"] = ["seed", "time", "interval", "learning_rate"],
        ["onsets"] = ["seed", "time", "time_steps"],
        ["spectra"] = ["seed", "time"],
        ["regressions"] = ["seed", "time", "images", "steps"],
        ["sensitivities"] = ["seed", "time"],
        ["separations"] = ["seed", "time", "elapsed"],
        ["trajectories"] = ["plane", "kind", "variant", "seed", "time", "epoch"],
        ["components"] = ["plane", "seed", "component"],
    };

    // The statistics of batch norm differ by some 10⁻⁴ with the order of the images' channels in memory: libtorch 1.13 sums them
    // less exactly where channels are innermost. So a residual network is not quite the same even before training.
    private static readonly Closeness[] Closenesses =
    [
        .. new[] { "largest", "effective_rank", "alignment", "same_class", "other_class" }.Select(
            column => new Closeness("spectra", column, at => at.IsStart, 1e-4, 1e-2)
        ),
        .. new[] { "ridge", "curvature" }.Select(column => new Closeness(
            "regressions",
            column,
            at => at.IsStart,
            1e-4,
            1e-2
        )),
        new Closeness("regressions", "regression_error", at => at.IsStart, 0.01, 0.02),
        new Closeness("regressions", "descent_error", at => at.IsStart, 0.01, 0.02),
        new Closeness("training", "test_error", at => at.IsKind("parent") && at.Number("epoch") == 0, 0.002, 0.005),
        new Closeness("kernel_distances", "distance", at => at.Number("time_b") < 0.5, 0.01, 0.1),
        // Convex, with one minimum, which both sides find.
        new Closeness("runs", "train_loss", at => at.IsKind("probe") && at.IsStart, 1e-3, 1e-2),
        new Closeness("runs", "test_error", at => at.IsKind("probe") && at.IsStart, 0.01, 0.02),
        // Where both sides chose the same rate.
        new Closeness(
            "runs",
            "test_error",
            at => at.IsKind("linearized") && at.IsStart && at.IsSame("learning_rate"),
            0.02,
            0.03
        ),
        new Closeness(
            "runs",
            "test_error",
            at => at.IsKind("control") && at.IsStart && at.IsSame("learning_rate"),
            0.05,
            0.05
        ),
        new Closeness("runs", "test_error", at => at.IsKind("parent") || at.IsKind("child"), 0.05, 0.05),
    ];

    /// <summary>Compares the tables of a network.</summary>
    /// <param name="network">Its name.</param>
    /// <param name="ours">The folder of our tables.</param>
    /// <param name="theirs">The folder of their tables, whose names begin with the network's.</param>
    /// <returns>The largest relative difference of what precedes training.</returns>
    /// <exception cref="CheckFailedException">They differ by more than is right.</exception>
    public static double Compare(string network, string ours, string theirs) =>
        Compare(
            network,
            Keys.Keys.ToDictionary(
                table => table,
                table =>
                    (
                        NumericTable.OfParquet(Path.Combine(ours, $"{table}.parquet")),
                        NumericTable.OfTensors(Path.Combine(theirs, $"{network}.{table}.safetensors"))
                    ),
                StringComparer.Ordinal
            )
        );

    /// <summary>Compares the tables of a network, by name.</summary>
    public static double Compare(
        string network,
        IReadOnlyDictionary<string, (NumericTable Ours, NumericTable Theirs)> tables
    )
    {
        foreach (var (name, (ours, theirs)) in tables)
            CheckRows($"{network}.{name}", Keys[name], ours, theirs);
        var most = 0.0;
        foreach (var closeness in Closenesses)
        {
            if (!tables.TryGetValue(closeness.Table, out var table))
                continue;
            var difference = closeness.Largest(network, table.Ours, table.Theirs);
            if (closeness.IsBeforeTraining)
                most = Math.Max(most, difference);
        }
        return most;
    }

    private static void CheckRows(string name, string[] keys, NumericTable ours, NumericTable theirs)
    {
        if (ours.Count != theirs.Count)
            throw new CheckFailedException($"{name}: we have {ours.Count} rows, they {theirs.Count}");
        foreach (var key in keys.Where(_ => ours.Count > 0))
        {
            if (ours.Texts.TryGetValue(key, out var texts))
                CheckKey(name, key, texts, Column(name, theirs.Texts, key), string.Equals);
            else
                CheckKey(name, key, ours.Numbers[key], Column(name, theirs.Numbers, key), Same);
        }

        static bool Same(double a, double b) => Math.Abs(a - b) <= KeyTolerance;
    }

    private static void CheckKey<T>(string name, string key, T[] ours, T[] theirs, Func<T, T, bool> same)
    {
        for (var row = 0; row < ours.Length; row++)
        {
            if (!same(ours[row], theirs[row]))
            {
                throw new CheckFailedException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: in row {row} our {key} is {ours[row]}, theirs {theirs[row]}"
                    )
                );
            }
        }
    }

    private static T[] Column<T>(string name, IReadOnlyDictionary<string, T[]> theirs, string column) =>
        theirs.TryGetValue(column, out var values)
            ? values
            : throw new CheckFailedException($"{name}: they have no column {column}");

    /// <summary>A row of both sides.</summary>
    private sealed record Place(NumericTable Ours, NumericTable Theirs, int Row)
    {
        public bool IsStart => Number("time") == 0;

        public double Number(string column) => Ours.Numbers[column][Row];

        public bool IsKind(string kind) => Ours.Texts["kind"][Row] == kind;

        public bool IsSame(string column) => Number(column) == Theirs.Numbers[column][Row];
    }

    /// <summary>How close a column must be in some rows: relative to the larger number, but fractions as they are.</summary>
    private sealed record Closeness(string Table, string Column, Func<Place, bool> Rows, double Cnn, double Resnet)
    {
        /// <summary>Whether it is about what precedes training.</summary>
        public bool IsBeforeTraining => Cnn <= ResultCheck.Tolerance;

        public double Largest(string network, NumericTable ours, NumericTable theirs)
        {
            if (ours.Count == 0)
                return 0;
            var name = $"{network}.{Table}";
            var tolerance = network == "cnn" ? Cnn : Resnet;
            var (a, b) = (ours.Numbers[Column], ReproductionCheck.Column(name, theirs.Numbers, Column));
            var most = 0.0;
            foreach (var row in Enumerable.Range(0, ours.Count).Where(row => Rows(new(ours, theirs, row))))
            {
                var difference = Math.Abs(a[row] - b[row]) / Math.Max(1, Math.Abs(b[row]));
                if (!(difference <= tolerance))
                {
                    throw new CheckFailedException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{name}: in row {row} our {Column} is {a[row]:G6}, theirs {b[row]:G6}; at most {tolerance} apart is right"
                        )
                    );
                }
                most = Math.Max(most, difference);
            }
            return most;
        }
    }
}
