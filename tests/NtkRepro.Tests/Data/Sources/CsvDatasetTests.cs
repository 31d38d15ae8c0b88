using System.Text;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

public sealed class CsvDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_line_is_a_label_and_pixels()
    {
        Write("a.csv", "7,0,255\n0,3,4\n");
        Write("b.csv", "\uFEFF1,5,6\r\n");

        var (train, test) = Pair.Read(folder);

        Assert.Equal([7, 0], train.Labels);
        Assert.Equal(new byte[] { 0, 255, 3, 4 }, train.Values);
        Assert.Equal((1, 1, 2), (train.Height, train.Width, train.Channels));
        Assert.Equal(new byte[] { 5, 6 }, test.Values);
        Assert.Equal((2, 1, 1), Size(Pair with { Image = new ImageParameters(2, 1) }));
    }

    [Theory]
    [InlineData("p0,class,p1\n1,cat,2\n3,\"dog, large\",4\n")]
    [InlineData("p0;class;p1\n1;cat;2\n3;\"dog, large\";4\n")]
    [InlineData("p0\tclass\tp1\n1\tcat\t2\n3\t\"dog, large\"\t4\n")]
    public void Headings_say_which_column_is_the_label_and_labels_may_be_names(string table)
    {
        Write("a.csv", table);
        Write("b.csv", table);

        var (train, _) = Pair.Read(folder);

        Assert.Equal(["cat", "dog, large"], train.ClassNames);
        Assert.Equal(new byte[] { 1, 2, 3, 4 }, train.Values);
    }

    [Theory]
    [InlineData("0.5,0,cat\n\n1,2,dog\n")]
    [InlineData("Label,0,1\ncat,0.5,0\ndog,1,2\n\n")]
    public void The_label_may_be_the_one_word_of_a_line_and_columns_may_be_called_by_numbers(string table)
    {
        Write("a.csv", table);
        Write("b.csv", table);

        var (train, _) = Pair.Read(folder);

        Assert.Equal(["cat", "dog"], train.ClassNames);
        Assert.Equal(new[] { 0.5f, 0, 1, 2 }, train.Values);
    }

    [Fact]
    public void Other_encodings_than_UTF_8_would_make_one_of_two_names()
    {
        folder.Write("a.csv", [(byte)'a', 0xE9, (byte)',', (byte)'1', (byte)'\n']);

        Assert.Contains("a.csv: it is not in UTF-8", Pair.Refusal(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_with_fractions_are_taken_as_they_are()
    {
        Write("a.csv", "cat,0.5,-1e3\ndog,2,3\n");
        Write("b.csv", "cat,1,2\n");

        Assert.Equal(new[] { 0.5f, -1000, 2, 3 }, Pair.Read(folder).Train.Values);
        Assert.Equal(new float[] { 1, 2 }, Pair.Read(folder).Test.Values);
    }

    [Theory]
    [InlineData("", "there are no lines of a label and numbers")]
    [InlineData("1\n2\n", "there are no lines of a label and numbers")]
    [InlineData("1,2,3\n4,x,6\n", "line 2, column 2: 'x' is no number")]
    [InlineData("label,a,b\n4,5,\n", "line 2, 'b': '' is no number")]
    [InlineData("a,b,c\n4,5,6\n", "which of 'a', 'b', 'c' are the labels? Say it by name: fields: { labels: NAME }")]
    [InlineData("1,2,3\n4,5\n", "line 2 has 2 cells, where the first has 3")]
    [InlineData("1,2,3\n4,5,6,7\n", "line 2 has 4 cells, where the first has 3")]
    [InlineData("1,2,3\n ,5,6\n", "line 2 has no label")]
    [InlineData("1,2,nan\n1,2,3\n", "example 0 holds NaN, or what 32 bits cannot hold; finite numbers are right")]
    public void What_is_wrong_is_said_with_the_line(string table, string message)
    {
        Write("a.csv", table);
        Write("b.csv", "1,2,3\n");

        var refusal = Pair.Refusal(folder);

        Assert.StartsWith(folder.File("a.csv"), refusal, StringComparison.Ordinal);
        Assert.Contains(message, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_tables_have_as_many_columns()
    {
        Write("a.csv", "1,2,3\n");
        Write("b.csv", "1,2\n");

        Assert.Contains(
            "examples of 1 × 1 × 1, where the training set has 1 × 1 × 2",
            Pair.Refusal(folder),
            StringComparison.Ordinal
        );
    }

    private static DatasetParameters Pair => Datasets.Of("csv", ("train", "a.csv"), ("test", "b.csv"));

    private (int, int, int) Size(DatasetParameters dataset)
    {
        var (train, _) = dataset.Read(folder);
        return (train.Height, train.Width, train.Channels);
    }

    private void Write(string name, string text) => folder.Write(name, Encoding.UTF8.GetBytes(text));
}
