using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using static TorchSharp.torch;

namespace NtkRepro.Data;

/// <summary>
/// Named tensors in the safetensors format: 8 bytes of header length, a JSON header, then the raw
/// little-endian data. Safe to load: nothing in a file is ever executed, and every number is checked before it is used.
/// </summary>
/// <remarks>
/// The format has no checksum, so what is written carries one among its texts; see <see cref="SafeTensorsDigest"/>. Files of
/// other programs are read without.
/// </remarks>
public static class SafeTensors
{
    private const string Metadata = SafeTensorsHeader.MetadataName;

    /// <summary>Writes the tensors, sorted by name, with <paramref name="metadata"/> as the header's texts.</summary>
    /// <exception cref="ArgumentException">A tensor has a type or a name that the file cannot hold.</exception>
    public static void Save(
        string path,
        IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        var names = tensors.Keys.Order(StringComparer.Ordinal).ToList();
        var header = Header(names, tensors, metadata);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var stream = File.Create(path);
        Write(prefix);
        Write(header);
        foreach (var name in names)
        {
            using var scope = NewDisposeScope();
            Write(tensors[name].detach().cpu().contiguous().bytes);
        }
        stream.Position = prefix.Length + SafeTensorsDigest.PlaceOfDigits(header);
        stream.Write(Encoding.ASCII.GetBytes(SafeTensorsDigest.Text(hash)));

        void Write(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    /// <summary>Reads all tensors of a file, onto the default device.</summary>
    /// <exception cref="InvalidDataException">The file is not a whole safetensors file of the supported types.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path) => LoadAll(path).Tensors;

    /// <summary>Reads the texts of a file's header; its data are not looked at.</summary>
    /// <exception cref="InvalidDataException">The header is damaged.</exception>
    public static IReadOnlyDictionary<string, string> LoadMetadata(string path)
    {
        using var stream = File.OpenRead(path);
        return SafeTensorsHeader.Read(stream, path).Metadata;
    }

    /// <summary>Reads all tensors, onto the default device, and texts of a file.</summary>
    /// <exception cref="InvalidDataException">The file is not a whole safetensors file of the supported types.</exception>
    public static (IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) LoadAll(
        string path
    )
    {
        using var stream = File.OpenRead(path);
        using var scope = NewDisposeScope();
        var header = SafeTensorsHeader.Read(stream, path);
        using var hash = SafeTensorsDigest.Begin(header.Raw);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var entry in header.Entries)
        {
            var tensor = empty(entry.Shape, entry.Type, device: CPU);
            tensors.Add(entry.Name, tensor);
            var bytes = tensor.bytes;
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                throw new InvalidDataException($"{path} became shorter while it was read");
            hash.AppendData(bytes);
        }
        if (header.Digest is { } digest && digest != SafeTensorsDigest.Text(hash))
            throw new InvalidDataException(
                $"{path} is damaged: its SHA-256 is {SafeTensorsDigest.Text(hash)}, and {digest} when it was written"
            );
        return (
            tensors.ToDictionary(t => t.Key, t => scope.MoveToOuter(t.Value.ToDevice()), StringComparer.Ordinal),
            header.Metadata
        );
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
            json.WriteStartObject(Metadata);
            json.WriteString(SafeTensorsDigest.Key, SafeTensorsDigest.NoDigits);
            foreach (var (key, text) in (metadata ?? Nothing).OrderBy(m => m.Key, StringComparer.Ordinal))
                json.WriteString(key, text);
            json.WriteEndObject();
            long offset = 0;
            foreach (var name in names)
            {
                var tensor = tensors[name];
                var type = name != Metadata ? SafeTensorsHeader.TypeOf(tensor.dtype) : null;
                if (type is null)
                    throw new ArgumentException(
                        $"a tensor '{name}' of {tensor.dtype} cannot be stored",
                        nameof(tensors)
                    );
                json.WriteStartObject(name);
                json.WriteString("dtype", type.Name);
                WriteArray(json, "shape", tensor.shape);
                WriteArray(json, "data_offsets", [offset, offset += tensor.numel() * type.Size]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        // The format pads the header with spaces, so that the data begin at a multiple of 8.
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static Dictionary<string, string> Nothing { get; } = new(StringComparer.Ordinal);

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }
}
