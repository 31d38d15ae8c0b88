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
        var listed = targets.Where(x => x.Listed).ToList();
        var nameWidth = Math.Max(20, listed.Select(x => Entry(x).Length).DefaultIfEmpty().Max());
        var text = new StringBuilder().AppendLine("Targets (with their direct dependencies):").AppendLine();
        foreach (var target in listed)
        {
            text.AppendLine($"  {Entry(target).PadRight(nameWidth)}{Arrow(target.ExecutionDependencies)}".TrimEnd());
            if (!string.IsNullOrWhiteSpace(target.Description))
                text.AppendJoin(Environment.NewLine, Wrap("    ", target.Description)).AppendLine();
        }

        return text.ToString();

        static string Entry(ExecutableTarget target) => target.Name + (target.IsDefault ? " (default)" : "");
    }

    public static string Parameters(IEnumerable<ParameterMember> parameters, IEnumerable<ExecutableTarget> targets)
    {
        var listed = parameters.Where(x => x.Attribute.List).ToList();
        var nameWidth = Math.Max(16, listed.Max(x => x.DashedName.Length));
        var defaults = string.Join(", ", targets.Where(x => x.IsDefault).Select(x => x.Name).DefaultIfEmpty("<none>"));
        var text = new StringBuilder().AppendLine("Parameters:");
        foreach (var group in listed.GroupBy(x => x.IsBuiltIn))
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

    public static string Plan(IReadOnlyCollection<ExecutableTarget> plan, Func<ExecutableTarget, bool> isSkipped)
    {
        var nameWidth = plan.Max(x => x.Name.Length);
        var text = new StringBuilder()
            .AppendLine("Execution plan (targets in order, with their direct dependencies):")
            .AppendLine();
        foreach (var (index, target) in plan.Index())
        {
            var triggered = string.Join(", ", target.TriggerDependencies.Where(plan.Contains).Select(x => x.Name));
            var conditions = target.StaticConditions.Concat(target.DynamicConditions).Select(x => x.Text).ToList();
            var line = new StringBuilder($"  {index + 1, 2}  {target.Name.PadRight(nameWidth)}");
            line.Append(Arrow(target.ExecutionDependencies));
            if (triggered.Length > 0)
                line.Append($"  triggered by {triggered}");
            if (isSkipped(target))
                line.Append("  (skipped)");
            else if (conditions.Count > 0)
                line.Append($"  only when {string.Join(" && ", conditions)}");
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
        var type = parameter.Type.IsArray ? parameter.Type.GetElementType()! : parameter.Type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? $"{description} One of {string.Join(", ", Enum.GetNames(type))}." : description;
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
