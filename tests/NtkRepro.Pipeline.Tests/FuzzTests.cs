using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace NtkRepro.Pipeline.Tests;

/// <summary>Whatever is done to a definition, it either loads or is refused with line and column.</summary>
public sealed class FuzzTests : IDisposable
{
    private static readonly string[] s_fragments =
    [
        "[",
        "]",
        "{",
        "}",
        ":",
        ": ",
        ",",
        "-",
        "- ",
        "*",
        "**",
        "&a ",
        "*a",
        "!t ",
        "|",
        ">",
        "%",
        "@",
        "`",
        "'",
        "\"",
        "#",
        "?",
        "? ",
        "\t",
        "\n",
        "\n  ",
        "\r",
        "\0",
        "\u0085",
        "\u2028",
        "\ufeff",
        "\ud83d\ude00",
        "\ud800",
        "---",
        "...",
        "<<: ",
        "~",
        "null",
        "{time}",
        "{",
        "../",
        "/",
        "1e999",
        "-0",
        "0x7fffffff",
        "99999999999999999999999999999",
        ".inf",
        "step: 1e-28",
        "to: 79228162514264337593543950335",
        "data",
        "metrics/table.txt",
    ];

    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(5);
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Five_hundred_mutations_only_ever_give_mistakes_with_line_and_column()
    {
        var random = new System.Random(20260101);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            var yaml = ToyProject.Yaml;
            for (var edits = random.Next(1, 5); edits > 0; edits--)
            {
                yaml = Mutate(yaml, random);
            }

            // The bound is for what never ends; a definition takes milliseconds.
            refused += await Task.Run(() => AssertLoadsOrRefuses(yaml)).WaitAsync(s_bound) ? 0 : 1;
        }

        Assert.InRange(refused, 250, 500);
    }

    [Fact]
    public void Any_text_as_a_definition_is_refused_with_line_and_column() =>
        Prop.ForAll<string>(text =>
            {
                AssertLoadsOrRefuses(text ?? "");
            })
            .Check(Configuration(100));

    [Fact]
    public void Any_text_as_a_parameter_is_accepted_or_refused() =>
        Prop.ForAll<string>(text =>
            {
                foreach (
                    var path in new[] { "kernel.probes", "data.dataset", "kernel.grid", "models.cnn", "run.models" }
                )
                {
                    try
                    {
                        _project.Plan($"{path}={text}");
                    }
                    catch (DefinitionException e)
                    {
                        Assert.All(e.Mistakes, m => Assert.NotEmpty(m.Location.Source));
                    }
                }
            })
            .Check(Configuration(60));

    private static Config Configuration(int tests) =>
        Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(20260101UL, 20260103UL);

    private bool AssertLoadsOrRefuses(string yaml)
    {
        // Half a surrogate pair becomes a replacement character, as an editor would write it.
        File.WriteAllText(_project.YamlPath, yaml, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        try
        {
            _project.Load();
            return true;
        }
        catch (DefinitionException e)
        {
            Assert.NotEmpty(e.Mistakes);
            Assert.All(e.Mistakes, m => Assert.True(m.Location is { Line: > 0, Column: > 0 }, $"{m}\n\n{yaml}"));
            return false;
        }
    }

    private static string Mutate(string text, System.Random random)
    {
        var at = random.Next(text.Length);
        var length = Math.Min(random.Next(1, 20), text.Length - at);
        return random.Next(5) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, s_fragments[random.Next(s_fragments.Length)]),
            2 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
            3 => text.Remove(at, 1).Insert(at, ((char)random.Next(1, 256)).ToString()),
            _ => SwapLines(text, random),
        };
    }

    private static string SwapLines(string text, System.Random random)
    {
        var lines = text.Split('\n');
        var (a, b) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[a], lines[b]) = (lines[b], lines[a]);
        return string.Join('\n', lines);
    }
}
