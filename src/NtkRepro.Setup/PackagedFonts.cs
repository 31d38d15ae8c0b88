using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace NtkRepro.Setup;

/// <summary>Takes fonts out of a package of Avalonia, which carries them as resources of an assembly.</summary>
internal static class PackagedFonts
{
    private const string ResourceName = "!AvaloniaResources";

    /// <summary>Writes each named file.</summary>
    /// <param name="assembly">The package's assembly.</param>
    /// <param name="names">File names, <c>Inter-Regular.ttf</c>.</param>
    /// <param name="target">The folder to write to.</param>
    /// <exception cref="SetupException">
    /// The file is no such assembly, or has no such resource, or the resource no such file; nothing was written.
    /// </exception>
    public static void Extract(string assembly, IReadOnlyList<string> names, string target)
    {
        var bytes = Resource(assembly);
        var files = names.Select(name => (name, FileOf(bytes, name, assembly))).ToList();
        Directory.CreateDirectory(target);
        foreach (var (name, file) in files)
        {
            // Another build may write the same at the same time.
            var made = Path.Combine(target, $"{name}.{Environment.ProcessId}");
            File.WriteAllBytes(made, file);
            File.Move(made, Path.Combine(target, name), overwrite: true);
        }
    }

    private static byte[] Resource(string assembly)
    {
        try
        {
            return ResourceOf(assembly);
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            throw new SetupException($"{assembly} is damaged or no .NET assembly: {e.Message}");
        }
    }

    private static byte[] ResourceOf(string assembly)
    {
        using var stream = File.OpenRead(assembly);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        var found = metadata
            .ManifestResources.Select(metadata.GetManifestResource)
            .Where(resource => metadata.GetString(resource.Name) == ResourceName)
            .ToList();
        if (found.Count == 0)
            throw new SetupException($"{assembly} has no resource {ResourceName}");
        // An embedded resource begins with its length.
        var section = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var reader = section.GetReader((int)found[0].Offset, section.Length - (int)found[0].Offset);
        return reader.ReadBytes(reader.ReadInt32());
    }

    // The length of the index; the index: a version, the number of files, for each its path, offset and size; the files.
    private static byte[] FileOf(byte[] bytes, string name, string assembly)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        using var index = new BinaryReader(new MemoryStream(bytes, 4, length), Encoding.UTF8);
        index.ReadInt32();
        for (var left = index.ReadInt32(); left > 0; left--)
        {
            var (path, offset, size) = (index.ReadString(), index.ReadInt32(), index.ReadInt32());
            if (path.EndsWith("/" + name, StringComparison.Ordinal))
                return bytes.AsSpan(4 + length + offset, size).ToArray();
        }
        throw new SetupException($"{assembly} has no {name}");
    }
}
