using Nuke.Common;
using Nuke.Common.IO;

namespace NukeCommon.Tests.Builds;

/// <summary>Reports when it is told that it was created, and what its parameters and folders are.</summary>
[DisableDefaultOutput]
public sealed class EventsBuild : ReportingBuild, INukeBuild
{
    private string _state = "new";

    public static int Start() => Execute<EventsBuild>(x => x.Show);

    Target Show =>
        _ =>
            _.Executes(() =>
            {
                Say($"state={_state}");
                Say($"root={RootDirectory}");
                Say($"temporary={((INukeBuild)this).TemporaryDirectory}");
            });

    protected override void OnBuildCreated()
    {
        NoLogo = true;
        _state = "created";
    }

    AbsolutePath INukeBuild.TemporaryDirectory => RootDirectory / ".nuke";
}
