using NtkRepro.Linearization;

namespace NtkRepro.Tests.Linearization;

public sealed class CalibrationTests
{
    [Fact]
    public void The_rate_with_the_least_mean_validation_error_is_chosen() =>
        Assert.Equal(
            0.03,
            Calibration.Choose([Row(0.01, 0, 0.2), Row(0.01, 1, 0.4), Row(0.03, 0, 0.3), Row(0.03, 1, 0.2)])
        );

    [Fact]
    public void Of_equals_the_smallest_is_chosen() =>
        Assert.Equal(0.01, Calibration.Choose([Row(0.03, 0, 0.2), Row(0.01, 0, 0.2)]));

    [Fact]
    public void A_rate_at_which_a_run_blew_up_is_chosen_only_where_there_is_no_other()
    {
        var blown = Row(0.1, 0, 0.1) with { Outcome = "non-finite" };

        Assert.Equal(0.01, Calibration.Choose([blown, Row(0.01, 0, 0.3)]));
        Assert.Equal(0.1, Calibration.Choose([blown]));
    }

    private static CalibrationRow Row(double rate, int seed, double error) =>
        new(rate, seed, 1, 5, false, error, 0.1, "trained", Chosen: false);
}
