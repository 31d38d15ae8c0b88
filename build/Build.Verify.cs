using NtkRepro.Reporting;
using Nuke.Common;

// The reference: the figures and tables of accepted runs.
sealed partial class Build
{
    [Parameter("Accept: take the run without asking")]
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
