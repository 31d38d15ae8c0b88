using NtkRepro.Data.Sources;
using NtkRepro.Tests.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Acceptance.Tables;

/// <summary>Images in tables that DuckDB writes.</summary>
public sealed class ForeignImagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Encoded_pictures_in_a_structure_as_Hugging_Face_has_them()
    {
        string[] rows =
        [
            .. Enumerable
                .Range(0, 6)
                .Select(i =>
                    $"({{'bytes': {Blob(Pictures.Plain(3, 2, ((byte)i, (byte)i, 9)))}, 'path': '{i}.png'}}, {i % 2})"
                ),
        ];
        Write("train/train-00000-of-00002.parquet", rows[..4]);
        Write("train/train-00001-of-00002.parquet", rows[4..]);
        Write("test.parquet", rows[..1]);

        var (train, test) = Datasets.Of("parquet", ("train", "train"), ("test", "test.parquet")).Read(folder);

        Assert.Equal([0, 1, 0, 1, 0, 1], train.Labels);
        Assert.Equal((2, 3, 3), (train.Height, train.Width, train.Channels));
        Assert.Equal([0, 1, 2, 3, 4, 5], ((byte[])train.Values).Where((_, i) => i % 18 == 0));
        Assert.Equal(1, test.Count);
    }

    [Fact]
    public void CIFAR_as_Hugging_Face_has_it()
    {
        string[] rows =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(i => $"({{'bytes': {Blob(Pictures.Plain(32, 32, ((byte)i, 5, 9)))}, 'path': null}}, {i})"),
        ];
        var select = "select image as img, label as fine_label, 7 as coarse_label from";
        Write("train.parquet", rows[..2], select);
        Write("test.parquet", rows[2..], select);
        var layout = new CifarLayout(100, 2, ["train"], "test", 2, 1, ("c", "p"));
        var dataset = Datasets.Of("cifar", ("train", "train.parquet"), ("test", "test.parquet"));

        var (train, test) = new CifarDataset(layout, dataset).Read(role => folder.File($"{role}.parquet"));

        Assert.Equal([0, 1], train.Labels);
        Assert.Equal([2], test.Labels);
        Assert.Equal((32, 32, 3), (train.Height, train.Width, train.Channels));
        Assert.Equal([0, 5, 9], ((byte[])train.Values)[..3]);
        var short_ = new CifarDataset(layout with { TrainRecords = 3 }, dataset);
        var error = Assert.Throws<InvalidDataException>(() => short_.Read(role => folder.File($"{role}.parquet")));
        Assert.Contains(
            "train.parquet: 2 rows; 3 with a picture each are right",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("[{0}, 2, 3, 4]::utinyint[]")]
    [InlineData("[{0}, 2, 3, 4]::bigint[]")]
    [InlineData("[{0}, 2, 3, 4]::integer[4]")]
    [InlineData("[[{0}, 2], [3, 4]]::utinyint[][]")]
    [InlineData("[{0}, 2, 3, 4]::double[]")]
    [InlineData("('\\x0' || {0} || '\\x02\\x03\\x04')::blob")]
    public void Numbers_in_lists_and_bytes(string image)
    {
        Write("a.parquet", [.. Enumerable.Range(0, 3).Select(i => $"({image.Replace("{0}", $"{i}")}, 'class {i}')")]);
        var dataset = Datasets.Of("parquet", ("train", "a.parquet"), ("test", "a.parquet")) with
        {
            Image = new ImageParameters(2, 2),
        };

        var (train, _) = dataset.Read(folder);

        Assert.Equal(["class 0", "class 1", "class 2"], train.ClassNames);
        Assert.Equal((2, 2, 1), (train.Height, train.Width, train.Channels));
        Assert.Equal([0, 2, 3, 4, 1, 2, 3, 4, 2, 2, 3, 4], train.Values.Cast<object>().Select(v => Convert.ToInt32(v)));
    }

    [Theory]
    [InlineData("([1, 2]::utinyint[], 0), ([1]::utinyint[], 1)", "rows 0 and 1 have 2 and 1 values")]
    [InlineData("([1, null]::utinyint[], 0)", "lacks a value in some row")]
    [InlineData("(null::utinyint[], 0)", "lacks a value in some row")]
    [InlineData("([1, 2]::utinyint[], 0.5::double)", "row 0: the column 'label' holds no single whole number or name")]
    [InlineData("([1, 2]::utinyint[], null::integer)", "lacks a value in some row")]
    [InlineData("({'x': 1}, 0)", "the column 'image' is a structure without a field 'bytes'")]
    [InlineData("('text', 0)", "the images are texts")]
    public void What_is_wrong_is_said(string rows, string message)
    {
        Write("a.parquet", [rows]);

        var refusal = Datasets.Of("parquet", ("data", "a.parquet")).Refusal(folder);

        Assert.StartsWith(folder.File("a.parquet"), refusal, StringComparison.Ordinal);
        Assert.Contains(message, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_of_numbers_are_features()
    {
        DuckDb.Run(
            $"copy (select * from (values (1, 0.5::double, 'x'), (2, 7, 'y')) t(a, b, label)) to '{folder.File("a.parquet")}'"
        );
        var dataset = Datasets.Of("parquet", ("train", "a.parquet"), ("test", "a.parquet"));

        Assert.Equal(new[] { 1, 0.5f, 2, 7 }, dataset.Read(folder).Train.Values);
    }

    [Fact]
    public void Columns_are_called_by_the_names_that_they_have()
    {
        DuckDb.Run($"copy (select [1, 2]::utinyint[] as pics, 1 as kind) to '{folder.File("a.parquet")}'");

        Assert.Contains(
            "a.parquet: which of 'pics', 'kind' are the labels?",
            Datasets.Of("parquet", ("data", "a.parquet")).Refusal(folder),
            StringComparison.Ordinal
        );
    }

    private void Write(string name, IReadOnlyList<string> rows, string select = "select * from")
    {
        folder.Folder(Path.GetDirectoryName(name)!);
        DuckDb.Run($"copy ({select} (values {string.Join(", ", rows)}) t(image, label)) to '{folder.File(name)}'");
    }

    private static string Blob(byte[] bytes) => $"'{string.Concat(bytes.Select(b => $"\\x{b:X2}"))}'::blob";
}
