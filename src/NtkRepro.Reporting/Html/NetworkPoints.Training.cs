using System.Globalization;
using NtkRepro.Figures;
using NtkRepro.Metrics;

namespace NtkRepro.Reporting.Html;

/// <summary>The panels of training curves, and of the rates that were tried.</summary>
internal sealed partial class NetworkPoints
{
    private PanelPoints Parents()
    {
        var y = new Quantity("error", " %");
        var rows = tables.Training.Where(t => t.Kind == "parent").ToList();
        return new PanelPoints(Epoch, y, [Of("test", t => t.TestError), Of("validation", t => t.ValidationError)]);

        PointSeries Of(string name, Func<TrainingRow, double> error) =>
            PanelPoints.Curve(
                name,
                rows,
                (Epoch, t => t.Epoch),
                (y, t => 100 * error(t)),
                at => Names(at, t => names.Find("parent", t.Seed))
            );
    }

    private PanelPoints Losses(string kind, string variant, Quantity x) =>
        Training(kind, variant, x, new Quantity("loss of minibatches", " nats", Scale.Logarithmic), t => t.BatchLoss);

    private PanelPoints Errors(string kind, string variant) =>
        Training(kind, variant, Since, new Quantity("test error", " %"), t => 100 * t.TestError);

    private PanelPoints Training(
        string kind,
        string variant,
        Quantity x,
        Quantity y,
        Func<TrainingRow, double> value
    ) =>
        ByTime(
            tables.Training.Where(t => t.Kind == kind && (variant.Length == 0 || t.Variant == variant)),
            t => t.Time,
            MostTimes,
            (x, t => t.Epoch),
            (y, value),
            t => names.Find(kind, t.Seed, t.Time, t.Variant)
        );

    private PanelPoints Trials()
    {
        var (x, y) = (
            new Quantity("learning rate", Scale: Scale.Logarithmic),
            new Quantity("least validation error", " %")
        );
        var curve = PanelPoints.Curve(
            "",
            tables.Calibration,
            (x, c => c.Rate),
            (y, c => 100 * c.ValidationError),
            at =>
                Names(
                    at,
                    c => names.Find("trial", c.Seed, c.Onset, ((decimal)c.Rate).ToString(CultureInfo.InvariantCulture))
                )
        );
        return new PanelPoints(x, y, [curve]);
    }
}
