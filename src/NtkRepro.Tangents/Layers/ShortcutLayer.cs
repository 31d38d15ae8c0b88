using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// A shortcut without weights where a residual block changes the shape: every <paramref name="stride"/>-th pixel, with
/// zeros for the channels that are new (He et al. 2016, option A).
/// </summary>
/// <param name="added">Channels that are new.</param>
/// <param name="stride">Pixels.</param>
internal sealed class ShortcutLayer(long added, long stride) : Layer
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input, ReadOnlySpan<Tensor> weights)
    {
        var kept = Thin(input);
        return added == 0 ? kept : nn.functional.pad(kept, [0, 0, 0, 0, 0, added]);
    }

    /// <inheritdoc/>
    public override (Tensor Output, LayerDerivative Derivative) Linearize(Tensor input, ReadOnlySpan<Tensor> weights) =>
        (Forward(input, weights), new Derivative(this, input.shape));

    private Tensor Thin(Tensor full) => full.slice(2, 0, full.shape[2], stride).slice(3, 0, full.shape[3], stride);

    private sealed class Derivative(ShortcutLayer layer, long[] shape) : LayerDerivative
    {
        public override Tensor? Jvp(Tensor? input, ReadOnlySpan<Tensor> weights) =>
            input is null ? null : layer.Forward(input, weights);

        internal override LayerDerivative Map(Func<Tensor, Tensor> map, Func<Tensor, Tensor> shared) => this;

        public override Tensor Vjp(Tensor cotangent)
        {
            var full = zeros([cotangent.shape[0], .. shape[1..]], cotangent.dtype);
            layer.Thin(full).copy_(cotangent.narrow(1, 0, shape[1]));
            return full;
        }
    }
}
