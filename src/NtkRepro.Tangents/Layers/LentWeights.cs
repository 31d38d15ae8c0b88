using TorchSharp;
using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>Puts given weights into a module's parameters, and gives the module its own back in the end.</summary>
internal sealed class LentWeights : IDisposable
{
    private readonly nn.Module module;
    private readonly ScalarType? type; // of what the module holds, where another was asked for
    private readonly Tensor[] own;

    /// <param name="module">Its parameters that require a gradient take the weights, in order.</param>
    /// <param name="weights">Of the parameters' shapes, all of one type.</param>
    /// <param name="input">What the module is applied to: where it has no weights, it is to be of its type.</param>
    public LentWeights(nn.Module module, Tensor[] weights, Tensor input)
    {
        this.module = module;
        using var _ = no_grad();
        own = [.. Held.Select(t => t.detach().clone().DetachFromDisposeScope())];
        var held = Held.FirstOrDefault(t => t.is_floating_point())?.dtype;
        var asked = weights.Append(input).FirstOrDefault(t => t.is_floating_point())?.dtype;
        if (held is not null && asked is { } wanted && held != wanted)
        {
            type = held;
            module.to(wanted);
        }
        Parameters = [.. module.parameters().Where(p => p.requires_grad)];
        foreach (var (parameter, weight) in Parameters.Zip(weights))
            parameter.copy_(weight.detach());
    }

    /// <summary>The module's parameters that require a gradient.</summary>
    public Tensor[] Parameters { get; }

    private IEnumerable<Tensor> Held => module.parameters().Concat(module.buffers());

    /// <inheritdoc/>
    public void Dispose()
    {
        using var _ = no_grad();
        if (type is { } before)
            module.to(before);
        foreach (var (tensor, value) in Held.Zip(own))
        {
            tensor.copy_(value);
            value.Dispose();
        }
    }
}
