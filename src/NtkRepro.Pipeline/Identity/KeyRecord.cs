using System.Security.Cryptography;
using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>
/// Everything that an instance's result depends on, as one canonical JSON object, and its SHA-256: the key.
/// What is not here cannot change a key: descriptions, folders, thread counts, times, hosts.
/// </summary>
internal static class KeyRecord
{
    /// <summary>Raised when the meaning of a record changes; every result is then computed anew.</summary>
    public const int Format = 2;

    /// <summary>The canonical record.</summary>
    /// <param name="instance">Gives stage, axes, parameters and output patterns.</param>
    /// <param name="inputs">Producer instance and path (<c>parent[cnn,s0]/log.parquet</c>) to SHA-256.</param>
    /// <param name="code">SHA-256 of the listing of the instance's code files.</param>
    /// <param name="engine">The application's engine, name and version.</param>
    public static string Write(Instance instance, SortedDictionary<string, string> inputs, string code, string engine)
    {
        var text = new StringBuilder(512);
        text.Append("{\"axes\":");
        var axes = instance.Axes.OrderBy(a => a.Key, StringComparer.Ordinal);
        CanonicalJson.WriteObject(text, axes, CanonicalJson.WriteString);
        text.Append(",\"code\":");
        CanonicalJson.WriteString(text, code);
        text.Append(",\"engine\":");
        CanonicalJson.WriteString(text, engine);
        text.Append(",\"format\":").Append(Format);
        text.Append(",\"inputs\":");
        CanonicalJson.WriteObject(text, inputs, CanonicalJson.WriteString);
        text.Append(",\"outputs\":");
        CanonicalJson.WriteArray(text, instance.Stage.Outputs.Order(StringComparer.Ordinal), CanonicalJson.WriteString);
        text.Append(",\"parameters\":").Append(instance.Parameters.Json);
        text.Append(",\"stage\":");
        CanonicalJson.WriteString(text, instance.Stage.Name);
        return text.Append('}').ToString();
    }

    /// <summary>The SHA-256 of a record, 64 lower-case hex digits.</summary>
    public static string Hash(string record) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record)));
}
