using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace NtkRepro.Tests.Data.Sources;

/// <summary>Writes arrays as NumPy does.</summary>
internal static class Npy
{
    /// <summary>An array by its parts.</summary>
    public static byte[] Of(
        string type,
        IReadOnlyList<int> shape,
        byte[] values,
        bool isFortran = false,
        byte version = 1
    )
    {
        var sizes = string.Concat(shape.Select(n => n.ToString(CultureInfo.InvariantCulture) + ", "));
        var header =
            $"{{'descr': {type}, 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': ({sizes.TrimEnd(' ')}), }}";
        var start = version == 1 ? 10 : 12;
        header = header.PadRight((((start + header.Length + 1) + 63) / 64 * 64) - start - 1) + "\n";
        byte[] length = [(byte)header.Length, (byte)(header.Length >> 8)];
        return
        [
            0x93,
            .. "NUMPY"u8,
            version,
            0,
            .. length,
            .. version == 1 ? [] : (byte[])[0, 0],
            .. Encoding.ASCII.GetBytes(header),
            .. values,
        ];
    }

    /// <summary>Bytes, as <c>uint8</c>.</summary>
    public static byte[] Bytes(IReadOnlyList<int> shape, params byte[] values) => Of("'|u1'", shape, values);

    /// <summary>Whole numbers, as <c>int64</c>.</summary>
    public static byte[] Whole(params long[] values) =>
        Of("'<i8'", [values.Length], [.. values.SelectMany(BitConverter.GetBytes)]);

    /// <summary>Numbers, as <c>float32</c>.</summary>
    public static byte[] Floats(IReadOnlyList<int> shape, params float[] values) =>
        Of("'<f4'", shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    /// <summary>An archive of arrays.</summary>
    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Array)[] arrays)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, array) in arrays)
            {
                using var entry = zip.CreateEntry(name + ".npy", level).Open();
                entry.Write(array);
            }
        }
        return file.ToArray();
    }
}
