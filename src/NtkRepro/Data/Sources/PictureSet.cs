namespace NtkRepro.Data.Sources;

/// <summary>Pictures of one size, one after the other, and what is needed to make the same of others.</summary>
/// <param name="parameters">Size and channels that are wanted, and how pictures are made to fit.</param>
internal sealed class PictureSet(ImageParameters parameters)
{
    private readonly List<Picture> pictures = [];
    private (int Height, int Width) size = (parameters.Height, parameters.Width);
    private string first = "";

    /// <summary>The number of pictures.</summary>
    public int Count => pictures.Count;

    /// <summary>Decodes a picture and brings it to size.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">It cannot be read, or has another size than the first, where none is asked for.</exception>
    public void Add(ReadOnlySpan<byte> file, string name)
    {
        Picture picture;
        try
        {
            picture = Picture.Read(file);
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{name}: {error.Message}", error);
        }
        var own = (picture.Height, picture.Width);
        if (size == default)
            (size, first) = (own, name);
        if (parameters.Height > 0)
            picture = new Picture(
                PictureScale.Apply(picture.Pixels, own, size, 3, parameters.Fit),
                size.Height,
                size.Width
            );
        else if (own != size)
            throw new InvalidDataException(
                $"{name}: {own.Height} × {own.Width} pixels, where {first} has {size.Height} × {size.Width}; say to what size all are to be "
                    + "brought: image: { height: 32, width: 32 }"
            );
        pictures.Add(picture);
    }

    /// <summary>The pictures of both sets as examples: grey, if they are to be, or all of them are.</summary>
    /// <param name="train">The number of those added first that are training images.</param>
    /// <param name="labels">Of all of them.</param>
    /// <param name="names">Of the classes.</param>
    public (Examples Train, Examples Test) Sets(int train, IReadOnlyList<long> labels, IReadOnlyList<string> names)
    {
        var channels =
            parameters.Channels > 0 ? parameters.Channels
            : pictures.TrueForAll(p => p.IsGrey) ? 1
            : 3;
        return (Set(0, train), Set(train, Count));

        Examples Set(int from, int to)
        {
            var pixels = new byte[(long)(to - from) * size.Height * size.Width * channels];
            for (var i = from; i < to; i++)
            {
                var own = channels == 1 ? pictures[i].Grey() : pictures[i].Pixels;
                own.CopyTo(pixels, (long)(i - from) * own.Length);
            }
            return new Examples(pixels, [.. labels.Skip(from).Take(to - from)], size.Height, size.Width, channels)
            {
                ClassNames = names,
            };
        }
    }

    /// <summary>What is wrong with what is asked of pictures.</summary>
    public static IEnumerable<ParameterProblem> Problems(ImageParameters parameters)
    {
        if (parameters.Channels is not (0 or 1 or 3))
            yield return new(
                "image.channels",
                $"pictures have 1 channel (grey) or 3 (colours), not {parameters.Channels}"
            );
        if (parameters.Height == 0 != (parameters.Width == 0))
            yield return new(
                parameters.Height == 0 ? "image.height" : "image.width",
                "a size is a height and a width; one of them is missing"
            );
    }
}
