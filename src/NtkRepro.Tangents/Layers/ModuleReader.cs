using TorchSharp;
using static TorchSharp.torch;
using Modules = TorchSharp.Modules;

namespace NtkRepro.Tangents;

/// <summary>Finds the layers of a module: those whose derivatives are known, and for all else <see cref="AutogradLayer"/>.</summary>
internal static class ModuleReader
{
    /// <summary>The layers that a module applies one after the other.</summary>
    /// <exception cref="ArgumentException">A rectifier overwrites what a residual sum still reads.</exception>
    public static Sequence Read(nn.Module<Tensor, Tensor> module)
    {
        var layers = Layers("", module, isBranch: false);
        // A parameter that several layers share is one array of weights: only autograd sums what comes from each of them.
        var isShared = layers.Weights.Count > module.parameters().Count(p => p.requires_grad);
        return isShared ? new Sequence([new AutogradLayer("", module)]) : layers;
    }

    // isBranch: whether the input and the output's cotangents are read by a residual sum too
    private static Sequence Layers(string name, nn.Module<Tensor, Tensor> module, bool isBranch)
    {
        var steps = Chain(name, module).ToList();
        var layers = new List<Layer>();
        foreach (var (i, (at, step)) in steps.Index())
        {
            // In a branch, as long as no layer gave memory of its own, the signal is what the residual sum reads.
            var isReadElsewhere = isBranch && !layers.Exists(layer => layer.GivesAway);
            // Nothing else reads what lies between two layers; but the one before may need what it gave.
            var isAlone = layers is [.., { GivesAway: true }] && (!isBranch || i < steps.Count - 1);
            if (step is Modules.ReLU { inplace: true } && isReadElsewhere)
                throw new ArgumentException(
                    $"'{at}' overwrites its input, which the residual sum around it reads too: make it a ReLU that does not work in place",
                    nameof(module)
                );
            layers.Add(Layer(at, step, isAlone, isReadElsewhere));
        }
        return new Sequence(Sequence.Folded(layers));
    }

    // The modules of a Sequential and of those within it, with their names.
    private static IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> Chain(
        string name,
        nn.Module<Tensor, Tensor> module
    )
    {
        if (module is not Modules.Sequential || HasForwardOfItsOwn(module))
            return [(name, module)];
        var children = module.named_children().ToList();
        return children.TrueForAll(child => child.module is nn.Module<Tensor, Tensor>)
            ? children.SelectMany(child => Chain(Join(name, child.name), (nn.Module<Tensor, Tensor>)child.module))
            : [(name, module)];
    }

    private static Layer Layer(string name, nn.Module<Tensor, Tensor> module, bool isAlone, bool isReadElsewhere) =>
        (module.parameters().All(p => p.requires_grad) ? Known(name, module, isAlone) : null)
        ?? new AutogradLayer(name, module, isReadElsewhere);

    private static Layer? Known(string name, nn.Module<Tensor, Tensor> module, bool isAlone) =>
        module switch
        {
            Modules.Linear m => new Linear(m.in_features, m.out_features, m.bias is not null, name),
            Modules.Conv2d m => Convolution(name, m),
            Modules.ReLU => new Relu(isAlone),
            Modules.MaxPool2d m => MaxPool(m),
            Modules.AvgPool2d m => new AveragePool(m.forward),
            Modules.AdaptiveAvgPool2d { output_size: [1, 1] or [1] } => new GlobalAveragePool(),
            Modules.AdaptiveAvgPool2d m => new AveragePool(m.forward),
            Modules.Flatten { start_dim: 1, end_dim: -1 } => new Flatten(),
            Modules.BatchNorm2d { affine: true } m => BatchNorm(name, m),
            Modules.GroupNorm { weight: not null } m => new GroupNorm(m.weight.shape[0], m.num_groups, name, m.eps),
            Residual m => new ResidualLayer(
                name,
                Layers(Join(name, "branch"), m.Branch, isBranch: true),
                m.Shortcut is null ? null : Layers(Join(name, "shortcut"), m.Shortcut, isBranch: true)
            ),
            Shortcut m => new ShortcutLayer(m.Added, m.Stride),
            _ => null,
        };

    private static Convolution? Convolution(string name, Modules.Conv2d m) =>
        m is { groups: 1, padding_mode: PaddingModes.Zeros, padding: not null } && m.dilation.All(d => d == 1)
            ? new Convolution(
                name,
                m.in_channels,
                m.out_channels,
                m.kernel_size,
                m.stride,
                m.padding,
                m.bias is not null
            )
            : null;

    // Square blocks side by side.
    private static MaxPool? MaxPool(Modules.MaxPool2d m)
    {
        var size = m.kernel_size[0];
        return
            size > 1
            && m.kernel_size.All(k => k == size)
            && (m.stride ?? m.kernel_size).All(s => s == size)
            && (m.padding ?? []).All(p => p == 0)
            && (m.dilation ?? []).All(d => d == 1)
            && !m.ceil_mode
            ? new MaxPool(size)
            : null;
    }

    private static Layer BatchNorm(string name, Modules.BatchNorm2d m) =>
        !m.training && m.running_mean is { } mean && m.running_var is { } variance
            ? new FixedNorm(m.num_features, new ChannelMoments(Copied(mean), Copied(variance)), name, m.eps)
            : new BatchNorm(m.num_features, name, m.eps);

    // The module frees its own where it is moved or takes another type.
    private static Tensor Copied(Tensor statistics)
    {
        using var _ = no_grad();
        return statistics.detach().clone().DetachFromDisposeScope();
    }

    private static bool HasForwardOfItsOwn(nn.Module module) =>
        module.GetType().GetMethod("forward", [typeof(Tensor)])?.DeclaringType != typeof(Modules.Sequential);

    private static string Join(string name, string child) => name.Length == 0 ? child : $"{name}.{child}";
}
