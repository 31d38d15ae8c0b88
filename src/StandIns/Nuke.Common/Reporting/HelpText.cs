using System.Text;
using Nuke.Common.Execution;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Reporting;

/// <summary>The texts of <c>--help</c> and <c>--plan</c>.</summary>
internal static class HelpText
{
    private const int Width = 80;

    public static string Targets(IEnumerable<ExecutableTarget> targets)
    {
        var listed = targets.Where(x => x.IsListed).ToList();
        var nameWidth = Math.Max(20, listed.Select(x => Entry(x).Length).DefaultIfEmpty().Max());
        var text = new StringBuilder().AppendLine("Targets (with their direct dependencies):").AppendLine();
        foreach (var target in listed)
        {
            text.AppendLine($"  {Entry(target).PadRight(nameWidth)}{Arrow(target.Dependencies)}".TrimEnd());
            if (!string.IsNullOrWhiteSpace(target.Description))
                text.AppendJoin(Environment.NewLine, Wrap("    ", target.Description)).AppendLine();
        }

        return text.ToString();

        static string Entry(ExecutableTarget target) => target.Name + (target.IsDefault ? " (default)" : "");
    }

    public static string Parameters(IEnumerable<ParameterMember> parameters, IEnumerable<ExecutableTarget> targets)
    {
        var all = parameters.ToList();
        var nameWidth = Math.Max(16, all.Max(x => x.DashedName.Length));
        var defaults = string.Join(", ", targets.Where(x => x.IsDefault).Select(x => x.Name).DefaultIfEmpty("<none>"));
        var text = new StringBuilder().AppendLine("Parameters:");
        foreach (var group in all.GroupBy(x => x.IsBuiltIn))
        {
            text.AppendLine();
            foreach (var parameter in group)
            {
                var description = Description(parameter)
                    .Replace("{default_target}", defaults, StringComparison.Ordinal);
                var lines = Wrap(new string(' ', nameWidth + 6), description);
                text.AppendLine($"  --{parameter.DashedName.PadRight(nameWidth)}  {lines[0].TrimStart()}");
                foreach (var line in lines.Skip(1))
                    text.AppendLine(line);
            }
        }

        return text.ToString();
    }

    public static string Plan(IReadOnlyList<ExecutableTarget> plan)
    {
        var nameWidth = plan.Max(x => x.Name.Length);
        var text = new StringBuilder()
            .AppendLine("Execution plan (targets in order, with their direct dependencies):")
            .AppendLine();
        foreach (var (index, target) in plan.Index())
        {
            var line = new StringBuilder($"  {index + 1, 2}  {target.Name.PadRight(nameWidth)}");
            line.Append(Arrow(target.Dependencies));
            if (target.Status == ExecutionStatus.Skipped)
                line.Append("  (skipped)");
            else if (target.Conditions.Count > 0)
                line.Append($"  only when {string.Join(" && ", target.Conditions.Select(x => x.Text))}");
            text.AppendLine(line.ToString().TrimEnd());
        }

        return text.ToString();
    }

    private static string Arrow(List<ExecutableTarget> dependencies) =>
        dependencies.Count == 0 ? "" : $" -> {string.Join(", ", dependencies.Select(x => x.Name))}";

    private static string Description(ParameterMember parameter)
    {
        var description = parameter.Attribute.Description is { Length: > 0 } x
            ? x.TrimEnd('.') + "."
            : "<no description>";
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
