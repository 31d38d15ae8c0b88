using NukeCommon.Tests.Builds;

namespace NukeCommon.Tests;

/// <summary>What <see cref="PathsBuild"/> reports.</summary>
public sealed class PathsRun
{
    public PathsRun()
    {
        using var sandbox = new Sandbox();
        Root = sandbox.Root;
        Program = sandbox.Assembly;
        Reports = sandbox.Run(nameof(PathsBuild)).Reports;
    }

    public string Root { get; }

    public string Program { get; }

    public IReadOnlyList<string> Reports { get; }
}

public sealed class PathTests(PathsRun run) : IClassFixture<PathsRun>
{
    private readonly IReadOnlyList<string> _reports = run.Reports;

    [Fact]
    public void Paths_join_with_a_slash_and_are_normalized()
    {
        var expected = Path.Combine(run.Root, "a", "c.txt");

        Assert.Contains($"text={expected}", _reports);
        Assert.Contains($"normalized={expected}", _reports);
        Assert.Contains("rooted=True", _reports);
    }

    [Fact]
    public void Equal_paths_are_equal_however_they_were_written()
    {
        Assert.Contains("equal=True", _reports);
        Assert.Contains("same hash=True", _reports);
    }

    [Fact]
    public void A_path_knows_its_parent()
    {
        Assert.Contains("parent=True", _reports);
        Assert.Contains("top=True", _reports);
    }

    [Fact]
    public void A_build_knows_its_program()
    {
        Assert.Contains($"assembly={run.Program}", _reports);
        Assert.Contains("beside=True", _reports);
    }
}
