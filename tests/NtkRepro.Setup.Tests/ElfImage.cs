using System.Buffers.Binary;
using System.Text;

namespace NtkRepro.Setup.Tests;

/// <summary>A symbol that a library takes from another one.</summary>
/// <param name="Name">The symbol.</param>
/// <param name="Version">The version's name; null where it has none.</param>
/// <param name="IsUsed">Whether a relocation refers to it.</param>
internal sealed record Import(string Name, string? Version, bool IsUsed);

/// <summary>
/// Writes small ELF libraries that consist of what is about symbols, after the figures in the System V ABI ("ELF-64 Object File
/// Format") and in the Linux Standard Base ("Symbol Versioning"). They are for reading, not for loading.
/// </summary>
internal sealed class ElfImage
{
    private readonly List<(string Name, int Type, byte[] Bytes)> sections = [("", 0, [])];
    private readonly StringBuilder strings = new("\0");

    /// <summary>The other library that versions are needed of, each with its flags.</summary>
    public string Library { get; init; } = "libother.so.1";

    /// <summary>The needed versions; 2 is the flag for weak.</summary>
    public IReadOnlyList<(string Version, int Flags)> Needs { get; init; } = [];

    public IReadOnlyList<Import> Imports { get; init; } = [];

    /// <summary>The versions that the library itself offers.</summary>
    public IReadOnlyList<string> Offers { get; init; } = [];

    /// <summary>Where in the last written file the versions' flags are.</summary>
    public IReadOnlyDictionary<string, long> FlagPlaces { get; private set; } =
        new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Writes the file.</summary>
    public byte[] Write()
    {
        var needs = NeedTable();
        var offers = OfferTable();
        Add(".dynsym", 11, SymbolTable());
        Add(".gnu.version", 0x6fffffff, VersionTable());
        if (needs.Length > 0)
            Add(".gnu.version_r", 0x6ffffffe, needs);
        if (offers.Length > 0)
            Add(".gnu.version_d", 0x6ffffffd, offers);
        Add(".rela.dyn", 4, RelocationTable());
        Add(".dynstr", 3, Encoding.ASCII.GetBytes(strings.ToString()));
        return File();
    }

    private byte[] File()
    {
        var names = new StringBuilder();
        sections.Add((".shstrtab", 3, []));
        var nameOffsets = sections.ConvertAll(section =>
        {
            var at = names.Length;
            names.Append(section.Name).Append('\0');
            return at;
        });
        sections[^1] = (".shstrtab", 3, Encoding.ASCII.GetBytes(names.ToString()));
        using var body = new MemoryStream();
        body.Write(new byte[64]);
        var places = sections.ConvertAll(section =>
        {
            var at = body.Position;
            body.Write(section.Bytes);
            return at;
        });
        var table = body.Position;
        for (var i = 0; i < sections.Count; i++)
            body.Write(Header(nameOffsets[i], sections[i].Type, places[i], sections[i].Bytes.Length));
        var file = body.ToArray();
        Identify(file, table);
        var at = sections.FindIndex(section => section.Name == ".gnu.version_r");
        FlagPlaces = Needs
            .Select((need, i) => (need.Version, Place: at < 0 ? 0 : places[at] + 16 + (16 * i) + 4))
            .ToDictionary(p => p.Version, p => p.Place, StringComparer.Ordinal);
        return file;
    }

    private void Identify(byte[] file, long table)
    {
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        Put(file, 16, 3); // a shared object
        Put(file, 18, 62); // for x86-64
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(40), table);
        Put(file, 52, 64);
        Put(file, 58, 64);
        Put(file, 60, sections.Count);
        Put(file, 62, sections.Count - 1);
    }

    private static byte[] Header(int name, int type, long offset, long size)
    {
        var header = new byte[64];
        BinaryPrimitives.WriteInt32LittleEndian(header, name);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), type);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24), offset);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(32), size);
        return header;
    }

    // One library; its versions are called 2, 3, 4 ...
    private byte[] NeedTable()
    {
        if (Needs.Count == 0)
            return [];
        var table = new byte[16 * (1 + Needs.Count)];
        Put(table, 0, 1);
        Put(table, 2, Needs.Count);
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(4), Text(Library));
        BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(8), 16);
        foreach (var (i, (version, flags)) in Needs.Index())
        {
            var at = 16 * (i + 1);
            Put(table, at + 4, flags);
            Put(table, at + 6, i + 2);
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(at + 8), Text(version));
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(at + 12), i + 1 < Needs.Count ? 16 : 0);
        }
        return table;
    }

    private byte[] OfferTable()
    {
        var table = new byte[28 * Offers.Count];
        foreach (var (i, version) in Offers.Index())
        {
            var at = 28 * i;
            Put(table, at, 1);
            Put(table, at + 4, i + 1);
            Put(table, at + 6, 1);
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(at + 12), 20);
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(at + 16), i + 1 < Offers.Count ? 28 : 0);
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(at + 20), Text(version));
        }
        return table;
    }

    // The first symbol is none.
    private byte[] SymbolTable()
    {
        var table = new byte[24 * (1 + Imports.Count)];
        foreach (var (i, import) in Imports.Index())
        {
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(24 * (i + 1)), Text(import.Name));
            table[(24 * (i + 1)) + 4] = 0x10; // to be found in others
        }
        return table;
    }

    private byte[] VersionTable()
    {
        var table = new byte[2 * (1 + Imports.Count)];
        var versions = Needs.Select(need => need.Version).ToList();
        // 1 is no version in particular.
        foreach (var (i, import) in Imports.Index())
            Put(table, 2 * (i + 1), import.Version is null ? 1 : 2 + versions.IndexOf(import.Version));
        return table;
    }

    private byte[] RelocationTable()
    {
        var used = Imports.Index().Where(import => import.Item.IsUsed).ToList();
        var table = new byte[24 * used.Count];
        foreach (var (i, import) in used.Index())
            BinaryPrimitives.WriteInt64LittleEndian(table.AsSpan((24 * i) + 8), ((import.Index + 1L) << 32) | 6);
        return table;
    }

    private void Add(string name, int type, byte[] bytes) => sections.Add((name, type, bytes));

    private int Text(string text)
    {
        var at = strings.Length;
        strings.Append(text).Append('\0');
        return at;
    }

    private static void Put(byte[] bytes, int at, int value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);
}
