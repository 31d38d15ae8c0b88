namespace NtkRepro.Reporting.Export;

/// <summary>What is asked of the options of an export, before anything is computed for it. Each returns what is wrong, or null.</summary>
public static class ExportRules
{
    /// <summary>A folder that an export may be written to: new, empty, or an earlier export.</summary>
    public static string? To(string path) =>
        ExportFolder.Problem(path) ?? Places.Unwritable(Path.GetDirectoryName(path));

    /// <summary><c>Name</c>, or <c>Name &lt;https://orcid.org/…&gt;</c>.</summary>
    public static string? Author(string text)
    {
        var person = Person.Parse(text);
        if (person == Person.Unknown)
            return "there is no name in it";
        return text.Contains('<', StringComparison.Ordinal) && person.Id == Person.Unknown.Id
            ? "in brackets stands an address, such as <https://orcid.org/0000-0002-1825-0097>"
            : null;
    }
}
