namespace NtkRepro.Training;

/// <summary>What the learning rate does in the course of a full run.</summary>
public enum RateSchedule
{
    /// <summary>It stays, and falls to a tenth at each of several fractions of T.</summary>
    Drops,

    /// <summary>It stays.</summary>
    Constant,

    /// <summary>Half a cosine takes it to 0.</summary>
    Cosine,
}
