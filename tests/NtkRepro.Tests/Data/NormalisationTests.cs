using NtkRepro.Data;

namespace NtkRepro.Tests.Data;

public sealed class NormalisationTests
{
    [Fact]
    public void Each_channel_gets_mean_0_and_variance_1()
    {
        // Channel 0 holds 0 and 255, channel 1 holds 10, 20, 30 and 40, channel 2 is constant.
        byte[] pixels = [0, 10, 7, 255, 20, 7, 0, 30, 7, 255, 40, 7];

        var normalisation = Normalisation.Of(pixels, 3);

        Assert.Equal([0.5, 25 / 255.0, 7 / 255.0], normalisation.Mean, Close);
        Assert.Equal([0.5, Math.Sqrt(125) / 255, 1], normalisation.Deviation, Close);
        var values = new float[12];
        normalisation.Apply(pixels, values, 3);
        var s = Math.Sqrt(125);
        double[] expected = [-1, -15 / s, 0, 1, -5 / s, 0, -1, 5 / s, 0, 1, 15 / s, 0];
        Assert.Equal(expected, values.Select(v => (double)v), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Numbers_survive_being_written_to_the_last_bit()
    {
        var normalisation = new Normalisation([0.1, 1.0 / 3], [Math.PI, 5e-324]);

        var read = Normalisation.Parse(
            Normalisation.Text(normalisation.Mean),
            Normalisation.Text(normalisation.Deviation)
        );

        Assert.Equal(normalisation.Mean, read.Mean);
        Assert.Equal(normalisation.Deviation, read.Deviation);
    }

    [Fact]
    public void As_many_means_as_channels_are_right() =>
        Assert.Throws<InvalidDataException>(() => new Normalisation([0, 0], [1, 1]).Apply([1, 2, 3], new float[3], 3));

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-12;
}
