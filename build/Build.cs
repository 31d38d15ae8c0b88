using Nuke.Common;

/// <summary>The build: `./build.sh --help` lists its targets and parameters.</summary>
sealed partial class Build : NukeBuild
{
    public static int Main() => Execute<Build>(build => build.Reproduce);
}
