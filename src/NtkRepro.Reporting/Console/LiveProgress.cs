using System.Globalization;
using NtkRepro.Pipeline;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NtkRepro.Reporting;

/// <summary>
/// Progress as a live picture: a bar for the time of the whole run with what is left of it, one for each stage, and what is running.
/// It fits the terminal: what is running is cut short first.
/// </summary>
public sealed class LiveProgress : IProgress<PipelineEvent>
{
    private const int BarWidth = 24;
    private const int RefreshMilliseconds = 200;

    private RunProgress? progress;
    private string? warning;

    /// <inheritdoc/>
    public void Report(PipelineEvent value)
    {
        progress = value.Progress;
        if (value is Warned warned)
            warning = warned.Message;
    }

    /// <summary>Runs <paramref name="work"/> and draws its progress until it ends.</summary>
    public T While<T>(IAnsiConsole console, Func<IProgress<PipelineEvent>, T> work)
    {
        var running = Task.Run(() => work(this));
        try
        {
            console
                .Live(new Text(""))
                .AutoClear(true)
                .Start(context =>
                {
                    while (Task.WaitAny([running], RefreshMilliseconds) < 0)
                        context.UpdateTarget(Draw(progress, console.Profile.Width, console.Profile.Height, warning));
                });
        }
        catch (IOException)
        {
            // The terminal is gone, with who watched. The work is not to be left in the middle for that: it goes on, or stops as it was asked to.
        }
        return running.GetAwaiter().GetResult();
    }

    /// <summary>One picture.</summary>
    /// <param name="progress">How far the run is; null before it began.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Lines of the terminal.</param>
    /// <param name="warning">The last warning, if there is any.</param>
    public static IRenderable Draw(RunProgress? progress, int width, int height, string? warning = null)
    {
        if (progress is null)
            return new Text("planning ...");
        var lines = new List<string> { Overall(progress, width) };
        if (warning is not null)
            lines.Add($"[yellow]{Cut($"warning: {warning}", width)}[/]");
        var stages = progress.Stages.Where(s => s.Done < s.Total || s.Failed > 0).ToList();
        var nameWidth = stages.Select(s => s.Name.Length).DefaultIfEmpty().Max();
        // The cursor has the line below the picture.
        var free = Math.Max(0, height - 1 - lines.Count);
        lines.AddRange(stages.Take(free).Select(s => Line(s, nameWidth)));
        free = Math.Max(0, height - 1 - lines.Count);
        var running = progress.Running;
        if (running.Count <= free)
            lines.AddRange(running.Select(r => Line(r, width)));
        else if (free > 0)
            lines.AddRange(
                running.Take(free - 1).Select(r => Line(r, width)).Append($"  and {running.Count - free + 1} more")
            );
        return new Rows(lines.Select(l => new Markup(l)));
    }

    // How many have never been timed is left out where it does not fit.
    private static string Overall(RunProgress now, int width)
    {
        var failed = now.Failed > 0 ? $", {now.Failed} failed or not run" : "";
        var (left, untimed) = Left(now.Remaining());
        var time = Durations.Text(now.Elapsed) + left;
        if (BarWidth + $" {now.Done}/{now.Total}{failed} {time}{untimed}".Length >= width)
            untimed = "";
        return $"{Bar(now.Fraction)} {now.Done}/{now.Total}[red]{failed}[/] [grey]{time}{untimed}[/]";
    }

    private static (string Left, string Untimed) Left(TimeLeft? left) =>
        left switch
        {
            null => ("", ""),
            { Unknown: 0 } => ($", about {Durations.Text(left.Estimate)} left", ""),
            _ when left.Estimate < TimeSpan.FromSeconds(1) => (", time left unknown", ""),
            _ => ($", at least {Durations.Text(left.Estimate)} left", $", {left.Unknown} never timed"),
        };

    private static string Line(StageProgress stage, int nameWidth)
    {
        var failed = stage.Failed > 0 ? $", [red]{stage.Failed} failed or not run[/]" : "";
        var name = Markup.Escape(stage.Name.PadRight(nameWidth));
        return $"{Bar(stage.Fraction)} {name} [grey]{stage.Done}/{stage.Total}[/]{failed}";
    }

    private static string Line(RunningInstance running, int width)
    {
        var percent = (100 * running.Fraction).ToString("F0", CultureInfo.InvariantCulture);
        var status = running.Status is { } text ? $" {text}" : "";
        return Cut($"  {running.Name} {percent} %{status}", width);
    }

    // One line of the terminal, as markup.
    private static string Cut(string text, int width)
    {
        var line = text.ReplaceLineEndings(" ");
        return Markup.Escape(line.Length < width ? line : $"{line[..Math.Max(0, width - 2)]}…");
    }

    private static string Bar(double share)
    {
        var full = (int)Math.Round(Math.Clamp(share, 0, 1) * BarWidth);
        return $"[blue]{new string('━', full)}[/][grey]{new string('─', BarWidth - full)}[/]";
    }
}
