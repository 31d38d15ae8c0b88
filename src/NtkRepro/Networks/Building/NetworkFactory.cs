using System.Reflection;
using System.Runtime.ExceptionServices;
using NtkRepro.Tangents;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>Finds the modules that are kinds of networks, and builds networks from their parameters.</summary>
public static class NetworkFactory
{
    private static readonly IReadOnlyDictionary<string, Type> Modules = typeof(NetworkFactory)
        .Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(NetworkFactory).Namespace)
        .Select(type => (Type: type, type.GetCustomAttribute<NetworkAttribute>()?.Kind))
        .Where(found => found.Kind is not null)
        .OrderBy(found => found.Kind, StringComparer.Ordinal)
        .ToDictionary(found => found.Kind!, found => found.Type, StringComparer.Ordinal);

    /// <summary>The kinds of networks.</summary>
    public static IEnumerable<string> Kinds => Modules.Keys;

    /// <summary>The network for images of the given size.</summary>
    /// <exception cref="ArgumentException">The kind is unknown, or its numbers or the images do not fit it.</exception>
    public static Network Create(ModelParameters model, int channels, int height, int width, int classes) =>
        Tangents.Tangents.Of(CreateModule(model, new ImageShape(channels, height, width), classes));

    /// <summary>The network's module.</summary>
    /// <exception cref="ArgumentException">The kind is unknown, or its numbers or the images do not fit it.</exception>
    public static nn.Module<Tensor, Tensor> CreateModule(ModelParameters model, ImageShape image, int classes)
    {
        if (!Modules.TryGetValue(model.Kind, out var type))
            throw new ArgumentException(
                $"unknown kind of network '{model.Kind}'; known: {string.Join(", ", Kinds)}",
                nameof(model)
            );
        try
        {
            return (nn.Module<Tensor, Tensor>)Activator.CreateInstance(type, model, image, classes)!;
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
    }

    /// <summary>The widths times the model's multiplier.</summary>
    internal static List<int> Widths(ModelParameters model) => [.. model.Widths.Select(w => Scaled(w, model))];

    /// <summary>A width times the model's multiplier, at least 1.</summary>
    internal static int Scaled(int width, ModelParameters model) =>
        Math.Max(1, (int)Math.Round(width * model.Multiplier));
}
