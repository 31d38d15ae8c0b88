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

    private static readonly string[] Tables =
    [
        "runs",
        "barriers",
        "barrier_curves",
        "kernel_distances",
        "kernel_velocities",
        "spectra",
        "regressions",
        "sensitivities",
        "separations",
    ];

    // Columns that say what a row is about.
    private static readonly string[] Keys =
    [
        "seed",
        "time",
        "rate",
        "child",
        "child_a",
        "child_b",
        "time_a",
        "time_b",
        "interval",
        "alpha",
        "elapsed",
        "images",
        "steps",
    ];

    // The statistics of batch norm differ by some 10⁻⁴ with the order of the images' channels in memory: libtorch 1.13 sums them
    // less exactly where channels are innermost. So a residual network is not quite the same even before training.
    private static readonly Closeness[] Closenesses =
    [
        .. new[] { "largest", "effective_rank", "alignment", "same_class", "other_class" }.Select(
            column => new Closeness("spectra", column, AtStart, 1e-4, 1e-2)
        ),
        new Closeness("regressions", "ridge", AtStart, 1e-4, 1e-2),
        new Closeness("kernel_distances", "distance", at => at.Table.Numbers["time_b"][at.Row] < 1, 0.01, 0.03),
        new Closeness("runs", "test_error", at => IsKind(at, "linearized") && AtStart(at), 0.01, 0.03),
        new Closeness("runs", "test_error", at => !IsKind(at, "linearized"), 0.05, 0.05),
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
            Tables.ToDictionary(
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
            CheckRows($"{network}.{name}", ours, theirs);
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

    private static void CheckRows(string name, NumericTable ours, NumericTable theirs)
    {
        if (ours.Count != theirs.Count)
            throw new CheckFailedException($"{name}: we have {ours.Count} rows, they {theirs.Count}");
        foreach (var key in Keys.Where(ours.Numbers.ContainsKey))
        {
            var column = Column(name, theirs, key);
            var wrong = ours.Numbers[key].Zip(column).Index().Where(p => !Same(p.Item.First, p.Item.Second)).ToList();
            if (wrong is [(var row, (var a, var b)), ..])
            {
                throw new CheckFailedException(
                    string.Create(CultureInfo.InvariantCulture, $"{name}: in row {row} our {key} is {a}, theirs {b}")
                );
            }
        }

        static bool Same(double a, double b) => Math.Abs(a - b) <= KeyTolerance;
    }

    private static double[] Column(string name, NumericTable theirs, string column) =>
        theirs.Numbers.TryGetValue(column, out var values)
            ? values
            : throw new CheckFailedException($"{name}: they have no column {column}");

    private static bool AtStart((NumericTable Table, int Row) at) => at.Table.Numbers["time"][at.Row] == 0;

    private static bool IsKind((NumericTable Table, int Row) at, string kind) => at.Table.Texts["kind"][at.Row] == kind;

    /// <summary>How close a column must be in some rows: relative to the larger number, but fractions as they are.</summary>
    private sealed record Closeness(
        string Table,
        string Column,
        Func<(NumericTable Table, int Row), bool> Rows,
        double Cnn,
        double Resnet
    )
    {
        /// <summary>Whether it is about what precedes training.</summary>
        public bool IsBeforeTraining => Cnn <= ResultCheck.Tolerance;

        public double Largest(string network, NumericTable ours, NumericTable theirs)
        {
            var name = $"{network}.{Table}";
            var tolerance = network == "cnn" ? Cnn : Resnet;
            var (a, b) = (ours.Numbers[Column], ReproductionCheck.Column(name, theirs, Column));
            var most = 0.0;
            foreach (var row in Enumerable.Range(0, ours.Count).Where(row => Rows((ours, row))))
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
