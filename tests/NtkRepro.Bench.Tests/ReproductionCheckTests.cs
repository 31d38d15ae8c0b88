namespace NtkRepro.Bench.Tests;

public sealed class ReproductionCheckTests
{
    [Fact]
    public void Runs_that_end_alike_are_right()
    {
        var theirs = Runs([0, 0, 0], [0.20, 0.21, 0.405]);

        Assert.Equal(0, ReproductionCheck.Compare("cnn", Tables(theirs)));
    }

    [Fact]
    public void A_missing_row_is_rejected() => AssertRejected(Runs([0, 0], [0.19, 0.22]), "3 rows");

    [Fact]
    public void A_row_about_something_else_is_rejected() => AssertRejected(Runs([0, 1, 0], [0.19, 0.22, 0.40]), "time");

    [Fact]
    public void A_linearized_run_that_ends_elsewhere_is_rejected() =>
        AssertRejected(Runs([0, 0, 0], [0.19, 0.22, 0.43]), "test_error");

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
        new(StringComparer.Ordinal) { ["runs"] = (Runs([0, 0, 0], [0.19, 0.22, 0.40]), theirs) };

    private static NumericTable Runs(double[] times, double[] errors) =>
        Table(
            new() { ["time"] = times, ["test_error"] = errors },
            new() { ["kind"] = [.. new[] { "parent", "child", "linearized" }.Take(times.Length)] }
        );

    // At the start and after an epoch.
    private static NumericTable Spectra(double first, double second) =>
        Table(
            new()
            {
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
