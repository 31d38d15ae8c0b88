namespace NtkRepro.Pipeline;

/// <summary>
/// Holds the code that enters a key to the program that computes: what an old program computes must not be stored under the key of
/// new code, whichever way the two came apart.
/// </summary>
/// <param name="sources">What the program was compiled from, by path; null where it does not say.</param>
/// <param name="files">Where sources lie.</param>
/// <param name="bytes">Their hashes.</param>
internal sealed class ProgramCheck(Func<IReadOnlyDictionary<string, string>>? sources, CodeFiles files, HashCache bytes)
{
    private const string CSharp = ".cs";
    private const int Named = 3;

    /// <summary>Fails where a source of these instances is not what the program was compiled from.</summary>
    /// <exception cref="StageFailedException">It is not.</exception>
    public void Run(IEnumerable<PlannedInstance> instances)
    {
        List<string> names =
        [
            .. instances
                .Select(i => i.Listing)
                .Distinct()
                .SelectMany(l => l.Files.Keys)
                .Where(f => f.EndsWith(CSharp, StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        if (sources is null || names.Count == 0)
        {
            return;
        }

        var compiled = sources();
        var others = names
            .Zip(bytes.HashAll([.. names.Select(files.Full)]))
            .Where(f => f.Second?.Sha256 != compiled.GetValueOrDefault(f.First))
            .Select(f => f.First)
            .ToList();
        if (others.Count > 0)
        {
            var more = others.Count > Named ? $" and {others.Count - Named} more" : "";
            throw new StageFailedException(
                $"this program was not built from the sources as they are now: {string.Join(", ", others.Take(Named))}{more}. "
                    + "What it computed would be stored as the result of other code; the next command builds it anew"
            );
        }
    }
}
