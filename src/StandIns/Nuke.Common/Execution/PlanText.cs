using System.Text;

namespace Nuke.Common.Execution;

/// <summary>The text of <c>--plan</c>.</summary>
internal static class PlanText
{
    public static string Render(IReadOnlyList<ExecutableTarget> plan)
    {
        var width = plan.Select(x => x.Name.Length).DefaultIfEmpty().Max();
        var text = new StringBuilder("Execution plan (targets in order, with their direct dependencies):\n");
        foreach (var (index, target) in plan.Index())
        {
            var line = new StringBuilder($"\n  {index + 1, 2}  {target.Name.PadRight(width)}");
            if (target.Dependencies.Count > 0)
                line.Append($" -> {string.Join(", ", target.Dependencies.Select(x => x.Name))}");
            if (target.IsSkipped)
                line.Append("  (skipped)");
            text.Append(line.ToString().TrimEnd());
        }
        return text.ToString();
    }
}
