using System.Text;

namespace Nuke.Common.Execution;

/// <summary>The text of <c>--plan</c>: the graph of all targets, those first that would run.</summary>
internal static class PlanText
{
    private const int Width = 80;

    /// <param name="plan">The targets that would run, in order, and those of them that are skipped.</param>
    /// <param name="all">All targets of the build.</param>
    public static string Render(IReadOnlyList<ExecutableTarget> plan, IReadOnlyList<ExecutableTarget> all)
    {
        var others = all.Except(plan).ToList();
        var width = all.Select(x => x.Name.Length).DefaultIfEmpty().Max();
        var text = new StringBuilder("Execution plan (targets in order, with their direct dependencies):\n");
        foreach (var (index, target) in plan.Index())
            Append($"{index + 1, 2}", target);
        if (others.Count > 0)
            text.Append("\n\nNot part of it:\n");
        foreach (var target in others)
            Append("  ", target);
        return text.ToString();

        void Append(string number, ExecutableTarget target)
        {
            var line = $"  {number}  {target.Name.PadRight(width)}";
            var indent = new string(' ', line.Length + 4);
            var names = target.Dependencies.Select((x, i) => (i == 0 ? " -> " : ", ") + x.Name);
            foreach (var part in names.Append(target.Status == ExecutionStatus.Skipped ? "  (skipped)" : ""))
            {
                if (line.Length + part.Length >= Width)
                {
                    text.Append('\n').Append(line).Append(',');
                    line = indent + part.TrimStart(',', ' ');
                }
                else
                {
                    line += part;
                }
            }
            text.Append('\n').Append(line.TrimEnd());
        }
    }
}
