using System.Globalization;
using NtkRepro.Pipeline;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NtkRepro.Report;

/// <summary>Progress as a live picture: a bar for all instances, what is running, and the time to the end.</summary>
public sealed class LiveProgress : IProgress<PipelineEvent>
{
    private const int BarWidth = 30;
    private const int RefreshMilliseconds = 200;

    private RunProgress? progress;

    /// <inheritdoc/>
    public void Report(PipelineEvent value) => progress = value.Progress;

    /// <summary>Runs <paramref name="work"/> and draws its progress until it ends.</summary>
    public T While<T>(IAnsiConsole console, Func<IProgress<PipelineEvent>, T> work)
    {
        var running = Task.Run(() => work(this));
        console
            .Live(new Text(""))
            .AutoClear(true)
            .Start(context =>
            {
                while (!running.Wait(RefreshMilliseconds))
                    context.UpdateTarget(Draw());
            });
        return running.GetAwaiter().GetResult();
    }

    private IRenderable Draw()
    {
        if (progress is not { } now)
            return new Text("planning ...");
        var rows = new List<IRenderable> { new Markup(Overall(now)) };
        rows.AddRange(now.Running.Select(r => (IRenderable)new Markup(Line(r))));
        return new Rows(rows);
    }

    private static string Overall(RunProgress now)
    {
        var left = now.Remaining() is { } time ? $", about {Duration(time.Estimate)} left" : "";
        var failed = now.Failed > 0 ? $", [red]{now.Failed} failed[/]" : "";
        return $"{Bar((double)now.Done / Math.Max(1, now.Total))} {now.Done}/{now.Total} "
            + $"[grey]{Duration(now.Elapsed)}{left}[/]{failed}";
    }

    private static string Line(RunningInstance running)
    {
        var percent = (100 * running.Fraction).ToString("F0", CultureInfo.InvariantCulture);
        var status = running.Status is { } text ? $" {Markup.Escape(text)}" : "";
        return $"  {Markup.Escape(running.Name)} [grey]{percent} %{status}[/]";
    }

    private static string Bar(double share)
    {
        var full = (int)Math.Round(share * BarWidth);
        return $"[blue]{new string('━', full)}[/][grey]{new string('━', BarWidth - full)}[/]";
    }

    private static string Duration(TimeSpan time) =>
        time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds} s"
        : $"{time.Seconds} s";
}
