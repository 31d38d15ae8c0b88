using System.Text.RegularExpressions;

namespace NtkRepro.Pipeline;

/// <summary>Reads the section <c>executors</c>: how instances run elsewhere than on this machine.</summary>
internal sealed partial class ExecutorReader
{
    internal const int MostTasks = 4_000_000;
    internal const int MostRetries = 100;
    internal const string WordPattern = @"^[A-Za-z0-9_][A-Za-z0-9_.,:=+/@()\[\]-]*$";
    internal const string DurationPattern =
        "^(?:[0-9]+-[0-9]+(?::[0-9]{1,2}){0,2}|[0-9]+(?::[0-9]{1,2}){0,2}|UNLIMITED)$";
    internal const string SizePattern = "^[0-9]+[KMGTkmgt]?$";
    internal const string OptionPattern = @"^--(?<name>[a-z][a-z0-9-]*)(?:=\S*)?$";

    /// <summary>What a job asks the scheduler for: for all stages, or for one.</summary>
    internal static readonly string[] ResourceKeys =
    [
        "partition",
        "time",
        "cpus",
        "memory",
        "gres",
        "account",
        "extra",
    ];

    /// <summary>What <c>executors.slurm</c> may declare.</summary>
    internal static readonly string[] Keys =
    [
        .. ResourceKeys,
        "max_jobs",
        "array_size",
        "max_retries",
        "setup",
        "launcher",
        "stages",
    ];

    /// <summary>The options of <c>sbatch</c> that the executor sets itself.</summary>
    private static readonly string[] s_own =
    [
        "array",
        "chdir",
        "comment",
        "dependency",
        "error",
        "hold",
        "job-name",
        "kill-on-invalid-dep",
        "no-requeue",
        "open-mode",
        "output",
        "parsable",
        "requeue",
        "test-only",
        "wait",
        "wrap",
    ];

    private readonly IReadOnlyList<string> _stages;
    private readonly MistakeList _mistakes;

    private ExecutorReader(IReadOnlyList<string> stages, MistakeList mistakes) =>
        (_stages, _mistakes) = (stages, mistakes);

    /// <summary>The settings; defaults where the section is absent.</summary>
    public static SlurmSettings Read(MapNode? executors, IReadOnlyList<string> stages, MistakeList mistakes)
    {
        var location = new SourceLocation(mistakes.Source);
        if (executors is null)
        {
            return new SlurmSettings { Location = location };
        }

        var fields = new FieldReader(executors, "executors", [Executors.Slurm], mistakes);
        var reader = new ExecutorReader(stages, mistakes);
        return fields.Map(Executors.Slurm) is { } map
            ? reader.Read(map, fields.Location(Executors.Slurm)!)
            : new SlurmSettings { Location = location };
    }

    private SlurmSettings Read(MapNode map, SourceLocation location)
    {
        const string Owner = "executors.slurm";
        var fields = new FieldReader(map, Owner, Keys, _mistakes);
        var defaults = new SlurmSettings();
        return new SlurmSettings
        {
            Location = location,
            Resources = ReadResources(fields, Owner),
            Stages = ReadStages(fields.Map("stages"), $"{Owner}.stages"),
            MaxJobs = fields.Number("max_jobs", 1, MostTasks),
            ArraySize = fields.Number("array_size", 1, MostTasks) ?? defaults.ArraySize,
            MaxRetries = fields.Number("max_retries", 0, MostRetries) ?? defaults.MaxRetries,
            Setup = [.. fields.Texts("setup").Select(t => t.Text)],
            Launcher = fields.Text("launcher"),
        };
    }

    private Dictionary<string, SlurmResources> ReadStages(MapNode? map, string owner)
    {
        var stages = new Dictionary<string, SlurmResources>(StringComparer.Ordinal);
        foreach (var entry in map?.Entries ?? [])
        {
            if (!_stages.Contains(entry.Key, StringComparer.Ordinal))
            {
                _mistakes.AddUnknown(entry.KeyLocation, $"the pipeline has no stage '{entry.Key}'", entry.Key, _stages);
            }
            else if (entry.Value is MapNode resources)
            {
                var name = $"{owner}.{entry.Key}";
                stages[entry.Key] = ReadResources(new FieldReader(resources, name, ResourceKeys, _mistakes), name);
            }
            else
            {
                _mistakes.Add(entry.Value.Location, $"{owner}.{entry.Key}: expected a map, found {entry.Value.Kind}");
            }
        }

        return stages;
    }

    private SlurmResources ReadResources(FieldReader fields, string owner) =>
        new()
        {
            Partition = Checked(fields, owner, "partition", Word(), "a name without spaces"),
            Time = Checked(fields, owner, "time", Duration(), "minutes, or [days-]hours:minutes:seconds"),
            Cpus = fields.Number("cpus", 1, MostTasks),
            Memory = Checked(fields, owner, "memory", Size(), "a number with K, M, G or T, such as 8G"),
            Gres = Checked(fields, owner, "gres", Word(), "a text without spaces, such as gpu:1"),
            Account = Checked(fields, owner, "account", Word(), "a name without spaces"),
            Extra = [.. fields.Texts("extra").Where(IsOption).Select(t => t.Text)],
        };

    private string? Checked(FieldReader fields, string owner, string key, Regex form, string expected)
    {
        if (fields.Text(key) is not { } text || form.IsMatch(text))
        {
            return fields.Text(key);
        }

        _mistakes.Add(fields.ValueLocation(key)!, $"{key} of {owner}: expected {expected}, found '{text}'");
        return null;
    }

    private bool IsOption(ScalarNode text)
    {
        var match = Option().Match(text.Text);
        if (!match.Success)
        {
            _mistakes.Add(
                text.Location,
                $"'{text.Text}': an option of sbatch is one word and begins with '--', such as --qos=long"
            );
        }
        else if (s_own.Contains(match.Groups["name"].Value, StringComparer.Ordinal))
        {
            _mistakes.Add(text.Location, $"'{text.Text}': this option is set by the executor itself");
        }
        else
        {
            return true;
        }

        return false;
    }

    [GeneratedRegex(WordPattern, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(DurationPattern, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Duration();

    [GeneratedRegex(SizePattern, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Size();

    [GeneratedRegex(OptionPattern, RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Option();
}
