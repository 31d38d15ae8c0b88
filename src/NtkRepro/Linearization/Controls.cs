namespace NtkRepro.Linearization;

/// <summary>The nonlinear runs beside a linearized one.</summary>
public enum Control
{
    /// <summary>It has the linearized run's minibatch order, so that the two differ in the linearization alone.</summary>
    Same,

    /// <summary>It has a minibatch order of its own: what differs from <see cref="Same"/> is chance.</summary>
    Own,

    /// <summary>As <see cref="Same"/>, with the statistics of batch norm fixed at the onset, as the linearized run's are.</summary>
    Frozen,
}

/// <summary>Their names in tables and in pipeline.yaml.</summary>
public static class Controls
{
    /// <summary>All of them.</summary>
    public static IEnumerable<string> Kinds => Enum.GetNames<Control>().Select(name => name.ToLowerInvariant());

    /// <summary>The control of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Control Parse(string name) => Enum.Parse<Control>(name, ignoreCase: true);
}
