using System.Text;
using System.Text.Json.Nodes;
using NtkRepro.Metrics;

namespace NtkRepro.Acceptance;

/// <summary>The report of a real run, as a real browser shows it.</summary>
[Collection(SmokeRunTests.Name)]
public sealed class ReportTests(SmokeRun smoke, ReportPage page) : IClassFixture<ReportPage>
{
    private const int Height = 900;
    private const string Barriers = "fashion-mnist-cnn-distances-1";
    private const string Onsets = "fashion-mnist-cnn-ntk-error-1";

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
    public async Task Nothing_is_wider_than_the_window_and_every_text_has_enough_contrast(int width, string scheme)
    {
        await Open(width, scheme);

        Assert.InRange(await page.Browser.Evaluate<int>("document.documentElement.scrollWidth"), 1, width);
        var cut = await page.Browser.Evaluate<string[]>(
            """
            Array.from(document.querySelectorAll("body *")).filter(e => {
              const box = e.getBoundingClientRect();
              const scrolls = p => p && (/auto|scroll/.test(getComputedStyle(p).overflowX) || scrolls(p.parentElement));
              return box.width > 1 && !e.closest(".skip, thead, .words, #say") && !scrolls(e) && !e.closest("svg")
                && (box.left < 0 || box.right > innerWidth + 0.5);
            }).map(e => e.outerHTML.slice(0, 120))
            """
        );
        Assert.Empty(cut);

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
                if (!texts.currentNode.data.trim() || e.closest("svg, script, style, [hidden], .words")) { continue; }
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
    public async Task Every_figure_is_drawn_when_it_is_looked_at_and_the_page_complains_of_nothing_and_loads_nothing()
    {
        page.Browser.Complaints.Clear();
        page.Browser.Requests.Clear();
        await Open(1440, "light");

        // Not one is drawn before the reader is near it, but those of the first screens.
        var (drawn, all) = (await Count(".chart .main-svg"), await Count(".chart"));
        Assert.True(drawn < all, $"{drawn} of {all} at once");
        var empty = await page.Browser.Evaluate<string[]>(
            """
            (async () => {
              document.querySelectorAll("details").forEach(d => { d.open = true; });
              for (const tab of document.querySelectorAll("[role=tab]")) {
                tab.click();
                for (const plot of Array.from(document.querySelectorAll(".chart")).filter(p => p.offsetParent)) {
                  plot.scrollIntoView({ behavior: "instant" });
                  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                }
              }
              return Array.from(document.querySelectorAll(".chart"))
                .filter(p => !p.querySelector(".scatterlayer .trace, .heatmaplayer .hm")).map(p => p.id);
            })()
            """
        );
        Assert.Empty(empty);
        Assert.Equal(all, await Count(".chart svg.main-svg:first-child"));
        // The values of each, as a table.
        Assert.Equal(all, await Count(".values table"));
        Assert.Empty(page.Browser.Complaints);
        Assert.Equal(
            [new Uri(page.Path).AbsoluteUri],
            page.Browser.Requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal))
        );

        Task<int> Count(string selector) =>
            page.Browser.Evaluate<int>($"document.querySelectorAll('{selector}').length");
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
            $$"""
            (async () => {
              const plot = document.getElementById("{{Barriers}}");
              plot.scrollIntoView({ block: "center", behavior: "instant" });
              // The page is told of the scrolling before its next frame is drawn.
              await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
              while (!plot._fullLayout) { await new Promise(done => setTimeout(done, 20)); }
              const trace = plot.data.find(t => t.name === "test images"), full = plot._fullLayout, box = plot.getBoundingClientRect();
              const i = trace.customdata.findIndex(d => d[0] === "1 epoch");
              return [box.left + full.xaxis._offset + full.xaxis.d2p(trace.x[i]), box.top + full.yaxis._offset + full.yaxis.d2p(trace.y[i])];
            })()
            """
        );
        Assert.Equal("", await Tip());
        await page.Browser.Point(place[0], place[1]);

        var tip = await Tip(of => of.Length > 0);
        Assert.Contains(expected, tip, StringComparison.Ordinal);
        Assert.Contains("barrier[fashion-mnist,cnn,s0,t1]", tip, StringComparison.Ordinal);
        await AssertTipIsInTheWindow();

        await page.Browser.Point(1, 1);
        Assert.Equal("", await Tip(of => of.Length == 0));
    }

    [Fact]
    public async Task Keys_go_from_point_to_point_and_legend_and_switches_do_what_they_say()
    {
        await Open(1440, "dark");
        await page.Browser.Evaluate<bool>($"document.getElementById('{Onsets}').focus() ?? true");
        await page.Browser.Press("ArrowRight");
        var first = await Tip();
        await page.Browser.Press("ArrowRight");
        var second = await Tip();
        await page.Browser.Press("ArrowDown");
        var below = await Tip();
        await page.Browser.Press("ArrowUp");
        await page.Browser.Press("ArrowLeft");

        Assert.Contains("onset time: 0 epochs", first, StringComparison.Ordinal);
        Assert.Contains("onset time: 1 epoch", second, StringComparison.Ordinal);
        Assert.StartsWith("nonlinear control", below, StringComparison.Ordinal);
        Assert.Equal(first, await Tip());
        // Those who hear the page are told the same.
        Assert.Equal(
            first.ReplaceLineEndings(", "),
            await page.Browser.Evaluate<string>("document.getElementById('say').textContent")
        );
        await AssertTipIsInTheWindow();
        await page.Browser.Press("Escape");
        Assert.Equal("", await Tip());

        // A curve is hidden from its entry in the legend, and shown again.
        const string entry = "document.querySelector('#" + Onsets + " .legendtoggle')";
        const string visible = "document.getElementById('" + Onsets + "').data[0].visible ?? true";
        const string enter =
            entry + ".dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))";
        Assert.Equal("true", await page.Browser.Evaluate<string>(entry + ".getAttribute('aria-checked')"));
        await page.Browser.Evaluate<bool>(enter);
        Assert.Equal("legendonly", await page.Browser.Evaluate<string>(visible));
        Assert.Equal("false", await page.Browser.Evaluate<string>(entry + ".getAttribute('aria-checked')"));
        await page.Browser.Evaluate<bool>(enter);
        Assert.True(await page.Browser.Evaluate<bool>(visible));

        // The axis of times, stretched towards 0, and as times are.
        const string type = "document.getElementById('" + Onsets + "')._fullLayout.xaxis.type";
        const string press = "document.querySelector('[aria-controls=" + Onsets + "].switch').click()";
        Assert.Equal("log", await page.Browser.Evaluate<string>(type));
        Assert.Equal("linear", await page.Browser.Evaluate<string>($"{press}, {type}"));
        Assert.Equal("log", await page.Browser.Evaluate<string>($"{press}, {type}"));

        // One network at a time; a link to another shows that.
        Assert.Equal(1, await page.Browser.Evaluate<int>("document.querySelectorAll('.network:not([hidden])').length"));
        Assert.Equal(
            "fashion-mnist-resnet",
            await page.Browser.Evaluate<string>(
                "new Promise(done => { addEventListener('hashchange', () => setTimeout(() => done(document.querySelector('.network:not([hidden])').id))); location.hash = 'fashion-mnist-resnet'; })"
            )
        );
    }

    [Fact]
    public async Task Without_scripts_everything_is_there()
    {
        await page.Browser.Call("Emulation.setScriptExecutionDisabled", new { value = true });
        try
        {
            await Open(1440, "light");
            // The page's own scripts are off; the question is still answered.
            Assert.Equal(
                2,
                await page.Browser.Evaluate<int>(
                    "Array.from(document.querySelectorAll('.network')).filter(n => n.offsetHeight > 1000).length"
                )
            );
            Assert.True(
                await page.Browser.Evaluate<int>("document.querySelector('#claims article').offsetHeight") > 100
            );
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

        // Figures are drawn for paper before it is printed, and nothing of them is wider than it.
        var print = await page.Browser.Call("Page.printToPDF", new { printBackground = true });
        Assert.StartsWith(
            "%PDF",
            Encoding.ASCII.GetString(Convert.FromBase64String((string)print["data"]!)[..4]),
            StringComparison.Ordinal
        );
        var undrawn = await page.Browser.Evaluate<string[]>(
            "dispatchEvent(new Event('beforeprint')), Array.from(document.querySelectorAll('.network > section > figure .chart')).filter(p => !p._fullLayout || p._fullLayout.width > 680 || p._fullLayout.font.color !== '#000').map(p => p.id)"
        );
        Assert.Empty(undrawn);
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

    // What hovering shows, it shows within its next frames.
    private async Task<string> Tip(Predicate<string>? until = null)
    {
        var tip = await Now();
        for (var tries = 0; until is not null && !until(tip) && tries < 200; tries++)
        {
            await page.Browser.Evaluate<bool>("new Promise(done => requestAnimationFrame(() => done(true)))");
            tip = await Now();
        }
        return tip;

        Task<string> Now() =>
            page.Browser.Evaluate<string>("(tip => tip.hidden ? '' : tip.textContent)(document.getElementById('tip'))");
    }

    private async Task AssertTipIsInTheWindow() =>
        Assert.True(
            await page.Browser.Evaluate<bool>(
                "(b => b.left >= 0 && b.top >= 0 && b.right <= innerWidth && b.bottom <= innerHeight)(document.getElementById('tip').getBoundingClientRect())"
            )
        );
}
