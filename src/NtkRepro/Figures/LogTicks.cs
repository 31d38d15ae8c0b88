using System.Globalization;
using ScottPlot.TickGenerators;

namespace NtkRepro.Figures;

/// <summary>Ticks of an axis whose unit is the base-10 logarithm of what its labels say.</summary>
public static class LogTicks
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static readonly int[] RoundMantissas = [1, 2, 5, 10];

    /// <summary>
    /// Labels at powers of ten, at 1, 2 and 5 times them where there are few, or at round numbers where there are none; unlabelled
    /// ticks at the multiples between.
    /// </summary>
    /// <param name="low">The logarithm at the lower end of the axis.</param>
    /// <param name="high">The logarithm at the upper end.</param>
    /// <param name="most">The most labels to put on the axis.</param>
    public static NumericManual Between(double low, double high, int most)
    {
        var ticks = new NumericManual();
        var powers = Enumerable
            .Range((int)Math.Floor(low), (int)Math.Ceiling(high) - (int)Math.Floor(low) + 1)
            .ToList();
        var every = Math.Max(1, (int)Math.Ceiling((high - low) / most));
        var plain = low > -3.5 && high < 4;
        int[] labelled = powers.Count(power => power >= low && power <= high) < 3 ? [1, 2, 5] : [1];
        var majors = (
            from power in powers
            where power % every == 0
            from times in labelled
            let tick = power + Math.Log10(times)
            where tick >= low && tick <= high
            select (tick, Label(times, power, plain))
        ).ToList();
        if (majors.Count < 2)
            majors = [.. RoundNumbers(Math.Pow(10, low), Math.Pow(10, high)).Select(x => (Math.Log10(x), Plain(x)))];
        foreach (var (position, label) in majors)
            ticks.AddMajor(position, label);
        foreach (var minor in powers.SelectMany(power => Enumerable.Range(1, 9).Select(i => power + Math.Log10(i))))
        {
            if (every <= 3 && !majors.Exists(major => Math.Abs(major.Item1 - minor) < 1e-9))
                ticks.AddMinor(minor);
        }
        return ticks;
    }

    /// <summary>A power of ten: <c>10⁻³</c>.</summary>
    public static string Power(int exponent)
    {
        var digits = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(d => Superscripts[d - '0']);
        return $"10{(exponent < 0 ? "⁻" : "")}{string.Concat(digits)}";
    }

    private static string Label(int times, int power, bool plain)
    {
        if (plain)
            return Plain(times * Math.Pow(10, power));
        return times == 1 ? Power(power) : $"{times}·{Power(power)}";
    }

    private static string Plain(double value)
    {
        if (value is >= 1e-4 and < 1e5)
            return value.ToString("#,0.######", CultureInfo.InvariantCulture);
        var power = (int)Math.Floor(Math.Log10(value) + 1e-9);
        return $"{(value / Math.Pow(10, power)).ToString("0.###", CultureInfo.InvariantCulture)}·{Power(power)}";
    }

    /// <summary>Four or so multiples of 1, 2 or 5 times a power of ten.</summary>
    private static IEnumerable<double> RoundNumbers(double low, double high)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 4)));
        var step = RoundMantissas.Select(times => times * power).First(s => (high - low) / s <= 5);
        for (var i = Math.Ceiling(low / step); i * step <= high; i++)
            yield return i * step;
    }
}
