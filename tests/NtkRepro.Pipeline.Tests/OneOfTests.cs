namespace NtkRepro.Pipeline.Tests;

public sealed class OneOfTests
{
    [Fact]
    public void The_choices_can_be_those_of_a_registry() =>
        Assert.Equal(["b", "a"], new OneOfAttribute(typeof(Registry)).Values);

    [Fact]
    public void A_registry_must_say_its_kinds() =>
        Assert.Throws<ArgumentException>(() => new OneOfAttribute(typeof(OneOfTests)));

    private static class Registry
    {
        public static IEnumerable<string> Kinds => ["b", "a"];
    }
}
