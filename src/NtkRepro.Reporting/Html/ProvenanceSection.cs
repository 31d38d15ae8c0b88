using System.Globalization;
using System.Xml.Linq;
using static NtkRepro.Reporting.Html.Tags;

namespace NtkRepro.Reporting.Html;

/// <summary>Where the results come from, and how to cite them.</summary>
internal static class ProvenanceSection
{
    private const string Paper = "https://arxiv.org/abs/2010.15110";

    private const string PaperEntry = """
        @inproceedings{fort2020deep,
          title     = {Deep learning versus kernel learning: an empirical study of loss landscape geometry and the time evolution of the Neural Tangent Kernel},
          author    = {Fort, Stanislav and Dziugaite, Gintare Karolina and Paul, Mansheej and Kharaghani, Sepideh and Roy, Daniel M. and Ganguli, Surya},
          booktitle = {Advances in Neural Information Processing Systems},
          volume    = {33},
          year      = {2020},
          note      = {arXiv:2010.15110}
        }
        """;

    public static XElement Of(ReportData data)
    {
        var origin = data.Provenance;
        return Section(
            2,
            "provenance",
            "Provenance",
            Tag(
                "dl",
                Entry("Software", $"NtkRepro {origin.Version}"),
                Entry("Git commit", Revisions(origin)),
                Entry("Computing engine", string.Join(", ", origin.Engines)),
                Entry("Packages", string.Join(", ", origin.Packages.Select(p => $"{p.Name} {p.Version}"))),
                Entry("Host", $"{string.Join(", ", origin.Hosts)}; {origin.System}"),
                Entry(
                    "Threads",
                    $"{SideBySide(origin.Jobs)}, each on {string.Join(" or ", origin.Threads)} engine {(origin.Threads is [1] ? "thread" : "threads")}"
                ),
                Entry("Computed", Times(origin)),
                Entry("This run", $"took {Numbers.Seconds(origin.Duration.TotalSeconds)}")
            ),
            Scrolling(
                "Keys in the store",
                Tag(
                    "table",
                    Tag(
                        "caption",
                        "Tables and figures in the store: artifacts/store/<two digits>/<key>/, each with its manifest"
                    ),
                    Tag(
                        "thead",
                        Tag("tr", Tag("th", Is("scope", "col"), "Instance"), Tag("th", Is("scope", "col"), "Key"))
                    ),
                    Tag(
                        "tbody",
                        origin.Keys.Select(k =>
                            Tag(
                                "tr",
                                Tag("th", Is("scope", "row"), Tag("code", k.Instance)),
                                Tag("td", Tag("code", k.Key))
                            )
                        )
                    )
                )
            )
        );
    }

    /// <summary>What to cite.</summary>
    public static XElement Citation(ReportData data)
    {
        // One result of an edited work tree makes the run one of such a tree.
        var revisions = data.Provenance.Revisions.Select(r => r.Revision).ToList();
        var revision = revisions.Find(r => r.Changes is { Count: > 0 }) ?? revisions.FirstOrDefault();
        return Section(
            2,
            "cite",
            "How to cite",
            Tag("p", "The paper (", Link(Paper, "arXiv:2010.15110"), "), whose claims these are:"),
            Tag("pre", PaperEntry),
            Tag("p", "This reproduction:"),
            Tag(
                "pre",
                $"The NtkRepro authors: NtkRepro {data.Provenance.Version}{(revision is null ? "" : $", commit {revision.Summary}")}, {(data.Title with { IsDirty = false }).Text}."
            )
        );
    }

    private static string SideBySide(int? jobs) =>
        jobs is { } count
            ? $"{Numbers.Of(count, "instance")} side by side in this run"
            : "As jobs of SLURM in this run";

    private static string Revisions(Provenance origin) =>
        origin.Revisions.Count switch
        {
            0 => "not known: the results were computed outside of a repository",
            1 => $"{origin.Revisions[0].Revision}",
            _ => string.Join(
                ", ",
                origin.Revisions.Select(r => $"{r.Revision} ({Numbers.Of(r.Instances, "instance")})")
            ),
        };

    private static string Times(Provenance origin)
    {
        if (origin.Computed is not { } computed)
            return "not known";
        var (first, last) = (Text(computed.First), Text(computed.Last));
        return first == last ? first : $"from {first} to {last}";
    }

    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static object[] Entry(string name, string text) => [Tag("dt", name), Tag("dd", text)];
}
