using System.Formats.Tar;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

/// <summary>Makes archives.</summary>
internal static class Archives
{
    /// <summary>A <c>.tar.gz</c> of regular files.</summary>
    public static byte[] Pack(params (string Name, byte[] Content)[] members) =>
        Pack([.. members.Select(m => File(m.Name, m.Content))]);

    /// <summary>A <c>.tar.gz</c> of any entries.</summary>
    public static byte[] Pack(params TarEntry[] entries) => Gzip.Compress(Tar(entries));

    /// <summary>A <c>.tar</c> of any entries.</summary>
    public static byte[] Tar(params TarEntry[] entries)
    {
        using var target = new MemoryStream();
        using (var writer = new TarWriter(target, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var entry in entries)
                writer.WriteEntry(entry);
        }
        return target.ToArray();
    }

    public static TarEntry File(string name, byte[] content) =>
        new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };
}
