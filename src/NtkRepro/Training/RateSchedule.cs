namespace NtkRepro.Training;

/// <summary>What the learning rate does in the course of a full run.</summary>
public enum RateSchedule
{
    /// <summary>Half a cosine takes it to 0.</summary>
    Cosine,

    /// <summary>It stays.</summary>
    Constant,
}
