using System.Text.Json;

namespace NtkRepro.Pipeline.Tests;

/// <summary>Plans as text for people and as JSON for programs.</summary>
public sealed class PlanOutputTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_plan_as_JSON_names_every_field()
    {
        Run(TimeSpan.FromSeconds(1.5));
        var key = Plan().Instances.Single(i => i.Name == "kernel[cnn,s0,t0.4]").Key;
        using var document = JsonDocument.Parse(PlanJson.Render(Plan("kernel.probes=64")));
        var json = document.RootElement;

        Assert.Equal(1, json.GetProperty("format").GetInt32());
        Assert.Equal("toy", json.GetProperty("pipeline").GetString());
        Assert.Equal("default", json.GetProperty("preset").GetString());
        var kernel = Find(json, "kernel[cnn,s0,t0.4]");
        Assert.Equal("kernel", kernel.GetProperty("stage").GetString());
        Assert.Equal("""{"model":"cnn","seed":"0","time":"0.4"}""", Compact(kernel.GetProperty("axes")));
        Assert.Equal("will-run", kernel.GetProperty("state").GetString());
        Assert.Equal("""["kernel.probes: 100 → 64"]""", Compact(kernel.GetProperty("reasons")));
        Assert.Equal(64, kernel.GetProperty("key").GetString()!.Length);
        Assert.NotEqual(key, kernel.GetProperty("key").GetString());
        Assert.Equal(1.5, kernel.GetProperty("expected_seconds").GetDouble());
        Assert.Equal(JsonValueKind.Null, Find(json, "metrics[cnn]").GetProperty("key").ValueKind);
        Assert.Equal("may-run", Find(json, "metrics[cnn]").GetProperty("state").GetString());
        Assert.Equal(
            """
            {"instances":20,"up_to_date":14,"will_run":5,"may_run":1,"blocked":0,"expected_seconds":9,"without_estimate":0}
            """,
            Compact(json.GetProperty("totals"))
        );
    }

    [Fact]
    public void A_plan_as_JSON_is_the_same_each_time() =>
        Assert.Equal(PlanJson.Render(Plan()), PlanJson.Render(Plan()));

    [Fact]
    public void What_never_ran_has_no_expected_seconds()
    {
        using var document = JsonDocument.Parse(PlanJson.Render(Plan()));

        Assert.Equal(JsonValueKind.Null, Find(document.RootElement, "data").GetProperty("expected_seconds").ValueKind);
        Assert.Equal(20, document.RootElement.GetProperty("totals").GetProperty("without_estimate").GetInt32());
    }

    [Fact]
    public void A_plan_as_text_gives_times_by_stage_and_in_all()
    {
        Run(TimeSpan.FromSeconds(36));
        var text = PlanText.Render(Plan("kernel.probes=64"));

        Assert.Contains("kernel: 5 to run, 3 min\n", text);
        Assert.Contains("metrics: may run, 36 s\n", text);
        Assert.EndsWith(
            "14 up to date, 5 to run, 1 may run, 0 blocked; about 4 min: from 1 of\n  6 instances timed.\n",
            text
        );
    }

    [Theory]
    [InlineData(99.4, "99 s")]
    [InlineData(5969, "99 min")]
    [InlineData(7195, "2 h 0 min")]
    [InlineData(16920, "4 h 42 min")]
    public void A_time_in_words_is_rounded_once(double seconds, string words) =>
        Assert.Equal(words, PlanText.Duration(seconds));

    [Fact]
    public void No_line_breaks_between_a_number_and_its_unit()
    {
        Run(TimeSpan.FromSeconds(3700));
        var plan = Plan("kernel.probes=64");

        var texts = Enumerable.Range(40, 41).Select(width => PlanText.Render(plan, width, jobs: 2)).ToList();

        Assert.All(texts, t => Assert.DoesNotMatch(@"\d\n *(h|min|s|jobs|instances)\b", t));
        Assert.All(texts, t => Assert.DoesNotContain('\u00A0', t));
        Assert.Contains(texts, t => t.Contains(" h ", StringComparison.Ordinal));
        Assert.Contains(texts, t => t.Contains(" instances)", StringComparison.Ordinal));
    }

    [Fact]
    public void Hundreds_of_instances_fit_a_screen_and_verbose_lists_them_all()
    {
        string[] sets = ["run.seeds=[1, 2, 3, 4, 5, 6]", "run.times={ from: 0, to: 3, step: 0.4 }"];
        var first = PlanText.Render(Plan(sets));
        Assert.True(first.Split('\n').Length <= 24, first);

        _project.Run(sets);
        _project.Write("code/train.cs", "other");
        var plan = Plan([.. sets, "training.epochs=3"]);
        var changed = PlanText.Render(plan);
        Assert.True(changed.Split('\n').Length <= 24, changed);
        Assert.True(plan.Instances.Count >= 240, $"{plan.Instances.Count}");
        Assert.Contains("after parent (6 instances)", changed);

        var all = PlanText.Render(plan, isVerbose: true);
        Assert.All(plan.Instances, i => Assert.Contains($"  {i.Name}: ", all));
    }

    [Fact]
    public void Instances_with_different_changed_inputs_are_told_together()
    {
        _project.Run();
        _project.Run(new PlanRequest { Sets = ["training.epochs=13"], Targets = ["parent"] });

        Assert.Contains(
            """
              child[cnn,s0,t0,r0.1,c1] … child[cnn,s0,t1,r1,c2] (12 instances)
                training.epochs: 12 → 13
                input parent changed

            """.ReplaceLineEndings("\n"),
            PlanText.Render(Plan("training.epochs=13"))
        );
    }

    private Plan Plan(params string[] sets) => Load().Plan(new PlanRequest { Sets = sets });

    private PipelineEngine Load() => _project.Load(with: o => o with { Clock = _clock });

    /// <summary>Runs everything, each instance taking a certain time.</summary>
    private void Run(TimeSpan each)
    {
        foreach (var stage in _project.Stages)
        {
            stage.Body += _ => _clock.Advance(each);
        }

        var engine = Load();
        Assert.True(engine.Run(engine.Plan()).Succeeded);
    }

    private static JsonElement Find(JsonElement plan, string instance) =>
        plan.GetProperty("instances").EnumerateArray().Single(i => i.GetProperty("instance").GetString() == instance);

    private static string Compact(JsonElement json) =>
        string.Concat(json.GetRawText().Split('\n').Select(l => l.Trim().Replace("\": ", "\":")));
}
