namespace NtkRepro.Networks;

/// <summary>The size of an input of a network.</summary>
/// <param name="Channels">Values at each pixel.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Width">Pixels.</param>
public sealed record ImageShape(int Channels, int Height, int Width)
{
    /// <summary>The number of values.</summary>
    public int Size => Channels * Height * Width;
}
