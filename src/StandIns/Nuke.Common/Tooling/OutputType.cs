namespace Nuke.Common.Tooling;

/// <summary>The stream to which a process wrote a line.</summary>
public enum OutputType
{
    Std,
    Err,
}
