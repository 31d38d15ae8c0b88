using NtkRepro.Metrics;

namespace NtkRepro.Acceptance;

[Collection(SmokeRunTests.Name)]
public sealed class SensitivityTests(SmokeRun smoke)
{
    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void A_copy_begins_near_the_parent_and_is_followed_for_the_time_asked_for(string model)
    {
        var asked = smoke.Parameters.Sensitivity;
        var parent = smoke.Trajectory("parent", model).Points.ToDictionary(p => p.Epoch, p => p.Logits);
        foreach (var line in smoke.Table<SeparationRow>(model, "separations").GroupBy(s => s.Time))
        {
            var points = line.ToList();
            Assert.Equal(asked.Points, points.Count);
            Assert.Equal((0, asked.Epochs), (points[0].Elapsed, points[^1].Elapsed));
            Assert.Equal(points.Select(p => p.Elapsed).Order(), points.Select(p => p.Elapsed));
            // The perturbation is a ten-thousandth of the weights: the logits move, but by far less than they measure.
            if (!parent.TryGetValue(line.Key, out var logits))
                continue; // between epochs
            var size = Math.Sqrt(logits.Sum(z => (double)z * z) / smoke.Parameters.Training.Probes);
            Assert.InRange(points[0].Distance / size, 1e-9, 1e-2);
        }
    }

    // The least-squares slope is the covariance of time and log distance over the variance of time.
    [Theory]
    [MemberData(nameof(SmokeRun.Models), MemberType = typeof(SmokeRun))]
    public void The_exponent_is_the_slope_of_the_log_distance(string model)
    {
        var lines = smoke.Table<SeparationRow>(model, "separations").ToLookup(s => s.Time);
        foreach (var row in smoke.Table<SensitivityRow>(model, "sensitivities"))
        {
            Assert.False(row.Diverged);
            var (times, logs) = (
                lines[row.Time].Select(s => s.Elapsed).ToList(),
                lines[row.Time].Select(s => Math.Log(s.Distance)).ToList()
            );
            var mean = times.Average();
            var slope = times.Zip(logs, (t, y) => (t - mean) * y).Sum() / times.Sum(t => (t - mean) * (t - mean));
            Assert.Equal(slope, row.Exponent, 1e-9 * Math.Max(1, Math.Abs(slope)));
        }
    }
}
