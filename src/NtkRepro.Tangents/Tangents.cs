using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Where to begin: any module of TorchSharp as a function of its weights.</summary>
#pragma warning disable MA0049 // Who uses the library writes `Tangents.Of`; within it, the class is not named.
public static class Tangents
#pragma warning restore MA0049
{
    /// <summary>
    /// The module as a function f(x; w) of its inputs and of one flat vector of its weights, with derivatives, linearization and
    /// tangent kernel.
    /// </summary>
    /// <remarks>
    /// <para>
    /// A <c>Sequential</c>, or a class derived from it that leaves its <c>forward</c> as it is, is taken apart. Of <c>Linear</c>,
    /// <c>Conv2d</c>, <c>ReLU</c>, <c>MaxPool2d</c>, <c>AvgPool2d</c>, <c>AdaptiveAvgPool2d</c>, <c>Flatten</c>,
    /// <c>BatchNorm2d</c>, <c>GroupNorm</c>, <see cref="Residual"/> and <see cref="Shortcut"/> the derivatives are known. Every other
    /// module is asked for them by autograd, example by example: slower, with the same results.
    /// </para>
    /// <para>
    /// The module itself stays as it is, and so do its weights. Those that do not require a gradient are constants. Batch norm in
    /// evaluation mode uses the module's running statistics; in training mode see <see cref="Network.Freeze(Tensor, IEnumerable{Tensor})"/>.
    /// Hooks of modules that are taken apart are not called.
    /// </para>
    /// </remarks>
    /// <param name="module">
    /// Maps [batch, …] to [batch, C], each example by itself: a module that mixes examples, or draws at random, is refused where a
    /// derivative is asked for.
    /// </param>
    public static Network Of(nn.Module<Tensor, Tensor> module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return new Network(ModuleReader.Read(module), module);
    }
}
