using System.Reflection;
using NtkRepro.Data;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>Builds networks from their parameters.</summary>
public static class NetworkFactory
{
    private static readonly KindRegistry<nn.Module<Tensor, Tensor>> Registry = new(
        "network",
        type => type.GetCustomAttribute<NetworkAttribute>()?.Kind
    );

    /// <summary>The kinds of networks: modules with a <see cref="NetworkAttribute"/>.</summary>
    public static IEnumerable<string> Kinds => Registry.Kinds;

    /// <summary>The network for images of the given size.</summary>
    /// <exception cref="ArgumentException">The kind is unknown, or its numbers or the images do not fit it.</exception>
    public static Network Create(ModelParameters model, int channels, int height, int width, int classes) =>
        Tangents.Tangents.Of(CreateModule(model, new ImageShape(channels, height, width), classes));

    /// <summary>The network's module.</summary>
    /// <exception cref="ArgumentException">The kind is unknown, or its numbers or the images do not fit it.</exception>
    public static nn.Module<Tensor, Tensor> CreateModule(ModelParameters model, ImageShape image, int classes) =>
        Problems(new NetworkPlan(model, image)).FirstOrDefault() is { } problem
            ? throw new ArgumentException(problem.Message, nameof(model))
            : Registry.Create(model.Kind, model, image, classes);

    /// <summary>What is wrong with a network's parameters, or with the images for it, as its kind has it.</summary>
    /// <exception cref="ArgumentException">The kind is unknown.</exception>
    public static IEnumerable<ParameterProblem> Problems(NetworkPlan plan) => Registry.Problems(plan.Model.Kind, plan);

    /// <summary>The widths times the model's multiplier.</summary>
    internal static List<int> Widths(ModelParameters model) => [.. model.Widths.Select(w => Scaled(w, model))];

    /// <summary>A width times the model's multiplier, at least 1.</summary>
    internal static int Scaled(int width, ModelParameters model) =>
        Math.Max(1, (int)Math.Round(width * model.Multiplier));

    /// <summary>The module of a kind.</summary>
    internal static Type TypeOf(string kind) => Registry.TypeOf(kind);
}
