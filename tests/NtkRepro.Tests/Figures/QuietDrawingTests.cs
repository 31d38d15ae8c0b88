using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using NtkRepro.Tests.Support;
using SkiaSharp;

namespace NtkRepro.Tests.Figures;

/// <summary>
/// What native code prints goes to the process's own streams, so each test is run by a process of its own, whose streams it reads.
/// </summary>
public sealed class QuietDrawingTests
{
    private const string IsChild = "NTK_REPRO_TESTS_PRINTED_BY";
    private const string Begin = "<<< begin >>>";
    private const string End = "<<< end >>>";

    [Fact]
    public void Drawing_prints_nothing() =>
        Assert.Equal(
            "",
            PrintedBy(
                nameof(Drawing_prints_nothing),
                () =>
                {
                    using var folder = new TemporaryFolder();
                    DrawnFiles.Draw(folder.File);
                }
            )
        );

    // What figures avoid; and the test above would see it.
    [Fact]
    public void A_dashed_rectangle_on_a_canvas_for_SVG_would_print() =>
        Assert.StartsWith(
            "Unsupported path effect",
            PrintedBy(
                nameof(A_dashed_rectangle_on_a_canvas_for_SVG_would_print),
                () =>
                {
                    using var stream = new MemoryStream();
                    using var canvas = SKSvgCanvas.Create(new SKRect(0, 0, 10, 10), stream);
                    using var dashes = SKPathEffect.CreateDash([2, 2], 0);
                    using var paint = new SKPaint { PathEffect = dashes, Style = SKPaintStyle.Stroke };
                    canvas.DrawRect(1, 1, 8, 8, paint);
                }
            ),
            StringComparison.Ordinal
        );

    private static string PrintedBy(string test, Action action)
    {
        if (Environment.GetEnvironmentVariable(IsChild) == test)
        {
            Print(Begin);
            action();
            // What native code printed may still lie in its buffers; null stands for all of them.
            _ = Flush(0);
            Print(End);
            return "";
        }
        var program = Path.Combine(AppContext.BaseDirectory, "NtkRepro.Tests");
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (
            var argument in new[]
            {
                "-c",
                "exec \"$0\" \"$@\" 2>&1",
                program,
                "-method",
                $"{typeof(QuietDrawingTests).FullName}.{test}",
            }
        )
            start.ArgumentList.Add(argument);
        start.Environment[IsChild] = test;
        using var child = Process.Start(start)!;
        var text = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(begin >= 0 && end > begin, text);
        return text[(begin + Begin.Length)..end];
    }

    private static void Print(string text)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(Encoding.ASCII.GetBytes(text));
    }

    [DllImport("libc", EntryPoint = "fflush")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(nint stream);
}
