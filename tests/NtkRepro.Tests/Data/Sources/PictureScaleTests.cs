using NtkRepro.Data.Sources;

namespace NtkRepro.Tests.Data.Sources;

public sealed class PictureScaleTests
{
    [Fact]
    public void A_pixel_is_the_mean_over_the_area_that_it_covers()
    {
        // 3 pixels onto 2: each takes one and a half.
        Assert.Equal([40, 200], PictureScale.Apply([0, 120, 240], (1, 3), (1, 2), 1, Fit.Stretch));
        Assert.Equal([15], PictureScale.Apply([10, 11, 19, 20], (2, 2), (1, 1), 1, Fit.Stretch));
    }

    [Fact]
    public void A_larger_image_repeats_pixels() =>
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2], PictureScale.Apply([1, 2], (1, 2), (2, 4), 1, Fit.Stretch));

    [Fact]
    public void Channels_stay_apart() =>
        Assert.Equal([10, 20, 30], PictureScale.Apply([5, 10, 15, 15, 30, 45], (1, 2), (1, 1), 3, Fit.Stretch));

    [Fact]
    public void The_middle_is_cut_out() =>
        Assert.Equal([2, 3], PictureScale.Apply([1, 2, 3, 4], (1, 4), (1, 2), 1, Fit.Crop)[..2]);

    [Fact]
    public void Or_two_sides_are_padded_with_black() =>
        Assert.Equal([0, 0, 9, 9, 9, 9, 0, 0], PictureScale.Apply([9, 9, 9, 9], (2, 2), (4, 2), 1, Fit.Pad));

    [Fact]
    public void The_size_that_is_asked_for_comes_out_whatever_the_proportions()
    {
        var random = new Random(5);
        for (var i = 0; i < 300; i++)
        {
            var (height, width) = (random.Next(1, 40), random.Next(1, 40));
            var to = (random.Next(1, 20), random.Next(1, 20));
            var grey = (byte)random.Next(256);
            var picture = Enumerable.Repeat(grey, height * width).ToArray();
            foreach (var fit in new[] { Fit.Crop, Fit.Stretch })
            {
                var image = PictureScale.Apply(picture, (height, width), to, 1, fit);
                Assert.Equal(to.Item1 * to.Item2, image.Length);
                Assert.All(image, v => Assert.Equal(grey, v));
            }
            Assert.Equal(to.Item1 * to.Item2, PictureScale.Apply(picture, (height, width), to, 1, Fit.Pad).Length);
        }
    }
}
