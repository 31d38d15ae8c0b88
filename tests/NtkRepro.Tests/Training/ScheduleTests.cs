using NtkRepro.Tests.Support;
using NtkRepro.Training;

namespace NtkRepro.Tests.Training;

public sealed class ScheduleTests
{
    private static readonly TrainingParameters Parameters = Samples.Training(epochs: 12, batch: 64);

    [Fact]
    public void Images_that_fill_no_minibatch_sit_the_epoch_out()
    {
        var schedule = Schedule.Create(Parameters, 4000);

        Assert.Equal(62, schedule.StepsPerEpoch);
        Assert.Equal(744, schedule.TotalSteps);
    }

    [Fact]
    public void Too_few_images_for_one_minibatch_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Schedule.Create(Parameters, 63));

        Assert.Contains("64", error.Message, StringComparison.Ordinal);
        Assert.Contains("63", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_rate_is_half_a_cosine_from_the_initial_rate_to_zero()
    {
        var schedule = Schedule.Create(Parameters, 4000);

        Assert.Equal(0.1, schedule.RateAt(0));
        Assert.Equal(0.1 * (2 + Math.Sqrt(2)) / 4, schedule.RateAt(186), 1e-15);
        Assert.Equal(0.05, schedule.RateAt(372), 1e-15);
        Assert.Equal(0, schedule.RateAt(744), 1e-15);
        Assert.All(Enumerable.Range(0, 744), step => Assert.True(schedule.RateAt(step + 1) < schedule.RateAt(step)));
    }

    [Fact]
    public void A_constant_rate_stays_to_the_end()
    {
        var schedule = Schedule.Create(Parameters with { Schedule = RateSchedule.Constant }, 4000, rate: 0.5);

        Assert.All([0, 1, 372, 743], step => Assert.Equal(0.05, schedule.RateAt(step)));
    }

    [Fact]
    public void A_factor_scales_the_rate_and_nothing_else()
    {
        var (full, tenth) = (Schedule.Create(Parameters, 4000), Schedule.Create(Parameters, 4000, rate: 0.1));

        Assert.Equal(full.TotalSteps, tenth.TotalSteps);
        Assert.Equal(full.RateAt(100) / 10, tenth.RateAt(100), 1e-15);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.25", 16)] // 15.5: away from zero
    [InlineData("0.4", 25)] // 24.8
    [InlineData("1", 62)]
    [InlineData("1.2", 74)] // 74.4
    [InlineData("12", 744)]
    public void A_time_is_at_the_nearest_step(string epochs, int step) =>
        Assert.Equal(
            step,
            Schedule
                .Create(Parameters, 4000)
                .StepAt(decimal.Parse(epochs, System.Globalization.CultureInfo.InvariantCulture))
        );
}
