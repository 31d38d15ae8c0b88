using NtkRepro.Networks;
using NtkRepro.Tangents;

namespace NtkRepro.Bench;

/// <summary>The networks that both sides build, by name, and the images that they take.</summary>
internal static class BenchNetworks
{
    public const int Classes = 10;

    /// <summary>The network.</summary>
    /// <exception cref="FormatException">The name is unknown.</exception>
    public static Network Create(string name)
    {
        var (channels, side) = ImageShape(name);
        return NetworkFactory.Create(Parameters(name), channels, side, side, Classes);
    }

    /// <summary>Channels and side in pixels of its images.</summary>
    public static (int Channels, int Side) ImageShape(string name) =>
        name is "resnet-20" or "wide-resnet" ? (3, 32) : (1, 28); // resnet-20-grey: images as they are

    /// <summary>Whether it has batch norm, whose statistics belong to it in evaluation mode.</summary>
    public static bool HasNorm(string name) => Parameters(name).Norm == Norm.Batch;

    private static ModelParameters Parameters(string name) =>
        name switch
        {
            "cnn" => new ModelParameters("cnn", [16, 32, 32]),
            "resnet" => new ModelParameters("resnet", [], Depth: 8, Width: 8, Norm.Batch),
            "resnet-20" or "resnet-20-grey" => new ModelParameters("resnet", [], Depth: 20, Width: 16, Norm.Batch),
            "wide-resnet" => new ModelParameters("wide-resnet", [], Depth: 16, Width: 4, Norm.Batch),
            _ => throw new FormatException(
                $"unknown network '{name}'; known: cnn, resnet, resnet-20, resnet-20-grey, wide-resnet"
            ),
        };
}
