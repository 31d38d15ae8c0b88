using NtkRepro.Data;
using NtkRepro.Metrics;
using static TorchSharp.torch;

namespace NtkRepro.Bench.Tests;

public sealed class NumericTableTests : IDisposable
{
    private readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void A_parquet_table_has_its_numbers_truth_values_and_texts()
    {
        Table.Write<RunRow>(path, [new("child", 7, 0.4, 1, 2, 0.1, 0.2, 0.3, 0.4, "trained")]);

        var runs = NumericTable.OfParquet(path);

        Assert.Equal(1, runs.Count);
        Assert.Equal([7.0], runs.Numbers["seed"]);
        Assert.Equal([0.3], runs.Numbers["test_error"]);
        Assert.Equal(["child"], runs.Texts["kind"]);

        Table.Write<SensitivityRow>(path, [new(0, 1, 2, 3, Diverged: true), new(0, 1, 2, 3, Diverged: false)]);
        Assert.Equal([1.0, 0.0], NumericTable.OfParquet(path).Numbers["diverged"]);
    }

    [Fact]
    public void A_tensor_for_each_column_is_a_table()
    {
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["time"] = tensor(new[] { 0, 0.4 }, [2]) }
        );

        Assert.Equal([0, 0.4], NumericTable.OfTensors(path).Numbers["time"]);
    }
}
