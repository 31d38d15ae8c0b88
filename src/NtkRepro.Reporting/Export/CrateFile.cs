using System.Security.Cryptography;

namespace NtkRepro.Reporting.Export;

/// <summary>A file of an export.</summary>
/// <param name="Path">Relative to the export, with forward slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">64 lower-case hex digits.</param>
internal sealed record CrateFile(string Path, long Size, string Sha256)
{
    /// <summary>Its id in the crate: the path as a URI reference.</summary>
    public string Id => string.Join('/', Path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Its media type.</summary>
    public string MediaType =>
        System.IO.Path.GetExtension(Path) switch
        {
            ".svg" => "image/svg+xml",
            ".pdf" => "application/pdf",
            ".png" => "image/png",
            ".parquet" => "application/vnd.apache.parquet",
            ".csv" => "text/csv",
            ".tex" => "application/x-tex",
            ".html" => "text/html",
            ".md" => "text/markdown",
            ".yaml" => "application/yaml",
            ".json" => "application/json",
            "" => "text/plain",
            _ => "application/octet-stream",
        };

    /// <summary>Describes a file that lies in a folder.</summary>
    public static CrateFile Read(string folder, string path)
    {
        using var stream = File.OpenRead(System.IO.Path.Combine(folder, path));
        return new CrateFile(path, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }
}
