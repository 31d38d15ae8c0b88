namespace NtkRepro.Pipeline;

/// <summary>Shows results under readable names: <c>latest/&lt;stage&gt;/&lt;axes&gt;/&lt;file&gt;</c>, as links into the store or, where those cannot be, copies.</summary>
internal sealed class Publisher(ArtifactLayout layout)
{
    private readonly ReadableFolder _folder = new(layout.Latest);

    // Each once: a file in a folder's place is in the way of all that belongs into it.
    private readonly List<string> _problems = [];

    /// <summary>Brings <c>latest</c> in line with a successful run; returns what went wrong, which is never worth failing for.</summary>
    /// <param name="stages">The stages.</param>
    /// <param name="isWhole">Whether all of a stage's files are given, so that others of it are outdated.</param>
    /// <param name="files">What is to be shown.</param>
    /// <param name="layout">Where.</param>
    public static IReadOnlyList<string> Publish(
        IReadOnlyList<string> stages,
        Func<string, bool> isWhole,
        IReadOnlyList<PublishedFile> files,
        ArtifactLayout layout
    )
    {
        var publisher = new Publisher(layout);
        var ofStage = files.ToLookup(f => f.Stage, StringComparer.Ordinal);
        foreach (var stage in stages)
        {
            publisher.Publish(ofStage[stage], Path.Combine(layout.Latest, stage), isWhole(stage));
        }

        if (stages.All(isWhole))
        {
            publisher.RemoveUnknownStages(stages);
        }

        publisher.Try(layout.Latest, publisher._folder.Save);
        return publisher._problems;
    }

    private void Publish(IEnumerable<PublishedFile> files, string stage, bool isWhole)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            wanted.Add(file.Shown);
            Try(file.Shown, () => _folder.Show(file.Shown, file.Stored, file.Sha256));
        }

        if (isWhole && Directory.Exists(stage))
        {
            Try(stage, () => _folder.RemoveStale(stage, wanted));
        }
    }

    private void RemoveUnknownStages(IReadOnlyList<string> stages)
    {
        if (!Directory.Exists(layout.Latest))
        {
            return;
        }

        var known = stages.ToHashSet(StringComparer.Ordinal);
        foreach (
            var folder in Directory.EnumerateDirectories(layout.Latest).Where(d => !known.Contains(Path.GetFileName(d)))
        )
        {
            Try(folder, () => _folder.RemoveStale(folder, new HashSet<string>()));
        }
    }

    private void Try(string path, Action action)
    {
        try
        {
            action();
        }
        catch (OccupiedException e)
        {
            Add(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Add($"cannot show {path}: {e.Message}");
        }
    }

    private void Add(string problem)
    {
        if (!_problems.Contains(problem, StringComparer.Ordinal))
        {
            _problems.Add(problem);
        }
    }
}
