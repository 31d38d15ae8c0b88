namespace NtkRepro.Reporting.Html;

/// <summary>The colours of the page in one scheme, as hexadecimal RGB.</summary>
internal sealed record Palette(
    string Back,
    string Text,
    string Aside,
    string Link,
    string Raised,
    string Edge,
    string Holds,
    string Fails,
    string Marked,
    string Fresh
)
{
    /// <summary>On screens that are light, and on paper.</summary>
    public static Palette Light { get; } =
        new(
            Back: "#ffffff",
            Text: "#1b1f24",
            Aside: "#545b66",
            Link: "#0a56a3",
            Raised: "#f4f6f8",
            Edge: "#7c8592",
            Holds: "#17682b",
            Fails: "#8f4300",
            Marked: "#fff1c7",
            Fresh: "#dcebfb"
        );

    /// <summary>On screens that are dark.</summary>
    public static Palette Dark { get; } =
        new(
            Back: "#14181d",
            Text: "#e7eaee",
            Aside: "#aab3bf",
            Link: "#8fbdf7",
            Raised: "#1e242b",
            Edge: "#7d8896",
            Holds: "#83d69a",
            Fails: "#f4b46d",
            Marked: "#4b3c06",
            Fresh: "#173a5e"
        );

    /// <summary>The box that says a point's value, in both schemes.</summary>
    public const string Tip = "#1b1f24";

    /// <summary>Its text.</summary>
    public const string TipText = "#ffffff";

    /// <summary>The colours of both schemes as a style sheet; paper has the light one.</summary>
    public static string Sheet =>
        $":root{{color-scheme:light dark;{Light.Properties()};--tip:{Tip};--tip-text:{TipText}}}\n"
        + $"@media screen and (prefers-color-scheme:dark){{:root{{{Dark.Properties()}}}}}\n";

    /// <summary>
    /// What is read on what, with the least contrast that WCAG 2.2 asks for at level AA: 4.5 for text, 3 for lines that carry meaning.
    /// </summary>
    public IEnumerable<(string What, string Front, string Behind, double Least)> Pairs() =>
        [
            ("text", Text, Back, 4.5),
            ("text on raised", Text, Raised, 4.5),
            ("text on marked", Text, Marked, 4.5),
            ("text on fresh", Text, Fresh, 4.5),
            ("aside", Aside, Back, 4.5),
            ("aside on raised", Aside, Raised, 4.5),
            ("link", Link, Back, 4.5),
            ("link on raised", Link, Raised, 4.5),
            ("holds", Holds, Back, 4.5),
            ("fails", Fails, Back, 4.5),
            ("focus", Link, Back, 3),
            ("focus on raised", Link, Raised, 3),
            ("edge", Edge, Back, 3),
            ("edge on raised", Edge, Raised, 3),
            ("edge on fresh", Edge, Fresh, 3),
            ("tip", TipText, Tip, 4.5),
        ];

    /// <summary>The colours as custom properties.</summary>
    public string Properties() =>
        $"--back:{Back};--text:{Text};--aside:{Aside};--link:{Link};--raised:{Raised};--edge:{Edge};"
        + $"--holds:{Holds};--fails:{Fails};--marked:{Marked};--fresh:{Fresh}";
}
