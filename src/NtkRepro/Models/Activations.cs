using static TorchSharp.torch;

namespace NtkRepro.Models;

/// <summary>The rectifier max(0, x); its derivative at 0 is 0.</summary>
public sealed class Relu : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) => nn.functional.relu(input);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var output = nn.functional.relu(input);
        return (output, new Derivative(output.gt(0).to_type(output.dtype)));
    }

    // active: 1 where the unit passes its input on, else 0
    private sealed class Derivative(Tensor active) : LayerDerivative
    {
        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights) => input?.mul(active);

        public override Tensor Pull(Tensor cotangent) => cotangent.PerExample(active, (c, a) => c * a);
    }
}

/// <summary>The largest value of each 2 × 2 block; of equal values the first counts.</summary>
public sealed class MaxPool : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights) =>
        nn.functional.max_pool2d(Even(input), 2);

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var output = Forward(input, weights);
        var type = input.dtype;
        // Whoever equals the largest value takes the place, if no earlier one did.
        var first = Place(input, 0).eq(output).to_type(type);
        var free = -first + 1;
        var second = Place(input, 1).eq(output).to_type(type) * free;
        free -= second;
        var third = Place(input, 2).eq(output).to_type(type) * free;
        return (output, new Derivative([first, second, third, free - third]));
    }

    // One of the four places of each block, in row-major order: [batch, channels, height/2, width/2].
    private static Tensor Place(Tensor input, int place) =>
        input.slice(2, place / 2, input.shape[2], 2).slice(3, place % 2, input.shape[3], 2);

    private static Tensor Even(Tensor input) =>
        input.shape[2] % 2 == 0 && input.shape[3] % 2 == 0
            ? input
            : throw new ArgumentException(
                $"max pooling takes an even height and width; this input has {input.shape[2]} × {input.shape[3]}",
                nameof(input)
            );

    // chosen: for each place of the block, 1 where it holds the largest value, else 0; [batch, channels, height/2, width/2]
    private sealed class Derivative(Tensor[] chosen) : LayerDerivative
    {
        public override Tensor? Push(Tensor? input, ReadOnlySpan<Tensor> weights)
        {
            if (input is null)
                return null;
            var output = Place(input, 0) * chosen[0];
            for (var place = 1; place < 4; place++)
                output += Place(input, place) * chosen[place];
            return output;
        }

        public override Tensor Pull(Tensor cotangent)
        {
            var parts = chosen.Select(c => cotangent.PerExample(c, (x, y) => x * y)).ToArray();
            // Columns are woven first, then rows.
            var even = stack([parts[0], parts[1]], 4);
            var odd = stack([parts[2], parts[3]], 4);
            var shape = cotangent.shape;
            return stack([even, odd], 3).reshape(shape[0], shape[1], 2 * shape[2], 2 * shape[3]);
        }
    }
}
