using NtkRepro.Pipeline;
using Spectre.Console;

namespace NtkRepro.Reporting.Tests;

public sealed class PortabilityReportTests
{
    private static readonly InputFile[] Here =
    [
        File("parent[cnn]", "log.parquet", "1"),
        File("parent[cnn]", "final.safetensors", "2"),
        File("figures[cnn]", "overview.svg", "3"),
        File("figures[cnn]", "overview.png", "4"),
    ];

    [Fact]
    public void What_is_equal_is_counted_and_pictures_are_left_out()
    {
        var lines = Lines(
            PortabilityReport.Of([("here", Here), ("Haswell", [.. Here[..3], Here[3] with { Sha256 = "9" }])])
        );

        Assert.Equal(
            [
                "stage files equal on Haswell",
                "parent 2 2",
                "figures 1 1",
                "All bytes are the same; pictures in PNG are not compared.",
            ],
            lines
        );
    }

    [Fact]
    public void A_file_that_differs_or_is_there_on_one_processor_alone_is_named()
    {
        var report = PortabilityReport.Of([
            ("here", Here),
            ("Haswell", Here),
            ("EPYC-Rome", [Here[0] with { Sha256 = "9" }, Here[2], File("kernel[cnn]", "kernel.safetensors", "5")]),
        ]);

        Assert.Equal(
            [
                ("EPYC-Rome", "parent[cnn]", "log.parquet"),
                ("EPYC-Rome", "parent[cnn]", "final.safetensors"),
                ("EPYC-Rome", "kernel[cnn]", "kernel.safetensors"),
            ],
            report.Differences
        );
        var lines = Lines(report);
        Assert.Contains("parent 2 2 0", lines);
        Assert.Contains("differs on EPYC-Rome: parent[cnn] log.parquet", lines);
        Assert.Equal("3 files differ.", lines[^1]);
    }

    private static InputFile File(string instance, string name, string hash) =>
        new(instance, new Dictionary<string, string>(StringComparer.Ordinal), name, $"/{name}", hash, 1);

    private static List<string> Lines(PortabilityReport report)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) }
        );
        console.Profile.Width = 80;
        report.Print(console);
        return
        [
            .. text.ToString()
                .Split('\n')
                .Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                .Where(l => l.Length > 0),
        ];
    }
}
