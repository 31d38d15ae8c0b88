namespace NtkRepro.Tests;

public sealed class SelfTestTests
{
    [Fact]
    public void This_machine_gives_the_bits_that_are_promised()
    {
        var others = SelfTest.Hashes().Where(h => SelfTest.Differing.Contains(h.Operation, StringComparer.Ordinal));

        Assert.Equal("", string.Join(", ", others.Select(h => $"{h.Operation} {h.Hash}")));
    }
}
