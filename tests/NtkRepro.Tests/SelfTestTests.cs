namespace NtkRepro.Tests;

public sealed class SelfTestTests
{
    // A failure names the operation with its hash here.
    [Fact]
    public void This_machine_gives_the_bits_that_are_promised() =>
        Assert.All(
            SelfTest.Hashes(),
            h => Assert.DoesNotContain(h.Operation, SelfTest.Differing, StringComparer.Ordinal)
        );
}
