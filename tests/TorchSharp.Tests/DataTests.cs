using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class DataTests : ScopedTest
{
    [Fact]
    public void Item_reads_the_one_element()
    {
        Assert.Equal(2.5f, Numbers.Floats(2.5f).item<float>());
        Assert.Equal(1L << 62, tensor(new[] { 1L << 62 }, []).item<long>());
        Assert.True(ones([1, 1], ScalarType.Bool).item<bool>());
        Assert.Equal((byte)1, ones([1], ScalarType.Byte).item<byte>());
    }

    [Fact]
    public void Item_wants_exactly_one_element()
    {
        Assert.Throws<ArgumentException>(() => Numbers.Doubles(1, 2).item<double>());
        Assert.Throws<ArgumentException>(() => zeros([0]).item<float>());
    }

    [Fact]
    public void Values_are_read_as_the_type_they_have()
    {
        Assert.Throws<ArgumentException>(() => Numbers.Floats(1).item<double>());
        Assert.Throws<ArgumentException>(() => Numbers.Longs(1).data<float>());
        Assert.Throws<ArgumentException>(() => Numbers.Longs(1).data<double>());
    }

    [Fact]
    public void Data_are_read_in_row_major_order_whatever_the_strides()
    {
        var matrix = Numbers.Counting(2, 3);
        Assert.Equal([0, 1, 2, 3, 4, 5], matrix.data<double>().ToArray());
        Assert.Equal([0, 3, 1, 4, 2, 5], matrix.t().data<double>().ToArray());
        Assert.Equal([1, 4], matrix.select(1, 1).data<double>().ToArray());
    }

    [Fact]
    public void Bytes_are_the_storage_itself()
    {
        var numbers = Numbers.Floats(1, 2);
        MemoryMarshal.Cast<byte, float>(numbers.bytes)[1] = 5;
        Assert.Equal([1f, 5f], numbers.data<float>().ToArray());
    }

    [Fact]
    public void Bytes_can_be_assigned()
    {
        var numbers = zeros([2], ScalarType.Int64);
        numbers.bytes = MemoryMarshal.AsBytes<long>([3, -4]).ToArray();
        Assert.Equal([3L, -4L], numbers.data<long>().ToArray());
        Assert.Throws<ArgumentException>(() => numbers.bytes = new byte[15]);
    }

    [Fact]
    public void Bytes_of_a_view_begin_where_it_begins()
    {
        var view = Numbers.Counting(5).narrow(0, 2, 2);
        Assert.Equal([2.0, 3.0], MemoryMarshal.Cast<byte, double>(view.bytes).ToArray());
    }

    [Fact]
    public void Bytes_want_a_contiguous_tensor() =>
        Assert.Throws<InvalidOperationException>(() => Numbers.Counting(2, 3).t().bytes.Length);

    [Fact]
    public void To_type_converts_values()
    {
        Numbers.Close([3], [1, 0, -2], Numbers.Doubles(1.5, 0.5, -2.5).to_type(ScalarType.Int64));
        Numbers.Close([2], [0, 1], Numbers.Doubles(0, 0.1).to_type(ScalarType.Bool));
        Assert.Equal(0.1f, Numbers.Doubles(0.1).to_type(ScalarType.Float32).item<float>());
        Assert.Equal(200, tensor(new[] { 200L }, [1], ScalarType.Byte).to_type(ScalarType.Float64).item<double>());
    }

    [Fact]
    public void To_type_shares_storage_unless_a_copy_is_asked_for()
    {
        var numbers = Numbers.Doubles(1, 2);
        var same = numbers.to_type(ScalarType.Float64);
        var copy = numbers.to_type(ScalarType.Float64, copy: true);
        numbers.mul_(10);
        Numbers.Close([2], [10, 20], same);
        Numbers.Close([2], [1, 2], copy);
    }

    [Fact]
    public void To_type_can_dispose_its_source()
    {
        var source = Numbers.Doubles(1);
        var result = source.to_type(ScalarType.Float32, disposeAfter: true);
        Numbers.Gone(source);
        Assert.Equal(1f, result.item<float>());
    }
}
