using System.Security.Cryptography;
using SkiaSharp;

namespace NtkRepro.Data.Sources;

/// <summary>
/// Characters in many typefaces, in the spirit of notMNIST (Bulatov 2011): grey images of letters, drawn from the fonts of Debian's packages, a
/// class for each character.
/// </summary>
/// <remarks>
/// <para>
/// All typefaces of a family are in the training set, or all in the test set, so that none is in both: a seeded share of the families is for
/// testing. A typeface that lacks one of the characters is passed over, and one whose characters are drawn as another's before it were.
/// </para>
/// <para>
/// The first variant of a character is upright; the others are turned by up to 15° and sheared by up to 0.2, by draws of their own. Each fills the
/// image but for a margin of a fourteenth of its side (<see cref="Outline.Draw"/>).
/// </para>
/// </remarks>
[Dataset("glyphs")]
public sealed class GlyphDataset(DatasetParameters dataset) : IDatasetReader, IParameterRules<DatasetParameters>
{
    private const long MostFontBytes = 64 << 20;

    // tan(15° / 2).
    private const double MostTurn = 0.13165249758739583;
    private const double MostShear = 0.2;

    private readonly GlyphParameters parameters = dataset.Glyphs;

    /// <inheritdoc/>
    public (int Channels, int Height, int Width)? Shape => (1, parameters.Size, parameters.Size);

    /// <inheritdoc/>
    public static IEnumerable<ParameterProblem> Problems(DatasetParameters parameters)
    {
        var characters = parameters.Glyphs.Characters;
        if (characters.Distinct().Count() < 2 || characters.Distinct().Count() != characters.Length)
            yield return new("glyphs.characters", $"'{characters}': at least two characters, each once, are right");
        if (parameters.Files.Count == 0)
            yield return new("files", "there is no package whose fonts would be drawn");
    }

    /// <inheritdoc/>
    public (Examples Train, Examples Test) Read(Func<string, string> file)
    {
        var typefaces = new List<Typeface>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var package in dataset.Files.Keys.Order(StringComparer.Ordinal))
        {
            var path = file(package);
            var found = Fonts(path)
                .Select(font => Load(font.Name, font.Font))
                .OfType<Typeface>()
                .Where(t => known.Add(t.Digest))
                .ToList();
            if (found.Count == 0)
                throw new InvalidDataException(
                    $"{path}: no typeface in it has all of '{parameters.Characters}' and is another than those before it"
                );
            typefaces.AddRange(found);
        }
        var tests = Tests([
            .. typefaces.Select(t => t.Family).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ]);
        var (train, test) = (new Set(), new Set());
        foreach (var (i, typeface) in typefaces.Index())
            Draw(typeface, i, tests.Contains(typeface.Family) ? test : train);
        var sets = (train.Examples(parameters), test.Examples(parameters));
        if (parameters.Rendered is { } wanted && Hash(sets) is var drawn && drawn != wanted)
            throw new InvalidDataException(
                $"what is drawn has the SHA-256 {drawn}, and {wanted} is right (glyphs.rendered)"
            );
        return sets;
    }

    // The families of the test set.
    private HashSet<string> Tests(string[] families)
    {
        if (families.Length < 2)
            throw new InvalidDataException(
                $"all typefaces are of the family '{families[0]}'; two are needed, one for each set"
            );
        var count = Math.Clamp((int)Math.Round(families.Length * dataset.Split.Test), 1, families.Length - 1);
        var order = new CounterRandom(dataset.Split.Seed, "test families").Permutation(families.Length);
        return order[..count].Select(i => families[(int)i]).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<(string Name, byte[] Font)> Fonts(string package) =>
        DebianPackage
            .Read(package, IsFont, MostFontBytes, CancellationToken.None)
            .OrderBy(font => font.Name, StringComparer.Ordinal);

    private static bool IsFont(string path) =>
        path.StartsWith("usr/share/fonts/", StringComparison.Ordinal)
        && (
            path.EndsWith(".ttf", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".otf", StringComparison.OrdinalIgnoreCase)
        );

    // Null where a character is missing.
    private Typeface? Load(string name, byte[] font)
    {
        using var data = SKData.CreateCopy(font);
        using var typeface =
            SKTypeface.FromData(data) ?? throw new InvalidDataException($"{name}: it is no font that can be read");
        var outlines = parameters.Characters.Select(c => Outline.Of(typeface, c)).ToList();
        if (outlines.Contains(null))
            return null;
        var upright = outlines.ConvertAll(o => o!.Draw(parameters.Size, Margin));
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        upright.ForEach(digest.AppendData);
        var family = typeface
            .FamilyName.Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault("");
        return new Typeface(
            family.ToLowerInvariant(),
            outlines!,
            upright,
            Convert.ToHexString(digest.GetHashAndReset())
        );
    }

    private void Draw(Typeface typeface, long number, Set set)
    {
        var count = typeface.Outlines.Count;
        for (var c = 0; c < count; c++)
        {
            set.Add(typeface.Upright[c], c);
            for (var variant = 1; variant < parameters.Variants; variant++)
            {
                var random = new CounterRandom(
                    dataset.Split.Seed,
                    "glyph variant",
                    (((number * count) + c) * parameters.Variants) + variant
                );
                var turn = ((2 * random.NextUniform()) - 1) * MostTurn;
                var shear = ((2 * random.NextUniform()) - 1) * MostShear;
                set.Add(typeface.Outlines[c].Varied(turn, shear).Draw(parameters.Size, Margin), c);
            }
        }
    }

    private double Margin => parameters.Size / 14.0;

    /// <summary>The SHA-256 of both sets: images and labels, a byte each, of training and then of testing.</summary>
    public static string Hash((Examples Train, Examples Test) sets)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var set in new[] { sets.Train, sets.Test })
        {
            digest.AppendData((byte[])set.Values);
            digest.AppendData(Array.ConvertAll(set.Labels, label => (byte)label));
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>A font's characters.</summary>
    /// <param name="Family">The first word of its family's name: fonts of one design share it, and sometimes others.</param>
    /// <param name="Outlines">Of the characters.</param>
    /// <param name="Upright">The same, drawn.</param>
    /// <param name="Digest">The hash of those.</param>
    private sealed record Typeface(
        string Family,
        IReadOnlyList<Outline> Outlines,
        IReadOnlyList<byte[]> Upright,
        string Digest
    );

    private sealed class Set
    {
        private readonly List<byte[]> images = [];
        private readonly List<long> labels = [];

        public void Add(byte[] image, long label)
        {
            images.Add(image);
            labels.Add(label);
        }

        public Examples Examples(GlyphParameters parameters) =>
            new(images.SelectMany(i => i).ToArray(), [.. labels], parameters.Size, parameters.Size, 1)
            {
                ClassNames = [.. parameters.Characters.Select(c => $"{c}")],
            };
    }
}
