namespace NtkRepro.Bench;

/// <summary>How fast the machine computes in one kind of work, on one thread.</summary>
/// <param name="Work">What.</param>
/// <param name="Size">Of what size.</param>
/// <param name="Operations">Floating-point operations of one repetition.</param>
/// <param name="Seconds">Of the fastest repetition.</param>
/// <param name="Rate">Operations per second, in 10⁹.</param>
/// <param name="Share">Of the rate of a matrix product.</param>
public sealed record RateRow(string Work, string Size, double Operations, double Seconds, double Rate, double Share);
