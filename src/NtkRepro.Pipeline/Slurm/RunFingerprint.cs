using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// The SHA-256 of everything that the jobs of a plan compute from: parameters, stages and code. A job compares it with that of the run that
/// submitted it, so that an edit meanwhile is noticed rather than mixed in.
/// </summary>
internal static class RunFingerprint
{
    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        text.Append(plan.Engine).Append('\n');
        foreach (var resolved in plan.Members.Select(m => m.Plan.Resolved).DefaultIfEmpty(plan.Resolved))
        {
            foreach (var (path, json) in resolved.Root.Leaves())
            {
                text.Append(path).Append('=').Append(json).Append('\n');
            }
        }

        foreach (var stage in plan.Definition.Stages)
        {
            text.Append(stage.Name).Append(' ').AppendJoin(' ', plan.Code[stage.Name]).Append('\n');
            foreach (var line in stage.Parameters.Concat(stage.Inputs).Concat(stage.Outputs))
            {
                text.Append("  ").Append(line).Append('\n');
            }
        }

        return KeyRecord.Hash(text.ToString());
    }
}
