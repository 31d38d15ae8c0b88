using System.Xml;
using System.Xml.Linq;

namespace NtkRepro.Reporting.Tests;

/// <summary>Reads a page back, as XML.</summary>
internal static class ReportXml
{
    /// <summary>A page without the scripts at its end, which are no XML.</summary>
    public static string WithoutScripts(string page)
    {
        var start = page.IndexOf("<script>", StringComparison.Ordinal);
        return page[..start] + page[(page.LastIndexOf("</script>", StringComparison.Ordinal) + "</script>".Length)..];
    }

    public static XElement Parse(string page)
    {
        page = WithoutScripts(page);
        // The document type of HTML names no definition, so that there is nothing to look up.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(page), settings);
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }

    public static IEnumerable<XElement> All(this XElement element, string name) =>
        element.Descendants().Where(e => e.Name.LocalName == name);

    public static string? Get(this XElement element, string attribute) => element.Attribute(attribute)?.Value;

    public static bool Has(this XElement element, string name, string value) =>
        (element.Get(name) ?? "").Split(' ').Contains(value, StringComparer.Ordinal);
}
