using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace NtkRepro.Data;

/// <summary>What a shift brings in.</summary>
public enum Padding
{
    /// <summary>0 after normalisation: the mean pixel, which carries no signal.</summary>
    Mean,

    /// <summary>The image mirrored at its edge, whose outermost pixels are not repeated.</summary>
    Reflect,
}

/// <summary>How one image is varied: mirrored left to right or not, then shifted, then a square of it blotted out.</summary>
/// <param name="Down">Pixels.</param>
/// <param name="Right">Pixels.</param>
/// <param name="Mirror">Whether left and right are exchanged.</param>
/// <param name="Hole">The row and column of the square's middle; null for none.</param>
public readonly record struct Variation(int Down, int Right, bool Mirror, (int Row, int Column)? Hole = null);

/// <summary>
/// Random shifts, mirror images and blots of training images, a pure function of (seed, order, epoch, example): an image is
/// varied in the same way whatever minibatch it is in, and a resumed run needs no state.
/// </summary>
/// <remarks>
/// A shift of up to p pixels is the random crop, at the image's own size, of the image padded by p on each side. The blot is the cutout of
/// DeVries and Taylor 2017: its middle is any pixel, so that part of it may lie outside.
/// </remarks>
public static class Augmentation
{
    /// <summary>The variation of an example in an epoch; all of them are equally likely.</summary>
    /// <param name="parameters">Which variations there are.</param>
    /// <param name="size">Height and width of the image.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="example">The example's place in the training set.</param>
    /// <param name="order">Which minibatch order: 0 for the parent, the number of the child for a child.</param>
    public static Variation Draw(
        AugmentationParameters parameters,
        (int Height, int Width) size,
        long seed,
        long epoch,
        long example,
        int order = 0
    )
    {
        var random = new CounterRandom(seed, $"augmentation of order {order}", (epoch << 32) | example);
        var places = (2 * parameters.Shift) + 1;
        var down = random.NextBelow(places) - parameters.Shift;
        var right = random.NextBelow(places) - parameters.Shift;
        var mirror = parameters.Flip && random.NextBelow(2) == 1;
        return new Variation(
            down,
            right,
            mirror,
            parameters.Cutout > 0 ? (random.NextBelow(size.Height), random.NextBelow(size.Width)) : null
        );
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
            var variation = Draw(parameters, (height, width), seed, epoch, examples[i], order);
            Apply(parameters, variation, image, target.Slice(i * size, size), width, channels);
        }
        return scope.MoveToOuter(batch.permute(0, 3, 1, 2).ToDevice());
    }

    /// <summary>Writes a varied image.</summary>
    /// <param name="parameters">What a shift brings in, and the side of the blot.</param>
    /// <param name="variation">How the image is varied.</param>
    /// <param name="image">[height, width, channels].</param>
    /// <param name="target">[height, width, channels], zeros: what a shift leaves open stays so.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="channels">Values at each pixel.</param>
    public static void Apply(
        AugmentationParameters parameters,
        Variation variation,
        ReadOnlySpan<float> image,
        Span<float> target,
        int width,
        int channels
    )
    {
        var row = width * channels;
        var height = image.Length / row;
        // Of each row and column of the target that of the image which comes there; -1 for none.
        var rows = Places(height, variation.Down, parameters.Padding);
        var columns = Places(width, variation.Right, parameters.Padding);
        var (left, right) = (Math.Max(0, variation.Right), Math.Min(width, width + variation.Right));
        for (var y = 0; y < height; y++)
        {
            if (rows[y] < 0)
                continue;
            var from = image.Slice(rows[y] * row, row);
            var to = target.Slice(y * row, row);
            // What is not mirrored and within the image comes as one piece.
            if (!variation.Mirror && left < right)
                from.Slice((left - variation.Right) * channels, (right - left) * channels)
                    .CopyTo(to[(left * channels)..]);
            for (var x = 0; x < width; x++)
            {
                if (columns[x] < 0 || (!variation.Mirror && x >= left && x < right))
                    continue;
                var column = variation.Mirror ? width - 1 - columns[x] : columns[x];
                for (var c = 0; c < channels; c++)
                    to[(x * channels) + c] = from[(column * channels) + c];
            }
        }
        if (variation.Hole is var (middle, across))
            Blot(target, middle, across);

        void Blot(Span<float> pixels, int middle, int across)
        {
            var (top, left) = (middle - (parameters.Cutout / 2), across - (parameters.Cutout / 2));
            var (first, last) = (Math.Max(0, left), Math.Min(width, left + parameters.Cutout));
            for (var y = Math.Max(0, top); y < Math.Min(height, top + parameters.Cutout); y++)
                pixels.Slice((y * row) + (first * channels), (last - first) * channels).Clear();
        }
    }

    private static int[] Places(int count, int shift, Padding padding)
    {
        var places = new int[count];
        for (var i = 0; i < count; i++)
        {
            var from = i - shift;
            places[i] =
                from >= 0 && from < count ? from
                : padding == Padding.Reflect ? Reflected(from, count)
                : -1;
        }
        return places;
    }

    // As often as is needed, where an image is smaller than the shift.
    private static int Reflected(int place, int count)
    {
        if (count == 1)
            return 0;
        var period = 2 * (count - 1);
        var within = ((place % period) + period) % period;
        return within < count ? within : period - within;
    }
}
