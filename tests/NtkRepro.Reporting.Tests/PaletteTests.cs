using System.Globalization;
using NtkRepro.Reporting.Html;

namespace NtkRepro.Reporting.Tests;

public sealed class PaletteTests
{
    public static TheoryData<string> Schemes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Every_colour_can_be_read_on_what_it_stands_on(string scheme)
    {
        var palette = scheme == "light" ? Palette.Light : Palette.Dark;

        Assert.All(
            palette.Pairs(),
            p => Assert.True(Contrast(p.Front, p.Behind) >= p.Least, $"{p.What}: {Contrast(p.Front, p.Behind):0.00}")
        );
    }

    // The examples of WCAG: black on white, and the grey that just passes on white.
    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#ffffff", "#ffffff", 1)]
    public void Contrast_is_that_of_the_guidelines(string front, string behind, double expected) =>
        Assert.Equal(expected, Contrast(front, behind), 0.005);

    // (L1 + 0.05) / (L2 + 0.05) of relative luminances, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
    private static double Contrast(string a, string b)
    {
        double[] luminances = [Luminance(a), Luminance(b)];
        return (luminances.Max() + 0.05) / (luminances.Min() + 0.05);
    }

    private static double Luminance(string colour)
    {
        double[] weights = [0.2126, 0.7152, 0.0722];
        return weights.Select((weight, i) => weight * Linear(colour.Substring(1 + (2 * i), 2))).Sum();
    }

    private static double Linear(string hex)
    {
        var part = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
    }
}
