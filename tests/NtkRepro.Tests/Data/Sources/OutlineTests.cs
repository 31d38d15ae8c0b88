using NtkRepro.Data.Sources;

namespace NtkRepro.Tests.Data.Sources;

public sealed class OutlineTests
{
    // A square of side 2 around a hole of side 1, which goes round the other way.
    private static readonly Outline Ring = new([
        .. Square(-1, 1, isReversed: false),
        .. Square(-0.5, 0.5, isReversed: true),
    ]);

    [Fact]
    public void What_an_outline_goes_round_is_white_and_the_rest_black()
    {
        var image = Ring.Draw(8, 0);

        for (var y = 0; y < 8; y++)
        for (var x = 0; x < 8; x++)
            Assert.Equal(x is >= 2 and < 6 && y is >= 2 and < 6 ? 0 : 255, image[(8 * y) + x]);
    }

    [Fact]
    public void A_pixel_is_as_white_as_its_share() =>
        // Two thirds of each side lie between the margins of 1.5 pixels.
        Assert.Equal(
            [64, 128, 64, 128, 255, 128, 64, 128, 64],
            new Outline([.. Square(-1, 1, isReversed: false)]).Draw(3, 0.5)
        );

    [Fact]
    public void The_longer_side_fills_the_image_and_the_other_lies_in_the_middle()
    {
        var tall = new Outline([.. Square(-1, 1, isReversed: false).Select(e => (e.X1 / 2, e.Y1, e.X2 / 2, e.Y2))]);

        Assert.Equal([0, 255, 255, 0], tall.Draw(4, 0)[..4]);
    }

    [Fact]
    public void A_turn_keeps_lengths_and_a_shear_keeps_heights()
    {
        var turned = Ring.Varied(0.1, 0);
        var sheared = Ring.Varied(0, 0.3);

        foreach (var (one, other) in Ring.Edges.Zip(turned.Edges))
            Assert.Equal(Length(one), Length(other), 1e-12);
        // tan 2α = 2 t / (1 − t²) for t = tan α.
        Assert.Equal(
            2 * 0.1 / (1 - 0.01),
            (turned.Edges[0].Y2 - turned.Edges[0].Y1) / (turned.Edges[0].X2 - turned.Edges[0].X1),
            1e-12
        );
        Assert.Equal(Ring.Edges.Select(e => e.Y1), sheared.Edges.Select(e => e.Y1));
        Assert.Equal(Ring.Edges.Select(e => e.X1 + (0.3 * e.Y1)), sheared.Edges.Select(e => e.X1));
    }

    private static double Length((double X1, double Y1, double X2, double Y2) e) =>
        Math.Sqrt(((e.X2 - e.X1) * (e.X2 - e.X1)) + ((e.Y2 - e.Y1) * (e.Y2 - e.Y1)));

    private static IEnumerable<(double X1, double Y1, double X2, double Y2)> Square(
        double from,
        double to,
        bool isReversed
    )
    {
        (double X, double Y)[] corners = [(from, from), (to, from), (to, to), (from, to)];
        if (isReversed)
            Array.Reverse(corners);
        return corners.Select((c, i) => (c.X, c.Y, corners[(i + 1) % 4].X, corners[(i + 1) % 4].Y));
    }
}
