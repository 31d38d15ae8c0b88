using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace NtkRepro.Data;

/// <summary>The header of a safetensors file, checked in full before any of the data is read or memory is taken for it.</summary>
internal sealed class SafeTensorsHeader
{
    /// <summary>The name in a header that stands for its texts.</summary>
    public const string MetadataName = "__metadata__";

    // The limit of the format's own reader.
    private const int MostBytes = 100_000_000;

    // What libtorch computes with at most.
    private const int MostAxes = 64;

    private static readonly ElementType[] Types =
    [
        new("U8", ScalarType.Byte, 1),
        new("I64", ScalarType.Int64, 8),
        new("F32", ScalarType.Float32, 4),
        new("F64", ScalarType.Float64, 8),
    ];

    private readonly string path;
    private readonly long available;

    private SafeTensorsHeader(string path, byte[] raw, long available, JsonElement root)
    {
        (this.path, Raw, this.available) = (path, raw, available);
        var tensors = root.EnumerateObject().Where(e => e.Name != MetadataName);
        Entries = [.. tensors.Select(Describe).OrderBy(e => e.Begin).ThenBy(e => e.End)];
        CheckSpans();
        var texts = ReadTexts(root);
        Digest = texts.Remove(SafeTensorsDigest.Key, out var digest) ? digest : null;
        Metadata = texts;
    }

    /// <summary>The tensors, in the order of their data, which fill the rest of the file without a gap.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The texts, but for the checksum.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The checksum that the file claims to have, if any.</summary>
    public string? Digest { get; }

    /// <summary>The bytes before the data: the length and the header itself.</summary>
    public byte[] Raw { get; }

    /// <summary>Reads up to the data, which begin where the stream then stands.</summary>
    /// <exception cref="InvalidDataException">The header is damaged, or does not fit the file.</exception>
    public static SafeTensorsHeader Read(FileStream stream, string path)
    {
        var size = stream.Length;
        var prefix = new byte[8];
        if (stream.ReadAtLeast(prefix, prefix.Length, throwOnEndOfStream: false) < prefix.Length)
            throw Damaged(path, $"it has {size} bytes; the length of its header alone takes 8");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        var most = Math.Min(MostBytes, size - prefix.Length);
        if (length > (ulong)most)
            throw Damaged(path, $"its header is said to have {length} bytes; at most {most} can be");
        var raw = new byte[prefix.Length + (int)length];
        prefix.CopyTo(raw, 0);
        stream.ReadExactly(raw, prefix.Length, (int)length);
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            using var document = JsonDocument.Parse(raw.AsMemory(prefix.Length), options);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw Damaged(path, $"its header is a JSON {root.ValueKind}; it must be an object");
            return new SafeTensorsHeader(path, raw, size - raw.Length, root);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Damaged(path, $"its header is not the JSON object that it must be: {error.Message}");
        }
    }

    /// <summary>How elements of a type are stored; null where they cannot be.</summary>
    public static ElementType? TypeOf(ScalarType type) => Types.FirstOrDefault(t => t.Type == type);

    private Entry Describe(JsonProperty entry)
    {
        var name = entry.Name;
        if (entry.Value.ValueKind != JsonValueKind.Object)
            throw Wrong(name, "is described by", entry.Value, "it must be an object");
        var type = Array.Find(Types, t => Text(entry, "dtype") == t.Name);
        if (type is null)
            throw Wrong(
                name,
                "has dtype",
                Field(entry, "dtype"),
                $"known: {string.Join(", ", Types.Select(t => t.Name))}"
            );
        var shape = Numbers(entry, "shape");
        if (shape.Length > MostAxes)
            throw Wrong(name, "has shape", Field(entry, "shape"), $"at most {MostAxes} axes can be");
        var bytes = Bytes(shape, type.Size);
        if (bytes is null)
            throw Wrong(name, "has shape", Field(entry, "shape"), "its bytes cannot be counted in 63 bits");
        var offsets = Numbers(entry, "data_offsets");
        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > available)
            throw Wrong(
                name,
                "has data_offsets",
                Field(entry, "data_offsets"),
                $"they must be a begin and an end in the {available} bytes of data"
            );
        if (offsets[1] - offsets[0] != bytes)
            throw Wrong(
                name,
                "has data_offsets",
                Field(entry, "data_offsets"),
                $"its shape and dtype take {bytes} bytes"
            );
        if (bytes > int.MaxValue)
            throw Wrong(name, "has shape", Field(entry, "shape"), $"at most {int.MaxValue} bytes can be read");
        return new Entry(name, type.Type, shape, offsets[0], offsets[1]);
    }

    // The number of bytes; null where it overflows, even beside a zero, for the engine counts strides without it.
    private static long? Bytes(long[] shape, int size)
    {
        var product = shape.Aggregate((UInt128)(uint)size, (p, d) => p > long.MaxValue ? p : p * (ulong)Math.Max(d, 1));
        if (product > long.MaxValue)
            return null;
        return shape.Contains(0) ? 0 : (long)product;
    }

    private void CheckSpans()
    {
        long expected = 0;
        foreach (var entry in Entries)
        {
            if (entry.Begin != expected)
                throw Damaged(
                    path,
                    $"the data of '{entry.Name}' begin at byte {entry.Begin}; without overlap or gap they begin at {expected}"
                );
            expected = entry.End;
        }
        if (expected != available)
            throw Damaged(path, $"it has {available} bytes of data; its header describes {expected}");
    }

    private Dictionary<string, string> ReadTexts(JsonElement root)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!root.TryGetProperty(MetadataName, out var all))
            return texts;
        if (all.ValueKind != JsonValueKind.Object)
            throw Wrong(MetadataName, "is", all, "it must be an object of texts");
        foreach (var text in all.EnumerateObject())
        {
            if (text.Value.ValueKind != JsonValueKind.String)
                throw Wrong(MetadataName, $"has '{text.Name}':", text.Value, "it must be a text");
            texts.Add(text.Name, text.Value.GetString()!);
        }
        return texts;
    }

    private JsonElement Field(JsonProperty entry, string field) =>
        entry.Value.TryGetProperty(field, out var value)
            ? value
            : throw Damaged(path, $"'{entry.Name}' has no {field}; it must have dtype, shape and data_offsets");

    private string? Text(JsonProperty entry, string field) =>
        Field(entry, field) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private long[] Numbers(JsonProperty entry, string field)
    {
        var list = Field(entry, field);
        if (list.ValueKind != JsonValueKind.Array)
            throw Wrong(entry.Name, $"has {field}", list, "it must be a list of whole numbers");
        var numbers = new long[list.GetArrayLength()];
        foreach (var (i, item) in list.EnumerateArray().Index())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out numbers[i]) || numbers[i] < 0)
                throw Wrong(entry.Name, $"has {field}", list, "each must be a whole number from 0 to 2⁶³ − 1");
        }
        return numbers;
    }

    private InvalidDataException Wrong(string name, string what, JsonElement found, string right)
    {
        var text = found.GetRawText();
        return Damaged(path, $"'{name}' {what} {(text.Length <= 60 ? text : $"{text[..60]}…")}; {right}");
    }

    private static InvalidDataException Damaged(string path, string why) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{path} is not a whole safetensors file: {why}"));

    /// <summary>How elements of a type are stored.</summary>
    /// <param name="Name">The format's name of the type.</param>
    /// <param name="Type">The engine's.</param>
    /// <param name="Size">Bytes of one element.</param>
    public sealed record ElementType(string Name, ScalarType Type, int Size);

    /// <summary>Where a tensor's data lie, in bytes from the end of the header.</summary>
    public sealed record Entry(string Name, ScalarType Type, long[] Shape, long Begin, long End);
}
