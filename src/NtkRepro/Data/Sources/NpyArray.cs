using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace NtkRepro.Data.Sources;

/// <summary>An array in NumPy's format: numbers alone, of whatever width and byte order; nothing that needs Python to be read.</summary>
/// <param name="Shape">The size of each dimension.</param>
/// <param name="Values">In row-major order: <c>byte[]</c> of bytes and truth values, <c>long[]</c> of other whole numbers, else <c>float[]</c>.</param>
public sealed partial record NpyArray(IReadOnlyList<int> Shape, Array Values)
{
    private const long MostBytes = 1L << 33;
    private const int MostHeader = 1 << 20;

    /// <summary>Reads an array.</summary>
    /// <param name="stream">From its first byte to its last.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It is damaged, or holds something else than numbers.</exception>
    public static NpyArray Read(Stream stream, string name)
    {
        var start = new byte[10];
        Fill(stream, start, name);
        if (start[0] != 0x93 || !start.AsSpan(1).StartsWith("NUMPY"u8))
            throw Bad(name, "it is no array of NumPy (.npy)");
        if (start[6] is not (1 or 2 or 3))
            throw Bad(name, $"it is in version {start[6]} of the format; versions 1 to 3 are read");
        long length = BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8));
        if (start[6] > 1)
        {
            var more = new byte[2];
            Fill(stream, more, name);
            length += (long)BinaryPrimitives.ReadUInt16LittleEndian(more) << 16;
        }
        if (length > MostHeader)
            throw Bad(name, "its header is damaged");
        var header = new byte[length];
        Fill(stream, header, name);
        var (type, isFortran, shape) = Parse(Encoding.UTF8.GetString(header), name);
        return Read(stream, type, isFortran, shape, name);
    }

    private static NpyArray Read(Stream stream, string type, bool isFortran, int[] shape, string name)
    {
        var (kind, width) = (type[1], int.Parse(type.AsSpan(2), CultureInfo.InvariantCulture));
        var count = shape.Aggregate(1L, (product, n) => checked(product * n));
        if (count * width > MostBytes || count > Array.MaxLength)
            throw Bad(name, $"its header asks for {count} numbers of {width} bytes, which is more than is read");
        var bytes = new byte[count * width];
        Fill(stream, bytes, name);
        if (stream.ReadByte() >= 0)
            throw Bad(name, $"there are bytes after the {bytes.LongLength} that its header describes");
        if (type[0] == '>' && width > 1)
            Reverse(bytes, width);
        var values = Numbers(bytes, kind, width, (int)count, name);
        return new NpyArray(shape, isFortran ? RowMajor(values, shape) : values);
    }

    private static (string Type, bool IsFortran, int[] Shape) Parse(string header, string name)
    {
        var type = TypePattern().Match(header);
        if (!type.Success)
            throw Bad(name, "it holds records, or its header is damaged; an array of numbers of one type is right");
        var text = type.Groups["type"].Value;
        if (text.Contains('O', StringComparison.Ordinal))
            throw Bad(name, "it holds Python objects, which only unpickling could read; save an array of numbers");
        if (!Known().IsMatch(text))
            throw Bad(
                name,
                $"it holds values of the type '{text}'; whole numbers (u1 to i8), truth values and f2, f4, f8 are read"
            );
        var order = OrderPattern().Match(header);
        var shape = ShapePattern().Match(header);
        if (!order.Success || !shape.Success)
            throw Bad(name, "its header is damaged");
        var sizes = shape
            .Groups["shape"]
            .Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var numbers = new int[sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            if (!int.TryParse(sizes[i].TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                throw Bad(name, $"its header is damaged: a dimension of {sizes[i]}");
        }
        return (text, order.Groups["order"].Value == "True", numbers);
    }

    private static Array Numbers(byte[] bytes, char kind, int width, int count, string name)
    {
        switch (kind, width)
        {
            case ('b' or 'u', 1):
                return bytes;
            case ('i', 1):
                return Array.ConvertAll(bytes, b => (long)(sbyte)b);
            case ('u', 2):
                return Whole<ushort>(bytes, v => v);
            case ('i', 2):
                return Whole<short>(bytes, v => v);
            case ('u', 4):
                return Whole<uint>(bytes, v => v);
            case ('i', 4):
                return Whole<int>(bytes, v => v);
            case ('u', 8):
                return Whole<ulong>(
                    bytes,
                    v =>
                        v <= long.MaxValue
                            ? (long)v
                            : throw Bad(name, $"it holds {v}, which is more than 64 bits with a sign hold")
                );
            case ('i', 8):
                return Whole<long>(bytes, v => v);
            case ('f', 2):
                return Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), v => (float)v);
            case ('f', 4):
                return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
            default:
                return Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes)[..count].ToArray(), v => (float)v);
        }
    }

    private static long[] Whole<T>(byte[] bytes, Converter<T, long> convert)
        where T : struct => Array.ConvertAll(MemoryMarshal.Cast<byte, T>(bytes).ToArray(), convert);

    private static void Reverse(byte[] bytes, int width)
    {
        for (var i = 0; i < bytes.Length; i += width)
            bytes.AsSpan(i, width).Reverse();
    }

    // From an order in which the first dimension is innermost.
    private static Array RowMajor(Array values, int[] shape)
    {
        var target = Array.CreateInstance(values.GetType().GetElementType()!, values.Length);
        var index = new int[shape.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var from = 0;
            for (var d = shape.Length - 1; d >= 0; d--)
                from = (from * shape[d]) + index[d];
            Array.Copy(values, from, target, i, 1);
            for (var d = shape.Length - 1; d >= 0 && ++index[d] == shape[d]; d--)
                index[d] = 0;
        }
        return target;
    }

    private static void Fill(Stream stream, byte[] target, string name)
    {
        int read;
        try
        {
            read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException error)
        {
            throw Bad(name, $"it is damaged: {error.Message}");
        }
        if (read < target.Length)
            throw Bad(name, $"it is truncated: {read} of {target.Length} bytes are there");
    }

    private static InvalidDataException Bad(string name, string why) => new($"{name}: {why}");

    [GeneratedRegex(@"'descr'\s*:\s*'(?<type>[^']*)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypePattern();

    [GeneratedRegex(
        @"\A([<>|=](b1|[iu][1248]|f[248]))\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Known();

    [GeneratedRegex(
        @"'fortran_order'\s*:\s*(?<order>True|False)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape'\s*:\s*\((?<shape>[^)]*)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShapePattern();
}
