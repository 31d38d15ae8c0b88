using ScottPlot.Rendering;

namespace ScottPlot
{
    /// <summary>One bar, from <see cref="ValueBase"/> to <see cref="Value"/>, all in axis units.</summary>
    public sealed class Bar
    {
        /// <summary>The middle of the bar on the axis that the bars stand on.</summary>
        public double Position { get; set; }
        public double Value { get; set; }
        public double ValueBase { get; set; }

        /// <summary>How wide the bar is.</summary>
        public double Size { get; set; } = 0.8;

        /// <summary>The length of the error bar to either side of the value; 0 draws none.</summary>
        public double Error { get; set; }

        /// <summary>How wide the caps of the error bar are.</summary>
        public double ErrorSize { get; set; } = 0.2;

        public bool IsVisible { get; set; } = true;
        public FillStyle FillStyle { get; set; } = new(Colors.Gray);
        public LineStyle LineStyle { get; set; } = new(1, Colors.Black);
        public Orientation Orientation { get; set; } = Orientation.Vertical;

        /// <summary>Text beyond the end of the bar.</summary>
        public string Label { get; set; } = string.Empty;

        public Color FillColor
        {
            get => FillStyle.Color;
            set => FillStyle.Color = value;
        }

        public float LineWidth
        {
            get => LineStyle.Width;
            set => LineStyle.Width = value;
        }

        public AxisLimits AxisLimits
        {
            get
            {
                double[] along = [ValueBase, Value - Error, Value + Error];
                double[] across = [Position - (Size / 2), Position + (Size / 2)];
                return IsUpright ? AxisLimits.Around(across, along) : AxisLimits.Around(along, across);
            }
        }

        private bool IsUpright => Orientation == Orientation.Vertical;

        internal void Render(SvgDocument svg, IAxes axes, LabelStyle labelStyle)
        {
            if (!IsVisible || !double.IsFinite(Value))
                return;
            var (x1, y1) = Pixel(axes, ValueBase, Position - (Size / 2));
            var (x2, y2) = Pixel(axes, Value, Position + (Size / 2));
            PixelRect body = new(Math.Min(x1, x2), Math.Max(x1, x2), Math.Max(y1, y2), Math.Min(y1, y2));
            svg.Rectangle(body, FillStyle, LineStyle);
            if (Error != 0)
            {
                Line(Value - Error, 0, Value + Error, 0);
                Line(Value + Error, -ErrorSize / 2, Value + Error, ErrorSize / 2);
                Line(Value - Error, -ErrorSize / 2, Value - Error, ErrorSize / 2);
            }

            var down = Value < ValueBase;
            var (x, y) = Pixel(axes, down ? Value - Error : Value + Error, Position);
            labelStyle.Text = Label;
            var side = (IsUpright, down) switch
            {
                (true, false) => Alignment.LowerCenter,
                (true, true) => Alignment.UpperCenter,
                (false, false) => Alignment.MiddleLeft,
                (false, true) => Alignment.MiddleRight,
            };
            LabelDrawing.Draw(svg, labelStyle, x, y, side);

            void Line(double from, double fromAcross, double to, double toAcross)
            {
                var (ax, ay) = Pixel(axes, from, Position + fromAcross);
                var (bx, by) = Pixel(axes, to, Position + toAcross);
                svg.Line(ax, ay, bx, by, LineStyle);
            }
        }

        private (float X, float Y) Pixel(IAxes axes, double along, double across) =>
            IsUpright
                ? (axes.GetPixelX(across), axes.GetPixelY(along))
                : (axes.GetPixelX(along), axes.GetPixelY(across));
    }
}

namespace ScottPlot.Plottables
{
    /// <summary>Bars with one entry in the legend.</summary>
    public sealed class BarPlot(List<Bar> bars) : IPlottable, IHasLegendText
    {
        public string LegendText { get; set; } = string.Empty;
        public bool IsVisible { get; set; } = true;
        public IAxes Axes { get; set; } = new Axes();
        public List<Bar> Bars { get; } = bars;
        public LabelStyle ValueLabelStyle { get; set; } = new() { Alignment = Alignment.LowerCenter };

        /// <summary>Fills all bars with one color; cannot be read.</summary>
        public Color Color
        {
            set => Bars.ForEach(bar => bar.FillColor = value);
        }

        /// <summary>Lays all bars down or stands them up; cannot be read.</summary>
        public bool Horizontal
        {
            set => Bars.ForEach(bar => bar.Orientation = value ? Orientation.Horizontal : Orientation.Vertical);
        }

        public IEnumerable<LegendItem> LegendItems =>
            Bars.Count == 0 ? LegendItem.None : LegendItem.Single(this, LegendText, Bars[0].FillStyle);

        public AxisLimits GetAxisLimits() =>
            Bars.Aggregate(AxisLimits.NoLimits, (limits, bar) => limits.Union(bar.AxisLimits));

        void IPlottable.Render(RenderPack rp) => Bars.ForEach(bar => bar.Render(rp.Svg, Axes, ValueLabelStyle));
    }
}
