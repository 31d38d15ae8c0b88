using NtkRepro.Data;
using NtkRepro.Data.Sources;

namespace NtkRepro.Tests.Data.Sources;

public sealed class FeatureScaleTests
{
    [Fact]
    public void Features_are_centred_each_and_scaled_together()
    {
        // Feature 0: −1 and 1 around 2; feature 1: −3 and 3 around 7. The mean of the squares 1, 9, 1, 9 is 5.
        var scale = FeatureScale.Of(Two([1, 4, 3, 10]));

        Assert.Equal([2, 7], scale.Mean);
        Assert.Equal(Math.Sqrt(5), scale.Deviation, 1e-12);
        var root = (float)Math.Sqrt(5);
        var expected = new[] { -1 / root, -3 / root, 1 / root, 3 / root };
        Assert.Equal(expected, (float[])scale.Apply(Two([1, 4, 3, 10])).Values, (a, b) => Math.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void A_test_set_is_put_on_the_scale_of_the_training_set() =>
        Assert.Equal(new[] { 1f, 2f, 3f, 4f }, new FeatureScale([1, 2], 2).Apply(Two([3, 6, 7, 10])).Values);

    [Fact]
    public void Values_that_do_not_vary_become_zero()
    {
        var constant = Two([1, 4, 1, 4]);

        Assert.Equal(new float[4], FeatureScale.Of(constant).Apply(constant).Values);
    }

    private static Examples Two(float[] values) => new(values, [0, 1], 1, 1, 2);
}
