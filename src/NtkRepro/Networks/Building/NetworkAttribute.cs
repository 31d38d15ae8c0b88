namespace NtkRepro.Networks;

/// <summary>
/// Marks a module as a kind of network, by the name that <c>kind</c> in pipeline.yaml says. The module has a constructor of
/// (<see cref="ModelParameters"/>, <see cref="ImageShape"/>, number of classes). What it asks of these it says as
/// <see cref="NtkRepro.Data.IParameterRules{T}"/> of a <see cref="NetworkPlan"/>.
/// </summary>
/// <param name="kind">The kind; its file is named for it, as <c>WideResNet.cs</c> for <c>wide-resnet</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute(string kind) : Attribute
{
    /// <summary>The kind.</summary>
    public string Kind => kind;
}
