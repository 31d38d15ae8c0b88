using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>The mean and the variance of each channel over examples and pixels.</summary>
/// <param name="Mean">[channels]; the <c>running_mean</c> of a module.</param>
/// <param name="Variance">[channels], without Bessel's correction; the <c>running_var</c> of a module.</param>
public sealed record ChannelMoments(Tensor Mean, Tensor Variance);
