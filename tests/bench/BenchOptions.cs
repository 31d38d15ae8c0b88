using System.Globalization;

namespace NtkRepro.Bench;

/// <summary>What to measure.</summary>
/// <param name="Quick">Smaller sizes, few rounds, and nothing that takes minutes.</param>
/// <param name="Rows">Names of rows; all where there are none.</param>
/// <param name="Rounds">Rounds of every row; null for what suits each.</param>
internal sealed record BenchOptions(bool Quick, IReadOnlyList<string> Rows, int? Rounds)
{
    /// <summary>What is no row, but can be asked for as one.</summary>
    public static IReadOnlyList<string> Sections { get; } = [RateSection.Name, ScalingSection.Name, BudgetSection.Name];

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It has mistakes.</exception>
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions(Quick: false, [], null);
        var rows = new List<string>();
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var word))
        {
            switch (word)
            {
                case "--quick":
                    options = options with { Quick = true };
                    break;
                case "--rounds":
                    options = options with { Rounds = Rounded(rest.TryDequeue(out var number) ? number : "") };
                    break;
                case "--rows":
                    while (rest.TryPeek(out var name) && !name.StartsWith('-'))
                        rows.AddRange(rest.Dequeue().Split([',', '+'], StringSplitOptions.RemoveEmptyEntries));
                    break;
                default:
                    throw new FormatException($"unknown argument '{word}'");
            }
        }
        return options with { Rows = rows };
    }

    /// <summary>Whether a row or section is asked for by any of these names.</summary>
    public bool Asks(params string[] names) => Rows.Count == 0 || Rows.Intersect(names, StringComparer.Ordinal).Any();

    private static int Rounded(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0
            ? rounds
            : throw new FormatException($"--rounds takes a number from 1, not '{text}'");
}
