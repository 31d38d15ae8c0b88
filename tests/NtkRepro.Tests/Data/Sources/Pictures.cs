using System.Buffers.Binary;
using System.IO.Compression;
using NtkRepro.Data;
using SkiaSharp;

namespace NtkRepro.Tests.Data.Sources;

/// <summary>Encoded pictures, of the usual and of odd kinds.</summary>
internal static class Pictures
{
    /// <summary>A picture of one colour.</summary>
    public static byte[] Plain(
        int width,
        int height,
        (byte Red, byte Green, byte Blue) colour,
        SKEncodedImageFormat format = SKEncodedImageFormat.Png
    ) => Encode(width, height, (_, _) => new SKColor(colour.Red, colour.Green, colour.Blue), format);

    /// <summary>A picture by its pixels.</summary>
    public static byte[] Encode(
        int width,
        int height,
        Func<int, int, SKColor> pixel,
        SKEncodedImageFormat format = SKEncodedImageFormat.Png
    )
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            bitmap.SetPixel(x, y, pixel(x, y));
        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }

    /// <summary>A PNG by what its chunks hold.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="depth">Bits of a value.</param>
    /// <param name="colour">0 grey, 2 red, green, blue, 4 grey and alpha, 6 all four.</param>
    /// <param name="rows">The bytes of the pixels.</param>
    /// <param name="more">A chunk before them.</param>
    public static byte[] Png(
        int width,
        int height,
        byte depth,
        byte colour,
        byte[] rows,
        (string Name, byte[] Data)? more = null
    )
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (depth, colour);
        Chunk(file, "IHDR", header);
        if (more is var (name, data))
            Chunk(file, name, data);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = rows.Length / height;
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(rows, y * row, row);
            }
        }
        Chunk(file, "IDAT", packed.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>A bitmap of Windows with 24 bits, which Skia does not write.</summary>
    public static byte[] Bmp(int width, int height, (byte Red, byte Green, byte Blue) colour)
    {
        var row = ((3 * width) + 3) / 4 * 4;
        var file = new byte[54 + (row * height)];
        file[0] = (byte)'B';
        file[1] = (byte)'M';
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        file[26] = 1;
        file[28] = 24;
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
            ((byte[])[colour.Blue, colour.Green, colour.Red]).CopyTo(file, 54 + (y * row) + (3 * x));
        return file;
    }

    /// <summary>A JPEG that says how a camera was held.</summary>
    public static byte[] Turned(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            .. "Exif\0\0MM\0*"u8,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
        ];
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. jpeg[2..]];
    }

    /// <summary>A JPEG whose frame says that it has four colours.</summary>
    public static byte[] Cmyk() =>
        [
            0xFF,
            0xD8,
            0xFF,
            0xEE,
            0,
            4,
            0,
            0,
            0xFF,
            0xC0,
            0,
            20,
            8,
            0,
            1,
            0,
            1,
            4,
            1,
            0x11,
            0,
            2,
            0x11,
            0,
            3,
            0x11,
            0,
            4,
            0x11,
            0,
        ];

    /// <summary>A WebP of two pictures, one after the other.</summary>
    public static byte[] Animation(int width, int height)
    {
        var still = Encode(width, height, (_, _) => SKColors.Red, SKEncodedImageFormat.Webp)[12..];
        byte[] size = [(byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0];
        byte[] frame = [0, 0, 0, 0, 0, 0, .. size, 100, 0, 0, 0, .. still];
        byte[] body =
        [
            .. "WEBP"u8,
            .. Riff("VP8X"u8, [2, 0, 0, 0, .. size]),
            .. Riff("ANIM"u8, [0, 0, 0, 0, 0, 0]),
            .. Riff("ANMF"u8, frame),
            .. Riff("ANMF"u8, frame),
        ];
        return Riff("RIFF"u8, body);
    }

    private static byte[] Riff(ReadOnlySpan<byte> name, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. name, .. length, .. data, .. data.Length % 2 == 1 ? [0] : (byte[])[]];
    }

    private static void Chunk(Stream file, string name, byte[] data)
    {
        byte[] content = [.. System.Text.Encoding.ASCII.GetBytes(name), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, CheckSum.Crc32(content));
        file.Write(number);
    }
}
