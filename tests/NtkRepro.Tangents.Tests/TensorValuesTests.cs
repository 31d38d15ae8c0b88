using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

public sealed class TensorValuesTests
{
    [Fact]
    public void Values_come_in_row_major_order_whatever_lies_in_memory()
    {
        using var scope = NewDisposeScope();
        var rows = tensor(new[] { 1f, 2f, 3f, 4f, 5f, 6f }, [2, 3]);

        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], rows.Values<float>());
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], rows.t().Values<float>());
        Assert.Equal([2f, 5f], rows.select(1, 1).Values<float>());
    }

    [Fact]
    public void A_number_has_one_value_and_a_tensor_without_elements_none()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([2.5], tensor(2.5).Values<double>());
        Assert.Empty(zeros([0, 3], ScalarType.Float64).Values<double>());
    }

    [Fact]
    public void The_bits_of_values_stay()
    {
        using var scope = NewDisposeScope();
        double[] values = [double.NaN, -0d, double.Epsilon, double.NegativeInfinity];

        Assert.Equal(
            values.Select(BitConverter.DoubleToInt64Bits),
            tensor(values).Values<double>().Select(BitConverter.DoubleToInt64Bits)
        );
    }

    [Fact]
    public void Another_type_of_another_size_is_refused()
    {
        using var scope = NewDisposeScope();

        Assert.Throws<ArgumentException>(() => zeros([2], ScalarType.Float32).Values<double>());
    }
}
