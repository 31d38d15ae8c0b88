using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NtkRepro.Pipeline;

/// <summary>Writes a plan for people: one paragraph per stage, instances with the same reasons together.</summary>
public static partial class PlanText
{
    private static readonly (PlanState State, string Words)[] s_states =
    [
        (PlanState.UpToDate, "up to date"),
        (PlanState.WillRun, "to run"),
        (PlanState.MayRun, "may run"),
        (PlanState.Blocked, "blocked"),
    ];

    private const int MostGroups = 3;
    private const int MostReasons = 4;
    private const double WorthTelling = 0.05;

    // A space at which no line is broken.
    private const char Bound = '\u00A0';

    /// <summary>The plan as text; every line ends in a line feed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="width">The greatest number of columns; at least 40.</param>
    /// <param name="isVerbose">Lists every instance with all its reasons, rather than groups that fit a screen.</param>
    /// <param name="jobs">How many instances would run at once.</param>
    public static string Render(Plan plan, int width = 80, bool isVerbose = false, int jobs = 1)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringBuilder();
        foreach (var stage in plan.Instances.GroupBy(i => i.Stage, StringComparer.Ordinal))
        {
            var instances = stage.ToList();
            Line(text, $"{stage.Key}: {Counts(instances)}{Time(instances)}", "", width);
            if (isVerbose)
            {
                WriteAll(text, instances, width);
            }
            else
            {
                WriteGroups(text, PlanGroup.Of(instances), width);
            }
        }

        Line(text, Summary(plan, jobs), "", width);
        return text.ToString();
    }

    private static void WriteGroups(StringBuilder text, List<PlanGroup> groups, int width)
    {
        foreach (var group in groups.Take(MostGroups))
        {
            Line(text, Names([.. group.Instances.Select(i => i.Name)]), "  ", width);
            foreach (var reason in group.Reasons.Take(MostReasons))
            {
                Line(text, reason, "    ", width);
            }

            if (group.Reasons.Count > MostReasons)
            {
                Line(text, $"… and {group.Reasons.Count - MostReasons} more reasons", "    ", width);
            }
        }

        if (groups.Count > MostGroups)
        {
            Line(text, $"… and {groups.Skip(MostGroups).Sum(g => g.Instances.Count)} more instances", "  ", width);
        }
    }

    private static void WriteAll(StringBuilder text, List<PlannedInstance> instances, int width)
    {
        foreach (var planned in instances)
        {
            var words = s_states.First(s => s.State == planned.State).Words;
            Line(text, $"{planned.Name}: {words}{Time([planned])}", "  ", width);
            foreach (var reason in planned.Reasons)
            {
                Line(text, reason, "    ", width);
            }
        }
    }

    /// <summary>What open instances are expected to take, or nothing when that is unknown or negligible.</summary>
    private static string Time(List<PlannedInstance> instances)
    {
        var seconds = instances
            .Where(i => i.State is PlanState.WillRun or PlanState.MayRun)
            .Sum(i => i.ExpectedSeconds ?? 0);
        return seconds >= WorthTelling ? $", {Duration(seconds)}" : "";
    }

    private static string Counts(List<PlannedInstance> instances)
    {
        var counts = s_states
            .Select(s => (s.Words, Count: instances.Count(i => i.State == s.State)))
            .Where(c => c.Count > 0)
            .ToList();
        return instances.Count == 1 ? counts[0].Words : string.Join(", ", counts.Select(c => $"{c.Count} {c.Words}"));
    }

    private static string Names(List<string> names) =>
        names.Count <= 3 ? string.Join(' ', names) : $"{names[0]} … {names[^1]} ({names.Count} instances)";

    private static string Summary(Plan plan, int jobs)
    {
        if (plan.IsUpToDate)
        {
            return $"Everything is up to date ({plan.Instances.Count} instances).";
        }

        var counts = string.Join(", ", s_states.Select(s => $"{plan.Count(s.State)} {s.Words}"));
        var unknown = plan.WithoutEstimate > 0 ? $", and {plan.WithoutEstimate} instances of unknown time" : "";
        var work = plan.ExpectedSeconds;
        if (work < WorthTelling || plan.Time(jobs) is not { } time)
        {
            return $"{counts}.";
        }

        var side = jobs > 1 ? $" with {jobs} jobs, {Duration(work)} with one" : "";
        return $"{counts}; about {Duration(time.Estimate.TotalSeconds)}{side}{unknown}: {Source(plan)}.";
    }

    /// <summary>Where the time comes from.</summary>
    private static string Source(Plan plan)
    {
        var open = plan.Instances.Where(i => i.State is PlanState.WillRun or PlanState.MayRun).ToList();
        var timed = open.Count(i => i.Timing == TimingSource.Run);
        if (timed == open.Count)
        {
            return "as long as the last time";
        }

        if (plan.Measure is not { } measure)
        {
            return timed > 0 ? $"from {timed} of {open.Count} instances timed" : "from the last runs";
        }

        var counted = open.Where(i => i.Timing != TimingSource.Run).ToList();
        var rate = counted.Sum(i => i.Work ?? 0) / counted.Sum(i => i.ExpectedSeconds ?? 0);
        var each = string.Create(CultureInfo.InvariantCulture, $"{rate:N0} {measure.Unit} a second");
        return timed > 0 ? $"from {timed} of {open.Count} instances timed, the others at {each}"
            : counted.Exists(i => i.Timing == TimingSource.Rate) ? $"not timed yet, counted at this machine's {each}"
            : $"not timed yet, counted at {each}, as an ordinary machine does";
    }

    /// <summary>Seconds in words: 0.4 s, 12 s, 3 min, 2 h 5 min.</summary>
    internal static string Duration(double seconds)
    {
        var minutes = (long)Math.Round(seconds / 60);
        return seconds switch
        {
            < 10 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
            < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
            < 5970 => string.Create(CultureInfo.InvariantCulture, $"{minutes} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60} min"),
        };
    }

    /// <summary>
    /// Appends words, broken at spaces, though not between a number and its unit, and cut only where a word is longer than a line.
    /// </summary>
    private static void Line(StringBuilder text, string words, string indent, int width)
    {
        var room = Math.Max(40, width) - indent.Length;
        var rest = NumberAndUnit().Replace(words, $"{Bound}");
        while (rest.Length > room)
        {
            var cut = rest.LastIndexOf(' ', room);
            cut = cut <= 2 ? room : cut;
            text.Append(indent).Append(rest[..cut].Replace(Bound, ' ')).Append('\n');
            rest = "  " + rest[cut..].TrimStart();
        }

        text.Append(indent).Append(rest.Replace(Bound, ' ')).Append('\n');
    }

    [GeneratedRegex(@"(?<=\d) (?=(h|min|s|jobs|instances)\b)|(?<=\d h) (?=\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NumberAndUnit();
}
