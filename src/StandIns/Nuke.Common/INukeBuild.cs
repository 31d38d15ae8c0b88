using Nuke.Common.IO;

namespace Nuke.Common;

/// <summary>A build as the engine sees it. A build that names this interface again may answer for itself.</summary>
public interface INukeBuild
{
    /// <summary>Where the engine keeps files of its own.</summary>
    AbsolutePath TemporaryDirectory { get; }
}
