using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NtkRepro.Figures;
using NtkRepro.Reporting.Html;
using NtkRepro.Reporting.Results;
using NtkRepro.Tests.Support;

namespace NtkRepro.Reporting.Tests;

public sealed partial class ReportPageTests
{
    // The page of three seeds, one of whose runs diverged; made once, read by all.
    private static readonly Lazy<ReportData> Data = new(() =>
        ReportSample.Of(SyntheticTables.Run(3, 3, diverged: true))
    );
    private static readonly Lazy<string> Text = new(() => Page.Of(Data.Value));
    private static readonly Lazy<XElement> Root = new(() => ReportXml.Parse(Text.Value));

    [Fact]
    public void The_page_is_well_formed_and_says_what_it_is()
    {
        Assert.StartsWith("<!DOCTYPE html>", Text.Value, StringComparison.Ordinal);
        Assert.Equal("html", Root.Value.Name.LocalName);
        Assert.Equal("en", Root.Value.Get("lang"));
        Assert.NotEmpty(Assert.Single(Root.Value.All("head").Elements(), e => e.Name.LocalName == "title").Value);
    }

    // A browser takes <div/> for the beginning of a div.
    [Fact]
    public void Only_elements_without_an_end_tag_close_themselves()
    {
        string[] allowed = ["meta", "br", "hr", "img", "link"];
        var html = Root.Value.Name.Namespace;
        var closed = SelfClosed()
            .Matches(ReportXml.WithoutScripts(Text.Value))
            .Select(m => m.Groups["name"].Value)
            .Distinct()
            .ToList();

        var known = Root
            .Value.Descendants()
            .Where(e => e.Name.Namespace == html)
            .Select(e => e.Name.LocalName)
            .ToHashSet();
        Assert.NotEmpty(closed);
        Assert.Empty(closed.Where(known.Contains).Except(allowed, StringComparer.Ordinal));
    }

    [Fact]
    public void Headings_are_in_order_and_there_is_one_title()
    {
        var levels = Root
            .Value.Descendants()
            .Where(e => Heading().IsMatch(e.Name.LocalName))
            .Select(e => e.Name.LocalName[1] - '0')
            .ToList();

        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(
            levels.Skip(1).Zip(levels),
            pair => Assert.True(pair.First <= pair.Second + 1, $"h{pair.Second} h{pair.First}")
        );
    }

    [Fact]
    public void The_claims_come_first_and_the_citation_last()
    {
        var parts = Root.Value.All("main").Elements().Select(s => s.Get("id"));

        Assert.Equal(["claims", "figures", "parameters", "stages", "left-out", "provenance", "cite"], parts);
    }

    [Fact]
    public void There_are_landmarks_and_a_link_that_skips_to_the_main_one()
    {
        Assert.Single(Root.Value.All("main"));
        Assert.NotNull(Assert.Single(Root.Value.All("nav")).Get("aria-label"));
        Assert.Single(Root.Value.All("header"));
        var first = Root.Value.All("body").Elements().First();
        Assert.Equal(("a", "#main"), (first.Name.LocalName, first.Get("href")));
    }

    [Fact]
    public void The_page_opens_with_networks_their_errors_and_the_run()
    {
        var header = Root.Value.All("header").Single();

        Assert.Equal("cnn on fashion-mnist", header.All("h1").Single().Value);
        var errors = Data.Value.Networks[0].Tables.WithoutDiverged().Plateaus.Select(p => 100 * p.FinalError).ToList();
        Assert.Equal(
            FormattableString.Invariant(
                $"{errors.Average():0.#} % ({errors.Min():0.#} to {errors.Max():0.#}, {errors.Count} seeds)"
            ),
            header.All("span").Single(e => e.Has("class", "error")).Value
        );
        Assert.Contains(
            "preset default, training.epochs=4, uncommitted changes",
            header.Value,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Each_claim_has_a_paragraph_of_what_the_paper_says_what_was_found_and_why()
    {
        var basin = Root.Value.All("article").First(a => a.Get("id") == "claim-basin").Value;
        Assert.Contains("The paper: 2 to 3 epochs.", basin, StringComparison.Ordinal);
        Assert.Contains("The barrier is gone from epoch 2 on.", basin, StringComparison.Ordinal);
        Assert.Contains("epoch 2 [1, 3], asked for: at most epoch 3", basin, StringComparison.Ordinal);
        Assert.Contains("wholly on the claim's side", basin, StringComparison.Ordinal);

        // Why not, where it is not confirmed.
        Assert.Contains("on both sides of the threshold", Article("transient"), StringComparison.Ordinal);
        Assert.Contains("wholly beyond the threshold", Article("advantage"), StringComparison.Ordinal);
        Assert.Contains("Measured at 4 times, and 8 are needed", Article("universal"), StringComparison.Ordinal);

        static string Article(string id) => Root.Value.All("article").First(a => a.Get("id") == $"claim-{id}").Value;
    }

    [Fact]
    public void Figures_are_in_the_order_of_the_papers_and_named_by_them()
    {
        var network = Root.Value.All("section").Single(s => s.Get("id") == "fashion-mnist-cnn");
        var headings = network.All("h4").Select(h => h.Value).ToList();

        Assert.Equal(
            [
                "Figures 7 and 8",
                "Figure 1",
                "Figures 4 and 7",
                "the barrier of Figure 7",
                "the barrier of Figure 7",
                "Figure 8",
                "Figure 9",
            ],
            headings.Take(7).Select(h => PaperFigure().Match(h).Value)
        );
        // The overview repeats panels of the others.
        Assert.Equal(FigureSet.Names.Count - 1, headings.Count);
        Assert.All(network.All("details").Where(d => d.Has("class", "figure")), d => Assert.Single(d.All("figure")));
        Assert.Equal(headings.Count - 7, network.All("details").Count(d => d.Has("class", "figure")));
    }

    [Fact]
    public void Every_figure_has_a_caption_that_says_what_on_what_and_how_to_read_it()
    {
        var figures = Root.Value.All("figure").Where(f => f.Parent!.Get("id") != "across").ToList();

        Assert.Equal(FigureSet.Names.Count - 1, figures.Count);
        foreach (var figure in figures)
        {
            var caption = Assert.Single(figure.Elements(), e => e.Name.LocalName == "figcaption").Value;
            Assert.Contains("Measured: ", caption, StringComparison.Ordinal);
            Assert.Contains(
                "cnn on fashion-mnist: 4,000 training images, 1,000 validation images, 4,000 test images; 3 seeds",
                caption,
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_has_words_of_its_own(string name)
    {
        var caption = Captions.Of(name, ReportSample.Parameters);

        Assert.All([caption.Heading, caption.What, caption.Reading], Assert.NotEmpty);
        Assert.NotEqual(name, caption.Heading);
    }

    public static TheoryData<string> Names => [.. FigureSet.Names, "width.svg", "rate.svg", Captions.Across];

    [Fact]
    public void Every_picture_has_a_name_and_a_description()
    {
        var ids = Root.Value.Descendants().Where(e => e.Get("id") is not null).ToDictionary(e => e.Get("id")!);
        var pictures = Root.Value.All("svg").Where(s => s.Get("role") == "img").ToList();

        var plots = Root.Value.All("div").Where(d => d.Has("class", "chart")).ToList();

        Assert.NotEmpty(plots);
        Assert.All(
            pictures.Concat(plots),
            picture =>
            {
                Assert.NotEmpty(ids[picture.Get("aria-labelledby")!].Value);
                Assert.NotEmpty(ids[picture.Get("aria-describedby")!].Value);
            }
        );
    }

    [Fact]
    public void The_description_of_a_panel_holds_its_values()
    {
        var tables = new FigureTables
        {
            Onsets =
            [
                .. SyntheticTables
                    .Run(1)
                    .Onsets.Where(o => o.Time is 0 or 3)
                    .Select(o => o with { NtkError = 0.5 / (o.Time == 0 ? 1 : 2) }),
            ],
        };
        var page = ReportXml.Parse(Page.Of(ReportSample.Of(tables)));

        var panel = page.All("div")
            .First(d => d.Has("class", "panel") && d.Elements().First().Value == "Linearized networks");
        Assert.Contains(
            "linearized: 50 % at 0 epochs, 25 % at 3 epochs.",
            panel.All("p").Single(p => p.Has("class", "words")).Value,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Ids_are_unique_and_every_link_within_the_page_has_its_target()
    {
        var ids = Root.Value.Descendants().Select(e => e.Get("id")).OfType<string>().ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());

        var links = Root.Value.All("a").Select(a => a.Get("href")!).Where(h => h.StartsWith('#')).Select(h => h[1..]);
        var shapes = Root
            .Value.Descendants()
            .Attributes()
            .SelectMany(a => Reference().Matches(a.Value).Select(m => m.Groups["id"].Value));
        Assert.Empty(links.Concat(shapes).Except(ids, StringComparer.Ordinal));
    }

    [Fact]
    public void Tables_have_captions_and_headers_with_a_scope()
    {
        var tables = Root.Value.All("table").ToList();

        Assert.NotEmpty(tables);
        Assert.All(tables, t => Assert.NotEmpty(Assert.Single(t.Elements(), e => e.Name.LocalName == "caption").Value));
        Assert.All(
            tables.SelectMany(t => t.All("th")),
            th => Assert.Contains(th.Get("scope"), new[] { "row", "col", "rowgroup" })
        );
        Assert.All(
            tables.SelectMany(t => t.All("tbody")).SelectMany(b => b.Elements()),
            row => Assert.Equal("th", row.Elements().First().Name.LocalName)
        );
    }

    [Fact]
    public void A_claim_stands_beside_its_number_interval_threshold_and_verdict()
    {
        var rows = Root.Value.All("section").First(s => s.Get("id") == "claims").All("tr").ToList();

        Assert.Equal(
            [
                "the barrier is gone from epoch 2 oneach seed: epoch 1, epoch 2",
                "epoch 2 [1, 3]",
                "at most epoch 3",
                "✓ holds",
            ],
            Cells("basin").Skip(2)
        );
        Assert.Equal(["2.5 × [1.5, 3.25]", "at least 3 ×", "? undecided"], Cells("transient").Skip(3));
        // A share of the gap where the factor is not to be had.
        Assert.Equal("2.5 ×", Cells("factor3")[1]);
        Assert.Equal(["gap 92 % [85, 95]", "gap at least 67 %", "✓ holds"], Cells("factor3").Skip(3));
        Assert.Equal(["–", "–", "–", "–", "– not measured"], Cells("match").Skip(1));
        Assert.Equal(["never [3, ∞]", "at most 2 ×", "✗ does not hold"], Cells("advantage").Skip(3));
        // The number of what the setting cannot show means nothing.
        Assert.Equal(["–", "at most 3 ×", "○ not testable"], Cells("universal").Skip(3));

        List<string> Cells(string id) =>
            [
                .. rows.First(r => r.Elements().First().Value.StartsWith(id, StringComparison.Ordinal))
                    .Elements()
                    .Skip(1)
                    .Select(e => e.Value),
            ];
    }

    [Fact]
    public void The_verdicts_are_counted_in_words()
    {
        var section = Root.Value.All("section").First(s => s.Get("id") == "claims");

        Assert.Equal(
            "Of 6 claims, 2 hold, 1 does not hold, 1 is undecided, 1 is not testable here and 1 was not measured.",
            section.All("p").First().Value
        );
    }

    [Fact]
    public void Claims_over_all_networks_are_there_where_there_are_several()
    {
        var tables = SyntheticTables.Run(1);
        var two = Page.Of(ReportSample.Of(ReportSample.Network(tables), ReportSample.Network(tables, "resnet")));

        Assert.Contains("Over all networks and datasets", two, StringComparison.Ordinal);
        Assert.DoesNotContain("Over all networks and datasets", Text.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Diverged_runs_are_listed_by_the_names_of_their_instances()
    {
        var section = Root.Value.All("section").First(s => s.Get("id") == "left-out");

        var names = section.All("code").Select(c => c.Value).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "child[fashion-mnist,cnn,s0,t0.5,c1]",
                "child[fashion-mnist,cnn,s0,t0.5,c2]",
                "child[fashion-mnist,cnn,s0,t0.5,c3]",
                "control[fashion-mnist,cnn,s0,t0.5,frozen]",
                "control[fashion-mnist,cnn,s0,t0.5,own]",
                "control[fashion-mnist,cnn,s0,t0.5,same]",
                "linearized[fashion-mnist,cnn,s0,t0.5]",
            ],
            names
        );
    }

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        Assert.DoesNotContain(
            Root.Value.Descendants(),
            e => e.Name.LocalName is "link" or "img" or "iframe" or "image" or "use"
        );
        Assert.All(Root.Value.All("script"), s => Assert.Equal("application/json", s.Get("type")));
        Assert.DoesNotContain("@import", ReportXml.WithoutScripts(Text.Value), StringComparison.Ordinal);
        var policy = Root.Value.All("meta").Single(m => m.Get("http-equiv") == "Content-Security-Policy");
        Assert.Contains("default-src 'none'", policy.Get("content"), StringComparison.Ordinal);
    }

    [Fact]
    public void Plotly_is_in_the_page_once_and_only_the_pages_own_scripts_may_run()
    {
        var scripts = Script().Matches(Text.Value).Select(m => m.Groups["text"].Value).ToList();

        Assert.Equal(2, scripts.Count);
        Assert.Single(scripts, s => s.Contains("plotly.js v", StringComparison.Ordinal));
        var policy = Root
            .Value.All("meta")
            .Single(m => m.Get("http-equiv") == "Content-Security-Policy")
            .Get("content");
        Assert.All(
            scripts,
            s =>
                Assert.Contains(
                    $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s)))}'",
                    policy,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void The_page_of_a_run_that_goes_on_says_how_far_it_is_and_is_loaded_again()
    {
        var data = ReportSample.Of(new FigureTables()) with { SoFar = new RunSoFar(42, 218, "about 3 minutes left") };
        var page = ReportXml.Parse(Page.Of(data));

        var banner = page.All("p").Single(p => p.Has("class", "banner")).Value;
        Assert.Contains("42 of 218; about 3 minutes left", banner, StringComparison.Ordinal);
        Assert.Single(page.All("meta"), m => m.Get("http-equiv") == "refresh");
        Assert.Contains(
            "Not there yet.",
            page.All("section").Single(s => s.Get("id") == "figures").Value,
            StringComparison.Ordinal
        );

        var stopped = ReportXml.Parse(Page.Of(data with { SoFar = data.SoFar with { IsStopped = true } }));
        Assert.Contains(
            "stopped",
            stopped.All("p").Single(p => p.Has("class", "banner")).Value,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(stopped.All("meta"), m => m.Get("http-equiv") == "refresh");

        Assert.DoesNotContain(Root.Value.All("p"), p => p.Has("class", "banner"));
        Assert.DoesNotContain(Root.Value.All("meta"), m => m.Get("http-equiv") == "refresh");
    }

    [Fact]
    public void Text_from_outside_cannot_become_markup()
    {
        const string evil = "<script>alert('&')</script>\u0001";
        var data = Data.Value with
        {
            Preset = evil,
            Title = new RunTitle(evil, [evil], IsDirty: false),
            ParameterRows = [new(evil, evil, evil, IsSet: true)],
            Provenance = Data.Value.Provenance with { Hosts = [evil], Keys = [(evil, evil)] },
        };

        var page = ReportXml.Parse(Page.Of(data));

        Assert.All(page.All("script"), s => Assert.Equal("application/json", s.Get("type")));
        Assert.Contains("<script>alert('&')</script>", page.All("code").Select(c => c.Value));
    }

    [Fact]
    public void The_same_tables_give_the_same_bytes_but_for_the_sections_with_times()
    {
        var tables = SyntheticTables.Run(3, 3, diverged: true);
        var later = ReportSample.Of(tables) with
        {
            Stages = [.. ReportSample.Stages.Select(s => s with { Seconds = 99, Computed = 1 })],
            Provenance = Data.Value.Provenance with { Duration = TimeSpan.FromMinutes(3) },
        };

        var other = ReportXml.Parse(Page.Of(later));

        Assert.Equal(Text.Value, Page.Of(Data.Value));
        Assert.Equal(Without(Root.Value), Without(other));
        Assert.NotEqual(Root.Value.ToString(), other.ToString());

        static string Without(XElement page)
        {
            var copy = new XElement(page);
            copy.All("section").Where(s => s.Get("id") is "stages" or "provenance").ToList().ForEach(s => s.Remove());
            return copy.ToString(SaveOptions.DisableFormatting);
        }
    }

    [Fact]
    public void An_empty_network_has_a_page_too()
    {
        var page = ReportXml.Parse(Page.Of(ReportSample.Of(new FigureTables())));

        Assert.Empty(page.All("figure"));
        Assert.Contains(
            "Not measured.",
            page.All("section").Single(s => s.Get("id") == "figures").Value,
            StringComparison.Ordinal
        );
    }

    [GeneratedRegex("(the barrier of )?Figures? [0-9]( and [0-9])?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PaperFigure();

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 10000)]
    private static partial Regex Script();

    [GeneratedRegex("^h[1-6]$", RegexOptions.None, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex("<(?<name>[a-z]+)(?: [^<>]*)?/>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SelfClosed();

    [GeneratedRegex(@"url\(#(?<id>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();
}
