using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace NtkRepro.Reporting;

/// <summary>Writes a verification as JUnit XML, which CI systems show: a suite for each part, a case for each table, figure and so on.</summary>
internal static class VerificationJUnit
{
    /// <summary>Writes the file, and its folder where there is none.</summary>
    public static void Write(VerificationReport report, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        new XDocument(
            new XElement("testsuites", new XAttribute("name", $"verify {report.Preset}"), report.Parts.Select(Suite))
        ).Save(path);
    }

    private static XElement Suite(VerificationPart part) =>
        new(
            "testsuite",
            new XAttribute("name", part.Name),
            new XAttribute("tests", part.Cases.Count),
            new XAttribute("failures", part.Count(VerificationOutcome.Failed)),
            new XAttribute("errors", part.Count(VerificationOutcome.NotDone)),
            new XAttribute("skipped", part.Count(VerificationOutcome.Skipped)),
            part.Cases.Select(c => Case(part.Name, c))
        );

    private static XElement Case(string part, VerificationCase verified)
    {
        var lines = verified.Messages.Concat(verified.Differences.Select(d => d.ToString())).ToList();
        var element = new XElement(
            "testcase",
            new XAttribute("classname", part),
            new XAttribute("name", Clean(verified.Name)),
            new XAttribute("time", 0)
        );
        var kind = verified.Outcome switch
        {
            VerificationOutcome.Failed => "failure",
            VerificationOutcome.NotDone => "error",
            VerificationOutcome.Skipped => "skipped",
            _ => null,
        };
        if (kind is not null)
            element.Add(
                new XElement(kind, new XAttribute("message", Clean(Summary(lines))), Clean(string.Join('\n', lines)))
            );
        return element;
    }

    // A message may quote a file that is damaged, or another program's: XML cannot hold all of its characters.
    private static string Clean(string text) =>
        string.Concat(
            text.EnumerateRunes()
                .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\ufffd" : rune.ToString())
        );

    private static string Summary(List<string> lines) =>
        lines.Count == 1
            ? lines[0]
            : string.Create(CultureInfo.InvariantCulture, $"{lines.Count} differences; {lines.FirstOrDefault()}");
}
