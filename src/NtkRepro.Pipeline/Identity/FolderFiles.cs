using System.Security.Cryptography;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>What is in a folder of data, all folders below it included, but for what is hidden: names that begin with a dot.</summary>
public static class FolderFiles
{
    // Deeper than data are kept; a link that leads back ends here at the latest.
    private const int MostLevels = 16;

    /// <summary>The files, by paths relative to the folder with forward slashes, in ordinal order; links are followed.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">Folders lie in each other without an end, or something is neither file nor folder.</exception>
    public static IReadOnlyList<string> List(string folder)
    {
        var found = new List<string>();
        Add(folder, "", 0, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>
    /// The SHA-256 of the listing of a folder: a line for each file, its own SHA-256, two spaces and its path; what
    /// <c>find * -type f | sort | xargs sha256sum | sha256sum</c> prints in a folder without hidden files.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="hash">Gives the SHA-256 of the files at full paths, in their order.</param>
    public static string Hash(string folder, Func<IReadOnlyList<string>, IReadOnlyList<string>> hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        var files = List(folder);
        var hashes = hash([.. files.Select(file => Path.Combine(folder, file))]);
        var listing = new StringBuilder();
        foreach (var (file, sha256) in files.Zip(hashes))
        {
            listing.Append(sha256).Append("  ").Append(file).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(listing.ToString())));
    }

    private static void Add(string folder, string prefix, int level, List<string> found)
    {
        if (level > MostLevels)
        {
            throw new IOException($"{folder}: more than {MostLevels} folders lie in each other");
        }

        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (entry.Name.StartsWith('.'))
            {
                continue;
            }

            if (Directory.Exists(entry.FullName))
            {
                Add(entry.FullName, $"{prefix}{entry.Name}/", level + 1, found);
            }
            else if (FileStamp.Of(entry.FullName) is null)
            {
                throw new IOException(
                    $"{entry.FullName}: it is no file that can be read: a broken link, a pipe or a device"
                );
            }
            else
            {
                found.Add(prefix + entry.Name);
            }
        }
    }
}
