using NtkRepro.Data;
using NtkRepro.Data.Sources;

namespace NtkRepro.Tests.Data.Sources;

public sealed class ClassesTests
{
    [Fact]
    public void Their_number_is_that_of_the_labels()
    {
        Assert.Equal(3, Count(null, [2, 0, 1], [1]));
        Assert.Equal(10, Count(10, [2, 0, 1], [1]));
    }

    [Theory]
    [InlineData(
        null,
        new long[] { 1, 2 },
        new long[] { 1 },
        "labels go from 1 to 2, and no training example has 0; number the classes from 0"
    )]
    [InlineData(
        null,
        new long[] { 0, 1 },
        new long[] { 3 },
        "labels go from 0 to 3, and no training example has 2, 3;"
    )]
    [InlineData(null, new long[] { 0, 0 }, new long[] { 0 }, "all examples are of one class")]
    [InlineData(null, new long[] { -1, 0 }, new long[] { 0 }, "there is a label -1; whole numbers from 0")]
    [InlineData(
        null,
        new long[] { 0, 256 },
        new long[] { 0 },
        "there is a label 256; there may be 256 classes, numbered from 0"
    )]
    [InlineData(
        4,
        new long[] { 0, 1 },
        new long[] { 4 },
        "there is a label 4; with datasets.x.classes 4 those from 0 to 3 are right"
    )]
    public void What_they_cannot_be_is_said(int? given, long[] train, long[] test, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Count(given, train, test));
        Assert.StartsWith("datasets.x: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_that_are_all_numbers_are_numbers()
    {
        Assert.Equal([10, 9], Classes.Parse(["10", "9.0"], ["3"]).Train);
        var error = Assert.Throws<InvalidDataException>(() => Classes.Parse(["1", "0.5"], []));
        Assert.Contains(
            "there is a label 0.5; classes are whole numbers from 0, or names",
            error.Message,
            StringComparison.Ordinal
        );
        var (train, test, names) = Classes.Parse(["10", "9", "nine"], ["9"]);
        Assert.Equal(["10", "9", "nine"], names);
        Assert.Equal([0, 1, 2], train);
        Assert.Equal([1], test);
    }

    private static int Count(int? given, long[] train, long[] test) =>
        Classes.Count(given, Set(train), Set(test), "datasets.x");

    private static Examples Set(long[] labels) => new(new byte[labels.Length], labels, 1, 1, 1);
}
