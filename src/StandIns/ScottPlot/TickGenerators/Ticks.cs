using System.Runtime.InteropServices;

namespace ScottPlot
{
    /// <summary>A mark on an axis, at a position in axis units.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Tick(double Position, string Label, bool IsMajor);

    /// <summary>Chooses the ticks of an axis.</summary>
    public interface ITickGenerator
    {
        /// <summary>The ticks chosen last.</summary>
        internal Tick[] Ticks { get; }

        /// <summary>Chooses ticks for a range that is <paramref name="length"/> pixels long.</summary>
        internal void Regenerate(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle);
    }
}

namespace ScottPlot.TickGenerators
{
    /// <summary>Ticks that the caller places.</summary>
    public sealed class NumericManual : ITickGenerator
    {
        private readonly List<Tick> _all = [];
        private Tick[] _inView = [];

        Tick[] ITickGenerator.Ticks => _inView;

        public void AddMajor(double position, string label) => _all.Add(new(position, label, IsMajor: true));

        public void AddMinor(double position) => _all.Add(new(position, string.Empty, IsMajor: false));

        /// <exception cref="ArgumentException">The arrays differ in length.</exception>
        internal static NumericManual At(double[] positions, string[] labels)
        {
            ArgumentNullException.ThrowIfNull(positions);
            ArgumentNullException.ThrowIfNull(labels);
            if (positions.Length != labels.Length)
                throw new ArgumentException(
                    $"{positions.Length} positions have {labels.Length} labels.",
                    nameof(labels)
                );
            NumericManual ticks = new();
            foreach (var (position, label) in positions.Zip(labels))
                ticks.AddMajor(position, label);
            return ticks;
        }

        void ITickGenerator.Regenerate(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle) =>
            _inView = [.. _all.Where(tick => range.Contains(tick.Position))];
    }

    /// <summary>No ticks at all.</summary>
    public sealed class EmptyTickGenerator : ITickGenerator
    {
        Tick[] ITickGenerator.Ticks => [];

        void ITickGenerator.Regenerate(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle) { }
    }
}
