using System.Text.RegularExpressions;
using NtkRepro.Models;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Models;

public sealed partial class RootsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1001)]
    public void Each_root_is_the_one_of_IEEE_754(int count)
    {
        using var scope = NewDisposeScope();
        var random = new Random(count);
        float[] values = [.. Enumerable.Range(0, count).Select(_ => (float)Math.Exp(40 * (random.NextDouble() - 0.5)))];

        Assert.Equal(values.Select(MathF.Sqrt), Roots.Of(tensor(values)).data<float>().ToArray());
        Assert.Equal(
            values.Select(v => Math.Sqrt(v)),
            Roots.Of(tensor(values).to_type(ScalarType.Float64)).data<double>().ToArray()
        );
    }

    [Fact]
    public void Roots_have_the_shape_and_the_type_of_the_values_even_where_these_are_a_view()
    {
        using var scope = NewDisposeScope();
        var values = arange(12, ScalarType.Float64).view(3, 4).t();

        var roots = Roots.Of(values);

        Assert.Equal([4, 3], roots.shape);
        Assert.Equal(ScalarType.Float64, roots.dtype);
        Assert.Equal(Math.Sqrt(9), roots[1, 2].item<double>());
    }

    [Fact]
    public void Of_no_values_there_are_no_roots_and_the_norm_is_0()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([0], Roots.Of(zeros(0)).shape);
        Assert.Equal(0, Roots.Norm(zeros(0)));
    }

    [Fact]
    public void The_norm_is_that_of_all_values()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(13, Roots.Norm(tensor(new[] { 3f, 4f, 12f, 0f }).view(2, 2)));
        Assert.Equal(double.NaN, Roots.Norm(tensor(new[] { float.NaN, 1f })));
    }

    [Fact]
    public void No_stage_leaves_a_root_to_the_engine()
    {
        var science = Path.Combine(Repository.Root, "src", "NtkRepro");

        Assert.DoesNotContain(
            Directory
                .EnumerateFiles(science, "*.cs", SearchOption.AllDirectories)
                .SelectMany(file => File.ReadLines(file).Select(line => $"{file}: {line.Trim()}")),
            line => RootOfTheEngine().IsMatch(line)
        );
    }

    [GeneratedRegex(@"(?<!Math|MathF)\.r?sqrt_?\(|\.(std|norm)\(|linalg\.\w*norm\(", RegexOptions.None, 1000)]
    private static partial Regex RootOfTheEngine();
}
