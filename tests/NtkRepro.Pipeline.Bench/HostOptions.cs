using System.Globalization;

namespace NtkRepro.Pipeline.Bench;

/// <summary>What follows the command and its operands.</summary>
internal sealed record HostOptions
{
    /// <summary>How many instances run at once.</summary>
    public int Jobs { get; init; } = 2;

    /// <summary>The store's folder, when it is not the artifacts folder.</summary>
    public string? Store { get; init; }

    /// <summary>The instance to run alone.</summary>
    public string? Instance { get; init; }

    /// <summary>A stage that waits until it is stopped.</summary>
    public string? Hold { get; init; }

    /// <summary>A stage that crashes.</summary>
    public string? Crash { get; init; }

    /// <summary>Runs each instance in a process of its own.</summary>
    public bool IsByProcess { get; init; }

    /// <summary>Goes on after a failure.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>Does not force results to the disk.</summary>
    public bool IsFast { get; init; }

    /// <summary>Reads every file again rather than trusting sizes and times.</summary>
    public bool Rehash { get; init; }

    /// <summary>Prints plans for programs.</summary>
    public bool IsJson { get; init; }

    /// <summary>Prints nothing for each instance.</summary>
    public bool IsQuiet { get; init; }

    /// <exception cref="FormatException">An option is unknown.</exception>
    public static (List<string> Operands, HostOptions Options) Parse(IEnumerable<string> arguments)
    {
        var operands = new List<string>();
        var options = new HostOptions();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var word))
        {
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                options = options.With(word, rest);
            }
            else
            {
                operands.Add(word);
            }
        }

        return (operands, options);
    }

    /// <summary>The options for a process that runs one instance of the same pipeline.</summary>
    public IEnumerable<string> ForInstance(string instance)
    {
        IEnumerable<string> words = ["--instance", instance];
        words = Store is null ? words : [.. words, "--store", Store];
        words = Hold is null ? words : [.. words, "--hold", Hold];
        words = Crash is null ? words : [.. words, "--crash", Crash];
        return IsFast ? [.. words, "--fast"] : words;
    }

    private HostOptions With(string word, Queue<string> rest) =>
        word switch
        {
            "--jobs" => this with { Jobs = int.Parse(rest.Dequeue(), CultureInfo.InvariantCulture) },
            "--store" => this with { Store = rest.Dequeue() },
            "--instance" => this with { Instance = rest.Dequeue() },
            "--hold" => this with { Hold = rest.Dequeue() },
            "--crash" => this with { Crash = rest.Dequeue() },
            "--processes" => this with { IsByProcess = true },
            "--keep-going" => this with { KeepGoing = true },
            "--fast" => this with { IsFast = true },
            "--json" => this with { IsJson = true },
            "--rehash" => this with { Rehash = true },
            _ => throw new FormatException($"unknown option {word}"),
        };
}
