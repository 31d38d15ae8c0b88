namespace NtkRepro.Networks;

/// <summary>How a residual network normalises its signals.</summary>
public enum Norm
{
    /// <summary>Not at all; the last convolution of each block begins at zero.</summary>
    None,

    /// <summary>Ioffe and Szegedy 2015: each channel over the batch.</summary>
    Batch,

    /// <summary>Wu and He 2018: groups of channels of each example.</summary>
    Group,
}
