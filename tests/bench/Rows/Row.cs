namespace NtkRepro.Bench;

/// <summary>One comparison.</summary>
/// <param name="Name">What is measured; several rows of different networks or sizes share it.</param>
/// <param name="Network">The network, or empty.</param>
/// <param name="Size">What else tells it from the others of its name, or empty.</param>
/// <param name="Threads">Of each side.</param>
/// <param name="Unit">Of both sides' numbers.</param>
/// <param name="AtLeast">The ratio theirs / ours that is aimed at.</param>
/// <param name="Rounds">That count; one more comes before them.</param>
/// <param name="Measure">Measures it.</param>
internal sealed record Row(
    string Name,
    string Network,
    string Size,
    int Threads,
    Unit Unit,
    double AtLeast,
    int Rounds,
    Func<Row, Workbench, Measured> Measure
)
{
    /// <summary>Network and size, whichever there are.</summary>
    public string What => $"{Network} {Size}".Trim();

    /// <summary>How people name it.</summary>
    public string Title => $"{Name} {What}".Trim();

    /// <summary>The same with the threads.</summary>
    public string FullTitle => $"{Title}, {Threads} {(Threads == 1 ? "thread" : "threads")}";
}

/// <summary>The unit in which a row is shown.</summary>
/// <param name="Text">Its sign.</param>
/// <param name="Scale">By which seconds or bytes are multiplied.</param>
internal sealed record Unit(string Text, double Scale)
{
    public static Unit Milliseconds { get; } = new("ms", 1e3);

    public static Unit Seconds { get; } = new("s", 1);

    public static Unit Megabytes { get; } = new("MB", 1e-6);
}

/// <summary>One measurement of both sides, in seconds or bytes.</summary>
internal sealed record Round(int Number, bool OursFirst, double Ours, double Theirs)
{
    public double Ratio => Theirs / Ours;
}

/// <summary>What was measured of a row.</summary>
/// <param name="Rounds">In their order; those that are discarded are not among them.</param>
/// <param name="Difference">The largest relative difference between both sides' results.</param>
internal sealed record Measured(IReadOnlyList<Round> Rounds, double Difference);

/// <summary>What all rows are measured with.</summary>
/// <param name="Inputs">The input files.</param>
/// <param name="Experiment">What they are made of.</param>
/// <param name="Folder">For what a row writes.</param>
/// <param name="Cancellation">Asks to stop.</param>
internal sealed record Workbench(
    InputFiles Inputs,
    Experiment Experiment,
    string Folder,
    CancellationToken Cancellation
);
