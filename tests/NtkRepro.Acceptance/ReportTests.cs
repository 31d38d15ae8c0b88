using System.Text.Json.Nodes;
using NtkRepro.Metrics;

namespace NtkRepro.Acceptance;

/// <summary>The report of a real run, as a real browser shows it.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class ReportTests(SmokeRun smoke, ReportPage page) : IClassFixture<ReportPage>
{
    private const int Height = 900;

    public static TheoryData<int, string> Windows =>
        new()
        {
            { 360, "light" },
            { 360, "dark" },
            { 1440, "light" },
            { 1440, "dark" },
        };

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Nothing_is_wider_than_the_window_but_what_scrolls_in_its_own_box(int width, string scheme)
    {
        await Open(width, scheme);

        Assert.InRange(await page.Browser.Evaluate<int>("document.documentElement.scrollWidth"), 1, width);
        var cut = await page.Browser.Evaluate<string[]>(
            """
            Array.from(document.querySelectorAll("body *")).filter(e => {
              const box = e.getBoundingClientRect();
              const scrolls = p => p && (/auto|scroll/.test(getComputedStyle(p).overflowX) || scrolls(p.parentElement));
              return box.width > 0 && !e.closest(".skip, thead") && !scrolls(e) && !e.closest("svg")
                && (box.left < 0 || box.right > innerWidth + 0.5);
            }).map(e => e.outerHTML.slice(0, 120))
            """
        );
        Assert.Empty(cut);
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task Every_text_has_enough_contrast(int width, string scheme)
    {
        await Open(width, scheme);

        // Ratios as WCAG 2.2 defines them, of every text with the nearest ground behind it. The figures have colours of their own.
        var poor = await page.Browser.Evaluate<string[]>(
            """
            (() => {
              const rgb = text => text.match(/[\d.]+/g).map(Number);
              const light = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
                .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
              const ground = e => {
                for (; e; e = e.parentElement) {
                  const c = rgb(getComputedStyle(e).backgroundColor);
                  if (c.length === 3 || c[3] > 0) { return c; }
                }
                return [255, 255, 255];
              };
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), poor = [];
              let read = 0;
              while (texts.nextNode()) {
                const e = texts.currentNode.parentElement;
                if (!texts.currentNode.data.trim() || e.closest("svg, script, style, [hidden]")) { continue; }
                const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))];
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                read++;
                if (ratio < 4.5) { poor.push(ratio.toFixed(2) + " " + texts.currentNode.data.trim().slice(0, 60)); }
              }
              return read > 100 ? poor : ["only " + read + " texts were found"];
            })()
            """
        );
        Assert.Empty(poor);
    }

    [Fact]
    public async Task The_page_complains_of_nothing_and_loads_nothing()
    {
        page.Browser.Complaints.Clear();
        page.Browser.Requests.Clear();
        await Open(1440, "light");
        // An answer comes after what was said before it.
        await page.Browser.Evaluate<int>("0");

        Assert.Empty(page.Browser.Complaints);
        Assert.Equal([new Uri(page.Path).AbsoluteUri], page.Browser.Requests);
    }

    [Fact]
    public async Task Every_link_leads_somewhere()
    {
        await Open(1440, "light");

        var links = await page.Browser.Evaluate<string[]>(
            "Array.from(document.querySelectorAll('a')).map(a => a.getAttribute('href'))"
        );
        Assert.NotEmpty(links);
        var folder = Path.GetDirectoryName(page.Path)!;
        foreach (var link in links.Where(l => !l.StartsWith("https://", StringComparison.Ordinal)))
        {
            var found = link.StartsWith('#')
                ? await page.Browser.Evaluate<bool>(
                    $"document.getElementById({JsonValue.Create(link[1..]).ToJsonString()}) !== null"
                )
                : File.Exists(Path.Combine(folder, link));
            Assert.True(found, link);
        }
        // All tables and figures can be reached; with one width and one rate there is nothing to show of either.
        Assert.All(
            Directory
                .EnumerateFiles(folder, "*.svg", SearchOption.AllDirectories)
                .Where(f => Path.GetFileName(f) is not ("width.svg" or "rate.svg")),
            f => Assert.Contains(Path.GetRelativePath(folder, f), links)
        );
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task The_pointer_on_a_point_shows_its_value_and_its_instance(int width)
    {
        var pair = smoke.Table<PairRow>("cnn", "barriers").Single(p => p.Time == 1);
        var expected = FormattableString.Invariant($"{100 * pair.TestErrorBarrier:0.##} point").Replace('-', '−');
        await Open(width, "light");

        var place = await page.Browser.Evaluate<double[]>(
            """
            (async () => {
              const mark = Array.from(document.querySelectorAll("#fashion-mnist-cnn-distances [data-point]"))
                .find(m => m.getAttribute("aria-label").startsWith("test images") && m.getAttribute("aria-label").includes("spawn time: 1 epoch"));
              mark.scrollIntoView({ block: "center", behavior: "instant" });
              // The page is told of the scrolling before its next frame is drawn.
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
              const box = mark.getBoundingClientRect();
              return [box.left + box.width / 2, box.top + box.height / 2];
            })()
            """
        );
        Assert.Equal("", await Tip());
        await page.Browser.Point(place[0], place[1]);

        var tip = await Tip();
        Assert.Contains(expected, tip, StringComparison.Ordinal);
        Assert.Contains("barrier[fashion-mnist,cnn,s0,t1]", tip, StringComparison.Ordinal);
        await AssertTipIsInTheWindow();

        await page.Browser.Point(1, 1);
        Assert.Equal("", await Tip());
    }

    [Fact]
    public async Task Arrow_keys_go_from_point_to_point_and_each_figure_is_one_stop()
    {
        await Open(1440, "light");
        Assert.True(
            await page.Browser.Evaluate<bool>(
                "Array.from(document.querySelectorAll('svg.points')).every(s => s.querySelectorAll('[tabindex=\"0\"]').length === 1)"
            )
        );

        await page.Browser.Evaluate<bool>(
            "document.querySelector('#fashion-mnist-cnn-ntk-error [data-point]').focus() ?? true"
        );
        var first = await Tip();
        await page.Browser.Press("ArrowRight");
        var second = await Tip();
        await page.Browser.Press("ArrowLeft");

        Assert.Contains("onset time: 0 epochs", first, StringComparison.Ordinal);
        Assert.Contains("onset time: 1 epoch", second, StringComparison.Ordinal);
        Assert.Equal(first, await Tip());
        await AssertTipIsInTheWindow();
        await page.Browser.Press("Escape");
        Assert.Equal("", await Tip());
    }

    [Fact]
    public async Task Without_scripts_everything_is_there()
    {
        await page.Browser.Call("Emulation.setScriptExecutionDisabled", new { value = true });
        try
        {
            await Open(1440, "light");
            // The page's own scripts are off; the question is still answered.
            var titles = await page.Browser.Evaluate<int>("document.querySelectorAll('[data-point] > title').length");
            var marks = await page.Browser.Evaluate<int>("document.querySelectorAll('[data-point]').length");
            Assert.Equal((marks, true), (titles, marks > 100));
            Assert.True(await page.Browser.Evaluate<int>("document.querySelector('#claims table').offsetHeight") > 100);
        }
        finally
        {
            await page.Browser.Call("Emulation.setScriptExecutionDisabled", new { value = false });
        }
    }

    [Fact]
    public async Task On_paper_there_is_no_navigation_and_nothing_is_cut_off()
    {
        // The width between the margins of A4 at 96 pixels per inch.
        await page.Browser.Show(680, Height, "dark", "print");
        await page.Browser.Open(page.Path);

        Assert.Equal(
            "none",
            await page.Browser.Evaluate<string>("getComputedStyle(document.querySelector('nav')).display")
        );
        Assert.Equal(
            "rgb(255, 255, 255)",
            await page.Browser.Evaluate<string>("getComputedStyle(document.body).backgroundColor")
        );
        Assert.InRange(await page.Browser.Evaluate<int>("document.documentElement.scrollWidth"), 1, 680);
    }

    [Fact]
    public void The_page_is_written_again_only_when_it_is_gone_or_the_results_are_others()
    {
        var before = File.GetLastWriteTimeUtc(page.Path);
        File.SetLastWriteTimeUtc(page.Path, before.AddHours(-1));
        page.Write();
        Assert.Equal(before.AddHours(-1), File.GetLastWriteTimeUtc(page.Path));

        File.Delete(page.Path);
        page.Write();
        Assert.Contains("Claims of the paper", File.ReadAllText(page.Path), StringComparison.Ordinal);
    }

    private async Task Open(int width, string scheme)
    {
        await page.Browser.Show(width, Height, scheme);
        await page.Browser.Open(page.Path);
        // A pointer left over from the test before must not lie on anything.
        await page.Browser.Point(1, 1);
    }

    private Task<string> Tip() =>
        page.Browser.Evaluate<string>("(tip => tip.hidden ? '' : tip.textContent)(document.getElementById('tip'))");

    private async Task AssertTipIsInTheWindow() =>
        Assert.True(
            await page.Browser.Evaluate<bool>(
                "(b => b.left >= 0 && b.top >= 0 && b.right <= innerWidth && b.bottom <= innerHeight)(document.getElementById('tip').getBoundingClientRect())"
            )
        );
}
