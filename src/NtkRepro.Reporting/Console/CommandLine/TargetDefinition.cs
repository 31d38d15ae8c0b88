using System.Reflection;

namespace NtkRepro.Reporting.CommandLine;

/// <summary>
/// What a target says of itself when it is asked as NUKE asks it: it stands in for NUKE's interface of that, whatever members this has,
/// and writes down what is called.
/// </summary>
internal class TargetDefinition : DispatchProxy
{
    private readonly List<Delegate> _dependencies = [];
    private readonly List<Action> _actions = [];

    /// <summary>The sentence that help prints; empty where there is none.</summary>
    public string Description { get; private set; } = "";

    /// <summary>The values of the properties of the targets that it depends on.</summary>
    public IReadOnlyList<Delegate> Dependencies => _dependencies;

    public IReadOnlyList<Action> Actions => _actions;

    /// <summary>Asks a target.</summary>
    /// <param name="build">The build that declares it.</param>
    /// <param name="target">The target.</param>
    public static TargetDefinition Of(object build, TargetDeclaration target)
    {
        var factory = (Delegate)target.Property.GetValue(build)!;
        var definition = Create(factory.Method.ReturnType, typeof(TargetDefinition));
        factory.DynamicInvoke(definition);
        return (TargetDefinition)definition;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod?.Name)
        {
            case "Description":
                Description = args?[0] as string ?? "";
                break;
            case "DependsOn":
                _dependencies.AddRange(args?[0] as Delegate[] ?? []);
                break;
            case "Executes":
                _actions.AddRange(args?[0] as Action[] ?? []);
                break;
        }
        return this;
    }
}
