using ScottPlot.Colormaps;

namespace ScottPlot.Tests;

public sealed class ColorTests
{
    [Theory]
    [InlineData("#12abFF", 0x12, 0xAB, 0xFF)]
    [InlineData("0072B2", 0x00, 0x72, 0xB2)]
    [InlineData("#0A548080", 0x0A, 0x54, 0x80)]
    [InlineData("no color", 0, 0, 0)]
    public void Colors_are_read_from_hexadecimal(string text, byte red, byte green, byte blue)
    {
        var color = Color.FromHex(text);

        Assert.Equal((red, green, blue), (color.R, color.G, color.B));
    }

    [Fact]
    public void Channels_come_in_the_order_red_green_blue()
    {
        var color = new Color(1, 2, 3);

        Assert.Equal((1, 2, 3), (color.R, color.G, color.B));
    }

    [Fact]
    public void Colors_of_the_same_channels_are_equal()
    {
        Assert.Equal(Color.FromHex("#010203"), new Color(1, 2, 3));
        Assert.NotEqual(Color.FromHex("#010203"), new Color(1, 2, 4));
        Assert.NotEqual(Color.FromHex("#010203"), Color.FromHex("#010203").WithOpacity(0.5));
        Assert.Equal(Colors.White, Color.FromHex("#FFFFFF"));
        Assert.Equal(Colors.Black, Color.FromHex("#000000"));
    }

    [Fact]
    public void Opacity_leaves_the_channels_as_they_are()
    {
        var color = Color.FromHex("#102030").WithOpacity(0.3);

        Assert.Equal((0x10, 0x20, 0x30), (color.R, color.G, color.B));
        Assert.Equal(new Color(0x10, 0x20, 0x30, 76), color);
    }

    // Values of the table by Smith, van der Walt and Firing (bids.github.io/colormap).
    [Theory]
    [InlineData(0, "#440154")]
    [InlineData(128 / 255.0, "#21918c")]
    [InlineData(1, "#fde725")]
    [InlineData(-0.5, "#440154")]
    [InlineData(1.5, "#fde725")]
    public void Viridis_has_its_published_colors(double position, string expected)
    {
        Assert.Equal(Color.FromHex(expected), new Viridis().GetColor(position));
    }
}
