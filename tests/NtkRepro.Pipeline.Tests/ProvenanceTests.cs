namespace NtkRepro.Pipeline.Tests;

public sealed class ProvenanceTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_result_says_where_and_when_it_was_computed()
    {
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        var result = _project.Run();
        var after = DateTimeOffset.UtcNow.AddMilliseconds(1);

        var first = result.Instances[0];
        var provenance = Provenance.Of(first)!;
        Assert.Equal((first.Key, "toy 1"), (provenance.Key, provenance.Engine));
        Assert.InRange(provenance.Started, before, after);
        Assert.InRange(provenance.Ended, provenance.Started, after);
    }

    [Fact]
    public void A_result_that_was_found_says_when_it_was_computed_then()
    {
        var first = _project.Run().Instances.Select(Provenance.Of).ToList();

        Assert.Equal(first, _project.Run().Instances.Select(Provenance.Of));
    }

    [Fact]
    public void What_failed_has_none()
    {
        _project["data"].Body = _ => throw new InvalidOperationException("no");

        Assert.All(_project.Run().Instances, i => Assert.Null(Provenance.Of(i)));
    }
}
