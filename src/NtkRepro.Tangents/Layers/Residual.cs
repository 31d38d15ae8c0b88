using static TorchSharp.torch;

namespace NtkRepro.Tangents;

/// <summary>
/// A residual sum as a module: branch(x) + shortcut(x) (He et al. 2016, arXiv:1512.03385). Its parameters are named
/// <c>branch.…</c> and <c>shortcut.…</c>.
/// </summary>
public sealed class Residual : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> branch;
    private readonly nn.Module<Tensor, Tensor>? shortcut;

    /// <param name="branch">What is added.</param>
    /// <param name="shortcut">To what; null for the input itself.</param>
    public Residual(nn.Module<Tensor, Tensor> branch, nn.Module<Tensor, Tensor>? shortcut = null)
        : base(nameof(Residual))
    {
        (this.branch, this.shortcut) = (branch, shortcut);
        register_module(nameof(branch), branch);
        if (shortcut is not null)
            register_module(nameof(shortcut), shortcut);
    }

    /// <summary>What is added.</summary>
    public nn.Module<Tensor, Tensor> Branch => branch;

    /// <summary>To what; null for the input itself.</summary>
    public nn.Module<Tensor, Tensor>? Shortcut => shortcut;

    /// <summary>branch(x) + shortcut(x), which must be of one shape.</summary>
    /// <param name="input">x: [batch, …].</param>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var kept = shortcut is null ? input : shortcut.call(input);
        var change = branch.call(input);
        Check("", change, kept);
        return scope.MoveToOuter(change.Plus(kept));
    }

    /// <summary>Both sides of a sum must be of one shape: broadcasting would hide a mistake.</summary>
    internal static void Check(string name, Tensor change, Tensor kept)
    {
        if (!change.shape.SequenceEqual(kept.shape))
            throw new InvalidOperationException(
                $"residual sum{(name.Length == 0 ? "" : $" '{name}'")}: its branch gives [{string.Join(", ", change.shape)}], "
                    + $"its shortcut [{string.Join(", ", kept.shape)}]; they must be of one shape"
            );
    }
}
