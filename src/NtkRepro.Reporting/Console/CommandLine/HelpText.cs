using System.Reflection;
using System.Text;

namespace NtkRepro.Reporting.CommandLine;

/// <summary>The text of <c>--help</c>.</summary>
internal static class HelpText
{
    private const int Width = 80;
    private const int MostNamed = 3;

    /// <summary>Lists targets and parameters.</summary>
    /// <param name="build">The build that declares them.</param>
    /// <param name="defaultTarget">What runs where no target is named.</param>
    public static string Render(object build, string defaultTarget)
    {
        var targets = TargetDeclaration.Of(build.GetType()).ToDictionary(t => t, t => TargetDefinition.Of(build, t));
        var text = new StringBuilder("Targets (with their direct dependencies):\n\n");
        var width = Math.Max(20, targets.Keys.Max(t => Entry(t).Length));
        foreach (var (target, definition) in targets)
        {
            var needed = targets.Keys.Where(t =>
                definition.Dependencies.Contains((Delegate)t.Property.GetValue(build)!)
            );
            var arrow = needed.Any() ? $"-> {string.Join(", ", needed.Select(t => t.Name))}" : "";
            var lines = Wrap(new(' ', width + 3), arrow).Select(line => line.TrimStart()).DefaultIfEmpty("");
            var indent = new string(' ', width + 6);
            text.Append($"  {Entry(target).PadRight(width)} {string.Join('\n' + indent, lines)}".TrimEnd())
                .Append('\n');
            foreach (var line in Wrap("    ", definition.Description))
                text.Append(line).Append('\n');
        }
        text.Append("\nParameters:\n");
        foreach (var group in ParameterDeclaration.Of(build.GetType()).GroupBy(p => p.IsOfEveryBuild))
            AppendParameters(text, [.. group], defaultTarget);
        AppendExamples(text, build.GetType());
        return text.ToString().TrimEnd();

        string Entry(TargetDeclaration target) => target.Name + (target.Name == defaultTarget ? " (default)" : "");
    }

    private static void AppendExamples(StringBuilder text, Type build)
    {
        var examples = build.GetCustomAttributes<ExampleAttribute>().ToList();
        if (examples.Count > 0)
            text.Append("\nExamples:\n\n");
        foreach (var example in examples)
            text.Append($"  {example.Command}\n      {example.Meaning}\n");
    }

    private static void AppendParameters(
        StringBuilder text,
        IReadOnlyList<ParameterDeclaration> parameters,
        string defaultTarget
    )
    {
        const int nameWidth = 16;
        text.Append('\n');
        foreach (var parameter in parameters)
        {
            var lines = Wrap(new(' ', nameWidth + 6), Description(parameter, defaultTarget));
            text.Append($"  --{parameter.DashedName.PadRight(nameWidth)}  {lines[0].TrimStart()}\n");
            foreach (var line in lines.Skip(1))
                text.Append(line).Append('\n');
        }
    }

    private static string Description(ParameterDeclaration parameter, string defaultTarget)
    {
        var description = parameter.Description is { Length: > 0 } given
            ? given.Replace("{default_target}", defaultTarget, StringComparison.Ordinal) + "."
            : "<no description>";
        // Few targets are named, and that it is for them alone.
        if (parameter.ReadBy is { Stages: false, Targets.Count: <= MostNamed } few)
            description = $"{string.Join(", ", few.Targets)}: {description}";
        return ValueConverter.Choices(parameter.Type) is { } choices
            ? $"{description} One of {string.Join(", ", choices)}."
            : description;
    }

    private static List<string> Wrap(string indent, string text)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= Width)
                lines[^1] += " " + word;
            else
                lines.Add(indent + word);
        }
        return lines;
    }
}
