using NtkRepro.Reporting.Sweeping;
using Nuke.Common;

// Several values of parameters, in all combinations.
sealed partial class Build
{
    Target Sweep =>
        _ =>
            _.Description(
                    "Run all combinations of values as one graph: Sweep --set training.learning_rate='{0.02, 0.05}'"
                )
                .Executes(Command(() => SweepCommand.Run(Request())));
}
