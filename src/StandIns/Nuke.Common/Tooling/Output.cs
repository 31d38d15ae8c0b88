namespace Nuke.Common.Tooling;

/// <summary>The stream a line was written to.</summary>
public enum OutputType
{
    Std,
    Err,
}

// A struct of public fields, compared by nobody, is the upstream shape.
#pragma warning disable CA1815

/// <summary>A line that a process wrote.</summary>
public struct Output
{
    public OutputType Type;
    public string Text;
}
