namespace NtkRepro.Reporting.Inserted;

/// <summary>Answers queries about an accepted run from its tables.</summary>
/// <param name="folder">The reference: <c>artifacts/reference</c> or a preset's folder in it.</param>
/// <remarks>
/// <para>Queries; a NETWORK is <c>dataset/network</c>, a TIME a spawn or onset time in epochs, or <c>first</c> or <c>last</c>:</para>
/// <list type="bullet">
/// <item><c>verdicts</c>: a table of all claims, a column for each network.</item>
/// <item><c>found NETWORK</c>: a table of all claims for one network, with thresholds and what others found.</item>
/// <item><c>claim ID</c>: a table of one claim, a row for each network.</item>
/// <item><c>claim ID NETWORK FIELD</c>: <c>found</c>, <c>number</c>, <c>interval</c>, <c>seeds</c>, <c>verdict</c> or <c>sign</c>, the verdict with its sign.</item>
/// <item><c>measure NAME NETWORK TIME</c>: a measure (docs/measures.md) as mean and range or interval; shares in percent.</item>
/// <item><c>seeds NAME NETWORK TIME</c>: the same, of each seed with its paired bootstrap interval.</item>
/// <item><c>error KIND NETWORK</c>: <c>test</c>, <c>train</c> or <c>plateau</c> of the parents, in percent.</item>
/// <item><c>onsets NETWORK</c>: a table of linearized networks beside controls and probes.</item>
/// <item><c>barriers NETWORK</c>: a table of spawn times.</item>
/// <item><c>widths</c> and <c>rates</c>: tables of networks that differ in width or in learning rate alone.</item>
/// </list>
/// </remarks>
public sealed class ReferenceNumbers(string folder)
{
    private readonly ClaimAnswers claims = new(folder);
    private readonly MeasureAnswers measures = new(folder);
    private readonly VariantAnswers variants = new(folder);

    /// <summary>What a query says.</summary>
    /// <exception cref="FormatException">There is no such query, network, claim, measure or time.</exception>
    public string Answer(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.Split(' ') switch
        {
            ["verdicts"] => claims.Verdicts(),
            ["found", var network] => claims.Found(network),
            ["claim", var id] => claims.Of(id),
            ["claim", var id, var network, var field] => claims.Field(id, network, field),
            ["measure", var name, var network, var time] => measures.Measure(name, network, time),
            ["seeds", var name, var network, var time] => measures.Seeds(name, network, time),
            ["error", var kind, var network] => measures.Error(kind, network),
            ["onsets", var network] => measures.Onsets(network),
            ["barriers", var network] => measures.Barriers(network),
            ["widths"] => variants.Widths(),
            ["rates"] => variants.Rates(),
            _ => throw new FormatException(
                "no such query; there are verdicts, found, claim, measure, seeds, error, onsets, barriers, widths and rates"
            ),
        };
    }
}
