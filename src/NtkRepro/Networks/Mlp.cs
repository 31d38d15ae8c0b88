using NtkRepro.Data;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NtkRepro.Networks;

/// <summary>Fully connected layers with rectifiers; without hidden layers a linear classifier.</summary>
[Network("mlp")]
public sealed class Mlp(ModelParameters model, ImageShape image, int classes)
    : Sequential([("flatten", nn.Flatten()), .. Dense.Layers(image.Size, NetworkFactory.Widths(model), classes)]),
        IParameterRules<NetworkPlan>
{
    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(NetworkPlan parameters) =>
        parameters.Unread(isResidual: false);
}
