namespace NtkRepro.Acceptance;

/// <summary>The stand-in of NUKE has what is called and no more, and the table in its document says so.</summary>
public sealed class SliceTests
{
    private static readonly string Document = Path.Combine(
        Repository.Root,
        "src",
        "StandIns",
        "Nuke.Common",
        "README.md"
    );

    [Fact]
    public void Every_member_that_is_called_is_in_the_table()
    {
        var standIn = BuiltAssemblies.Instance.StandIn;
        var rows = CoverageTable.Read(Document).ToHashSet();

        var called = BuiltAssemblies
            .Instance.Callers.Concat(BuiltAssemblies.Instance.Conformance)
            .SelectMany(caller =>
                Calls
                    .Members(caller, standIn)
                    .Where(Slice.IsVisible)
                    .Select(member => (MemberNames.Of(member.DeclaringType!), (string?)MemberNames.Of(member)))
                    .Concat(
                        Calls
                            .Types(caller, standIn)
                            .Where(type => type.IsVisible)
                            .Select(type => (MemberNames.Of(type), (string?)null))
                    )
            )
            .Distinct()
            .ToList();

        Assert.NotEmpty(called);
        Check("called, but in no row", Lines(called.Except(rows)));
    }

    [Fact]
    public void Every_row_of_the_table_names_a_member()
    {
        var members = BuiltAssemblies
            .Instance.StandIn.GetExportedTypes()
            .SelectMany(type =>
                type.GetMembers(Calls.Everything)
                    .Where(member => member is not Type)
                    .Select(member => (MemberNames.Of(type), (string?)MemberNames.Of(member)))
                    .Append((MemberNames.Of(type), null))
            );

        Check("in the table, but not there", Lines(CoverageTable.Read(Document).Except(members)));
    }

    [Fact]
    public void Nothing_public_is_called_by_nobody()
    {
        var slice = new Slice(BuiltAssemblies.Instance.StandIn, [.. BuiltAssemblies.Instance.Callers]);

        Check("public, but called by nobody", string.Join('\n', slice.Idle));
    }

    private static void Check(string problem, string members) =>
        Assert.True(members.Length == 0, $"{problem}:\n{members}");

    private static string Lines(IEnumerable<(string Type, string? Member)> entries) =>
        string.Join(
            '\n',
            entries.Select(e => e.Member is null ? e.Type : $"{e.Type}: {e.Member}").Order(StringComparer.Ordinal)
        );
}
