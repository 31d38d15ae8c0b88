using System.Diagnostics;
using System.Text;
using NtkRepro.Data.Sources;
using NtkRepro.Figures;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

/// <summary>Characters of the figures' own font, in packages that the tests make; they need Debian's dpkg-deb.</summary>
public sealed class GlyphDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Letters_are_drawn_the_same_on_every_machine()
    {
        if (!HasDpkg)
            return;

        // Read, it is compared with what is pinned.
        var sets = (Fonts with { Glyphs = new GlyphParameters(Rendered: Rendered) }).Read(folder);

        Assert.Equal((40, 40), (sets.Train.Count, sets.Test.Count));
        Assert.Equal(["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"], sets.Train.ClassNames);
        // Of 28 × 28 pixels a margin of two is black in all of them.
        var upright = ((byte[])sets.Train.Values).Chunk(28 * 28).ToList();
        Assert.All(upright, image => Assert.All(image.Take(2 * 28), pixel => Assert.Equal(0, pixel)));
        Assert.All(upright, image => Assert.Contains(image, pixel => pixel == 255));
    }

    [Fact]
    public void Another_picture_than_is_pinned_is_refused()
    {
        if (!HasDpkg)
            return;

        var pinned = Fonts with { Glyphs = new GlyphParameters(Variants: 1, Rendered: new string('0', 64)) };

        Assert.Contains(
            $"and {new string('0', 64)} is right (glyphs.rendered)",
            pinned.Refusal(folder),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Typefaces_of_one_family_cannot_be_split()
    {
        if (!HasDpkg)
            return;

        Assert.Contains(
            "all typefaces are of the family 'inter'",
            Datasets.Of("glyphs", ("a", Package("a", "Regular"))).Refusal(folder),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_typeface_that_is_there_twice_counts_once()
    {
        if (!HasDpkg)
            return;
        var dataset = Datasets.Of("glyphs", ("a", Package("a", "Regular")), ("b", Package("b", "Regular")));

        Assert.Contains(
            "b_1_all.deb: no typeface in it has all of 'ABCDEFGHIJ' and is another than those before it",
            dataset.Refusal(folder),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("AA", "at least two characters, each once")]
    [InlineData("A", "at least two characters, each once")]
    public void Characters_are_several_and_different(string characters, string message)
    {
        var dataset = Datasets.Of("glyphs", ("a", "a"), ("b", "b")) with { Glyphs = new GlyphParameters(characters) };

        Assert.Contains(message, Assert.Single(DatasetReaders.Problems(dataset)).Message, StringComparison.Ordinal);
    }

    private const string Rendered = "2d70eb029019bdd1f3a2054b5be42ddd69e7ba16a0a770c4109a7d57847d46e8";

    private static bool HasDpkg => File.Exists("/usr/bin/dpkg-deb");

    private DatasetParameters Fonts =>
        Datasets.Of("glyphs", ("a", Package("a", "Regular")), ("b", Package("b", "Bold")));

    // Of another family.
    private static byte[] Renamed(byte[] font)
    {
        var (from, to) = (Encoding.BigEndianUnicode.GetBytes("Inter"), Encoding.BigEndianUnicode.GetBytes("Outer"));
        for (var at = font.AsSpan().IndexOf(from); at >= 0; at = font.AsSpan().IndexOf(from))
            to.CopyTo(font, at);
        return font;
    }

    private string Package(string name, string style)
    {
        var tree = folder.Folder(Path.Combine(name, "usr", "share", "fonts", "truetype"));
        using var font = new MemoryStream();
        using (var resource = typeof(FigureSet).Assembly.GetManifestResourceStream($"Inter-{style}.ttf")!)
            resource.CopyTo(font);
        File.WriteAllBytes(Path.Combine(tree, "Inter.ttf"), style == "Bold" ? Renamed(font.ToArray()) : font.ToArray());
        File.WriteAllText(
            Path.Combine(folder.Folder(Path.Combine(name, "DEBIAN")), "control"),
            $"Package: {name}\nVersion: 1\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: fonts\n"
        );
        var start = new ProcessStartInfo(
            "dpkg-deb",
            ["--root-owner-group", "-Znone", "--build", folder.File(name), folder.File($"{name}_1_all.deb")]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return $"{name}_1_all.deb";
    }
}
