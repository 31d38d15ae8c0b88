using NtkRepro.Reporting;
using NtkRepro.Reporting.CommandLine;
using Nuke.Common;

sealed partial class Build
{
    [Direct]
    Target Where =>
        _ =>
            _.Description("Print the folder of an instance's result, and its files: Where 'parent[mnist,cnn,s0]'")
                .Executes(Command(() => WhereCommand.Run(Request(), InstanceName!)));
}
