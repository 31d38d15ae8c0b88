using NtkRepro.Pipeline;

namespace NtkRepro.Reporting.Tests;

/// <summary>The page of a run that goes on.</summary>
public sealed class LiveReportTests
{
    [Theory]
    [InlineData(170, 0, "about 3 minutes left")]
    [InlineData(170, 2, "at least 3 minutes left")]
    [InlineData(12, 0, "about 12 seconds left")]
    [InlineData(7300, 0, "about 2 hours left")]
    [InlineData(0, 5, "")]
    public void The_time_left_is_said_as_a_reader_would(double seconds, int unknown, string expected) =>
        Assert.Equal(expected, LiveReport.Left(new TimeLeft(TimeSpan.FromSeconds(seconds), unknown)));
}
