using NtkRepro.Data.Sources;
using SkiaSharp;

namespace NtkRepro.Tests.Data.Sources;

public sealed class PictureTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 0)]
    [InlineData(SKEncodedImageFormat.Jpeg, 2)]
    [InlineData(SKEncodedImageFormat.Webp, 2)]
    public void Colours_are_read_as_they_are_stored(SKEncodedImageFormat format, int tolerance)
    {
        var picture = Picture.Read(Pictures.Plain(16, 8, (200, 100, 50), format));

        Assert.Equal((8, 16, 8 * 16 * 3), (picture.Height, picture.Width, picture.Pixels.Length));
        Assert.InRange(picture.Pixels[0], 200 - tolerance, 200 + tolerance);
        Assert.InRange(picture.Pixels[1], 100 - tolerance, 100 + tolerance);
        Assert.InRange(picture.Pixels[^1], 50 - tolerance, 50 + tolerance);
    }

    [Fact]
    public void A_bitmap_of_windows_is_read()
    {
        var picture = Picture.Read(Pictures.Bmp(3, 2, (1, 2, 3)));

        Assert.Equal((2, 3), (picture.Height, picture.Width));
        Assert.Equal([1, 2, 3], picture.Pixels[^3..]);
    }

    [Fact]
    public void Of_sixteen_bits_the_upper_eight_count()
    {
        // 0x80FF rounds to 128 or 129, as the decoder has it; 0xFFFF is white.
        var picture = Picture.Read(Pictures.Png(2, 1, 16, 0, [0x80, 0x00, 0xFF, 0xFF]));

        Assert.Equal([128, 128, 128, 255, 255, 255], picture.Pixels);
    }

    [Fact]
    public void What_is_transparent_lies_on_white()
    {
        var grey = Picture.Read(Pictures.Png(3, 1, 8, 4, [10, 0, 10, 255, 0, 51]));

        Assert.Equal([255, 255, 255, 10, 10, 10, 204, 204, 204], grey.Pixels);
        Assert.True(grey.IsGrey);
    }

    [Fact]
    public void Lightness_weighs_red_green_and_blue()
    {
        var picture = new Picture([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255], 1, 4);

        Assert.Equal([76, 150, 29, 255], picture.Grey());
        Assert.False(picture.IsGrey);
    }

    // A black pixel in the corner of a white picture of 2 × 3 pixels, by where a camera's mark puts it.
    [Theory]
    [InlineData(1, 2, 3, 0, 0)]
    [InlineData(2, 2, 3, 0, 2)]
    [InlineData(3, 2, 3, 1, 2)]
    [InlineData(4, 2, 3, 1, 0)]
    [InlineData(5, 3, 2, 0, 0)]
    [InlineData(6, 3, 2, 0, 1)]
    [InlineData(7, 3, 2, 2, 1)]
    [InlineData(8, 3, 2, 2, 0)]
    public void A_picture_that_lies_on_its_side_is_set_upright(
        byte orientation,
        int height,
        int width,
        int row,
        int column
    )
    {
        // Blocks of 16 pixels, of which JPEG keeps the colours.
        var jpeg = Pictures.Encode(
            48,
            32,
            (x, y) => x < 16 && y < 16 ? SKColors.Black : SKColors.White,
            SKEncodedImageFormat.Jpeg
        );

        var picture = Picture.Read(Pictures.Turned(jpeg, orientation));

        Assert.Equal((16 * height, 16 * width), (picture.Height, picture.Width));
        var grey = picture.Grey();
        for (var y = 0; y < height; y++)
        for (var x = 0; x < width; x++)
        {
            var middle = grey[((((16 * y) + 8) * picture.Width) + (16 * x)) + 8];
            Assert.Equal((y, x) == (row, column), middle < 128);
        }
    }

    [Fact]
    public void What_is_no_picture_is_said()
    {
        Fails("it is empty", []);
        Fails("it is no PNG, JPEG, BMP or WebP", "GIF89a and more"u8.ToArray());
        Fails("it is a JPEG in CMYK; convert it to RGB first", Pictures.Cmyk());
        Fails("it is animated", Pictures.Animation(4, 4));
        Fails("it is animated", Pictures.Png(1, 1, 8, 0, [7], ("acTL", new byte[8])));
        Fails("it is damaged", [0x89, .. "PNG\r\n\u001A\n and nothing more"u8]);
        Fails("it is damaged", [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 3, 4, 5]);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_truncated_picture_is_refused(SKEncodedImageFormat format)
    {
        var random = new Random(3);
        var whole = Pictures.Encode(64, 64, (_, _) => new SKColor((uint)random.Next()).WithAlpha(255), format);

        foreach (var share in new[] { 0.3, 0.6, 0.9 })
        {
            var error = Assert.Throws<InvalidDataException>(() =>
                Picture.Read(whole.AsSpan(0, (int)(share * whole.Length)))
            );
            Assert.Matches("truncated|damaged", error.Message);
        }
    }

    [Fact]
    public void A_picture_larger_than_is_reasonable_is_refused_before_it_is_unpacked() =>
        Fails("20000 × 20000 pixels", Pictures.Png(20_000, 20_000, 8, 0, new byte[20_000]));

    private static void Fails(string message, byte[] file)
    {
        var error = Assert.Throws<InvalidDataException>(() => Picture.Read(file));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
