using System.Text;
using NtkRepro.Data;
using NtkRepro.Data.Sources;
using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

public sealed class WordDatasetTests : IDisposable
{
    private const int Features = 64;

    private static readonly Dictionary<string, int> Folders = new(StringComparer.Ordinal) { ["good"] = 0, ["bad"] = 1 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_mail_is_in_one_of_the_two_sets_with_the_class_of_its_folder()
    {
        var mails = Enumerable
            .Range(0, 25)
            .Select(i => (Name: $"p/{(i < 10 ? "good" : "bad")}/{i}.txt", Text: $"word{i}"));

        var (train, test) = Read([.. mails]);

        Assert.Equal((20, 5), (train.Count, test.Count));
        var found = Rows(train).Concat(Rows(test)).ToList();
        var expected = mails.Select(m => (Vector(m.Text), m.Name.Contains("bad", StringComparison.Ordinal) ? 1L : 0L));
        Assert.Equal(expected.Order(), found.Order());
    }

    [Fact]
    public void Mails_of_the_same_words_count_once_so_that_none_is_in_both_sets()
    {
        var mails = Enumerable.Range(0, 50).Select(i => ($"good/{i:D2}.txt", $"word{i % 10}, again"));

        var (train, test) = Read([.. mails, ("bad/x.txt", "bad")]);

        Assert.Equal(11, train.Count + test.Count);
        Assert.Empty(Rows(train).Intersect(Rows(test)));
    }

    [Fact]
    public void The_order_of_the_archive_does_not_matter()
    {
        var mails = Enumerable
            .Range(0, 20)
            .Select(i => ($"{(i % 2 == 0 ? "good" : "bad")}/{i}.txt", $"word{i}"))
            .ToArray();

        var (train, test) = Read(mails);
        var (sameTrain, sameTest) = Read([.. mails.Reverse()]);

        Assert.Equal(Rows(train), Rows(sameTrain));
        Assert.Equal(Rows(test), Rows(sameTest));
    }

    [Fact]
    public void Other_files_and_folders_are_left_alone()
    {
        var (train, test) = Read(
            ("good/a.txt", "one"),
            ("bad/a.txt", "two"),
            ("good/a.json", "three"),
            ("other/a.txt", "x1")
        );

        Assert.Equal(2, train.Count + test.Count);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read(("good/a.txt", "one")));

        Assert.Contains("folder 'bad'", error.Message, StringComparison.Ordinal);
    }

    private (Examples Train, Examples Test) Read(params (string Name, string Body)[] mails)
    {
        var members = mails.Select(m => (m.Name, Encoding.UTF8.GetBytes($"X-Header: hidden\n\n{m.Body}"))).ToArray();
        var path = folder.Write("mails.tgz", Archives.Pack(members));
        return new WordDataset(new WordParameters(Folders, Features), 0).Read(_ => path);
    }

    private static IEnumerable<(string Vector, long Label)> Rows(Examples examples) =>
        ((float[])examples.Values).Chunk(Features).Select(Text).Zip(examples.Labels);

    private static string Vector(string text) => Text(WordVector.Of(Encoding.UTF8.GetBytes(text), Features));

    private static string Text(float[] vector) => string.Join(' ', vector);
}
