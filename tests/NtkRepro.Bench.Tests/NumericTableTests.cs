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
        Table.Write<ComponentRow>(path, [new("children", 7, 2, 0.3)]);

        var components = NumericTable.OfParquet(path);

        Assert.Equal(1, components.Count);
        Assert.Equal([7.0], components.Numbers["seed"]);
        Assert.Equal([0.3], components.Numbers["share"]);
        Assert.Equal(["children"], components.Texts["plane"]);

        Table.Write<SensitivityRow>(path, [new(0, 1, 2, 3, Diverged: true), new(0, 1, 2, 3, Diverged: false)]);
        Assert.Equal([1.0, 0.0], NumericTable.OfParquet(path).Numbers["diverged"]);
    }

    [Fact]
    public void A_tensor_for_each_column_is_a_table_with_its_texts_in_the_metadata()
    {
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["time"] = tensor(new[] { 0, 0.4 }, [2]) },
            new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = """["parent", "child"]""" }
        );

        var table = NumericTable.OfTensors(path);

        Assert.Equal([0, 0.4], table.Numbers["time"]);
        Assert.Equal(["parent", "child"], table.Texts["kind"]);
    }

    [Fact]
    public void A_table_may_have_no_rows()
    {
        Table.Write<SensitivityRow>(path, []);
        Assert.Equal(0, NumericTable.OfParquet(path).Count);

        SafeTensors.Save(path, new Dictionary<string, Tensor>(StringComparer.Ordinal));
        Assert.Equal(0, NumericTable.OfTensors(path).Count);
    }
}
