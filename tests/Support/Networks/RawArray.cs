using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NtkRepro.Tests.Support;

/// <summary>An array as a safetensors file holds it, read without the code under test.</summary>
internal sealed record RawArray(string Type, long[] Shape, byte[] Bytes)
{
    /// <summary>The values in row-major order, whatever their type.</summary>
    public double[] Values =>
        Type switch
        {
            "U8" => [.. Bytes.Select(b => (double)b)],
            "I64" => [.. Cast<long>().Select(v => (double)v)],
            "F32" => [.. Cast<float>().Select(v => (double)v)],
            "F64" => Cast<double>(),
            _ => throw new InvalidOperationException($"the tests know no type '{Type}'"),
        };

    /// <summary>The values as they are stored.</summary>
    public T[] Cast<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes).ToArray();

    /// <summary>Where a file of the oracle's values lies.</summary>
    public static string OraclePath(string name) =>
        Path.Combine(AppContext.BaseDirectory, "oracle", "values", $"{name}.safetensors");

    /// <summary>Reads a file, from the format's description: 8 bytes of header length, a JSON header, the data.</summary>
    public static Dictionary<string, RawArray> ReadFile(string path)
    {
        var file = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        var data = file[(8 + length)..];
        using var header = JsonDocument.Parse(file.AsMemory(8, length));
        return header
            .RootElement.EnumerateObject()
            .Where(entry => entry.Name != "__metadata__")
            .ToDictionary(entry => entry.Name, entry => Read(entry.Value, data), StringComparer.Ordinal);
    }

    private static RawArray Read(JsonElement entry, byte[] data)
    {
        var offsets = entry.GetProperty("data_offsets");
        return new RawArray(
            entry.GetProperty("dtype").GetString()!,
            [.. entry.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())],
            data[offsets[0].GetInt32()..offsets[1].GetInt32()]
        );
    }
}
