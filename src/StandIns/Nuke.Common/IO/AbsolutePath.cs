using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.IO;

/// <summary>A rooted, normalized path, joined with <c>/</c>. Converts to <see cref="string"/> implicitly.</summary>
[DebuggerDisplay("{" + nameof(_path) + "}")]
public class AbsolutePath
{
    private readonly string _path;

    private AbsolutePath(string path) => _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <exception cref="ArgumentException">The text is not rooted.</exception>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator AbsolutePath?(string? path) =>
        path is null ? null
        : Path.IsPathRooted(path) ? new(path)
        : throw new ArgumentException($"Path '{path}' must be rooted", nameof(path));

    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?._path;

    /// <summary>The folder that holds this path; null for a root.</summary>
    public AbsolutePath? Parent => Path.GetDirectoryName(_path) is { } x ? new(x) : null;

    /// <summary>Appends a relative path.</summary>
    /// <exception cref="ArgumentException">The second path is rooted.</exception>
    public static AbsolutePath operator /(AbsolutePath left, string? right) =>
        Path.IsPathRooted(right)
            ? throw new ArgumentException("Second path must not be rooted", nameof(right))
            : new(Path.Combine(left._path, right ?? ""));

    /// <summary>Whether both are the same path; case does not count on Windows.</summary>
    public override bool Equals(object? obj) => obj is AbsolutePath other && Comparer.Equals(_path, other._path);

    public override int GetHashCode() => Comparer.GetHashCode(_path);

    public override string ToString() => _path;

    private static StringComparer Comparer =>
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
