namespace NtkRepro.Pipeline;

/// <summary>What a job asks the scheduler for; what is null is left to the cluster's defaults.</summary>
public sealed record SlurmResources
{
    /// <summary><c>sbatch --partition</c>.</summary>
    public string? Partition { get; init; }

    /// <summary><c>sbatch --time</c>: minutes, or <c>[days-]hours:minutes:seconds</c>.</summary>
    public string? Time { get; init; }

    /// <summary><c>sbatch --cpus-per-task</c>.</summary>
    public int? Cpus { get; init; }

    /// <summary><c>sbatch --mem</c>: megabytes, or a number with K, M, G or T.</summary>
    public string? Memory { get; init; }

    /// <summary><c>sbatch --gres</c>, <c>gpu:1</c>.</summary>
    public string? Gres { get; init; }

    /// <summary><c>sbatch --account</c>.</summary>
    public string? Account { get; init; }

    /// <summary>Further options of <c>sbatch</c>, each one word.</summary>
    public IReadOnlyList<string> Extra { get; init; } = [];

    /// <summary>The options of <c>sbatch</c> that ask for this.</summary>
    internal IEnumerable<string> Options()
    {
        (string Name, string? Value)[] options =
        [
            ("partition", Partition),
            ("time", Time),
            ("cpus-per-task", Cpus?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("mem", Memory),
            ("gres", Gres),
            ("account", Account),
        ];
        return [.. options.Where(o => o.Value is not null).Select(o => $"--{o.Name}={o.Value}"), .. Extra];
    }

    /// <summary>This, with what it leaves open taken from below.</summary>
    internal SlurmResources Over(SlurmResources below) =>
        new()
        {
            Partition = Partition ?? below.Partition,
            Time = Time ?? below.Time,
            Cpus = Cpus ?? below.Cpus,
            Memory = Memory ?? below.Memory,
            Gres = Gres ?? below.Gres,
            Account = Account ?? below.Account,
            Extra = Extra.Count > 0 ? Extra : below.Extra,
        };
}

/// <summary>How instances run as jobs of SLURM: <c>executors.slurm</c> of the definition. Never part of a key.</summary>
public sealed record SlurmSettings
{
    /// <summary>What a job asks for unless its stage says otherwise.</summary>
    public SlurmResources Resources { get; init; } = new();

    /// <summary>What the jobs of single stages ask for instead.</summary>
    public IReadOnlyDictionary<string, SlurmResources> Stages { get; init; } =
        new Dictionary<string, SlurmResources>(StringComparer.Ordinal);

    /// <summary>The most jobs in the queue at once, waiting or running; the others are submitted as these end. Null for no limit.</summary>
    public int? MaxJobs { get; init; }

    /// <summary>The most tasks of one job array; at most the cluster's MaxArraySize − 1.</summary>
    public int ArraySize { get; init; } = 1000;

    /// <summary>How often an instance is tried again after its job was lost, preempted or ran out of time.</summary>
    public int MaxRetries { get; init; } = 2;

    /// <summary>Lines of shell that each job runs first, such as <c>module load dotnet</c>.</summary>
    public IReadOnlyList<string> Setup { get; init; } = [];

    /// <summary>A command in front of the program, such as <c>apptainer exec --nv image.sif</c>; null for none.</summary>
    public string? Launcher { get; init; }

    /// <summary>Where the section stands; the definition's name alone when it has none.</summary>
    internal SourceLocation Location { get; init; } = new("");

    internal SlurmResources Of(string stage) => Stages.GetValueOrDefault(stage)?.Over(Resources) ?? Resources;
}
