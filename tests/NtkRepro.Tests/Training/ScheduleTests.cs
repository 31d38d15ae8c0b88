using NtkRepro.Pipeline;
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
    public void A_rate_that_drops_falls_to_a_tenth_each_time()
    {
        var schedule = Schedule.Create(
            Parameters with
            {
                Schedule = RateSchedule.Drops,
                Drops = new NumberRange([0.9m, 0.75m]),
            },
            4000
        );

        Assert.Equal(
            [0.1, 0.1, 0.01, 0.01, 0.001, 0.001],
            new[] { 0, 557, 558, 669, 670, 743 }.Select(schedule.RateAt)
        );
        Assert.Equal(558, schedule.ConstantSteps);
    }

    [Theory]
    [InlineData(RateSchedule.Constant, 744)]
    [InlineData(RateSchedule.Cosine, 0)]
    public void The_constant_phase_ends_where_the_rate_first_changes(RateSchedule course, int steps) =>
        Assert.Equal(steps, Schedule.Create(Parameters with { Schedule = course }, 4000).ConstantSteps);

    [Theory]
    [InlineData(5, 5, 9)]
    [InlineData(100, 1, 9)] // as many as there are
    public void The_plateau_is_the_end_of_the_constant_phase(int epochs, int first, int last)
    {
        var schedule = Schedule.Create(
            Parameters with
            {
                Schedule = RateSchedule.Drops,
                Drops = new NumberRange([0.75m]),
            },
            4000
        );

        var plateau = Plateau.Of(schedule, epochs);

        Assert.Equal(new Plateau(first, last), plateau);
        Assert.True(plateau.Contains(last) && plateau.Contains(first));
        Assert.False(plateau.Contains(first - 1) || plateau.Contains(last + 1));
    }

    [Fact]
    public void With_a_cosine_there_is_no_plateau()
    {
        var plateau = Plateau.Of(Schedule.Create(Parameters with { Schedule = RateSchedule.Cosine }, 4000), 5);

        Assert.DoesNotContain(Enumerable.Range(0, 13), epoch => plateau.Contains(epoch));
    }

    [Fact]
    public void The_rate_is_half_a_cosine_from_the_initial_rate_to_zero()
    {
        var schedule = Schedule.Create(Parameters with { Schedule = RateSchedule.Cosine }, 4000);

        Assert.Equal(0.1, schedule.RateAt(0));
        Assert.Equal(0.1 * (2 + Math.Sqrt(2)) / 4, schedule.RateAt(186), 1e-15);
        Assert.Equal(0.05, schedule.RateAt(372), 1e-15);
        Assert.Equal(0, schedule.RateAt(744), 1e-15);
        Assert.All(Enumerable.Range(0, 744), step => Assert.True(schedule.RateAt(step + 1) < schedule.RateAt(step)));
    }

    [Fact]
    public void A_constant_rate_stays_to_the_end()
    {
        var schedule = Schedule.Create((Parameters with { Schedule = RateSchedule.Constant }).Of(Network(0.05)), 4000);

        Assert.All([0, 1, 372, 743], step => Assert.Equal(0.05, schedule.RateAt(step)));
    }

    [Fact]
    public void A_rate_of_a_networks_own_changes_nothing_else()
    {
        var (full, tenth) = (
            Schedule.Create(Parameters.Of(Network(null)), 4000),
            Schedule.Create(Parameters.Of(Network(0.01)), 4000)
        );

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

    private static ModelParameters Network(double? learningRate) => new("cnn", [16], LearningRate: learningRate);
}
