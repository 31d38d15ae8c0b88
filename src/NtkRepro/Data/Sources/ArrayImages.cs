namespace NtkRepro.Data.Sources;

/// <summary>The order of the numbers of an image.</summary>
public enum ArrayLayout
{
    /// <summary>Height, width, channels.</summary>
    Nhwc,

    /// <summary>Channels, height, width.</summary>
    Nchw,
}

/// <summary>Makes examples of arrays of numbers, [count, ...].</summary>
/// <remarks>
/// Whole numbers from 0 to 255, in both sets, are pixels. All others are numbers as they are, which must be finite. Of [count, features] that
/// is not said to be images each example is one pixel of so many channels.
/// </remarks>
internal static class ArrayImages
{
    /// <summary>Both sets.</summary>
    /// <param name="train">An array, and what messages call it.</param>
    /// <param name="test">Likewise.</param>
    /// <param name="labels">Of both, with the names of the classes.</param>
    /// <param name="parameters">The size and layout, where the array's shape does not say it.</param>
    public static (Examples Train, Examples Test) Sets(
        (NpyArray Array, string Name) train,
        (NpyArray Array, string Name) test,
        (long[] Train, long[] Test, IReadOnlyList<string> Names) labels,
        ImageParameters parameters
    )
    {
        var arePixels = ArePixels(train.Array) && ArePixels(test.Array);
        var one = Set(train, labels.Train, parameters, arePixels);
        var two = Set(test, labels.Test, parameters, arePixels);
        return (one.Height, one.Width, one.Channels) == (two.Height, two.Width, two.Channels)
            ? (one with { ClassNames = labels.Names }, two with { ClassNames = labels.Names })
            : throw new InvalidDataException(
                $"{test.Name}: examples of {Size(two)}, where the training set has {Size(one)}"
            );
    }

    /// <summary>One set.</summary>
    /// <param name="set">An array, and what messages call it.</param>
    /// <param name="labels">Of its examples.</param>
    /// <param name="parameters">The size and layout, where the array's shape does not say it.</param>
    public static Examples Set((NpyArray Array, string Name) set, long[] labels, ImageParameters parameters) =>
        Set(set, labels, parameters, ArePixels(set.Array));

    /// <summary>The labels in an array: one whole number for each example.</summary>
    /// <param name="array">The array.</param>
    /// <param name="name">What messages call it.</param>
    public static long[] Labels(NpyArray array, string name)
    {
        if (array.Shape.Count == 2 && array.Shape[1] > 1)
            throw new InvalidDataException(
                $"{name}: {array.Shape[0]} × {array.Shape[1]} numbers, where one for each example is right; of one-hot labels take argmax(axis=1)"
            );
        if (array.Shape.Count is not (1 or 2))
            throw new InvalidDataException($"{name}: {Text(array.Shape)} numbers, where one for each example is right");
        if (array.Values is long[] whole)
            return whole;
        if (array.Values is byte[] small)
            return Array.ConvertAll(small, v => (long)v);
        var values = (float[])array.Values;
        var odd = Array.FindIndex(values, v => v != MathF.Truncate(v) || !float.IsFinite(v));
        return odd < 0
            ? Array.ConvertAll(values, v => (long)v)
            : throw new InvalidDataException(
                $"{name}: the label of example {odd} is {values[odd]}; whole numbers are right"
            );
    }

    private static bool ArePixels(NpyArray array) =>
        array.Values is byte[] || (array.Values is long[] whole && Array.TrueForAll(whole, v => v is >= 0 and <= 255));

    private static Examples Set(
        (NpyArray Array, string Name) set,
        long[] labels,
        ImageParameters parameters,
        bool arePixels
    )
    {
        var (array, name) = set;
        if (array.Shape.Count == 0 || array.Shape[0] == 0 || array.Values.Length == 0)
            throw new InvalidDataException($"{name}: there are no examples in {Text(array.Shape)}");
        if (labels.Length != array.Shape[0])
            throw new InvalidDataException($"{name}: {array.Shape[0]} examples, and {labels.Length} labels");
        var (height, width, channels, isFirst) = Shape(array.Shape, parameters, name);
        var order = isFirst && channels > 1 ? Order(height, width, channels) : null;
        if (arePixels)
            return new Examples(
                Ordered(array.Values as byte[] ?? Array.ConvertAll((long[])array.Values, v => (byte)v), order),
                labels,
                height,
                width,
                channels
            );
        var numbers = Ordered(
            array.Values switch
            {
                byte[] bytes => Array.ConvertAll(bytes, v => (float)v),
                long[] whole => Array.ConvertAll(whole, v => (float)v),
                var values => (float[])values,
            },
            order
        );
        var odd = Array.FindIndex(numbers, v => !float.IsFinite(v));
        return odd < 0
            ? new Examples(numbers, labels, height, width, channels)
            : throw new InvalidDataException(
                $"{name}: example {odd / (height * width * channels)} holds {numbers[odd]}, or what 32 bits cannot hold; finite numbers are right"
            );
    }

    private static T[] Ordered<T>(T[] values, int[]? order)
    {
        if (order is null)
            return values;
        var target = new T[values.Length];
        for (var start = 0; start < values.Length; start += order.Length)
        for (var i = 0; i < order.Length; i++)
            target[start + i] = values[start + order[i]];
        return target;
    }

    // Of each place in [height, width, channels] that in [channels, height, width].
    private static int[] Order(int height, int width, int channels)
    {
        var order = new int[height * width * channels];
        for (var i = 0; i < order.Length; i++)
            order[i] = (i % channels * height * width) + (i / channels);
        return order;
    }

    private static (int Height, int Width, int Channels, bool IsFirst) Shape(
        IReadOnlyList<int> shape,
        ImageParameters image,
        string name
    )
    {
        var isFirst = image.Layout == ArrayLayout.Nchw;
        var found = shape.Count switch
        {
            2 when image.Height > 0 => (image.Height, image.Width, Math.Max(1, image.Channels)),
            2 => (1, 1, shape[1]),
            3 => (shape[1], shape[2], 1),
            4 when image.Layout is null => throw new InvalidDataException(
                $"{name}: {Text(shape)} numbers, of which it must be said whether channels come last or first: image: {{ layout: nhwc }} or nchw"
            ),
            4 when isFirst => (shape[2], shape[3], shape[1]),
            4 => (shape[1], shape[2], shape[3]),
            _ => throw new InvalidDataException(
                $"{name}: {Text(shape)} numbers; 2 to 4 dimensions are right, the examples first"
            ),
        };
        var (height, width, channels) = found;
        if (shape.Count == 2 && (long)height * width * channels != shape[1])
            throw new InvalidDataException(
                $"{name}: {shape[1]} numbers in an example, where an image of {height} × {width} × {channels} has {height * width * channels}"
            );
        var isOther =
            (image.Height > 0 && (image.Height, image.Width) != (height, width))
            || (image.Channels > 0 && image.Channels != channels);
        return isOther
            ? throw new InvalidDataException(
                $"{name}: images of {height} × {width} × {channels}, and image asks for {(image.Height > 0 ? $"{image.Height} × {image.Width}" : "any size")}"
                    + $"{(image.Channels > 0 ? $" × {image.Channels}" : "")}; arrays are not scaled"
            )
            : (height, width, channels, isFirst);
    }

    private static string Size(Examples set) => $"{set.Height} × {set.Width} × {set.Channels}";

    private static string Text(IReadOnlyList<int> shape) => $"({string.Join(", ", shape)})";
}
