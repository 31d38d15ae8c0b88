using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace NtkRepro.Reporting.Html;

/// <summary>Makes elements of a page. The page is HTML that is also well-formed XML; text is escaped when it is written.</summary>
internal static class Tags
{
    public static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // HTML knows these without an end tag; all others must have one, whatever XML says.
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "br", "hr", "img", "link", "meta" };

    public static XElement Tag(string name, params object?[] content) => new(Html + name, content);

    public static XElement Shape(string name, params object?[] content) => new(Svg + name, content);

    public static XAttribute Is(string name, object value) => new(name, value);

    /// <summary>Text in which a browser may look for neither tags nor entities: the content of a style or a script.</summary>
    public static object[] Raw(string text) => ["/*", new XCData($"*/\n{text}\n/*"), "*/"];

    /// <summary>A section with a heading, by which it is named.</summary>
    /// <param name="level">2 to 6.</param>
    /// <param name="id">Its id, unique on the page.</param>
    /// <param name="heading">The heading.</param>
    /// <param name="content">What follows.</param>
    public static XElement Section(int level, string id, string heading, params object?[] content) =>
        Tag(
            "section",
            Is("id", id),
            // Only the parts of the page are landmarks: a landmark for each figure would be too many to go through.
            level == 2
                ? Is("aria-labelledby", $"{id}-heading")
                : null,
            Tag($"h{level}", Is("id", $"{id}-heading"), heading),
            content
        );

    /// <summary>A link to a file beside the page, or to an address.</summary>
    public static XElement Link(string target, string text) => Tag("a", Is("href", target), text);

    /// <summary>What is wider than the page scrolls in a box of its own, which the keyboard reaches.</summary>
    public static XElement Scrolling(string name, params object?[] content) =>
        Tag("div", Is("class", "box"), Is("role", "region"), Is("aria-label", name), Is("tabindex", 0), content);

    /// <summary>An id made of names: letters, digits and hyphens.</summary>
    public static string Id(params string[] parts) =>
        string.Concat(string.Join('-', parts).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    /// <summary>The page as text.</summary>
    /// <param name="root">The element <c>html</c>.</param>
    public static string Write(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().ToList())
        {
            if (element.IsEmpty && element.Name.Namespace == Html && !Void.Contains(element.Name.LocalName))
                element.Value = "";
            foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
                attribute.Value = Allowed(attribute.Value);
            foreach (var text in element.Nodes().OfType<XText>())
                text.Value = Allowed(text.Value);
        }
        var page = new StringBuilder("<!DOCTYPE html>\n");
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            NewLineHandling = NewLineHandling.None,
            ConformanceLevel = ConformanceLevel.Fragment,
        };
        using (var writer = XmlWriter.Create(page, settings))
            root.WriteTo(writer);
        return page.Append('\n').ToString();
    }

    // Not every character may stand in XML, however it is written.
    private static string Allowed(string text) =>
        text.All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))
            ? text
            : string.Concat(text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)));
}
