namespace NtkRepro.Reporting;

/// <summary>Files below <c>latest</c>, most of them links into the store.</summary>
internal static class ShownFile
{
    /// <summary>Whether a file is there, and where it is a link, what it leads to: .NET says of a broken link that it exists.</summary>
    public static bool IsThere(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is null or { Exists: true };
}
