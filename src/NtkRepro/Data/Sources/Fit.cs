namespace NtkRepro.Data.Sources;

/// <summary>How a picture becomes an image of other proportions.</summary>
public enum Fit
{
    /// <summary>The largest part of those proportions in its middle is cut out.</summary>
    Crop,

    /// <summary>It is padded with black on two sides.</summary>
    Pad,

    /// <summary>It is stretched.</summary>
    Stretch,
}
