using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.IO;

/// <summary>A rooted, normalized path, joined with <c>/</c>. Converts to and from <see cref="string"/> implicitly.</summary>
[DebuggerDisplay("{" + nameof(_path) + "}")]
public class AbsolutePath : IFormattable
{
    /// <summary>Format: in double quotation marks.</summary>
    public const string DoubleQuote = "d";

    /// <summary>Format: in double quotation marks if the path has a space.</summary>
    public const string DoubleQuoteIfNeeded = "dn";

    /// <summary>Format: as it is.</summary>
    public const string NoQuotes = "nq";

    private readonly string _path;

    private AbsolutePath(string path) => _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>Makes a path of a rooted text.</summary>
    public static AbsolutePath Create(string path)
    {
        Assert.True(Path.IsPathRooted(path), $"Path '{path}' must be rooted");
        return new(path);
    }

    /// <summary>Makes a path of a rooted text; throws an <see cref="ArgumentException"/> if it is not rooted.</summary>
    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator AbsolutePath?(string? path) => path is null ? null : Create(path);

    [return: NotNullIfNotNull(nameof(path))]
    public static implicit operator string?(AbsolutePath? path) => path?._path;

    internal static AbsolutePath Resolve(string path, string root) => new(Path.Combine(root, path));

    /// <summary>The last part.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>The last part without its extension.</summary>
    public string NameWithoutExtension => Path.GetFileNameWithoutExtension(_path);

    /// <summary>The extension with its dot, or an empty text.</summary>
    public string Extension => Path.GetExtension(_path);

    /// <summary>The folder that holds this path; null for a root.</summary>
    public AbsolutePath? Parent => Path.GetDirectoryName(_path) is { } x ? new(x) : null;

    /// <summary>Appends a relative path.</summary>
    public static AbsolutePath operator /(AbsolutePath left, string? right)
    {
        Assert.False(Path.IsPathRooted(right), "Second path must not be rooted");
        return new(Path.Combine(left._path, right ?? ""));
    }

    /// <summary>Appends a text to the last part.</summary>
    public static AbsolutePath operator +(AbsolutePath left, string? right) => new(left._path + right);

    public static bool operator ==(AbsolutePath? a, AbsolutePath? b) => Equals(a, b);

    public static bool operator !=(AbsolutePath? a, AbsolutePath? b) => !Equals(a, b);

    protected bool Equals(AbsolutePath other) =>
        string.Equals(
            _path,
            other._path,
            OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
        );

    public override bool Equals(object? obj) => obj is AbsolutePath other && Equals(other);

    public override int GetHashCode() =>
        (OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal).GetHashCode(_path);

    public override string ToString() => _path;

    /// <summary>Formats the path as one of the constants of this class says.</summary>
    public string ToString(string? format) =>
        format switch
        {
            null or NoQuotes => _path,
            DoubleQuote => Tooling.Quoting.DoubleQuote(_path),
            DoubleQuoteIfNeeded => Tooling.Quoting.DoubleQuoteIfNeeded(_path),
            _ => throw new ArgumentException($"Format '{format}' is not recognized", nameof(format)),
        };

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString(format);
}
