using System.Globalization;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>Writes for people what a garbage collection did or would do.</summary>
public static class GcText
{
    private const int MostNames = 5;

    private static readonly (GcKind Kind, string One, string Many)[] s_kinds =
    [
        (GcKind.Result, "result", "results"),
        (GcKind.WorkFolder, "work folder", "work folders"),
        (GcKind.Damaged, "damaged result", "damaged results"),
        (GcKind.Superseded, "superseded result", "superseded results"),
        (GcKind.Leftover, "leftover", "leftovers"),
        (GcKind.Listing, "listing", "listings"),
        (GcKind.Run, "record of a run", "records of runs"),
    ];

    /// <summary>A line for each kind and one in all; every line ends in a line feed.</summary>
    /// <param name="result">The outcome.</param>
    /// <param name="isVerbose">Lists every path as well.</param>
    public static string Render(GcResult result, bool isVerbose = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        var verb = result.DryRun ? "would remove" : "removed";
        foreach (var (kind, one, many) in s_kinds)
        {
            var items = result.Removed.Where(i => i.Kind == kind).ToList();
            if (items.Count > 0)
            {
                var name = items.Count == 1 ? one : many;
                text.Append($"{verb} {items.Count} {name}, {Size(items.Sum(i => i.Bytes))}\n");
                foreach (var item in isVerbose ? items : [])
                {
                    text.Append($"  {item.Path}{(item.Instance is null ? "" : $" ({item.Instance})")}\n");
                }
            }
        }

        if (result.Removed.Count == 0)
        {
            text.Append("nothing to remove\n");
        }

        text.Append($"{result.KeptResults} results stay, {Size(result.KeptBytes)}\n");
        if (result.KeptByName > 0)
        {
            text.Append($"{result.KeptByName} of them for runs that were given a name alone: ");
            text.AppendJoin(", ", result.KeptFor.Take(MostNames));
            text.Append(result.KeptFor.Count > MostNames ? $", … ({result.KeptFor.Count} in all)\n" : "\n");
            text.Append("./build.sh Forget NAME lets one go\n");
        }

        return text.ToString();
    }

    /// <summary>Bytes in words: 512 B, 1.5 KiB, 20.0 MiB.</summary>
    /// <param name="bytes">How many.</param>
    public static string Size(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB"];
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1024 && unit < units.Length - 1)
        {
            (size, unit) = (size / 1024, unit + 1);
        }

        return size.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + units[unit];
    }
}
