using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>The order in memory of images [batch, channels, height, width].</summary>
internal static class Planes
{
    /// <summary>Whether the channels of a pixel are side by side, rather than the pixels of a channel.</summary>
    public static bool AreInnermost(Tensor images) => images.dim() == 4 && images.stride()[1] == 1;

    /// <summary>The images at some places, in the same order in memory.</summary>
    /// <param name="images">[count, …].</param>
    /// <param name="places">[batch] int64.</param>
    public static Tensor Select(Tensor images, Tensor places) =>
        AreInnermost(images)
            ? images.permute(0, 2, 3, 1).index_select(0, places).permute(0, 3, 1, 2)
            : images.index_select(0, places);
}
