using System.Runtime.InteropServices;

namespace ScottPlot
{
    /// <summary>A mark on an axis, at a position in axis units.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly struct Tick
    {
        public readonly double Position;
        public readonly string Label;
        public readonly bool IsMajor;

        public Tick(double position, string label)
            : this(position, label, true) { }

        public Tick(double position, string label, bool isMajor)
        {
            Position = position;
            Label = label;
            IsMajor = isMajor;
        }

        public static Tick Major(double position, string label) => new(position, label, true);

        public static Tick Minor(double position) => new(position, string.Empty, false);
    }

    /// <summary>Chooses the ticks of an axis.</summary>
    public interface ITickGenerator
    {
        /// <summary>The ticks chosen when the plot was last rendered.</summary>
        Tick[] Ticks { get; }

        int MaxTickCount { get; set; }

        /// <summary>Chooses ticks for a range that is <paramref name="length"/> pixels long.</summary>
        internal void Regenerate(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle);
    }

    /// <summary>Chooses the unlabeled ticks between the labeled ones.</summary>
    public interface IMinorTickGenerator
    {
        IEnumerable<double> GetMinorTicks(double[] majorTicks, CoordinateRange visibleRange);
    }
}

namespace ScottPlot.TickGenerators
{
    /// <summary>Ticks that the caller places.</summary>
    public sealed class NumericManual : ITickGenerator
    {
        private readonly List<Tick> _all = [];

        public NumericManual() { }

        public NumericManual(Tick[] ticks)
        {
            _all.AddRange(ticks);
            Ticks = ticks;
        }

        /// <exception cref="ArgumentException">The arrays differ in length.</exception>
        public NumericManual(double[] positions, string[] labels)
        {
            ArgumentNullException.ThrowIfNull(positions);
            ArgumentNullException.ThrowIfNull(labels);
            if (positions.Length != labels.Length)
                throw new ArgumentException(
                    $"{positions.Length} positions have {labels.Length} labels.",
                    nameof(labels)
                );
            _all.AddRange(positions.Zip(labels, Tick.Major));
            Ticks = [.. _all];
        }

        public Tick[] Ticks { get; private set; } = [];
        public int MaxTickCount { get; set; } = 50;

        public void Add(Tick tick) => _all.Add(tick);

        public void AddMajor(double position, string label) => Add(Tick.Major(position, label));

        public void AddMinor(double position) => Add(Tick.Minor(position));

        void ITickGenerator.Regenerate(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle) =>
            Ticks = [.. _all.Where(tick => range.Contains(tick.Position))];
    }

    /// <summary>No ticks at all.</summary>
    public sealed class EmptyTickGenerator : ITickGenerator
    {
        public Tick[] Ticks { get; set; } = [];
        public int MaxTickCount { get; set; } = 50;

        void ITickGenerator.Regenerate(CoordinateRange range, Edge edge, float length, LabelStyle labelStyle) { }
    }
}
