using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>The largest value of each 2 × 2 block; of equal values the first counts.</summary>
public sealed class MaxPool : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        is_grad_enabled() || !Planes.AreInnermost(input)
            ? nn.functional.max_pool2d(Even(input), 2)
            : Largest(Even(input));

    // The same values, several times as fast as the engine where the channels are innermost; but autograd would share the
    // gradient between equal values.
    private static Tensor Largest(Tensor input)
    {
        return Row(0).maximum(Row(1));

        Tensor Row(long first) => Place(first, 0).maximum(Place(first, 1));

        Tensor Place(long row, long column) =>
            input.slice(2, row, input.shape[2], 2).slice(3, column, input.shape[3], 2);
    }

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        // The engine itself says which place of each block holds the largest value, ties included. With the channels
        // innermost it takes a fraction of the time, which pays for the way there and back.
        var innermost = Planes.AreInnermost(input);
        var pixels = innermost ? input : input.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var (output, places) = nn.functional.max_pool2d_with_indices(Even(pixels), [2, 2]);
        return (innermost ? output : output.contiguous(), Derivative.At(input.shape, innermost, places));
    }

    private static Tensor Even(Tensor input) =>
        input.shape[2] % 2 == 0 && input.shape[3] % 2 == 0
            ? input
            : throw new ArgumentException(
                $"max pooling takes an even height and width; this input has {input.shape[2]} × {input.shape[3]}",
                nameof(input)
            );

    private sealed class Derivative : LayerDerivative
    {
        private readonly long[] shape; // of the inputs of one example: channels, height, width
        private readonly bool innermost; // whether channels are, in memory
        private readonly Tensor chosen; // places in memory of the largest values of an example, [batch, blocks · channels]

        /// <param name="input">The shape of the inputs.</param>
        /// <param name="innermost">Whether their channels are innermost in memory.</param>
        /// <param name="places">In the plane of each channel, row · width + column, [batch, channels, …] int64.</param>
        public static Derivative At(long[] input, bool innermost, Tensor places)
        {
            var channel = arange(input[1], ScalarType.Int64).view(1, -1, 1, 1);
            var inMemory = innermost ? (places * input[1]) + channel : places + (channel * (input[2] * input[3]));
            return new Derivative(input[1..], innermost, Line(inMemory, innermost));
        }

        private Derivative(long[] shape, bool innermost, Tensor chosen)
        {
            (this.shape, this.innermost, this.chosen) = (shape, innermost, chosen);
        }

        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights) =>
            input is null ? null : Images(Line(input, innermost).gather(1, chosen), shape[1] / 2, shape[2] / 2);

        public override Tensor Pull(Tensor cotangent)
        {
            var (batch, rows, values) = (chosen.shape[0], cotangent.shape[0], chosen.shape[1]);
            var each = rows / batch;
            var full = zeros([batch, each, shape[0] * shape[1] * shape[2]], cotangent.dtype);
            var places = chosen.unsqueeze(1).expand(batch, each, values);
            full.scatter_(2, places, Line(cotangent, innermost).view(batch, each, values));
            return Images(full.view(rows, -1), shape[1], shape[2]);
        }

        internal override LogitCotangents Pull(LogitCotangents cotangents) =>
            cotangents.Mix is null && !innermost
                ? new LogitCotangents(Chosen(cotangents.Values), cotangents.Classes)
                : cotangents.BelowChannels(Pull);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) =>
            new Derivative(shape, innermost, map(chosen));

        private ChosenCotangents Chosen(Tensor cotangent)
        {
            var (batch, channels, plane) = (chosen.shape[0], shape[0], shape[1] * shape[2]);
            var before = arange(channels, ScalarType.Int64).view(1, -1, 1) * plane;
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
