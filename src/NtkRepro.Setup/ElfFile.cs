using System.Buffers.Binary;
using System.Text;

namespace NtkRepro.Setup;

/// <summary>
/// The dynamic part of a 64-bit little-endian ELF library: the versions of symbols that it needs and offers, and which of them a
/// relocation refers to. Sizes and offsets are those of the System V ABI and of the GNU extensions for symbol versions.
/// </summary>
internal sealed class ElfFile
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int SymbolSize = 24;
    private const int RelocationSize = 24;
    private const int RelocationTable = 4; // SHT_RELA
    private const int GlobalBinding = 1; // STB_GLOBAL
    private const int NoSection = 0; // SHN_UNDEF
    private const int OwnVersion = 1; // VER_NDX_GLOBAL

    private readonly Dictionary<string, Section> sections = new(StringComparer.Ordinal);
    private readonly List<byte[]> relocations = [];
    private ILookup<int, string> inUse = Enumerable.Empty<string>().ToLookup(_ => 0);

    private ElfFile() { }

    /// <summary>What the library needs of others, in file order.</summary>
    public IReadOnlyList<VersionNeed> Needs { get; private set; } = [];

    /// <summary>The versions that the library offers, its own name first.</summary>
    public IReadOnlyList<string> Offers { get; private set; } = [];

    /// <summary>
    /// The symbols without a version that others must offer, in ordinal order: those of libraries that give their symbols no versions, as
    /// libtorch's do not.
    /// </summary>
    public IReadOnlyList<string> Undefined { get; private set; } = [];

    private sealed record Section(long Offset, byte[] Bytes);

    /// <summary>Reads a library; what is not about symbols is not read.</summary>
    /// <exception cref="InvalidDataException">The file is no such library.</exception>
    public static ElfFile Read(string path)
    {
        using var stream = File.OpenRead(path);
        try
        {
            return Read(stream, path);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{path} is damaged: its tables lead out of it", e);
        }
    }

    private static ElfFile Read(FileStream stream, string path)
    {
        var head = Bytes(stream, 0, Math.Min(HeaderSize, stream.Length), path);
        if (
            head.Length < HeaderSize
            || !head.AsSpan(0, 6).SequenceEqual(new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1 })
        )
            throw new InvalidDataException($"{path} is no 64-bit little-endian ELF file");
        var file = new ElfFile();
        var (table, count, names) = (Long(head, 0x28), Short(head, 0x3c), Short(head, 0x3e));
        var headers = Bytes(stream, table, count * SectionHeaderSize, path);
        var texts = Content(stream, headers, names, path).Bytes;
        for (var i = 0; i < count; i++)
        {
            var header = headers.AsSpan(i * SectionHeaderSize, SectionHeaderSize);
            var name = Text(texts, BinaryPrimitives.ReadInt32LittleEndian(header));
            if (BinaryPrimitives.ReadInt32LittleEndian(header[4..]) == RelocationTable)
                file.relocations.Add(Content(stream, headers, i, path).Bytes);
            else if (name is ".dynsym" or ".dynstr" or ".gnu.version" or ".gnu.version_r" or ".gnu.version_d")
                file.sections[name] = Content(stream, headers, i, path);
        }
        file.Needs = file.ReadNeeds();
        file.Offers = file.ReadOffers();
        file.inUse = file.ReadSymbolsInUse();
        file.Undefined = [.. file.ReadUndefined().Order(StringComparer.Ordinal)];
        return file;
    }

    /// <summary>The symbols of a needed version to which a relocation refers: they must be there when the library is loaded.</summary>
    public IReadOnlyList<string> SymbolsInUse(VersionNeed need) => [.. inUse[need.Index]];

    // By the versions' numbers.
    private ILookup<int, string> ReadSymbolsInUse()
    {
        if (
            !sections.TryGetValue(".dynsym", out var symbols) || !sections.TryGetValue(".gnu.version", out var versions)
        )
            return inUse;
        var used = new SortedSet<int>();
        foreach (var table in relocations)
        {
            // r_info's upper half is the symbol's number.
            for (var at = 0; at + RelocationSize <= table.Length; at += RelocationSize)
                used.Add((int)(Long(table, at + 8) >>> 32));
        }
        return used.ToLookup(
            symbol => Short(versions.Bytes, symbol * 2) & 0x7fff,
            symbol => Text(sections[".dynstr"].Bytes, Int(symbols.Bytes, symbol * SymbolSize))
        );
    }

    // Elf64_Sym: name, info with the binding in its upper half, other, section, value, size.
    private IEnumerable<string> ReadUndefined()
    {
        if (!sections.TryGetValue(".dynsym", out var symbols))
            yield break;
        var versions = sections.GetValueOrDefault(".gnu.version");
        for (var i = 1; (i + 1) * SymbolSize <= symbols.Bytes.Length; i++)
        {
            var at = i * SymbolSize;
            var isGlobal = symbols.Bytes[at + 4] >> 4 == GlobalBinding;
            if (isGlobal && Short(symbols.Bytes, at + 6) == NoSection && (versions is null || Version(i) <= OwnVersion))
                yield return Text(sections[".dynstr"].Bytes, Int(symbols.Bytes, at));
        }

        int Version(int symbol) => Short(versions!.Bytes, symbol * 2) & 0x7fff;
    }

    // Elfxx_Verneed: version, count, file, aux, next; Elfxx_Vernaux: hash, flags, other, name, next.
    private List<VersionNeed> ReadNeeds()
    {
        var needs = new List<VersionNeed>();
        if (!sections.TryGetValue(".gnu.version_r", out var section))
            return needs;
        var (bytes, texts) = (section.Bytes, sections[".dynstr"].Bytes);
        for (int at = 0, next; ; at += next)
        {
            var library = Text(texts, Int(bytes, at + 4));
            var aux = at + Int(bytes, at + 8);
            for (var i = Short(bytes, at + 2); i > 0; i--)
            {
                needs.Add(
                    new VersionNeed(
                        library,
                        Text(texts, Int(bytes, aux + 8)),
                        Short(bytes, aux + 6),
                        (Short(bytes, aux + 4) & VersionNeed.WeakFlag) != 0,
                        section.Offset + aux + 4
                    )
                );
                aux += Int(bytes, aux + 12);
            }
            next = Next(bytes, at + 12);
            if (next == 0)
                return needs;
        }
    }

    // Elfxx_Verdef: version, flags, index, count, hash, aux, next; Elfxx_Verdaux: name, next. The first name is the version's own.
    private List<string> ReadOffers()
    {
        var offers = new List<string>();
        if (!sections.TryGetValue(".gnu.version_d", out var section))
            return offers;
        for (int at = 0, next; ; at += next)
        {
            offers.Add(Text(sections[".dynstr"].Bytes, Int(section.Bytes, at + Int(section.Bytes, at + 12))));
            next = Next(section.Bytes, at + 16);
            if (next == 0)
                return offers;
        }
    }

    private static Section Content(FileStream stream, byte[] headers, int index, string path)
    {
        var at = index * SectionHeaderSize;
        var offset = Long(headers, at + 0x18);
        return new Section(offset, Bytes(stream, offset, Long(headers, at + 0x20), path));
    }

    private static byte[] Bytes(FileStream stream, long offset, long count, string path)
    {
        if (offset < 0 || count < 0 || offset > stream.Length - count)
            throw new InvalidDataException($"{path} ends before its tables do");
        var bytes = new byte[count];
        stream.Position = offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Text(byte[] bytes, int at)
    {
        var rest = bytes.AsSpan(at);
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    // The way to the next entry, 0 at the last one; never back, or the way would have no end.
    private static int Next(byte[] bytes, int at) =>
        Int(bytes, at) is >= 0 and var next ? next : throw new ArgumentOutOfRangeException(nameof(at));

    private static int Short(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static int Int(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    private static long Long(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
}
