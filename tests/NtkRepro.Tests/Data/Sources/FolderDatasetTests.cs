using NtkRepro.Tests.Support;

namespace NtkRepro.Tests.Data.Sources;

public sealed class FolderDatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_folder_is_a_class_in_the_order_of_names()
    {
        Grey("train/b/1.png", 10);
        Grey("train/a/1.png", 20);
        Grey("train/ä ö/below/2.PNG", 30);
        Grey("test/b/x.png", 40);
        Grey("train/a/.hidden.png", 99);
        folder.Write("train/a/Thumbs.db", [1]);

        var (train, test) = Datasets.Of("folder", ("train", "train"), ("test", "test")).Read(folder);

        Assert.Equal(["a", "b", "ä ö"], train.ClassNames);
        Assert.Equal([0, 1, 2], train.Labels);
        Assert.Equal([1], test.Labels);
        Assert.Equal((2, 2, 1), (train.Height, train.Width, train.Channels));
        Assert.Equal([20, 10, 30], ((byte[])train.Values).Where((_, i) => i % 4 == 0));
    }

    [Fact]
    public void One_folder_is_split_class_by_class()
    {
        for (var i = 0; i < 10; i++)
        {
            Grey($"all/x/{i}.png", (byte)i);
            Grey($"all/y/{i}.png", (byte)(100 + i));
        }
        var dataset = Datasets.Of("folder", ("images", "all")) with { Split = new SplitParameters(0.3, 7) };

        var (train, test) = dataset.Read(folder);

        Assert.Equal((14, 6), (train.Count, test.Count));
        Assert.Equal(3, test.Labels.Count(l => l == 1));
        var (pixels, others) = ((byte[])train.Values, (byte[])test.Values);
        Assert.Empty(pixels.Intersect(others));
        var other = (dataset with { Split = new SplitParameters(0.3, 8) }).Read(folder).Test.Values;
        Assert.NotEqual(others, other);
        Assert.Equal(others, dataset.Read(folder).Test.Values);
    }

    [Fact]
    public void One_picture_in_colour_makes_all_of_them_colours()
    {
        Grey("all/x/1.png", 1);
        Grey("all/x/2.png", 2);
        Grey("all/y/1.png", 3);
        folder.Write(Made("all/y/2.png"), Pictures.Plain(2, 2, (1, 2, 3)));

        Assert.Equal(3, Datasets.Of("folder", ("images", "all")).Read(folder).Train.Channels);
        var grey = Datasets.Of("folder", ("images", "all")) with { Image = new ImageParameters(Channels: 1) };
        Assert.Equal(1, grey.Read(folder).Train.Channels);
    }

    [Fact]
    public void Pictures_of_several_sizes_need_a_size_to_be_brought_to()
    {
        Grey("all/x/1.png", 1);
        folder.Write(Made("all/x/2.png"), Pictures.Plain(6, 3, (5, 5, 5)));
        Grey("all/y/1.png", 3);
        Grey("all/y/2.png", 3);
        var dataset = Datasets.Of("folder", ("images", "all"));

        Assert.Contains("2.png: 3 × 6 pixels, where", dataset.Refusal(folder), StringComparison.Ordinal);
        var (train, _) = (dataset with { Image = new ImageParameters(4, 5) }).Read(folder);
        Assert.Equal((4, 5), (train.Height, train.Width));
    }

    [Fact]
    public void What_is_wrong_is_said_with_the_path()
    {
        Refused("there is no such folder");
        folder.Folder("all");
        Refused("there are no pictures");
        folder.Folder("all/empty");
        Grey("all/x/1.png", 1);
        Refused("/all/empty: there is no picture of this class");
        Grey("all/empty/1.png", 1);
        Refused("the class 'empty' has one example");
        folder.Write("all/notes.txt", [1]);
        Refused("/all/notes.txt: it lies in no folder of a class");
        File.Delete(folder.File("all/notes.txt"));
        folder.Write("all/x/notes.txt", [1]);
        Refused("/all/x/notes.txt: its name does not end in .png");
        File.Delete(folder.File("all/x/notes.txt"));
        folder.Write("all/x/2.jpg", [1, 2, 3]);
        Refused("/all/x/2.jpg: it is no PNG, JPEG, BMP or WebP");
    }

    [Fact]
    public void A_class_of_the_test_set_alone_is_refused()
    {
        Grey("train/a/1.png", 1);
        Grey("train/b/1.png", 1);
        Grey("test/c/1.png", 1);

        Assert.Contains(
            "the class 'c' is in the test set alone; the training set has 'a', 'b'",
            Datasets.Of("folder", ("train", "train"), ("test", "test")).Refusal(folder),
            StringComparison.Ordinal
        );
    }

    private void Refused(string message) =>
        Assert.Contains(message, Datasets.Of("folder", ("images", "all")).Refusal(folder), StringComparison.Ordinal);

    private void Grey(string name, byte value) => folder.Write(Made(name), Pictures.Plain(2, 2, (value, value, value)));

    private string Made(string name)
    {
        folder.Folder(Path.GetDirectoryName(name)!);
        return name;
    }
}
