namespace NtkRepro.Reporting.Tests;

public sealed class MemoryLimitTests
{
    [Fact]
    public void Little_memory_is_told_beforehand_with_how_much_it_is()
    {
        Assert.StartsWith("the system grants about 300 MiB of memory", MemoryLimit.Warning(300L << 20));
        Assert.Null(MemoryLimit.Warning(1L << 30));
    }
}
