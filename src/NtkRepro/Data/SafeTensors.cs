using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace NtkRepro.Data;

/// <summary>
/// Named tensors in the safetensors format: 8 bytes of header length, a JSON header, then the raw
/// little-endian data. Safe to load: nothing in a file is ever executed, and every offset is checked.
/// </summary>
public static class SafeTensors
{
    private const int MaxHeaderBytes = 100_000_000;

    private static readonly (string Name, ScalarType Type, int Size)[] Types =
    [
        ("U8", ScalarType.Byte, 1),
        ("I64", ScalarType.Int64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F64", ScalarType.Float64, 8),
    ];

    /// <summary>Writes the tensors, sorted by name, with <paramref name="metadata"/> as the header's texts.</summary>
    public static void Save(
        string path,
        IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        var names = tensors.Keys.Order(StringComparer.Ordinal).ToList();
        using var stream = File.Create(path);
        var header = Header(names, tensors, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var name in names)
        {
            using var scope = NewDisposeScope();
            stream.Write(tensors[name].detach().contiguous().bytes);
        }
    }

    /// <summary>Reads all tensors of a file.</summary>
    /// <exception cref="InvalidDataException">The file is not a whole safetensors file of the supported types.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path)
    {
        using var stream = File.OpenRead(path);
        using var header = ReadHeader(stream, path);
        return ReadTensors(stream, header, path);
    }

    /// <summary>Reads the texts of a file's header.</summary>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public static IReadOnlyDictionary<string, string> LoadMetadata(string path)
    {
        using var stream = File.OpenRead(path);
        using var header = ReadHeader(stream, path);
        return ReadMetadata(header, path);
    }

    /// <summary>Reads all tensors and texts of a file.</summary>
    /// <exception cref="InvalidDataException">The file is not a whole safetensors file of the supported types.</exception>
    public static (IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) LoadAll(
        string path
    )
    {
        using var stream = File.OpenRead(path);
        using var header = ReadHeader(stream, path);
        var metadata = ReadMetadata(header, path);
        return (ReadTensors(stream, header, path), metadata);
    }

    private static Dictionary<string, Tensor> ReadTensors(FileStream stream, JsonDocument header, string path)
    {
        var start = stream.Position;
        var spans = new List<(long Begin, long End)>();
        var result = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in header.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
        {
            var (type, shape, begin, end) = Describe(entry, stream.Length - start, path);
            spans.Add((begin, end));
            stream.Position = start + begin;
            result.Add(entry.Name, ReadTensor(stream, type, shape, end - begin));
        }
        CheckSpans(spans, stream.Length - start, path);
        return result;
    }

    private static Dictionary<string, string> ReadMetadata(JsonDocument header, string path)
    {
        if (!header.RootElement.TryGetProperty("__metadata__", out var texts))
            return new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            return texts
                .EnumerateObject()
                .ToDictionary(t => t.Name, t => t.Value.GetString() ?? "", StringComparer.Ordinal);
        }
        catch (InvalidOperationException error)
        {
            throw Damaged(path, $"its metadata are not all texts: {error.Message}");
        }
    }

    private static byte[] Header(
        List<string> names,
        IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata
    )
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, text) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                    json.WriteString(key, text);
                json.WriteEndObject();
            }
            long offset = 0;
            foreach (var name in names)
            {
                var tensor = tensors[name];
                var (typeName, _, size) = Types.Single(t => t.Type == tensor.dtype);
                json.WriteStartObject(name);
                json.WriteString("dtype", typeName);
                WriteArray(json, "shape", tensor.shape);
                WriteArray(json, "data_offsets", [offset, offset += tensor.numel() * size]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        // The format pads the header with spaces, so that the data begin at a multiple of 8.
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static JsonDocument ReadHeader(FileStream stream, string path)
    {
        var prefix = new byte[8];
        if (stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false) < 8)
            throw Damaged(path, "it is shorter than 8 bytes");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxHeaderBytes || (long)length > stream.Length - 8)
            throw Damaged(path, $"its header claims {length} bytes of a file of {stream.Length}");
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        try
        {
            var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw Damaged(path, "its header is no JSON object");
            // A name is decoded only when it is read; one that is no Unicode text must not get past here.
            foreach (var entry in document.RootElement.EnumerateObject())
                _ = entry.Name;
            return document;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Damaged(path, $"its header is no JSON: {error.Message}");
        }
    }

    private static (ScalarType Type, long[] Shape, long Begin, long End) Describe(
        JsonProperty entry,
        long available,
        string path
    )
    {
        try
        {
            var typeName = entry.Value.GetProperty("dtype").GetString();
            var shape = entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64()).ToArray();
            var offsets = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt64()).ToArray();
            var type = Types.FirstOrDefault(t => t.Name == typeName);
            if (type.Name is null)
                throw Damaged(path, $"'{entry.Name}' has type '{typeName}'; known: {KnownTypes()}");
            if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > available)
                throw Damaged(path, $"'{entry.Name}' has data offsets outside the {available} bytes of data");
            if (shape.Any(d => d < 0) || Bytes(shape, type.Size) != offsets[1] - offsets[0])
                throw Damaged(path, $"'{entry.Name}' has a shape that does not fit its data");
            return (type.Type, shape, offsets[0], offsets[1]);
        }
        catch (Exception error)
            when (error is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException)
        {
            throw Damaged(path, $"the description of '{entry.Name}' is broken: {error.Message}");
        }
    }

    private static long Bytes(long[] shape, int size) =>
        shape.Aggregate((long)size, (product, d) => checked(product * d));

    private static Tensor ReadTensor(FileStream stream, ScalarType type, long[] shape, long bytes)
    {
        var tensor = empty(shape, type);
        if (bytes > 0)
            stream.ReadExactly(tensor.bytes);
        return tensor;
    }

    private static void CheckSpans(List<(long Begin, long End)> spans, long available, string path)
    {
        long expected = 0;
        foreach (var (begin, end) in spans.Order())
        {
            if (begin != expected)
                throw Damaged(path, $"its data overlap or leave a hole at byte {expected}");
            expected = end;
        }
        if (expected != available)
            throw Damaged(path, $"it has {available} bytes of data where the header describes {expected}");
    }

    private static string KnownTypes() => string.Join(", ", Types.Select(t => t.Name));

    private static InvalidDataException Damaged(string path, string why) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{path} is not a whole safetensors file: {why}"));
}
