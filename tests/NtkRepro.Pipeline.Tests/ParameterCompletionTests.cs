using System.Security.Cryptography;

namespace NtkRepro.Pipeline.Tests;

/// <summary>Parameters that an application completes from what lies outside the definition.</summary>
public sealed class ParameterCompletionTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void What_is_completed_is_in_the_key_of_what_declares_it()
    {
        var probes = 5;
        var engine = _project.Load(with: o =>
            o with
            {
                Complete = completion =>
                {
                    Assert.Equal(100, completion.Parameters<ToyParameters>().Kernel.Probes);
                    completion.Set("kernel.probes", $"{probes}");
                },
            }
        );

        var five = engine.Plan(new PlanRequest { Targets = ["data"] });
        engine.Run(engine.Plan()).ThrowIfFailed();
        probes = 6;
        var six = engine.Plan();

        Assert.Equal(5, five.ParametersAs<ToyParameters>().Kernel.Probes);
        Assert.All(six.Instances.Where(i => i.Stage == "kernel"), i => Assert.Equal(PlanState.WillRun, i.State));
        Assert.All(six.Instances.Where(i => i.Stage == "parent"), i => Assert.Equal(PlanState.UpToDate, i.State));
    }

    [Fact]
    public void A_mistake_stands_at_the_parameter()
    {
        var engine = _project.Load(with: o => o with { Complete = c => c.Refuse("data.sources", "nothing there") });

        var refusal = Assert.Throws<DefinitionException>(() => engine.Plan());

        Assert.Contains("nothing there", Assert.Single(refusal.Mistakes).Message, StringComparison.Ordinal);
        Assert.True(refusal.Mistakes[0].Location.Line > 0);
    }

    [Fact]
    public void The_hash_of_a_folder_is_that_of_its_listing()
    {
        _project.Write("pictures/b/2.png", "two");
        _project.Write("pictures/a/1.png", "one");
        _project.Write("pictures/.hidden/x", "x");
        var (file, folder, none) = ("", "", "x");
        var engine = _project.Load(with: o =>
            o with
            {
                Complete = completion =>
                {
                    file = completion.Hash(Path.Combine(_project.Folder, "pictures/a/1.png"));
                    folder = completion.Hash(Path.Combine(_project.Folder, "pictures"));
                    none = completion.Hash(Path.Combine(_project.Folder, "nowhere"));
                },
            }
        );

        engine.Plan();
        var (one, two) = (Hash("one"), Hash("two"));
        Assert.Equal(one, file);
        Assert.Null(none);
        Assert.Equal(Hash($"{one}  a/1.png\n{two}  b/2.png\n"), folder);
    }

    private static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
