using NtkRepro.Pipeline;
using NtkRepro.Reporting.Html;

namespace NtkRepro.Acceptance;

/// <summary>The report of the smoke run, and a browser to look at it with; shared by the tests that do.</summary>
public sealed class ReportPage(SmokeRun smoke) : IAsyncLifetime
{
    private Chromium? chromium;

    /// <summary>Its path.</summary>
    public string Path { get; private set; } = "";

    internal Chromium Browser => chromium!;

    public async ValueTask InitializeAsync()
    {
        Path = Write();
        chromium = await Chromium.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null)
            await chromium.DisposeAsync();
    }

    /// <summary>Writes the page, if it is not there yet.</summary>
    public string Write()
    {
        var engine = Reproduction.Load(Repository.Definition, smoke.Artifacts);
        return HtmlReport.Write(engine, engine.Plan(new PlanRequest { Preset = "smoke" }), smoke.First, jobs: 2)!;
    }
}
