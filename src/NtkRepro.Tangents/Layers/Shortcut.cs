using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// A shortcut without weights where a residual block changes the shape: every <c>stride</c>-th pixel, with zeros for the channels that
/// are new (He et al. 2016, option A). As a module.
/// </summary>
public sealed class Shortcut : nn.Module<Tensor, Tensor>
{
    /// <param name="added">Channels that are new.</param>
    /// <param name="stride">Pixels from one that is kept to the next.</param>
    public Shortcut(long added, long stride)
        : base(nameof(Shortcut))
    {
        (Added, Stride) = (added, stride);
    }

    /// <summary>Channels that are new.</summary>
    public long Added { get; }

    /// <summary>Pixels from one that is kept to the next.</summary>
    public long Stride { get; }

    /// <summary>[batch, channels, height, width] → [batch, channels + added, ⌈height / stride⌉, ⌈width / stride⌉].</summary>
    public override Tensor forward(Tensor input) => new ShortcutLayer(Added, Stride).Forward(input, []);
}
