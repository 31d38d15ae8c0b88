using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace NtkRepro.Data.Sources;

/// <summary>A decoded picture: red, green and blue from 0 to 255, as they are stored.</summary>
/// <param name="Pixels">[height, width, 3].</param>
/// <param name="Height">Pixels.</param>
/// <param name="Width">Pixels.</param>
/// <remarks>
/// Colour profiles are not applied. What is transparent lies on white. 16 bits are reduced to 8. A picture that a camera marked as lying on its
/// side is set upright. Refused are animations, and CMYK, which says nothing of colours without its profile.
/// </remarks>
public sealed record Picture(byte[] Pixels, int Height, int Width)
{
    /// <summary>What names of pictures end in.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".png", ".jpg", ".jpeg", ".bmp", ".webp"];

    private const long MostPixels = 100_000_000;
    private const int Colours = 3;

    /// <summary>Whether bytes begin as those of a picture that can be read do.</summary>
    public static bool IsEncoded(ReadOnlySpan<byte> file) =>
        IsPng(file)
        || IsJpeg(file)
        || file.StartsWith("BM"u8)
        || (file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8));

    /// <summary>Decodes a PNG, JPEG, BMP or WebP.</summary>
    /// <param name="file">Its bytes.</param>
    /// <exception cref="InvalidDataException">It is none, damaged, or of a form that is refused; the message does not name the file.</exception>
    public static Picture Read(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            throw new InvalidDataException("it is empty");
        if (!IsEncoded(file))
            throw new InvalidDataException("it is no PNG, JPEG, BMP or WebP");
        if (IsPng(file) && HasChunk(file, "acTL"u8))
            throw new InvalidDataException("it is animated; a single picture is right");
        if (IsJpeg(file) && Components(file) == 4)
            throw new InvalidDataException("it is a JPEG in CMYK; convert it to RGB first");
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new InvalidDataException("it is damaged");
        if (codec.FrameCount > 1)
            throw new InvalidDataException("it is animated; a single picture is right");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MostPixels)
            throw new InvalidDataException($"it has {width} × {height} pixels; more than {MostPixels} are not read");
        // Without a colour space of the target, Skia leaves colours as they are stored.
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul, colorspace: null);
        var rgba = new byte[info.BytesSize];
        var pin = GCHandle.Alloc(rgba, GCHandleType.Pinned);
        try
        {
            var result = codec.GetPixels(info, pin.AddrOfPinnedObject());
            if (result != SKCodecResult.Success)
                throw new InvalidDataException(
                    result == SKCodecResult.IncompleteInput ? "it is truncated" : $"it is damaged ({result})"
                );
        }
        finally
        {
            pin.Free();
        }
        return new Picture(OnWhite(rgba), height, width).Upright(codec.EncodedOrigin);
    }

    /// <summary>Whether all pixels are grey.</summary>
    public bool IsGrey
    {
        get
        {
            for (var i = 0; i < Pixels.Length; i += Colours)
            {
                if (Pixels[i] != Pixels[i + 1] || Pixels[i] != Pixels[i + 2])
                    return false;
            }
            return true;
        }
    }

    /// <summary>The lightness of each pixel: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), rounded; [height, width].</summary>
    public byte[] Grey()
    {
        var grey = new byte[Height * Width];
        for (var i = 0; i < grey.Length; i++)
        {
            var (red, green, blue) = (Pixels[Colours * i], Pixels[(Colours * i) + 1], Pixels[(Colours * i) + 2]);
            grey[i] = (byte)(((299 * red) + (587 * green) + (114 * blue) + 500) / 1000);
        }
        return grey;
    }

    private static byte[] OnWhite(byte[] rgba)
    {
        var pixels = new byte[rgba.Length / 4 * Colours];
        for (int i = 0, j = 0; i < rgba.Length; i += 4)
        {
            var alpha = rgba[i + 3];
            for (var c = 0; c < Colours; c++)
                pixels[j++] = (byte)(((rgba[i + c] * alpha) + (255 * (255 - alpha)) + 127) / 255);
        }
        return pixels;
    }

    private Picture Upright(SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return this;
        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        var (height, width) = isTurned ? (Width, Height) : (Height, Width);
        var target = new byte[Pixels.Length];
        for (var y = 0; y < Height; y++)
        for (var x = 0; x < Width; x++)
        {
            var (row, column) = origin switch
            {
                SKEncodedOrigin.TopRight => (y, Width - 1 - x),
                SKEncodedOrigin.BottomRight => (Height - 1 - y, Width - 1 - x),
                SKEncodedOrigin.BottomLeft => (Height - 1 - y, x),
                SKEncodedOrigin.LeftTop => (x, y),
                SKEncodedOrigin.RightTop => (x, Height - 1 - y),
                SKEncodedOrigin.RightBottom => (Width - 1 - x, Height - 1 - y),
                _ => (Width - 1 - x, y),
            };
            Pixels
                .AsSpan(((y * Width) + x) * Colours, Colours)
                .CopyTo(target.AsSpan(((row * width) + column) * Colours));
        }
        return new Picture(target, height, width);
    }

    private static bool IsPng(ReadOnlySpan<byte> file) =>
        file.Length > 8 && file[0] == 0x89 && file[1..].StartsWith("PNG\r\n\u001A\n"u8);

    private static bool IsJpeg(ReadOnlySpan<byte> file) => file.Length > 3 && file[0] == 0xFF && file[1] == 0xD8;

    // Before the first pixels.
    private static bool HasChunk(ReadOnlySpan<byte> png, ReadOnlySpan<byte> name)
    {
        for (var at = 8; at + 8 <= png.Length; )
        {
            var type = png.Slice(at + 4, 4);
            if (type.SequenceEqual(name))
                return true;
            if (type.SequenceEqual("IDAT"u8))
                return false;
            var next = at + 12L + BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (next > png.Length)
                return false;
            at = (int)next;
        }
        return false;
    }

    // Colour components, as the header of the frame has them; 0 where there is none.
    private static int Components(ReadOnlySpan<byte> jpeg)
    {
        for (var at = 2; at + 9 < jpeg.Length && jpeg[at] == 0xFF; )
        {
            var marker = jpeg[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }
            var isFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (isFrame)
                return jpeg[at + 9];
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }
        return 0;
    }
}
