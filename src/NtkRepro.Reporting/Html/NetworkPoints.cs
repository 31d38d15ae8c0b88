using NtkRepro.Figures;

namespace NtkRepro.Reporting.Html;

/// <summary>The points of every panel of one network's figures, from the tables alone, with the instances that they come from.</summary>
/// <param name="tables">The tables without diverged runs.</param>
/// <param name="names">The network's instances.</param>
internal sealed partial class NetworkPoints(FigureTables tables, InstanceNames names)
{
    private const int MostTimes = 12;

    private static readonly Quantity Spawn = new("spawn time", " epochs", Scale.Time);
    private static readonly Quantity Onset = new("onset time", " epochs", Scale.Time);
    private static readonly Quantity Since = new("since the onset", " epochs");
    private static readonly Quantity Epoch = new("time", " epochs");

    /// <summary>The curves of a panel.</summary>
    /// <param name="title">The panel's title.</param>
    /// <returns>The points; null where the panel has no curves that this class knows.</returns>
    public PanelPoints? Curves(string title) =>
        title switch
        {
            "Parent" => Parents(),
            "Loss of children" => Losses("child", "", Epoch),
            "Learning rates tried for linearized networks" => Trials(),
            "Linearized at epoch t, while they train" => Errors("linearized", ""),
            "Nonlinear controls from epoch t" => Errors("control", "same"),
            "Loss of linearized networks" => Losses("linearized", "", Since),
            "Children spawned at epoch t" => Plane("children", "child"),
            "Linearized at epoch t" => Plane("linearized", "linearized"),
            "Between children spawned at epoch t" => Between("test error", c => c.TestError),
            "The same on training images" => Between("training error", c => c.TrainError),
            "Error barrier" => Barrier(),
            "Function distance" => Pairs("function distance", " %", p => 100 * p.FunctionDistance),
            "ReLU distance" => Pairs("ReLU distance", " %", p => 100 * p.ReluDistance),
            "Loss barrier" => Pairs("test loss barrier", " nats", p => p.TestLossBarrier),
            "Weight distance" => Pairs("weight distance", "", p => p.WeightDistance),
            "Kernel distance" => Pairs("kernel distance S", "", p => p.KernelDistance),
            "Gradients of two children" => Pairs("mean cosine", "", p => p.GradientSimilarity),
            "Gradients within the parent" => Within(),
            "Kernel velocity" => Velocity("kernel velocity", v => v.Velocity),
            "Kernel velocity over learning rate" => Velocity("v / η", v => v.VelocityOverRate),
            "Velocity against barrier" => Against("barrier", "kernel_velocity"),
            "Linearized networks" => NtkError(),
            "Gap to full training closed" => Gap(),
            "Nonlinear advantage and barrier" => Advantage(),
            "Advantage against barrier" => Against("barrier", "nonlinear_advantage"),
            "Eigenvalues of the kernel at epoch t" => Shares(),
            "Effective rank" => Spectrum("effective rank", s => s.EffectiveRank),
            "Alignment" => Spectrum("alignment", s => s.Alignment),
            "Condition number" => Spectrum("condition number", s => s.ConditionNumber, Scale.Logarithmic),
            "Finite-time Lyapunov exponent" => Exponent(),
            "Separation after a perturbation at epoch t" => Separation(),
            "Trained on the probes alone" => Trained(),
            "Largest difference of a test logit" => Regression("largest difference", " %", r => 100 * r.Difference),
            "Smallest eigenvalue of the kernel" => Regression(
                "smallest eigenvalue",
                "",
                r => r.Smallest,
                definite: true
            ),
            "Condition number of the kernel" => Regression(
                "condition number",
                "",
                r => r.ConditionNumber,
                definite: true
            ),
            _ => null,
        };

    private static string Names<T>(IEnumerable<T> rows, Func<T, string?> name) =>
        InstanceNames.Together(rows.Select(name));

    // A curve for each time. Of many times the figures draw some, evenly chosen, the first and the last among them.
    private static PanelPoints ByTime<T>(
        IEnumerable<T> rows,
        Func<T, double> time,
        int most,
        (Quantity Quantity, Func<T, double> Of) x,
        (Quantity Quantity, Func<T, double> Of) y,
        Func<T, string?> source
    )
    {
        var groups = rows.GroupBy(r => CurvePoints.Key(time(r))).OrderBy(g => g.Key).ToList();
        return new PanelPoints(
            x.Quantity,
            y.Quantity,
            [
                .. Times
                    .Some(groups, most)
                    .Select(g => PanelPoints.Curve(Times.Name(time(g.First())), g, x, y, at => Names(at, source))),
            ]
        );
    }
}
