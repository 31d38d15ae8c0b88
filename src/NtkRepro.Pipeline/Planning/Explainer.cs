using System.Collections.Concurrent;
using System.Text.Json;

namespace NtkRepro.Pipeline;

/// <summary>Why a result is not in the store.</summary>
/// <param name="Reasons">In words.</param>
/// <param name="Seconds">How long the instance took for as much work; null where it never had that.</param>
internal sealed record Explanation(IReadOnlyList<string> Reasons, double? Seconds = null);

/// <summary>Says in words why a result is not in the store, by comparing with that of the instance's last ones that is nearest to it.</summary>
internal sealed class Explainer(ResultStore store, LastRuns lastRuns)
{
    private const int MostOfAKind = 4;
    private const int LongestValue = 48;
    private const string IsNew = "is new";
    private const string IsGone = "is gone";
    private const string Changed = "changed";

    private readonly ConcurrentDictionary<string, Dictionary<string, string>?> _listings = new(StringComparer.Ordinal);

    /// <summary>How a reason may end that names a file.</summary>
    public static IReadOnlyList<string> Changes { get; } = [IsNew, IsGone, Changed];

    public Explanation Explain(PlannedInstance planned, string record, string key) =>
        lastRuns.Find(planned.Instance.Name) is { } last && last.Key == key
            ? new Explanation(["its result is gone from the store"], last.Seconds)
            : Nearest(planned, record, withInputs: true);

    /// <summary>The differences that are known before the inputs are.</summary>
    public Explanation WithoutInputs(PlannedInstance planned, string engine)
    {
        var inputs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var record = KeyRecord.Write(planned.Instance, inputs, planned.Listing.Sha256, engine);
        return Nearest(planned, record, withInputs: false);
    }

    /// <summary>The canonical text of the parameters behind a result.</summary>
    public static string ParametersOf(Manifest manifest)
    {
        using var record = JsonDocument.Parse(manifest.Record);
        return record.RootElement.GetProperty("parameters").GetRawText();
    }

    // Of those that differ in as much, the newest.
    private Explanation Nearest(PlannedInstance planned, string record, bool withInputs)
    {
        var runs = lastRuns.Of(planned.Instance.Name);
        if (runs.Count == 0)
        {
            return new Explanation(["never run"]);
        }

        var found = new List<(LastRun Run, Manifest Manifest, List<(string Kind, List<string> Reasons)> Differences)>();
        foreach (var run in runs)
        {
            if (store.ReadManifest(run.Key) is { } manifest)
            {
                found.Add((run, manifest, Compare(manifest.Record, record, planned.Listing, withInputs)));
            }
        }

        if (found.Count == 0)
        {
            return new Explanation(["not computed yet; what it last computed is gone from the store"]);
        }

        var nearest = found.MinBy(f => f.Differences.Sum(kind => kind.Reasons.Count));
        var reasons = Words(nearest.Differences);
        return new Explanation(
            reasons.Count > 0 || !withInputs ? reasons : ["not computed yet"],
            IsAsMuch(planned, nearest.Run, nearest.Manifest) ? nearest.Manifest.Seconds : null
        );
    }

    // The same parameters are as much work, unless what is read is more: what that was is known where work is measured.
    private static bool IsAsMuch(PlannedInstance planned, LastRun run, Manifest manifest) =>
        ParametersOf(manifest) == planned.Instance.Parameters.Json
        && (planned.Work is not { } now || run.Work is not { } before || Math.Abs(now - before) <= 0.01 * now);

    /// <summary>What a record differs in from the one behind an earlier key.</summary>
    public IReadOnlyList<string> Since(string key, string record, CodeListing code)
    {
        if (store.ReadManifest(key) is not { } manifest)
        {
            return ["its key was another, whose result is gone from the store"];
        }

        var reasons = Words(Compare(manifest.Record, record, code, withInputs: true));
        return reasons.Count > 0 ? reasons : ["its key was another"];
    }

    /// <summary>All differences of two records by kind, with what several of a kind are called.</summary>
    private List<(string Kind, List<string> Reasons)> Compare(
        string before,
        string after,
        CodeListing code,
        bool withInputs
    )
    {
        using var old = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        var found = new List<(string, List<string>)>();
        foreach (var field in new[] { "format", "engine" })
        {
            var (a, b) = (Text(old.RootElement.GetProperty(field)), Text(now.RootElement.GetProperty(field)));
            found.Add((field, a != b ? [$"{field}: {a} → {b}"] : []));
        }

        found.Add(
            ("axes", Differences(old, now, "axes", (name, a, b) => $"axis {name}: {a ?? "none"} → {b ?? "none"}"))
        );
        found.Add(("parameters", Differences(old, now, "parameters", Parameter)));
        // In another format the same code has other hashes.
        if (Text(old.RootElement.GetProperty("format")) == Text(now.RootElement.GetProperty("format")))
        {
            found.Add(("code files", Code(Text(old.RootElement.GetProperty("code")), code)));
        }

        if (old.RootElement.GetProperty("outputs").GetRawText() != now.RootElement.GetProperty("outputs").GetRawText())
        {
            found.Add(("outputs", ["declared outputs changed"]));
        }

        if (withInputs)
        {
            found.Add(("inputs", Differences(old, now, "inputs", (name, a, b) => $"input {name} {Change(a, b)}")));
        }

        return found;
    }

    private static List<string> Words(List<(string Kind, List<string> Reasons)> differences)
    {
        var words = new List<string>();
        foreach (var (kind, reasons) in differences)
        {
            words.AddRange(reasons.Take(MostOfAKind));
            if (reasons.Count > MostOfAKind)
            {
                words.Add($"… and {reasons.Count - MostOfAKind} more {kind}");
            }
        }

        return words;
    }

    private static string Parameter(string name, string? before, string? after) =>
        (before, after) switch
        {
            (null, _) => $"{name}: {Brief(after!)} is new",
            (_, null) => $"{name} is no longer a parameter",
            _ => $"{name}: {Brief(before)} → {Brief(after)}",
        };

    // A long list by its ends.
    private static string Brief(string value)
    {
        if (value.Length <= LongestValue)
        {
            return value;
        }

        if (!value.StartsWith('['))
        {
            return $"{value[..(LongestValue / 2)]}…{value[^(LongestValue / 2)..]}";
        }

        using var list = JsonDocument.Parse(value);
        var items = list.RootElement.EnumerateArray().Select(i => i.GetRawText()).ToList();
        return
            items is [var first, var second, .., var last] && first.Length + second.Length + last.Length < LongestValue
            ? $"[{first},{second},…,{last}] ({items.Count} values)"
            : $"[…] ({items.Count} values)";
    }

    private List<string> Code(string before, CodeListing now)
    {
        if (before == now.Sha256)
        {
            return [];
        }

        return _listings.GetOrAdd(before, Listing) is { } old
            ? [.. Compare(old, now.Files).Select(d => $"code: {d.Name} {Change(d.Before, d.After)}")]
            : ["code changed"];
    }

    private Dictionary<string, string>? Listing(string sha256)
    {
        if (store.ReadCode(sha256) is not { } listing || KeyRecord.Hash(listing) != sha256)
        {
            return null;
        }

        using var document = JsonDocument.Parse(listing);
        return Map(document.RootElement);
    }

    private static string Change(string? before, string? after) =>
        before is null ? IsNew
        : after is null ? IsGone
        : Changed;

    private static List<string> Differences(
        JsonDocument old,
        JsonDocument now,
        string field,
        Func<string, string?, string?, string> describe
    )
    {
        var before = Map(old.RootElement.GetProperty(field));
        var after = Map(now.RootElement.GetProperty(field));
        return [.. Compare(before, after).Select(d => describe(d.Name, d.Before, d.After))];
    }

    /// <summary>The names whose values differ, in order; null stands for absent.</summary>
    private static IEnumerable<(string Name, string? Before, string? After)> Compare(
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after
    ) =>
        before
            .Keys.Union(after.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(n => (Name: n, Before: before.GetValueOrDefault(n), After: after.GetValueOrDefault(n)))
            .Where(d => d.Before != d.After);

    private static Dictionary<string, string> Map(JsonElement map) =>
        map.EnumerateObject().ToDictionary(p => p.Name, p => Text(p.Value), StringComparer.Ordinal);

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
