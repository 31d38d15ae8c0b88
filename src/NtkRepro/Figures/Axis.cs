namespace NtkRepro.Figures;

/// <summary>How the numbers of an axis lie on it.</summary>
public enum Scale
{
    /// <summary>As they are.</summary>
    Linear,

    /// <summary>By their base-10 logarithms.</summary>
    Logarithmic,

    /// <summary>Of times from 0 on: see <see cref="TimeTicks"/>.</summary>
    Time,
}

/// <summary>An axis of a panel.</summary>
/// <param name="Label">What it measures, with the unit in brackets: <c>spawn time (epochs)</c>.</param>
/// <param name="Scale">How its numbers lie on it.</param>
public sealed record Axis(string Label, Scale Scale = Scale.Linear)
{
    private static readonly string[] Units = ["epochs", "%", "points", "per epoch", "nats"];

    /// <summary>Places that are labelled by hand; empty where the labels are numbers.</summary>
    public IReadOnlyList<(double At, string Label)> Ticks { get; init; } = [];

    /// <summary>Whether the labels slope, for they are long.</summary>
    public bool Slopes { get; init; }

    /// <summary>What it measures, without the unit: <c>spawn time</c>.</summary>
    public string Quantity => Unit.Length == 0 ? Label : Label[..^(Unit.Length + 3)];

    /// <summary>The unit: <c>epochs</c>; empty where there is none.</summary>
    public string Unit => Array.Find(Units, unit => Label.EndsWith($" ({unit})", StringComparison.Ordinal)) ?? "";

    /// <summary>Whether the axis can show a number.</summary>
    public bool Shows(double value) => double.IsFinite(value) && (Scale != Scale.Logarithmic || value > 0);

    /// <summary>Where a number lies, in the axis' own unit of length.</summary>
    public double At(double value) =>
        Scale switch
        {
            Scale.Time => TimeTicks.Place(value),
            Scale.Logarithmic => Math.Log10(value),
            _ => value,
        };
}
