using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// The largest value of each square block; of equal values the first counts. Rows and columns that fill no block are left out.
/// </summary>
/// <param name="size">Side of a block, pixels.</param>
internal sealed class MaxPool(long size = 2) : Layer
{
    /// <inheritdoc/>
    public override bool GivesAway => true;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        is_grad_enabled() || !Planes.AreInnermost(input)
            ? nn.functional.max_pool2d(input, size)
            : Range(size).Select(row => Largest(input, row)).Aggregate((above, below) => above.maximum(below));

    // The same values, several times as fast as the engine where the channels are innermost; but autograd would share the
    // gradient between equal values.
    private Tensor Largest(Tensor input, long row)
    {
        return Range(size).Select(column => Place(row, column)).Aggregate((left, right) => left.maximum(right));

        Tensor Place(long row, long column) =>
            input
                .slice(2, row, input.shape[2] / size * size, size)
                .slice(3, column, input.shape[3] / size * size, size);
    }

    private static IEnumerable<long> Range(long count) => Enumerable.Range(0, (int)count).Select(i => (long)i);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        // The engine itself says which place of each block holds the largest value, ties included. With the channels
        // innermost it takes a fraction of the time, which pays for the way there and back.
        var innermost = Planes.AreInnermost(input);
        var pixels = innermost ? input : input.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var (output, places) = nn.functional.max_pool2d_with_indices(pixels, [size, size]);
        return (innermost ? output : output.contiguous(), Derivative.At(input.shape, size, innermost, places));
    }

    private sealed class Derivative : LayerDerivative
    {
        private readonly long[] shape; // of the inputs of one example: channels, height, width
        private readonly long size; // of a block
        private readonly bool innermost; // whether channels are, in memory
        private readonly Tensor chosen; // places in memory of the largest values of an example, [batch, blocks · channels]

        /// <param name="input">The shape of the inputs.</param>
        /// <param name="size">Of a block.</param>
        /// <param name="innermost">Whether their channels are innermost in memory.</param>
        /// <param name="places">In the plane of each channel, row · width + column, [batch, channels, …] int64.</param>
        public static Derivative At(long[] input, long size, bool innermost, Tensor places)
        {
            var channel = Arithmetic.Range(input[1]).view(1, -1, 1, 1);
            var inMemory = innermost
                ? places.Times(input[1]).Plus(channel)
                : places.Plus(channel.Times(input[2] * input[3]));
            return new Derivative(input[1..], size, innermost, Line(inMemory, innermost));
        }

        private Derivative(long[] shape, long size, bool innermost, Tensor chosen)
        {
            (this.shape, this.size, this.innermost, this.chosen) = (shape, size, innermost, chosen);
        }

        public override Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights) =>
            input is null ? null : Images(Line(input, innermost).gather(1, chosen), shape[1] / size, shape[2] / size);

        public override Tensor Vjp(Tensor cotangent)
        {
            var (batch, rows, values) = (chosen.shape[0], cotangent.shape[0], chosen.shape[1]);
            var each = rows / batch;
            var full = zeros([batch, each, shape[0] * shape[1] * shape[2]], cotangent.dtype);
            var places = chosen.unsqueeze(1).expand(batch, each, values);
            full.scatter_(2, places, Line(cotangent, innermost).view(batch, each, values));
            return Images(full.view(rows, -1), shape[1], shape[2]);
        }

        internal override LogitCotangents Vjp(LogitCotangents cotangents) =>
            cotangents.Mix is null && !innermost
                ? new LogitCotangents(Chosen(cotangents.Values), cotangents.Classes)
                : cotangents.BelowChannels(Vjp);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(shape, size, innermost, map(chosen));

        private ChosenCotangents Chosen(Tensor cotangent)
        {
            var (batch, channels, plane) = (chosen.shape[0], shape[0], shape[1] * shape[2]);
            var before = Arithmetic.Range(channels).view(1, -1, 1).Times(plane);
            return new ChosenCotangents(
                cotangent.reshape(batch, cotangent.shape[0] / batch, channels, -1),
                chosen.view(batch, channels, -1) - before,
                shape[1],
                shape[2]
            );
        }

        // The values of each image in a line, in the order of memory, and back.
        private static Tensor Line(Tensor images, bool innermost) =>
            (innermost ? images.permute(0, 2, 3, 1) : images).reshape(images.shape[0], -1);

        private Tensor Images(Tensor lines, long height, long width) =>
            innermost
                ? lines.view(-1, height, width, shape[0]).permute(0, 3, 1, 2)
                : lines.view(-1, shape[0], height, width);
    }
}
