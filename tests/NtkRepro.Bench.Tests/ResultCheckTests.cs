using static TorchSharp.torch;

namespace NtkRepro.Bench.Tests;

public sealed class ResultCheckTests
{
    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Of_a_kernel_one_image_in_twenty_may_differ(int different, bool isRight)
    {
        const int classes = 10;
        var images = 2 * 20;
        var theirs = new Dictionary<string, Tensor> { ["kernel"] = ones([images * classes, images * classes]) };
        var ours = new Dictionary<string, Tensor> { ["kernel"] = theirs["kernel"].clone() };
        for (var i = 0; i < different; i++)
            ours["kernel"].narrow(0, 7 * i * classes, classes).mul_(1.5);

        var failure = Record.Exception(() => ResultCheck.Compare(ours, theirs, images: 1));

        Assert.Equal(isRight, failure is null);
    }

    [Fact]
    public void The_difference_is_relative_to_the_norm_of_theirs()
    {
        var difference = ResultCheck.Compare(Result("solution", 3.0003, 4), Result("solution", 3, 4), images: 1);

        Assert.Equal(0.0003 / 5, difference, 1e-9);
    }

    [Theory]
    [InlineData(3.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_different_number_is_rejected_by_name(double ours)
    {
        var failure = Assert.Throws<CheckFailedException>(() =>
            ResultCheck.Compare(Result("solution", ours, 4), Result("solution", 3, 4), images: 1)
        );

        Assert.Contains("solution", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void An_error_may_differ_by_two_images(int images, bool isRight)
    {
        var (ours, theirs) = (Result("error", 0.25 + (images / 2000.0)), Result("error", 0.25));

        var failure = Record.Exception(() => ResultCheck.Compare(ours, theirs, 2000));

        Assert.Equal(isRight, failure is null);
    }

    [Fact]
    public void Results_of_other_names_or_shapes_are_rejected()
    {
        Assert.Throws<CheckFailedException>(() => ResultCheck.Compare(Result("loss", 1), Result("kernel", 1), 1));
        Assert.Throws<CheckFailedException>(() => ResultCheck.Compare(Result("loss", 1), Result("loss", 1, 1), 1));
    }

    private static Dictionary<string, Tensor> Result(string name, params double[] values) =>
        new(StringComparer.Ordinal) { [name] = tensor(values, [values.Length]) };
}
