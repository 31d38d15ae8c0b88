using System.Formats.Tar;

namespace NtkRepro.Data.Sources;

/// <summary>Fetches packages of Debian and reads what is in them; none is installed, and nothing in them is run.</summary>
public static class DebianPackage
{
    private const string Hint = "It is part of Debian, and of what descends from it";

    /// <summary>Fetches a package, in the version that its file's name says, from where this system has its packages.</summary>
    /// <param name="name"><c>name_version_architecture.deb</c>.</param>
    /// <param name="target">Where the file goes.</param>
    /// <param name="cancellation">Ends the download.</param>
    /// <exception cref="InvalidDataException">The file is not named so, or cannot be fetched.</exception>
    public static void Fetch(string name, string target, CancellationToken cancellation)
    {
        if (!name.EndsWith(".deb", StringComparison.Ordinal) || name.Split('_') is not [var package, var version, _])
            throw new InvalidDataException(
                $"'{name}' is no file of a Debian package, such as fonts-lato_2.0-2.1_all.deb"
            );
        // apt-get chooses the name of the file, so it gets a folder in which there is nothing else.
        var folder = target + ".apt";
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        string[] arguments = ["download", $"{package}={Uri.UnescapeDataString(version)}", "--quiet"];
        OtherProgram.Run("apt-get", arguments, folder, Hint, cancellation);
        var files = Directory.GetFiles(folder, "*.deb");
        if (files.Length != 1)
            throw new InvalidDataException($"apt-get download {package} left {files.Length} files; one is right");
        File.Move(files[0], target, overwrite: true);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Reads files of a package, in the order in which they are in it.</summary>
    /// <param name="path">The package.</param>
    /// <param name="wanted">Whether a file is wanted, by its path without <c>./</c>.</param>
    /// <param name="most">The most bytes that one file may have.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidDataException">The package is damaged, or a file is too large.</exception>
    public static IReadOnlyList<(string Name, byte[] Content)> Read(
        string path,
        Predicate<string> wanted,
        long most,
        CancellationToken cancellation
    )
    {
        var files = new List<(string, byte[])>();
        OtherProgram.Run("dpkg-deb", ["--fsys-tarfile", Path.GetFullPath(path)], ".", Hint, cancellation, Unpack);
        return files;

        void Unpack(Stream stream)
        {
            using var archive = new TarReader(stream, leaveOpen: true);
            while (archive.GetNextEntry() is { } entry)
            {
                var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || !wanted(name))
                    continue;
                if (entry.Length > most)
                    throw new InvalidDataException($"{path}: {name} has {entry.Length} bytes; at most {most} are read");
                var content = new byte[entry.Length];
                entry.DataStream?.ReadExactly(content);
                files.Add((name, content));
            }
        }
    }
}
