using NtkRepro.Tests.Support;
using NtkRepro.Training;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Training;

public sealed class TrajectoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_keeps_the_logits_of_each_probe_side_by_side()
    {
        using var scope = NewDisposeScope();
        var trajectory = new Trajectory();

        // A transposed view: rows are what the shape says, not what lies side by side in memory.
        trajectory.Add(0.5, Samples.Matrix(2, 1, 2, 3, 4, 5, 6).t());

        var (epoch, logits) = Assert.Single(trajectory.Points);
        Assert.Equal(0.5, epoch);
        Assert.Equal([1, 3, 5, 2, 4, 6], logits);
    }

    [Fact]
    public void What_is_saved_is_loaded_to_the_bit_infinities_and_fractions_of_epochs_included()
    {
        using var scope = NewDisposeScope();
        var trajectory = Of(0, 1.0 / 3, 2);
        trajectory.Add(3, Samples.Matrix(2, float.NaN, float.PositiveInfinity, -0f, float.Epsilon));
        var path = folder.File("trajectory.safetensors");

        trajectory.Save(path);
        var loaded = Trajectory.Load(path);

        Assert.Equal(trajectory.Points.Select(p => p.Epoch), loaded.Points.Select(p => p.Epoch));
        Assert.Equal(Bits(trajectory), Bits(loaded));
        var again = folder.File("again.safetensors");
        loaded.Save(again);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again));
    }

    [Fact]
    public void One_without_points_can_be_saved_and_loaded()
    {
        var path = folder.File("trajectory.safetensors");

        new Trajectory().Save(path);

        Assert.Empty(Trajectory.Load(path).Points);
    }

    [Fact]
    public void A_damaged_file_is_invalid_data()
    {
        var path = folder.Write("trajectory.safetensors", [1, 2, 3]);

        Assert.Throws<InvalidDataException>(() => Trajectory.Load(path));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1.9, 2)]
    [InlineData(2, 3)]
    [InlineData(9, 3)]
    public void Until_a_time_it_has_the_points_up_to_it(double epoch, int count)
    {
        using var scope = NewDisposeScope();
        var trajectory = Of(0, 1, 2);

        var part = trajectory.Until(epoch);

        Assert.Equal(trajectory.Points.Take(count), part.Points);
        Assert.Equal(3, trajectory.Points.Count);
    }

    [Fact]
    public void It_ends_at_its_last_point_alone()
    {
        using var scope = NewDisposeScope();
        var trajectory = Of(0, 1);

        Assert.True(trajectory.Ends(1));
        Assert.False(trajectory.Ends(0));
        Assert.False(new Trajectory().Ends(0));
        Assert.True(trajectory.Until(0.5).Ends(0));
    }

    private static Trajectory Of(params double[] epochs)
    {
        var trajectory = new Trajectory();
        foreach (var epoch in epochs)
            trajectory.Add(epoch, Samples.Matrix(2, (float)epoch, 0.1f, -3, 1e-30f));
        return trajectory;
    }

    private static IEnumerable<int> Bits(Trajectory trajectory) =>
        trajectory.Points.SelectMany(p => p.Logits).Select(BitConverter.SingleToInt32Bits);
}
