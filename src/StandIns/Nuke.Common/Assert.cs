using System.Runtime.CompilerServices;

// The exception types are the upstream ones: a build's failed assertion is an ArgumentException, Fail a plain Exception.
#pragma warning disable CA2201, MA0012, MA0015

namespace Nuke.Common;

/// <summary>Checks that throw with a message, or with the text of the failed argument.</summary>
public static class Assert
{
    /// <summary>Throws an <see cref="Exception"/>.</summary>
    public static void Fail(string message, Exception? exception = null) => throw new Exception(message, exception);

    /// <summary>Throws an <see cref="ArgumentException"/> unless the condition holds.</summary>
    public static void True(
        bool condition,
        string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null
    ) => Check(condition, message, "Expected condition to be true", argumentExpression);

    /// <summary>Throws an <see cref="ArgumentException"/> if the condition holds.</summary>
    public static void False(
        bool condition,
        string? message = null,
        [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null
    ) => Check(!condition, message, "Expected condition to be false", argumentExpression);

    /// <summary>Returns the object, or throws an <see cref="ArgumentException"/> if it is null.</summary>
    public static T NotNull<T>(
        this T? obj,
        string? message = null,
        [CallerArgumentExpression(nameof(obj))] string? argumentExpression = null
    )
        where T : class
    {
        Check(
            obj != null,
            message,
            $"Expected object of type '{typeof(T).FullName}' to be not null",
            argumentExpression
        );
        return obj!;
    }

    /// <summary>Returns the text, or throws an <see cref="ArgumentException"/> if it is null or empty.</summary>
    public static string NotNullOrEmpty(
        this string? str,
        string? message = null,
        [CallerArgumentExpression(nameof(str))] string? argumentExpression = null
    )
    {
        Check(!string.IsNullOrEmpty(str), message, "Expected string to be not null or empty", argumentExpression);
        return str!;
    }

    /// <summary>Throws an <see cref="ArgumentException"/> if the collection is null or empty.</summary>
    public static void NotEmpty<T>(
        IReadOnlyCollection<T>? collection,
        string? message = null,
        [CallerArgumentExpression(nameof(collection))] string? argumentExpression = null
    ) =>
        Check(
            collection.NotNull(argumentExpression: argumentExpression).Count > 0,
            message,
            "Expected collection to be not empty",
            argumentExpression
        );

    /// <summary>Throws an <see cref="ArgumentException"/> unless the file exists.</summary>
    public static void FileExists(
        string? path,
        string? message = null,
        [CallerArgumentExpression(nameof(path))] string? argumentExpression = null
    ) =>
        Check(
            File.Exists(path.NotNull(argumentExpression)),
            message,
            $"Expected file to exist: {path}",
            argumentExpression
        );

    /// <summary>Throws an <see cref="ArgumentException"/> unless the directory exists.</summary>
    public static void DirectoryExists(
        string? path,
        string? message = null,
        [CallerArgumentExpression(nameof(path))] string? argumentExpression = null
    ) =>
        Check(
            Directory.Exists(path.NotNull(argumentExpression)),
            message,
            $"Expected directory to exist: {path}",
            argumentExpression
        );

    private static void Check(bool condition, string? message, string standard, string? argumentExpression)
    {
        if (!condition)
            throw new ArgumentException(message ?? standard, message is null ? argumentExpression : null);
    }
}
