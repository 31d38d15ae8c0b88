using System.Reflection;
using System.Reflection.Metadata;

namespace NtkRepro.Pipeline;

/// <summary>
/// The sources that a program was compiled from, as the compiler wrote them down in the symbols beside each assembly: so a program can
/// tell that the sources on the disk are others than its own, whatever their times say.
/// </summary>
public static class CompiledSources
{
    // What the build calls the repository's folder (PathMap).
    private const string Root = "/_/";

    private static readonly Guid Sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    /// <summary>Each source file, relative to the repository, with the SHA-256 of its bytes in lower-case hexadecimal.</summary>
    /// <param name="assemblies">Built with portable symbols and the repository's folder mapped to <c>/_/</c>.</param>
    /// <exception cref="InvalidOperationException">An assembly's symbols are missing or damaged.</exception>
    public static IReadOnlyDictionary<string, string> Of(params IEnumerable<Assembly> assemblies)
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var assembly in assemblies)
        {
            var symbols = Path.ChangeExtension(assembly.Location, ".pdb");
            try
            {
                using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(symbols));
                var reader = provider.GetMetadataReader();
                foreach (var document in reader.Documents.Select(reader.GetDocument))
                {
                    var name = reader.GetString(document.Name);
                    if (
                        name.StartsWith(Root, StringComparison.Ordinal)
                        && reader.GetGuid(document.HashAlgorithm) == Sha256
                    )
                    {
                        sources[name[Root.Length..]] = Convert.ToHexStringLower(reader.GetBlobBytes(document.Hash));
                    }
                }
            }
            catch (Exception e) when (e is IOException or BadImageFormatException)
            {
                throw new InvalidOperationException(
                    $"{symbols} does not say which sources the program was made from ({e.Message}): build it again",
                    e
                );
            }
        }

        return sources;
    }
}
