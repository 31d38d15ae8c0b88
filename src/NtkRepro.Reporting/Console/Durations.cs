namespace NtkRepro.Reporting;

/// <summary>Lengths of time in words.</summary>
internal static class Durations
{
    /// <summary>In the two largest units that say something: <c>1 h 5 min</c>, <c>2 min 7 s</c>, <c>9 s</c>.</summary>
    public static string Text(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s"
        : $"{time.Seconds} s";
}
