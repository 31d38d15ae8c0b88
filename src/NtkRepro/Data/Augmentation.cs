using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace NtkRepro.Data;

/// <summary>How one image is varied: mirrored left to right or not, then shifted.</summary>
/// <param name="Down">Pixels.</param>
/// <param name="Right">Pixels.</param>
/// <param name="Mirror">Whether left and right are exchanged.</param>
public readonly record struct Variation(int Down, int Right, bool Mirror);

/// <summary>
/// Random shifts and mirror images of training images, a pure function of (seed, order, epoch, example): an image is
/// varied in the same way whatever minibatch it is in, and a resumed run needs no state.
/// </summary>
/// <remarks>What a shift brings in is 0 after normalisation: the mean pixel, which carries no signal.</remarks>
public static class Augmentation
{
    /// <summary>The variation of an example in an epoch; all of them are equally likely.</summary>
    /// <param name="parameters">Which variations there are.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="example">The example's place in the training set.</param>
    /// <param name="order">Which minibatch order: 0 for the parent, the number of the child for a child.</param>
    public static Variation Draw(AugmentationParameters parameters, long seed, long epoch, long example, int order = 0)
    {
        var random = new CounterRandom(seed, $"augmentation of order {order}", (epoch << 32) | example);
        var places = (2 * parameters.Shift) + 1;
        var down = random.NextBelow(places) - parameters.Shift;
        var right = random.NextBelow(places) - parameters.Shift;
        return new Variation(down, right, parameters.Flip && random.NextBelow(2) == 1);
    }

    /// <summary>The images of a minibatch, varied.</summary>
    /// <param name="data">The training set, [count, C, H, W].</param>
    /// <param name="examples">[batch], places in the training set.</param>
    /// <param name="parameters">Which variations there are.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="order">Which minibatch order: 0 for the parent, the number of the child for a child.</param>
    /// <returns>[batch, C, H, W] float32 with the channels innermost in memory, as <see cref="LabelledImages.Select"/> gives.</returns>
    public static Tensor Images(
        LabelledImages data,
        ReadOnlySpan<long> examples,
        AugmentationParameters parameters,
        long seed,
        long epoch,
        int order = 0
    )
    {
        using var scope = NewDisposeScope();
        var all = data.Host.permute(0, 2, 3, 1);
        var (height, width, channels) = ((int)all.shape[1], (int)all.shape[2], (int)all.shape[3]);
        var size = height * width * channels;
        var source = MemoryMarshal.Cast<byte, float>(all.bytes);
        var batch = zeros([examples.Length, height, width, channels], ScalarType.Float32, CPU);
        var target = MemoryMarshal.Cast<byte, float>(batch.bytes);
        for (var i = 0; i < examples.Length; i++)
        {
            var image = source.Slice(checked((int)examples[i] * size), size);
            var variation = Draw(parameters, seed, epoch, examples[i], order);
            Apply(variation, image, target.Slice(i * size, size), width, channels);
        }
        return scope.MoveToOuter(batch.permute(0, 3, 1, 2).ToDevice());
    }

    /// <summary>Writes the part of a varied image that comes from the image; the rest of the target stays as it is.</summary>
    /// <param name="variation">How the image is varied.</param>
    /// <param name="image">[height, width, channels].</param>
    /// <param name="target">[height, width, channels].</param>
    /// <param name="width">Pixels.</param>
    /// <param name="channels">Values at each pixel.</param>
    public static void Apply(
        Variation variation,
        ReadOnlySpan<float> image,
        Span<float> target,
        int width,
        int channels
    )
    {
        var row = width * channels;
        var height = image.Length / row;
        var (left, right) = (Math.Max(0, variation.Right), Math.Min(width, width + variation.Right));
        for (var y = Math.Max(0, variation.Down); y < Math.Min(height, height + variation.Down); y++)
        {
            var from = image.Slice((y - variation.Down) * row, row);
            var to = target.Slice(y * row, row);
            if (left >= right)
                continue;
            if (!variation.Mirror)
            {
                var first = (left - variation.Right) * channels;
                from.Slice(first, (right - left) * channels).CopyTo(to[(left * channels)..]);
                continue;
            }
            for (var x = left; x < right; x++)
            {
                var mirrored = width - 1 - (x - variation.Right);
                from.Slice(mirrored * channels, channels).CopyTo(to[(x * channels)..]);
            }
        }
    }
}
