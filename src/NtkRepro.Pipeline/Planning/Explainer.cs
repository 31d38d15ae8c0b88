using System.Text.Json;

namespace NtkRepro.Pipeline;

/// <summary>Says in words why a result is not in the store, by comparing with the instance's last one.</summary>
internal sealed class Explainer(ResultStore store, LastRuns lastRuns)
{
    private const int MostOfAKind = 4;
    private const string IsNew = "is new";
    private const string IsGone = "is gone";
    private const string Changed = "changed";

    /// <summary>How a reason may end that names a file.</summary>
    public static IReadOnlyList<string> Changes { get; } = [IsNew, IsGone, Changed];

    public IReadOnlyList<string> Explain(Instance instance, string record, string key, CodeListing code)
    {
        if (lastRuns.Find(instance.Name) is not { } last)
        {
            return ["never run"];
        }

        if (last.Key == key)
        {
            return ["its result is gone from the store"];
        }

        if (store.ReadManifest(last.Key) is not { } manifest)
        {
            return ["not computed yet; what it last computed is gone from the store"];
        }

        var reasons = Describe(manifest.Record, record, code, withInputs: true);
        return reasons.Count > 0 ? reasons : ["not computed yet"];
    }

    /// <summary>What a record differs in from the one behind an earlier key.</summary>
    public IReadOnlyList<string> Since(string key, string record, CodeListing code)
    {
        if (store.ReadManifest(key) is not { } manifest)
        {
            return ["its key was another, whose result is gone from the store"];
        }

        var reasons = Describe(manifest.Record, record, code, withInputs: true);
        return reasons.Count > 0 ? reasons : ["its key was another"];
    }

    /// <summary>The differences that are known before the inputs are.</summary>
    public IReadOnlyList<string> WithoutInputs(Instance instance, CodeListing code, string engine)
    {
        if (lastRuns.Find(instance.Name) is not { } last)
        {
            return ["never run"];
        }

        var record = KeyRecord.Write(
            instance,
            new SortedDictionary<string, string>(StringComparer.Ordinal),
            code.Sha256,
            engine
        );
        return store.ReadManifest(last.Key) is { } manifest
            ? Describe(manifest.Record, record, code, withInputs: false)
            : [];
    }

    private List<string> Describe(string before, string after, CodeListing code, bool withInputs)
    {
        using var old = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        var reasons = new List<string>();
        foreach (var field in new[] { "format", "engine" })
        {
            var (a, b) = (Text(old.RootElement.GetProperty(field)), Text(now.RootElement.GetProperty(field)));
            if (a != b)
            {
                reasons.Add($"{field}: {a} → {b}");
            }
        }

        AddSome(
            reasons,
            Differences(old, now, "axes", (name, a, b) => $"axis {name}: {a ?? "none"} → {b ?? "none"}"),
            "axes"
        );
        AddSome(reasons, Differences(old, now, "parameters", Parameter), "parameters");
        // In another format the same code has other hashes.
        if (Text(old.RootElement.GetProperty("format")) == Text(now.RootElement.GetProperty("format")))
        {
            AddSome(reasons, Code(Text(old.RootElement.GetProperty("code")), code), "code files");
        }

        if (old.RootElement.GetProperty("outputs").GetRawText() != now.RootElement.GetProperty("outputs").GetRawText())
        {
            reasons.Add("declared outputs changed");
        }

        if (withInputs)
        {
            AddSome(reasons, Differences(old, now, "inputs", (name, a, b) => $"input {name} {Change(a, b)}"), "inputs");
        }

        return reasons;
    }

    private static string Parameter(string name, string? before, string? after) =>
        (before, after) switch
        {
            (null, _) => $"{name}: {after} is new",
            (_, null) => $"{name} is no longer a parameter",
            _ => $"{name}: {before} → {after}",
        };

    private List<string> Code(string before, CodeListing now)
    {
        if (before == now.Sha256)
        {
            return [];
        }

        if (store.ReadCode(before) is not { } listing || KeyRecord.Hash(listing) != before)
        {
            return ["code changed"];
        }

        using var document = JsonDocument.Parse(listing);
        var old = Map(document.RootElement);
        return Compare(old, now.Files).Select(d => $"code: {d.Name} {Change(d.Before, d.After)}").ToList();
    }

    private static string Change(string? before, string? after) =>
        before is null ? IsNew
        : after is null ? IsGone
        : Changed;

    private static void AddSome(List<string> reasons, IEnumerable<string> found, string kind)
    {
        var all = found.ToList();
        reasons.AddRange(all.Take(MostOfAKind));
        if (all.Count > MostOfAKind)
        {
            reasons.Add($"… and {all.Count - MostOfAKind} more {kind}");
        }
    }

    private static IEnumerable<string> Differences(
        JsonDocument old,
        JsonDocument now,
        string field,
        Func<string, string?, string?, string> describe
    )
    {
        var before = Map(old.RootElement.GetProperty(field));
        var after = Map(now.RootElement.GetProperty(field));
        return Compare(before, after).Select(d => describe(d.Name, d.Before, d.After));
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
