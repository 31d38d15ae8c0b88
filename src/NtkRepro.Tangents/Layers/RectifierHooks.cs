using static TorchSharp.torch;
using Modules = TorchSharp.Modules;

namespace NtkRepro.Tangents;

/// <summary>Tells an observer of the rectifiers within a module, as long as it lasts.</summary>
internal sealed class RectifierHooks : IDisposable
{
    private readonly List<Action> removals = [];

    public RectifierHooks(nn.Module module, LayerObserver observer)
    {
        foreach (var rectifier in module.modules().Prepend(module).OfType<Modules.ReLU>().Distinct())
        {
            var hook = rectifier.register_forward_pre_hook(
                (_, input) =>
                {
                    observer.Rectify(input);
                    return input;
                }
            );
            removals.Add(hook.remove);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => removals.ForEach(remove => remove());
}
