using System.Globalization;
using NtkRepro.Kernels;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Tests.Support;
using static TorchSharp.torch;

namespace NtkRepro.Tests.Metrics;

public sealed class KernelMotionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // Kernels diag(cos φ, sin φ): the distance of two is 1 − cos of the difference of their angles.
    [Fact]
    public void Distances_and_velocities_follow_the_angles_between_kernels()
    {
        var kernels = new[]
        {
            Save(seed: 0, nominal: "0", epoch: 0, angle: 0.1),
            Save(seed: 0, nominal: "0.25", epoch: 0.26, angle: 0.3),
            Save(seed: 0, nominal: "0.4", epoch: 0.4, angle: 0.6),
        };

        var (distances, velocities) = KernelMotion.Measure(kernels, [0, 0.4m], epoch => 0.1 + epoch);

        Assert.Equal(
            [(0, 0), (0, 0.26), (0, 0.4), (0.26, 0.26), (0.26, 0.4), (0.4, 0.4)],
            distances.Select(d => (d.TimeA, d.TimeB))
        );
        double[] angles = [0, 0.2, 0.5, 0, 0.3, 0];
        Assert.All(angles.Zip(distances), d => Assert.Equal(1 - Math.Cos(d.First), d.Second.Distance, 1e-12));
        // The time off the grid counts for distances alone.
        var velocity = Assert.Single(velocities);
        Assert.Equal((0, 0.4), (velocity.Time, velocity.Interval));
        Assert.Equal((1 - Math.Cos(0.5)) / 0.4, velocity.Velocity, 1e-12);
        Assert.Equal((0.1, velocity.Velocity / 0.1), (velocity.LearningRate, velocity.VelocityOverRate));
    }

    [Fact]
    public void Seeds_are_kept_apart_and_times_put_in_order()
    {
        var kernels = new[]
        {
            Save(seed: 1, nominal: "0.8", epoch: 0.8, angle: 0.9),
            Save(seed: 0, nominal: "0.4", epoch: 0.4, angle: 0.2),
            Save(seed: 1, nominal: "0", epoch: 0, angle: 0.5),
            Save(seed: 0, nominal: "0", epoch: 0, angle: 0.1),
        };

        var (_, velocities) = KernelMotion.Measure(kernels, [0, 0.4m, 0.8m], _ => 0.1);

        Assert.Equal(
            [(0, 0, 0.4), (1, 0, 0.8)],
            velocities.OrderBy(v => v.Seed).Select(v => (v.Seed, v.Time, v.Interval))
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void A_kernel_that_stays_or_only_grows_has_no_velocity(double growth)
    {
        var kernels = new[]
        {
            Save(seed: 0, nominal: "0", epoch: 0, angle: 0.3),
            Save(seed: 0, nominal: "0.4", epoch: 0.4, angle: 0.3, scale: growth),
        };

        var (_, velocities) = KernelMotion.Measure(kernels, [0, 0.4m], epoch => 0.1 + epoch);

        Assert.Equal(0, Assert.Single(velocities).Velocity, 1e-12);
    }

    private InputFile Save(int seed, string nominal, double epoch, double angle, double scale = 1)
    {
        using var scope = NewDisposeScope();
        var name = $"{seed}-{nominal}.safetensors";
        var kernel = tensor(new[] { scale * Math.Cos(angle), 0, 0, scale * Math.Sin(angle) }, [2, 2]);
        new KernelFile(kernel, tensor([0L, 1L], [2]), epoch).Save(folder.File(name));
        var axes = new Dictionary<string, string>
        {
            ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
            ["time"] = nominal,
        };
        return new InputFile($"kernel[s{seed},t{nominal}]", axes, "kernel.safetensors", folder.File(name), "", 0);
    }
}
