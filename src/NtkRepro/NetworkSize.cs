namespace NtkRepro;

/// <summary>How much longer a network computes than <c>cnn</c> does on grey images of 28 × 28 points, by its multiplications.</summary>
internal static class NetworkSize
{
    // Of `cnn`: convolutions of 3 × 3 to 16 channels on 28 × 28 points, to 32 on 14 × 14 and to 32 on 7 × 7.
    private const double Unit = (9 * 16 * 784) + (9 * 16 * 32 * 196) + (9 * 32 * 32 * 49);

    // Normalisation and shortcuts multiply little, and take their time.
    private const double Residual = 1.6;

    /// <summary>1 for <c>cnn</c>; where the images are known by their data alone, they are taken for those above.</summary>
    public static double Of(ModelParameters model, DatasetParameters data)
    {
        var (side, channels) = Image(data);
        double Width(int channelsOrUnits) => Math.Max(1, Math.Round(channelsOrUnits * model.Multiplier));
        return model.Kind switch
            {
                "mlp" => Dense([
                    data.Kind == "words" ? data.Words.Features : side * side * channels,
                    .. model.Widths.Select(Width),
                ]),
                "resnet" => Residual
                    * Stages(channels, side, Width(model.Width), Width(model.Width), (model.Depth - 2) / 3),
                "wide-resnet" => Residual * Stages(channels, side, 16, 16 * Width(model.Width), (model.Depth - 4) / 3),
                _ => Convolutions(channels, side, [.. model.Widths.Select(Width)]),
            } / Unit;
    }

    private static double Dense(double[] units) => units.Zip(units.Skip(1).Append(10), (a, b) => a * b).Sum();

    // Each of the first two halves the side; widths beyond the third are of dense layers, as `lenet` has them.
    private static double Convolutions(double channels, double side, double[] widths)
    {
        var (sum, inputs) = (0.0, channels);
        for (var i = 0; i < Math.Min(3, widths.Length); i++)
        {
            sum += 9 * inputs * widths[i] * Math.Pow(side / (1 << Math.Min(i, 2)), 2);
            inputs = widths[i];
        }
        return sum;
    }

    // Three stages, of which each has twice the channels and half the side; so each layer multiplies as much.
    private static double Stages(double channels, double side, double first, double width, double layers) =>
        (9 * channels * first * side * side) + (3 * layers * 9 * width * width * side * side);

    private static (double Side, double Channels) Image(DatasetParameters data)
    {
        var image = data.Image;
        var (side, channels) = data.Kind switch
        {
            "cifar" => (32.0, 3.0),
            "glyphs" => (data.Glyphs?.Size ?? 28, 1),
            _ => (28, 1),
        };
        return (
            image is { Height: > 0, Width: > 0 } ? Math.Sqrt(image.Height * image.Width) : side,
            image is { Channels: > 0 } ? image.Channels : channels
        );
    }
}
