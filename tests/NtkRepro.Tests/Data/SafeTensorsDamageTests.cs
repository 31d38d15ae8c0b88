using System.Text;
using NtkRepro.Data;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

/// <summary>Whatever is wrong with a file, reading it gives an <see cref="InvalidDataException"/> and nothing else.</summary>
public sealed class SafeTensorsDamageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        using var scope = NewDisposeScope();
        var whole = Whole();

        for (var length = 0; length < whole.Length; length++)
        {
            var path = folder.Write("cut.safetensors", whole[..length]);
            var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Load(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_with_bytes_after_its_data_is_refused()
    {
        using var scope = NewDisposeScope();
        var path = folder.Write("long.safetensors", [.. Whole(), 0]);

        Assert.Throws<InvalidDataException>(() => SafeTensors.Load(path));
    }

    [Fact]
    public void A_file_with_any_one_byte_changed_is_read_or_refused_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        var whole = Whole();

        for (var i = 0; i < whole.Length; i++)
        {
            foreach (var value in new byte[] { 0, (byte)'"', (byte)'9', (byte)'-', 0xff })
            {
                var damaged = (byte[])whole.Clone();
                damaged[i] = value;
                var path = folder.Write("damaged.safetensors", damaged);
                var error =
                    Record.Exception(() => SafeTensors.Load(path))
                    ?? Record.Exception(() => SafeTensors.LoadMetadata(path));
                Assert.True(error is null or InvalidDataException, $"byte {i} = {value}: {error}");
            }
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("{", 0)]
    [InlineData("[]", 0)]
    [InlineData("3", 0)]
    [InlineData("""{"a":3}""", 0)]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"a":null}""", 0)]
    [InlineData("""{"a":{}}""", 0)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4)]
    [InlineData("""{"a":{"dtype":3,"shape":[1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8)]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 4)]
    public void A_header_that_does_not_fit_the_format_is_refused(string header, int data) => Refused(header, data);

    [Theory]
    [InlineData("[0,4]", "[0,4]", 4)]
    [InlineData("[0,4]", "[0,4]", 8)]
    [InlineData("[0,4]", "[2,6]", 8)]
    [InlineData("[0,4]", "[8,12]", 12)]
    [InlineData("[4,8]", "[8,12]", 12)]
    public void Data_that_overlap_or_leave_holes_are_refused(string first, string second, int data) =>
        Refused(
            $$$"""
            {"a":{"dtype":"F32","shape":[1],"data_offsets":{{{first}}}},"b":{"dtype":"F32","shape":[1],"data_offsets":{{{second}}}}}
            """,
            data
        );

    // Its product is 0, and yet no engine can hold it.
    [Theory]
    [InlineData("[0,4611686018427387904,4611686018427387904]")]
    [InlineData("[4611686018427387904,4611686018427387904,0]")]
    [InlineData("[9223372036854775807,0]")]
    public void A_shape_that_overflows_beside_a_zero_is_refused(string shape) =>
        Refused($$$"""{"a":{"dtype":"F32","shape":{{{shape}}},"data_offsets":[0,0]}}""", 0);

    [Fact]
    public void More_axes_than_the_engine_computes_with_are_refused() =>
        Refused(
            $$$"""{"a":{"dtype":"F32","shape":[{{{string.Join(',', Enumerable.Repeat(1, 65))}}}],"data_offsets":[0,4]}}""",
            4
        );

    [Fact]
    public void A_name_given_twice_is_refused()
    {
        const string entry = """{"dtype":"F32","shape":[0],"data_offsets":[0,0]}""";

        Refused($$"""{"a":{{entry}},"a":{{entry}}}""", 0);
    }

    [Fact]
    public void A_header_of_bytes_that_are_no_text_is_refused()
    {
        var path = folder.Write("bad.safetensors", [4, 0, 0, 0, 0, 0, 0, 0, (byte)'{', 0xff, 0xfe, (byte)'}']);

        Assert.Throws<InvalidDataException>(() => SafeTensors.Load(path));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"step":7}""")]
    [InlineData("""{"step":"\ud800"}""")]
    public void Metadata_that_are_no_texts_are_refused(string metadata)
    {
        var path = folder.Write("bad.safetensors", Compose($$"""{"__metadata__":{{metadata}}}""", 0));

        Assert.Throws<InvalidDataException>(() => SafeTensors.LoadMetadata(path));
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(1_000_000_000UL)]
    [InlineData(3UL)]
    public void A_header_longer_than_the_file_is_refused(ulong length)
    {
        var path = folder.Write("bad.safetensors", [.. BitConverter.GetBytes(length), (byte)'{', (byte)'}']);

        Assert.Throws<InvalidDataException>(() => SafeTensors.Load(path));
        Assert.Throws<InvalidDataException>(() => SafeTensors.LoadMetadata(path));
    }

    private void Refused(string header, int data)
    {
        using var scope = NewDisposeScope();
        var path = folder.Write("bad.safetensors", Compose(header, data));

        Assert.Throws<InvalidDataException>(() => SafeTensors.Load(path));
    }

    private static byte[] Compose(string header, int data) =>
        [
            .. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(header)),
            .. Encoding.UTF8.GetBytes(header),
            .. new byte[data],
        ];

    private byte[] Whole()
    {
        var path = folder.File("whole.safetensors");
        var texts = new Dictionary<string, string> { ["step"] = "7" };
        SafeTensors.Save(
            path,
            new Dictionary<string, Tensor>
            {
                ["a"] = ones([2]),
                ["b"] = zeros([0, 3]),
                ["c"] = eye(2, dtype: ScalarType.Float64),
            },
            texts
        );
        return File.ReadAllBytes(path);
    }
}
