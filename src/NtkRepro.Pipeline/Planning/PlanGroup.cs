namespace NtkRepro.Pipeline;

/// <summary>Instances of one stage in the same state for the same reasons, names of other instances aside.</summary>
/// <param name="Instances">The instances; at least one.</param>
/// <param name="Reasons">Their common reasons.</param>
internal sealed record PlanGroup(IReadOnlyList<PlannedInstance> Instances, IReadOnlyList<string> Reasons)
{
    private const string InputWord = "input ";

    /// <summary>The instances that are not up to date, in groups, each where its first instance stands.</summary>
    public static List<PlanGroup> Of(IEnumerable<PlannedInstance> instances) =>
        [
            .. instances
                .Where(i => i.State != PlanState.UpToDate)
                .GroupBy(i =>
                    (i.State, Why: string.Join('\n', i.Reasons.Select(Kind).Distinct(StringComparer.Ordinal)))
                )
                .Select(g => Make([.. g])),
        ];

    private static PlanGroup Make(List<PlannedInstance> instances)
    {
        var isSame = instances.TrueForAll(i => i.Reasons.SequenceEqual(instances[0].Reasons, StringComparer.Ordinal));
        return new PlanGroup(instances, isSame ? instances[0].Reasons : Common(instances));
    }

    private static List<string> Common(List<PlannedInstance> instances)
    {
        var reasons = instances[0].Reasons.Select(Kind).Distinct(StringComparer.Ordinal).ToList();
        var last = reasons.Count - 1;
        if (reasons[last] == PlannedInstance.AfterWord)
        {
            var stages = instances.SelectMany(i => i.After).Distinct().GroupBy(p => p.Stage, StringComparer.Ordinal);
            reasons[last] += string.Join(
                ", ",
                stages.Select(s => s.Count() == 1 ? s.First().Name : $"{s.Key} ({s.Count()} instances)")
            );
        }

        return reasons;
    }

    /// <summary>A reason without what differs between instances of one stage: <c>input parent changed</c>.</summary>
    private static string Kind(string reason)
    {
        if (reason.StartsWith(PlannedInstance.AfterWord, StringComparison.Ordinal))
        {
            return PlannedInstance.AfterWord;
        }

        if (!reason.StartsWith(InputWord, StringComparison.Ordinal))
        {
            return reason;
        }

        var producer = reason[InputWord.Length..].Split('/')[0].Split('[')[0];
        var change = Explainer.Changes.FirstOrDefault(c => reason.EndsWith(c, StringComparison.Ordinal));
        return $"{InputWord}{producer} {change}";
    }
}
