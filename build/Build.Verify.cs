using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;

// The reference: the figures and tables of accepted runs.
sealed partial class Build
{
    [Parameter("Take the run without asking"), ReadBy(nameof(Accept))]
    readonly bool Yes;

    Target Verify =>
        _ =>
            _.Description(
                    "Verify a finished run: claims, artifacts, tables beside the reference, figures; exits 3 on a difference"
                )
                .Executes(Command(() => VerificationCommands.Verify(Request())));

    Target Accept =>
        _ =>
            _.Description("Take the finished run of a preset as its reference, after showing what differs and asking")
                .Executes(Command(() => VerificationCommands.Accept(Request(), Yes)));
}
