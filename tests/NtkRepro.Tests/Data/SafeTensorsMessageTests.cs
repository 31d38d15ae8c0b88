using System.Text;
using NtkRepro.Data;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Data;

/// <summary>A refusal names the file, what is wrong with it, and what would be right.</summary>
public sealed class SafeTensorsMessageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("[]", 0, "its header is a JSON Array; it must be an object")]
    [InlineData("{", 0, "its header is not the JSON object that it must be")]
    [InlineData("""{"a":3}""", 0, "'a' is described by 3; it must be an object")]
    [InlineData("""{"a":{"dtype":"F32"}}""", 0, "'a' has no shape; it must have dtype, shape and data_offsets")]
    [InlineData(
        """{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""",
        4,
        "'a' has dtype \"F16\"; known: U8, I64, F32, F64"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""",
        4,
        "'a' has shape [-1]; each must be a whole number"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""",
        4,
        "'a' has shape [4611686018427387904,4]; its bytes cannot be counted"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""",
        8,
        "'a' has data_offsets [0,8]; its shape and dtype take 12 bytes"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""",
        8,
        "'a' has data_offsets [4,12]; they must be a begin and an end in the 8 bytes of data"
    )]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""",
        3,
        "the data of 'b' begin at byte 1; without overlap or gap they begin at 2"
    )]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""",
        3,
        "the data of 'b' begin at byte 2; without overlap or gap they begin at 1"
    )]
    [InlineData(
        """{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""",
        9,
        "it has 9 bytes of data; its header describes 1"
    )]
    [InlineData("""{"__metadata__":{"step":7}}""", 0, "'__metadata__' has 'step': 7; it must be a text")]
    public void A_header_that_does_not_fit_is_explained(string header, int data, string expected)
    {
        using var scope = NewDisposeScope();
        byte[] text = Encoding.UTF8.GetBytes(header);
        var path = folder.Write(
            "bad.safetensors",
            [.. BitConverter.GetBytes((long)text.Length), .. text, .. new byte[data]]
        );

        var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Load(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "it has 3 bytes; the length of its header alone takes 8")]
    [InlineData(new byte[] { 9, 0, 0, 0, 0, 0, 0, 0, 123 }, "its header is said to have 9 bytes; at most 1 can be")]
    [InlineData(
        new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 },
        "its header is said to have 18446744073709551615 bytes; at most 0 can be"
    )]
    public void A_header_that_is_not_there_is_explained(byte[] content, string expected)
    {
        var path = folder.Write("bad.safetensors", content);

        var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Load(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_changed_are_told_by_the_checksum()
    {
        using var scope = NewDisposeScope();
        var path = folder.File("weights.safetensors");
        SafeTensors.Save(path, new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["weights"] = ones([3]) });
        var content = File.ReadAllBytes(path);
        content[^1] ^= 1;
        File.WriteAllBytes(path, content);

        var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Load(path));

        Assert.Contains($"{path} is damaged: its SHA-256 is ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_file_cannot_hold_is_refused_before_anything_is_written()
    {
        using var scope = NewDisposeScope();
        var path = folder.File("unwritten.safetensors");

        Assert.Throws<ArgumentException>(() => Save("flags", ones([2], ScalarType.Bool)));
        Assert.Throws<ArgumentException>(() => Save("__metadata__", ones([2])));
        Assert.False(File.Exists(path));

        void Save(string name, Tensor tensor) =>
            SafeTensors.Save(path, new Dictionary<string, Tensor>(StringComparer.Ordinal) { [name] = tensor });
    }
}
