namespace NtkRepro.Pipeline;

/// <summary>A node of the definition's YAML that remembers where it was written.</summary>
internal abstract record SourceNode(SourceLocation Location)
{
    /// <summary>What the node is, in words.</summary>
    public abstract string Kind { get; }
}

/// <summary>A scalar; <paramref name="IsPlain"/> tells an unquoted one.</summary>
internal sealed record ScalarNode(SourceLocation Location, string Text, bool IsPlain) : SourceNode(Location)
{
    public bool IsNull => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public override string Kind => IsNull ? "nothing" : $"'{Shortened}'";

    private string Shortened => Text.Length <= 40 ? Text : string.Concat(Text.AsSpan(0, 37), "…");
}

/// <summary>A list.</summary>
internal sealed record ListNode(SourceLocation Location, IReadOnlyList<SourceNode> Items) : SourceNode(Location)
{
    public override string Kind => "a list";
}

/// <summary>A map whose keys are distinct.</summary>
internal sealed record MapNode(SourceLocation Location, IReadOnlyList<MapEntry> Entries) : SourceNode(Location)
{
    public override string Kind => "a map";

    public MapEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key == key);
}

/// <summary>One entry of a map.</summary>
internal sealed record MapEntry(string Key, SourceLocation KeyLocation, SourceNode Value);
