using NtkRepro.Reporting;
using Nuke.Common;

sealed partial class Build
{
    [Parameter(
        "Portability: processors that QEMU emulates, by its names; Haswell, Skylake-Client and EPYC-Rome unless given"
    )]
    readonly string[] Processors = [];

    Target Portability =>
        _ =>
            _.Description(
                    "Run a tiny preset here and on emulated processors, and compare all bytes; exits 3 on a difference"
                )
                .Executes(SdkCommand(() => PortabilityCommand.Run(Request(), Processors, Quick)));
}
