using NtkRepro.Data.Sources;

namespace NtkRepro.Tests.Data.Sources;

public sealed class NpyArrayTests
{
    [Theory]
    [InlineData("'|u1'", new byte[] { 1, 255 }, new long[] { 1, 255 })]
    [InlineData("'|b1'", new byte[] { 1, 0 }, new long[] { 1, 0 })]
    [InlineData("'|i1'", new byte[] { 1, 255 }, new long[] { 1, -1 })]
    [InlineData("'<u2'", new byte[] { 1, 0, 0, 1 }, new long[] { 1, 256 })]
    [InlineData("'>i2'", new byte[] { 0, 1, 255, 254 }, new long[] { 1, -2 })]
    [InlineData("'<i4'", new byte[] { 1, 0, 0, 0, 255, 255, 255, 255 }, new long[] { 1, -1 })]
    [InlineData("'>u4'", new byte[] { 0, 0, 0, 1, 0, 0, 1, 0 }, new long[] { 1, 256 })]
    public void Whole_numbers_of_all_widths_and_orders_are_read(string type, byte[] values, long[] expected)
    {
        var read = Read(Npy.Of(type, [2], values));

        Assert.Equal([2], read.Shape);
        Assert.Equal(expected, read.Values as long[] ?? Array.ConvertAll((byte[])read.Values, v => (long)v));
    }

    [Theory]
    [InlineData("'<f2'", new byte[] { 0, 0x3C, 0, 0xC0 })]
    [InlineData("'<f4'", new byte[] { 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0 })]
    [InlineData("'>f4'", new byte[] { 0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0 })]
    [InlineData("'<f8'", new byte[] { 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0 })]
    public void And_others(string type, byte[] values) =>
        Assert.Equal([1f, -2f], Assert.IsType<float[]>(Read(Npy.Of(type, [2], values)).Values));

    [Fact]
    public void An_array_in_the_order_of_Fortran_is_turned()
    {
        // [[[0, 1], [2, 3], [4, 5]], [[6, …]]] with the first index innermost.
        var expected = Enumerable.Range(0, 12).Select(i => (byte)i).ToArray();
        var stored = new byte[12];
        for (var i = 0; i < 2; i++)
        for (var j = 0; j < 3; j++)
        for (var k = 0; k < 2; k++)
            stored[i + (2 * (j + (3 * k)))] = expected[(((i * 3) + j) * 2) + k];

        Assert.Equal(expected, Read(Npy.Of("'|u1'", [2, 3, 2], stored, isFortran: true)).Values);
    }

    [Fact]
    public void Later_versions_have_longer_headers() =>
        Assert.Equal(new byte[] { 5 }, Read(Npy.Of("'|u1'", [1], [5], version: 2)).Values);

    [Fact]
    public void What_is_no_array_of_numbers_is_said()
    {
        Fails("it holds Python objects, which only unpickling could read", Npy.Of("'|O'", [1], [1]));
        Fails("it holds values of the type '<U3'", Npy.Of("'<U3'", [1], new byte[12]));
        Fails("it holds values of the type '<c8'", Npy.Of("'<c8'", [1], new byte[8]));
        Fails("it holds records", Npy.Of("[('x', '<i4')]", [1], new byte[4]));
        Fails("it is truncated: 3 of 4 bytes are there", Npy.Of("'<i4'", [1], new byte[3]));
        Fails("there are bytes after the 4", Npy.Of("'<i4'", [1], new byte[5]));
        Fails("it is no array of NumPy", "PK\u0003\u0004 and so on"u8.ToArray());
        Fails("it is truncated", [0x93, (byte)'N']);
        Fails("version 9 of the format", Npy.Of("'|u1'", [1], [5], version: 9));
        Fails("more than is read", Npy.Of("'<f8'", [2_000_000_000, 3], []));
    }

    private static NpyArray Read(byte[] file) => NpyArray.Read(new MemoryStream(file), "a.npy");

    private static void Fails(string message, byte[] file)
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(file));
        Assert.StartsWith("a.npy: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
