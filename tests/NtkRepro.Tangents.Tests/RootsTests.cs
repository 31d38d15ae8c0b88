using System.Text.RegularExpressions;
using static TorchSharp.torch;

namespace NtkRepro.Tangents.Tests;

public sealed partial class RootsTests
{
    // 2 and 3 to all digits of their type, as IEEE 754 rounds them.
    [Fact]
    public void Roots_are_rounded_as_IEEE_754_asks_in_both_types()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(
            [1.4142135623730951, 1.7320508075688772, 0, double.PositiveInfinity],
            Roots.Of(tensor(new[] { 2, 3, 0, double.PositiveInfinity })).Values<double>()
        );
        Assert.Equal([1.41421354f, 1.73205078f, 0], Roots.Of(tensor(new[] { 2f, 3f, 0f })).Values<float>());
    }

    [Fact]
    public void Shape_and_type_stay()
    {
        using var scope = NewDisposeScope();
        var roots = Roots.Of(ones([2, 3, 4], ScalarType.Float32));

        Assert.Equal([2, 3, 4], roots.shape);
        Assert.Equal(ScalarType.Float32, roots.dtype);
        Assert.Equal([0, 3], Roots.Of(zeros([0, 3], ScalarType.Float64)).shape);
    }

    [Fact]
    public void The_norm_is_that_of_all_values_and_summed_in_float64()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(5, Roots.Norm(tensor(new[] { 3f, 0f, 0f, -4f }, [2, 2])));
        // One after the other in float32, ones would stop at 2²⁴.
        Assert.Equal(5000, Roots.Norm(ones([5000, 5000], ScalarType.Float32)));
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

    [GeneratedRegex(
        @"(?<!Math|MathF)\.r?sqrt_?\(|\.(std|norm)\(|linalg\.\w*norm\(",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex RootOfTheEngine();
}
