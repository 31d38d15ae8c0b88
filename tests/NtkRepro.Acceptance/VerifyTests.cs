using System.Text.RegularExpressions;
using NtkRepro.Acceptance.Tables;
using NtkRepro.Metrics;
using NtkRepro.Pipeline;
using NtkRepro.Reporting;
using NtkRepro.Reporting.Results;

namespace NtkRepro.Acceptance;

/// <summary>Each way in which a verification can fail, in a copy of the smoke run that is its own reference.</summary>
[Collection(SmokeRunTests.Name)]
public sealed partial class VerifyTests(SmokeRun smoke)
{
    private const string Runs = "metrics/fashion-mnist-cnn/runs.parquet";
    private const string Overview = "figures/fashion-mnist-cnn/overview.svg";

    [Fact]
    public void A_run_that_is_its_own_reference_is_verified()
    {
        using var copy = VerifiedCopy.Accepted(smoke);

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Success, code);
        Assert.EndsWith("Verified.", text.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(
            ["claims", "artifacts", "tables", "figures"],
            copy.JUnit.Elements("testsuite").Select(s => s.Attribute("name")!.Value)
        );
        Assert.Equal(Published(".parquet"), Count(copy, "tables", "tests"));
        // SVG and PDF of the run, and the SVG of the reference.
        Assert.Equal(3 * Published(".svg"), Count(copy, "figures", "tests"));
        Assert.Contains("the PNG beside them are not compared", Unwrapped(text), StringComparison.Ordinal);
        Assert.All(copy.JUnit.Descendants("testcase"), c => Assert.Empty(c.Elements()));
    }

    // Tables by their real columns: what is not in the catalogue is compared, but cannot have tolerances of its own.
    [Fact]
    public void Every_published_table_is_in_the_catalogue_with_its_columns()
    {
        foreach (var file in smoke.Published(".parquet"))
        {
            var shape = VerificationTables.All[Path.GetFileNameWithoutExtension(file)];
            var columns = TableColumns.Read(file).Columns.Keys;
            Assert.Empty(columns.Except(shape.Columns.Keys, StringComparer.Ordinal));
            // The claims of one network do not say which it is.
            var unused = shape.Columns.Keys.Except(columns, StringComparer.Ordinal);
            Assert.All(unused, c => Assert.Contains(c, new[] { "dataset", "model" }));
        }
    }

    [Fact]
    public void The_keys_of_every_table_tell_its_rows_apart()
    {
        foreach (var file in smoke.Published(".parquet"))
        {
            var table = TableColumns.Read(file);
            var keys = VerificationTables
                .All[Path.GetFileNameWithoutExtension(file)]
                .Keys.Where(table.Columns.ContainsKey);
            var rows = Enumerable
                .Range(0, table.Count)
                .Select(r => string.Join('|', keys.Select(k => table.Columns[k][r])));
            Assert.Equal(table.Count, rows.Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public void A_changed_number_in_a_table_differs()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        VerifiedCopy.EditTable<RunRow>(
            copy.Latest(Runs),
            r => r.Kind == "parent" ? r with { TestError = r.TestError + 0.125 } : r
        );

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Contains("metrics/fashion-mnist-cnn/runs", text, StringComparison.Ordinal);
        Assert.Contains("parent, seed 0", text, StringComparison.Ordinal);
        Assert.Matches(@"test_error\s+0\.\d+\s+0\.\d+\s+0\.125\s", text);
        Assert.Equal(1, Count(copy, "tables", "failures"));
    }

    // Other programs let every column have nulls.
    [Theory]
    [InlineData("test_error + 0.125", @"test_error\s+0\.\d+\s+0\.\d+\s+0\.125\s")]
    [InlineData("null::double", "column 'test_error' lacks a value")]
    public void A_table_that_another_program_wrote_is_read(string value, string pattern)
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        var path = copy.Reference(Runs);
        DuckDb.Run(
            $"create table t as select * replace (case when kind = 'parent' then {value} else test_error end as test_error) from '{path}'",
            $"copy t to '{path}' (format parquet)"
        );

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Matches(pattern, Unwrapped(text));
        Assert.Equal(1, Count(copy, "tables", "failures"));
    }

    [Fact]
    public void An_edited_reference_differs()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        VerifiedCopy.EditTable<RunRow>(
            copy.Reference(Runs),
            r => r.Kind == "parent" ? r with { Outcome = "at-chance" } : r
        );

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Matches(@"outcome\s+at-chance\s+trained", text);
    }

    [Fact]
    public void An_edited_figure_of_the_reference_is_not_what_its_tables_draw()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        VerifiedCopy.Edit(copy.Reference(Overview), "</svg>", "<text>edited</text></svg>");

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Contains($"reference/{Overview}", text, StringComparison.Ordinal);
        Assert.Equal(1, Count(copy, "figures", "failures"));
    }

    [Fact]
    public void Files_that_the_reference_lacks_or_has_alone_differ()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        File.Move(copy.Reference(Runs), copy.Reference("metrics/fashion-mnist-cnn/gone.parquet"));
        File.Move(copy.Reference(Overview), copy.Reference("figures/fashion-mnist-cnn/gone.svg"));

        var (code, _) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Equal(2, Count(copy, "tables", "failures"));
        Assert.Equal(2, Count(copy, "figures", "failures"));
    }

    [Fact]
    public void A_damaged_file_of_the_store_is_named()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        var path = Directory
            .GetFiles(Path.Combine(copy.Artifacts, "store"), "final.safetensors", SearchOption.AllDirectories)
            .First();
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.Delete(path);
        File.WriteAllBytes(path, bytes);

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Contains("final.safetensors is not what was stored", Unwrapped(text), StringComparison.Ordinal);
        Assert.Equal(1, Count(copy, "artifacts", "failures"));
    }

    [Fact]
    public void A_missing_figure_is_named()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        File.Delete(copy.Latest(Overview));

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Contains($"latest/{Overview} is missing", Unwrapped(text), StringComparison.Ordinal);
        Assert.Equal(1, Count(copy, "figures", "failures"));
    }

    [Fact]
    public void An_edited_figure_is_not_what_the_tables_draw()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        VerifiedCopy.Edit(copy.Latest(Overview), "</svg>", "<text>edited</text></svg>");

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Contains("it is not what the tables draw", Unwrapped(text), StringComparison.Ordinal);
        Assert.Equal(1, Count(copy, "figures", "failures"));
    }

    [Fact]
    public void An_edited_PDF_is_not_what_the_tables_draw_and_the_pixels_of_a_PNG_are_not_looked_at()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        var pdf = Path.ChangeExtension(Overview, ".pdf");
        foreach (var figure in new[] { pdf, Path.ChangeExtension(Overview, ".png") })
        {
            var bytes = File.ReadAllBytes(copy.Latest(figure));
            // A link makes way for a file.
            File.Delete(copy.Latest(figure));
            File.WriteAllBytes(copy.Latest(figure), [.. bytes, 0]);
        }

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Contains($"{pdf}: it is not what the tables draw: from byte", Unwrapped(text), StringComparison.Ordinal);
        // Of the run it has another hash.
        Assert.Contains("overview.png is not what was computed", Unwrapped(text), StringComparison.Ordinal);
        Assert.Equal(1, Count(copy, "figures", "failures"));
    }

    [Fact]
    public void What_was_found_out_stays_where_the_XML_cannot_be_written()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        var place = Path.Combine(copy.Artifacts, "verify");
        File.WriteAllText(place, "mine");
        Assert.Equal(ExitCodes.Success, copy.Verify().Code);

        File.Delete(copy.Latest(Overview));

        Assert.Equal(ExitCodes.Difference, copy.Verify().Code);
        Assert.Equal("mine", File.ReadAllText(place));
    }

    [Fact]
    public void A_reference_holds_tables_and_figures_as_SVG()
    {
        using var copy = VerifiedCopy.Accepted(smoke);

        var kept = Directory
            .EnumerateFiles(copy.Reference(""), "*", SearchOption.AllDirectories)
            .ToLookup(f => Path.GetExtension(f), StringComparer.Ordinal);

        Assert.Equal([".parquet", ".svg"], kept.Select(g => g.Key).Order(StringComparer.Ordinal));
        Assert.Equal(Published(".parquet"), kept[".parquet"].Count());
        Assert.Equal(Published(".svg"), kept[".svg"].Count());
    }

    [Fact]
    public void A_claim_that_must_hold_and_does_not_is_named()
    {
        var failing = smoke.Table<ClaimRow>("cnn", "claims").First(c => c.Verdict != Verdicts.Holds);
        using var copy = VerifiedCopy.Accepted(smoke);
        Require(copy, failing.Id);

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Contains(
            $"{failing.Id} of cnn on fashion-mnist: {failing.Verdict}",
            Unwrapped(text),
            StringComparison.Ordinal
        );
        Assert.Equal(1, Count(copy, "claims", "failures"));
    }

    [Fact]
    public void Claims_that_must_hold_and_do_are_verified_and_those_of_other_networks_are_not_looked_at()
    {
        // Thresholds at which something holds of a run this small.
        using var copy = new VerifiedCopy(smoke.Artifacts);
        VerifiedCopy.Edit(copy.Definition, "    converged: 0.05\n", "    converged: 1\n");
        VerifiedCopy.Edit(copy.Definition, "    negligible_points: 0.5\n", "    negligible_points: 100\n");
        var engine = Reproduction.Load(copy.Definition, copy.Artifacts);
        var result = engine.Run(engine.Plan(new PlanRequest { Preset = "smoke" }));
        var axes = new Dictionary<string, string>(StringComparer.Ordinal) { ["model"] = "cnn" };
        var holding = Data
            .Table.Read<ClaimRow>(result.Output("metrics", "claims.parquet", axes).Path)
            .Where(c => c.Verdict == Verdicts.Holds)
            .Select(c => c.Id)
            .ToList();
        Assert.Equal(ExitCodes.Success, copy.Accept().Code);
        Require(copy, [.. holding]);

        Assert.Equal(ExitCodes.Success, copy.Verify().Code);

        var cases = copy.JUnit.Descendants("testcase").Where(c => c.Attribute("classname")!.Value == "claims").ToList();
        var looked = cases.Where(c => !c.Elements().Any()).Select(c => c.Attribute("name")!.Value);
        Assert.NotEmpty(holding);
        Assert.All(holding, id => Assert.Contains($"{id} of cnn on fashion-mnist", looked));
        // What the run does not have is no claim that holds.
        Assert.Equal(1, Count(copy, "claims", "skipped"));
    }

    [Fact]
    public void Parameters_that_changed_since_the_run_are_named()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        VerifiedCopy.Edit(copy.Definition, "kernel: { probes: 20,", "kernel: { probes: 19,");

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Contains("its key does not follow: kernel.probes: 20 → 19", Unwrapped(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_changed_since_the_run_is_named()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        File.AppendAllText(copy.Code("Figures/Theme.cs"), "file static class Changed;\n");

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Difference, code);
        Assert.Contains("code: src/NtkRepro/Figures/Theme.cs changed", Unwrapped(text), StringComparison.Ordinal);
        Assert.Equal(2, Count(copy, "artifacts", "failures"));
    }

    [Fact]
    public void A_run_that_never_was_cannot_be_verified_and_says_how_to_make_it()
    {
        using var copy = VerifiedCopy.Accepted(smoke);

        var (code, text) = copy.Verify("default");

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains("first run ./build.sh Reproduce", Unwrapped(text), StringComparison.Ordinal);
        Assert.DoesNotContain("--preset default", text, StringComparison.Ordinal);
        Assert.True(Count(copy, "artifacts", "errors") > 0);
        Assert.Equal(0, Count(copy, "artifacts", "failures"));
    }

    [Fact]
    public void Without_a_reference_the_tables_are_not_said_to_agree()
    {
        using var copy = new VerifiedCopy(smoke.Artifacts);

        var (code, text) = copy.Verify();

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("there is no reference for the preset 'smoke'", Unwrapped(text), StringComparison.Ordinal);
        Assert.DoesNotContain("\nVerified.", text, StringComparison.Ordinal);
        Assert.Equal(1, Count(copy, "tables", "skipped"));
    }

    [Fact]
    public void Another_run_that_is_shown_is_not_taken_for_this_one()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        var engine = Reproduction.Load(copy.Definition, copy.Artifacts);
        var sets = new[] { "claims.resamples=100" };
        var plan = engine.Plan(new PlanRequest { Preset = "smoke", Sets = sets });
        Assert.True(engine.Run(plan, new RunOptions { Jobs = 2 }).Succeeded);

        var (code, text) = copy.Verify();
        var withSets = copy.Verify("smoke", sets);

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains("latest/ shows another run", Unwrapped(text), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Success, withSets.Code);
        Assert.Contains("there is no reference for a run with --set", withSets.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistake_in_the_request_is_a_mistake()
    {
        using var copy = new VerifiedCopy(smoke.Artifacts, "latest");

        Assert.Equal(ExitCodes.Usage, copy.Verify("smok").Code);
        Assert.Equal(ExitCodes.Usage, copy.Accept("smoke", "training.epochs=3").Code);
    }

    [Fact]
    public void Accepting_shows_what_differs_and_puts_the_run_in_the_references_place()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        var before = File.ReadAllBytes(copy.Reference(Runs));
        VerifiedCopy.EditTable<RunRow>(copy.Reference(Runs), r => r with { TestError = r.TestError + 0.5 });
        File.WriteAllText(copy.Reference("metrics/stale.parquet"), "");

        var (code, text) = copy.Accept();

        Assert.Equal(ExitCodes.Success, code);
        Assert.Contains("test_error", text, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(copy.Reference(Runs)));
        Assert.False(File.Exists(copy.Reference("metrics/stale.parquet")));
        Assert.Equal(ExitCodes.Success, copy.Verify().Code);
    }

    [Fact]
    public void A_verdict_that_flipped_is_named_first_and_asked_about()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        var claims = copy.Reference("metrics/fashion-mnist-cnn/claims.parquet");
        VerifiedCopy.EditTable<ClaimRow>(
            claims,
            c => c with { Verdict = c.Id == "basin" ? Opposite(c.Verdict) : c.Verdict }
        );
        var before = File.ReadAllBytes(claims);

        var verified = copy.Verify();
        var (refused, _) = copy.AcceptIf(ask: null);
        var (declined, text) = copy.AcceptIf(_ => false);

        Assert.Equal(ExitCodes.Difference, verified.Code);
        foreach (var said in new[] { verified.Text, text })
        {
            Assert.Matches(
                "^claims: 1 differ, of [0-9]+ verdict on basin of cnn on fashion-mnist: it was '",
                Unwrapped(said)
            );
            Assert.Matches(@"verdict\s+", said);
        }
        Assert.Equal(ExitCodes.Usage, refused);
        Assert.Equal(ExitCodes.Failure, declined);
        Assert.Equal(before, File.ReadAllBytes(claims));

        static string Opposite(string verdict) => verdict == Verdicts.Holds ? Verdicts.DoesNotHold : Verdicts.Holds;
    }

    // As an older program, or one with native numerics, stored them.
    [Theory]
    [InlineData(0, ExitCodes.Success)]
    [InlineData(100, ExitCodes.Difference)]
    public void Of_a_run_that_is_not_portable_verdicts_are_compared_and_numbers_with_the_intervals(
        double shift,
        int expected
    )
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        copy.ForgetPortability("kernel");
        VerifiedCopy.EditTable<ClaimRow>(
            copy.Reference("metrics/fashion-mnist-cnn/claims.parquet"),
            c => c with { Low = c.Low + shift, High = c.High + shift }
        );

        var (code, text) = copy.Verify();

        Assert.Equal(expected, code);
        var kernels = smoke.First.Instances.Count(i => i.Stage == "kernel");
        Assert.Contains(
            $"{kernels} of {smoke.First.Instances.Count} results are not portable",
            Unwrapped(text),
            StringComparison.Ordinal
        );
        Assert.Equal(0, Count(copy, "tables", "failures"));
        Assert.Equal(shift > 0, Unwrapped(text).Contains("outside the reference's interval", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_is_not_whole_is_not_accepted()
    {
        using var copy = VerifiedCopy.Accepted(smoke);
        VerifiedCopy.Edit(copy.Latest(Overview), "</svg>", "<text>edited</text></svg>");
        File.AppendAllText(copy.Reference(Overview), "<!-- as it was -->");

        Assert.Equal(ExitCodes.Difference, copy.Accept().Code);
        Assert.Equal(ExitCodes.Failure, copy.Accept("default").Code);

        Assert.EndsWith("<!-- as it was -->", File.ReadAllText(copy.Reference(Overview)), StringComparison.Ordinal);
    }

    private int Published(string extension) => smoke.Published(extension).Count;

    private static void Require(VerifiedCopy copy, params string[] claims)
    {
        var yaml = File.ReadAllText(copy.Definition);
        Assert.Single(RequiredOfCnn().Matches(yaml));
        File.WriteAllText(
            copy.Definition,
            RequiredOfCnn().Replace(yaml, $"cnn: [{string.Join(", ", claims)}], cnn-half: [basin]")
        );
    }

    private static int Count(VerifiedCopy copy, string suite, string what) =>
        (int)copy.JUnit.Elements("testsuite").Single(s => s.Attribute("name")!.Value == suite).Attribute(what)!;

    // Long sentences are wrapped to the console's width.
    private static string Unwrapped(string text) => WhiteSpace().Replace(text, " ");

    [GeneratedRegex(
        @"(?<=^  verification:\n    claims:\n      fashion-mnist: \{ )cnn: \[[^\]]*\]",
        RegexOptions.Multiline,
        1000
    )]
    private static partial Regex RequiredOfCnn();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex WhiteSpace();
}
