using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>What a page with figures is around what it says: style, scripts, and the policy that nothing else is loaded or run.</summary>
internal static class Shell
{
    // Where the scripts stand in the page, which is written as XML; they are not.
    private const string ScriptsMark = "<!--scripts-->";

    private static readonly Lazy<string> PageScript = new(() => Resource("report.js"));

    /// <summary>A page's text.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="head">What its head has beside that.</param>
    /// <param name="body">What it says.</param>
    public static string Of(string title, IEnumerable<object?> head, IEnumerable<object?> body)
    {
        string[] scripts = [PlotlyPanel.Script(), PageScript.Value];
        var written = string.Concat(scripts.Select(s => $"<script>{s}</script>\n"));
        var root = Tag(
            "html",
            Is("lang", "en"),
            Tag(
                "head",
                Tag("meta", Is("charset", "utf-8")),
                head,
                Tag("meta", Is("http-equiv", "Content-Security-Policy"), Is("content", Policy(scripts))),
                Tag("meta", Is("name", "viewport"), Is("content", "width=device-width, initial-scale=1")),
                Tag("meta", Is("name", "color-scheme"), Is("content", "light dark")),
                Tag("title", title),
                Tag("style", Raw(Palette.Sheet + Resource("report.css")))
            ),
            Tag(
                "body",
                body,
                Tag("div", Is("id", "tip"), Is("aria-hidden", "true"), Is("hidden", "hidden"), ""),
                Tag("div", Is("id", "say"), Is("role", "status"), Is("aria-live", "polite"), ""),
                new XComment(ScriptsMark[4..^3])
            )
        );
        return Write(root).Replace(ScriptsMark, written, StringComparison.Ordinal);
    }

    // Nothing is ever loaded, and nothing runs but the page's own two scripts; the browser enforces it. A figure that is saved passes
    // through an image.
    private static string Policy(IEnumerable<string> scripts)
    {
        var hashes = scripts.Select(s =>
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s)))}'"
        );
        return $"default-src 'none'; style-src 'unsafe-inline'; script-src {string.Join(' ', hashes)}; img-src data: blob:; base-uri 'none'; form-action 'none'";
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(Shell).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
