using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;

sealed partial class Build
{
    [Parameter("Processors that QEMU emulates, by its names; Haswell, Skylake-Client and EPYC-Rome unless given")]
    [ReadBy(nameof(Portability))]
    readonly string[] Processors = [];

    Target Portability =>
        _ =>
            _.Description(
                    "Run a tiny preset here and on emulated processors, and compare all bytes; exits 3 on a difference"
                )
                .Executes(SdkCommand(() => PortabilityCommand.Run(Request(), Processors, Quick)));
}
