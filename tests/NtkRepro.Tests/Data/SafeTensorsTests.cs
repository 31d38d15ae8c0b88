using NtkRepro.Data;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

public sealed class SafeTensorsTests : IDisposable
{
    private static readonly long[] Whole = [long.MinValue, -1, 0, long.MaxValue];
    private static readonly float[] Single = [1.5f, -0f, float.NaN, float.NegativeInfinity, float.Epsilon, 3];
    private static readonly double[] Double = [Math.PI];
    private static readonly byte[] Bytes = [0, 1, 254, 255, 7, 9];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_type_comes_back_bit_for_bit()
    {
        using var scope = NewDisposeScope();

        var read = SafeTensors.Load(Save());

        Assert.Equal(["bytes", "double", "empty", "single", "whole"], read.Keys.Order());
        Assert.Equal(Bytes, read["bytes"].bytes.ToArray());
        Assert.Equal([3, 2, 1], read["bytes"].shape);
        Assert.Equal(Whole, read["whole"].data<long>().ToArray());
        Assert.Equal([4], read["whole"].shape);
        Assert.Equal(Single.Select(BitConverter.SingleToUInt32Bits), Bits(read["single"].data<float>().ToArray()));
        Assert.Equal([2, 3], read["single"].shape);
        Assert.Equal(Double, read["double"].data<double>().ToArray());
        Assert.Equal([], read["double"].shape);
        Assert.Equal([0, 5], read["empty"].shape);
        Assert.Equal(ScalarType.Float32, read["empty"].dtype);
    }

    [Fact]
    public void An_independent_reader_finds_the_same()
    {
        using var scope = NewDisposeScope();

        var read = RawArray.ReadFile(Save());

        Assert.Equal(Bytes, read["bytes"].Bytes);
        Assert.Equal(Whole, read["whole"].Cast<long>());
        Assert.Equal(Single.Select(BitConverter.SingleToUInt32Bits), Bits(read["single"].Cast<float>()));
        Assert.Equal(Double, read["double"].Cast<double>());
        Assert.Equal(["U8", "F64", "F32", "F32", "I64"], read.OrderBy(r => r.Key).Select(r => r.Value.Type));
        Assert.Equal([2, 3], read["single"].Shape);
    }

    [Fact]
    public void Files_of_another_writer_are_read()
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(AppContext.BaseDirectory, "oracle", "values", "inputs.safetensors");

        var (read, raw) = (SafeTensors.Load(path), RawArray.ReadFile(path));

        Assert.Equal(raw.Keys.Order(), read.Keys.Order());
        Assert.All(raw, r => Assert.Equal(r.Value.Bytes, read[r.Key].bytes.ToArray()));
    }

    [Fact]
    public void Metadata_come_back()
    {
        using var scope = NewDisposeScope();
        var texts = new Dictionary<string, string> { ["step"] = "7", ["quote"] = "\"ü\" \\ \n" };
        var path = folder.File("metadata.safetensors");

        SafeTensors.Save(path, new Dictionary<string, Tensor> { ["one"] = ones([1]) }, texts);

        Assert.Equal(texts, SafeTensors.LoadMetadata(path));
        Assert.Equal(["one"], SafeTensors.Load(path).Keys);
        Assert.Empty(SafeTensors.LoadMetadata(Save()));
    }

    [Fact]
    public void A_view_is_stored_in_row_major_order()
    {
        using var scope = NewDisposeScope();
        var path = folder.File("view.safetensors");
        var view = tensor(new long[] { 1, 2, 3, 4, 5, 6 }, [2, 3]).t();

        SafeTensors.Save(path, new Dictionary<string, Tensor> { ["view"] = view });

        Assert.Equal([1, 4, 2, 5, 3, 6], RawArray.ReadFile(path)["view"].Cast<long>());
        Assert.Equal([3, 2], SafeTensors.Load(path)["view"].shape);
    }

    [Fact]
    public void Equal_tensors_give_equal_bytes_in_any_order()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (ones([2]), zeros([3]));
        var (first, second) = (folder.File("first.safetensors"), folder.File("second.safetensors"));

        SafeTensors.Save(first, new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b });
        SafeTensors.Save(second, new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a });

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
        Assert.Equal(0, (8 + BitConverter.ToInt64(File.ReadAllBytes(first))) % 8);
    }

    private string Save()
    {
        var path = folder.File("all.safetensors");
        var bytes = empty([3, 2, 1], ScalarType.Byte);
        Bytes.CopyTo(bytes.bytes);
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>
            {
                ["whole"] = tensor(Whole, [4]),
                ["single"] = tensor(Single, [2, 3]),
                ["double"] = tensor(Double, []),
                ["bytes"] = bytes,
                ["empty"] = zeros([0, 5]),
            }
        );
        return path;
    }

    private static IEnumerable<uint> Bits(float[] values) => values.Select(BitConverter.SingleToUInt32Bits);
}
