using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// Derivatives in images of which max pooling let some pixels pass alone: those at the other pixels are zero and not held.
/// </summary>
/// <param name="Values">[examples, cotangents, channels, blocks].</param>
/// <param name="Places">Of the pixels in the plane of their channel, row · width + column: [examples, channels, blocks].</param>
/// <param name="Height">Of the images, pixels.</param>
/// <param name="Width">Of the images, pixels.</param>
internal sealed record ChosenCotangents(Tensor Values, Tensor Places, long Height, long Width)
{
    /// <summary>The number of channels.</summary>
    public long Channels => Places.shape[1];

    /// <summary>With the zeros: [examples · cotangents, channels, height, width].</summary>
    public Tensor Formed()
    {
        var (examples, each, plane) = (Values.shape[0], Values.shape[1], Height * Width);
        var full = zeros([examples, each, Channels, plane], Values.dtype);
        full.scatter_(3, Places.unsqueeze(1).expand(Values.shape), Values);
        return full.view(examples * each, Channels, Height, Width);
    }
}
