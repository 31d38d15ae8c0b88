using Nuke.Common;
using Nuke.Common.IO;

namespace NukeCommon.Tests.Builds;

/// <summary>Reports what it finds of paths.</summary>
public sealed class PathsBuild : ReportingBuild
{
    public static int Start() => Execute<PathsBuild>(x => x.Show);

    Target Show =>
        _ =>
            _.Executes(() =>
            {
                string text = RootDirectory / "a" / "c.txt";
                Say($"text={text}");
                Say($"normalized={RootDirectory / "a/b/../c.txt"}");
                Say($"equal={(RootDirectory / "a/").Equals(RootDirectory / "a")}");
                Say($"same hash={(RootDirectory / "a/").GetHashCode() == (RootDirectory / "a").GetHashCode()}");
                Say($"parent={(RootDirectory / "a").Parent!.Equals(RootDirectory)}");
                Say($"assembly={BuildAssemblyFile}");
                Say($"beside={BuildAssemblyDirectory!.Equals(BuildAssemblyFile!.Parent)}");
                Say($"top={TopOf(RootDirectory).Parent is null}");
                Say($"rooted={Throws(() => (RootDirectory / text).ToString())}");
            });

    private static AbsolutePath TopOf(AbsolutePath path) => path.Parent is { } parent ? TopOf(parent) : path;

    private static bool Throws(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }
}
