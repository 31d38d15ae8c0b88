using System.Diagnostics;
using System.Globalization;

namespace NtkRepro.Pipeline.Bench;

/// <summary>Measures definitions of many instances, each in processes of its own, so that peaks of memory are separate.</summary>
internal static class LoadCommand
{
    /// <summary>Prints a line for each size.</summary>
    public static int Run(IEnumerable<string> sizes, HostOptions options)
    {
        HostConsole.Write(
            "instances  first plan s  peak MB  first run s  plan again s  peak MB  up-to-date run s  peak MB"
        );
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("load-").FullName;
            try
            {
                Definitions.WriteLevels(folder, int.Parse(size, CultureInfo.InvariantCulture));
                string[] more = options.IsFast ? ["--fast"] : [];
                var first = Measure(["measure-plan", folder, .. more]);
                var run = Measure(["measure-run", folder, .. more]);
                var again = Measure(["measure-plan", folder, .. more]);
                var upToDate = Measure(["measure-run", folder, .. more]);
                HostConsole.Write(
                    $"{size, 9}  {first.Seconds, 12}  {first.Peak, 7}  {run.Seconds, 11}  {again.Seconds, 12}  "
                        + $"{again.Peak, 7}  {upToDate.Seconds, 16}  {upToDate.Peak, 7}"
                );
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    /// <summary>Parses and plans; prints seconds and peak megabytes.</summary>
    public static int Plan(string folder, HostOptions options) => Print(() => Definitions.Load(folder, options).Plan());

    /// <summary>Parses, plans and runs; prints seconds and peak megabytes.</summary>
    public static int PlanAndRun(string folder, HostOptions options) =>
        Print(() =>
        {
            var engine = Definitions.Load(folder, options with { IsQuiet = true });
            engine.Run(engine.Plan(), new RunOptions { Jobs = options.Jobs }).ThrowIfFailed();
        });

    private static int Print(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        var seconds = watch.Elapsed.TotalSeconds;
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        HostConsole.Write(string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} {peak:0}"));
        return 0;
    }

    private static (string Seconds, string Peak) Measure(IEnumerable<string> arguments)
    {
        var (code, lines) = Self.Run(arguments);
        return code == 0 && lines is [.., var line] && line.Split(' ') is [var seconds, var peak]
            ? (seconds, peak)
            : ("failed", "-");
    }
}
