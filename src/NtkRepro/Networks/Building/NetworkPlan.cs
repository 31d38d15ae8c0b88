using NtkRepro.Data;

namespace NtkRepro.Networks;

/// <summary>What is known of a network before it is built.</summary>
/// <param name="Model">Its parameters.</param>
/// <param name="Image">The size of its inputs; null where that is known only from the data.</param>
public sealed record NetworkPlan(ModelParameters Model, ImageShape? Image)
{
    /// <summary>The parameters of <see cref="ModelParameters"/> that a kind does not read, where they say something.</summary>
    /// <param name="isResidual">Whether it is a residual network, which has a depth, a width and a norm, and no widths.</param>
    internal IEnumerable<ParameterProblem> Unread(bool isResidual)
    {
        (string Name, bool IsGiven, bool IsRead)[] all =
        [
            ("widths", Model.Widths.Count > 0, !isResidual),
            ("depth", Model.Depth != 0, isResidual),
            ("width", Model.Width != 0, isResidual),
            ("norm", Model.Norm != Norm.None, isResidual),
        ];
        return all.Where(p => p.IsGiven && !p.IsRead)
            .Select(p => new ParameterProblem(
                p.Name,
                $"{Model.Kind} has no {p.Name}; it has {string.Join(", ", all.Where(o => o.IsRead).Select(o => o.Name))}"
            ));
    }
}
