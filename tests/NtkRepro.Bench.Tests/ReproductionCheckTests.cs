namespace NtkRepro.Bench.Tests;

public sealed class ReproductionCheckTests
{
    [Fact]
    public void Runs_that_end_alike_are_right() =>
        Assert.Equal(0, ReproductionCheck.Compare("cnn", Tables(Runs([0.20, 0.21, 0.415, 0.9]))));

    [Fact]
    public void A_missing_row_is_rejected() => AssertRejected(Runs([0.19, 0.22]), "4 rows");

    [Fact]
    public void A_row_about_something_else_is_rejected() =>
        AssertRejected(Runs([0.19, 0.22, 0.40, 0.30], times: [0, 1, 0, 1]), "time");

    [Fact]
    public void A_run_of_another_kind_is_rejected() =>
        AssertRejected(Runs([0.19, 0.22, 0.40, 0.30], kinds: ["parent", "child", "control", "linearized"]), "control");

    [Fact]
    public void A_linearized_run_that_ends_elsewhere_is_rejected() =>
        AssertRejected(Runs([0.19, 0.22, 0.43, 0.30]), "test_error");

    [Fact]
    public void A_linearized_run_at_another_rate_may_end_elsewhere() =>
        Assert.Equal(0, ReproductionCheck.Compare("cnn", Tables(Runs([0.19, 0.22, 0.43, 0.30], rate: 0.01))));

    [Fact]
    public void A_network_without_runs_of_a_kind_has_a_table_without_rows() =>
        Assert.Equal(
            0,
            ReproductionCheck.Compare(
                "cnn",
                new Dictionary<string, (NumericTable, NumericTable)>(StringComparer.Ordinal)
                {
                    ["regressions"] = (Table([], []), Table([], [])),
                }
            )
        );

    [Fact]
    public void A_kernel_that_differs_before_training_is_rejected()
    {
        var failure = Assert.Throws<CheckFailedException>(() =>
            ReproductionCheck.Compare(
                "cnn",
                new Dictionary<string, (NumericTable, NumericTable)>(StringComparer.Ordinal)
                {
                    ["spectra"] = (Spectra(100, 50), Spectra(100.1, 50)),
                }
            )
        );

        Assert.Contains("largest", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_that_differs_after_training_is_right() =>
        Assert.Equal(
            0,
            ReproductionCheck.Compare(
                "cnn",
                new Dictionary<string, (NumericTable, NumericTable)>(StringComparer.Ordinal)
                {
                    ["spectra"] = (Spectra(100, 50), Spectra(100, 70)),
                }
            )
        );

    private static void AssertRejected(NumericTable theirs, string says)
    {
        var failure = Assert.Throws<CheckFailedException>(() => ReproductionCheck.Compare("cnn", Tables(theirs)));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, (NumericTable Ours, NumericTable Theirs)> Tables(NumericTable theirs) =>
        new(StringComparer.Ordinal) { ["runs"] = (Runs([0.19, 0.22, 0.40, 0.30]), theirs) };

    // A parent, a child, and networks linearized at 0 and after an epoch.
    private static NumericTable Runs(
        double[] errors,
        double[]? times = null,
        string[]? kinds = null,
        double rate = 0.03
    )
    {
        times ??= [0, 0, 0, 1];
        kinds ??= ["parent", "child", "linearized", "linearized"];
        var count = errors.Length;
        return Table(
            new()
            {
                ["seed"] = new double[count],
                ["time"] = times[..count],
                ["time_steps"] = times[..count],
                ["learning_rate"] = [.. new[] { 0.1, 0.1, rate, rate }.Take(count)],
                ["train_loss"] = new double[count],
                ["test_error"] = errors,
            },
            new() { ["kind"] = kinds[..count], ["variant"] = [.. new[] { "", "1", "", "" }.Take(count)] }
        );
    }

    // At the start and after an epoch.
    private static NumericTable Spectra(double first, double second) =>
        Table(
            new()
            {
                ["seed"] = [0, 0],
                ["time"] = [0, 1],
                ["largest"] = [first, second],
                ["effective_rank"] = [1, 1],
                ["alignment"] = [0, 0],
                ["same_class"] = [0, 0],
                ["other_class"] = [0, 0],
            },
            []
        );

    private static NumericTable Table(Dictionary<string, double[]> numbers, Dictionary<string, string[]> texts) =>
        new(numbers, texts);
}
