using System.Reflection;
using System.Text;

namespace NtkRepro.Reporting.CommandLine;

/// <summary>
/// The program around a NUKE build: checks the command line before NUKE sees it, answers what NUKE need not be asked, and sees to it
/// that exit codes are this program's.
/// </summary>
/// <typeparam name="TBuild">The build, whose members declare targets and parameters.</typeparam>
/// <param name="create">Makes a build outside NUKE.</param>
/// <param name="exitCode">Reads the exit code that a build has set.</param>
/// <param name="makePath">Makes the build's type of paths of a full path.</param>
/// <param name="summary">Reads what a build's targets reported of themselves; null where they do not.</param>
public sealed class BuildProgram<TBuild>(
    Func<TBuild> create,
    Func<TBuild, int?> exitCode,
    Func<string, object> makePath,
    Func<TBuild, IEnumerable<SummaryLine>>? summary = null
)
    where TBuild : class
{
    private Request? _request;
    private TBuild? _build;
    private bool _hasNumbers;
    private string? _temporary;

    /// <summary>How much is to be said.</summary>
    public OutputLevel Level => _request?.Level ?? OutputLevel.Normal;

    /// <summary>A folder of this process alone, for files that NUKE keeps to itself; there once it is asked for.</summary>
    public string TemporaryFolder => _temporary ??= Directory.CreateTempSubdirectory("ntk-repro-nuke-").FullName;

    /// <summary>Runs what the command line asks for.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="execute">Lets NUKE run what it asks for.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public int Run(IReadOnlyList<string> arguments, Func<int> execute)
    {
        ArgumentNullException.ThrowIfNull(execute);
        // Without, .NET knows few encodings of a locale, and takes the others for UTF-8.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = OperatingSystem.IsWindows() ? Encoding.UTF8 : PlainFallback.Of(Console.OutputEncoding);
        if (encoding.CodePage != Encoding.UTF8.CodePage || OperatingSystem.IsWindows())
            Console.OutputEncoding = encoding;
        return Run(earlier: null, () => Answer(new Words(arguments), execute));
    }

    /// <summary>Gives the build's members the values that were asked for.</summary>
    public void Fill(TBuild build)
    {
        _build = build;
        foreach (var (parameter, value) in _request?.Values ?? new Dictionary<ParameterDeclaration, object>())
            parameter.Set(build, value);
    }

    /// <summary>
    /// Runs what a target does, unless one before it failed. No exception leaves it: NUKE would print a table around it.
    /// </summary>
    /// <param name="earlier">How what ran before ended; null where nothing did.</param>
    /// <param name="command">What to run; it returns its exit code.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public int Run(int? earlier, Func<int> command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (earlier is { } code and not ExitCodes.Success)
            return code;
        try
        {
            return ExitCodes.Of(command());
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        // Whatever it is: a person is told what went wrong, and how to see where.
        catch (Exception failure)
        {
            Console.Error.WriteLine(Level == OutputLevel.Verbose ? failure.ToString() : Cause(failure).Message);
            return ExitCodes.Failure;
        }
    }

    /// <summary>
    /// Runs a target that runs the pipeline, as <see cref="Run(int?, Func{int})"/> does; where it is to go on, also after a failure, on what
    /// does not depend on it.
    /// </summary>
    /// <param name="earlier">How what ran before ended; null where nothing did.</param>
    /// <param name="isGoingOn">Whether a failure stops only what depends on it.</param>
    /// <param name="run">What to run.</param>
    /// <returns>How this target ended, with the code of all so far.</returns>
    public RunOutcome Run(int? earlier, bool isGoingOn, Func<RunOutcome> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var hasFailed = earlier is not (null or ExitCodes.Success);
        if (hasFailed && !(isGoingOn && earlier == ExitCodes.Failure))
            return RunOutcome.After(earlier!.Value);
        _hasNumbers = true;
        var outcome = RunOutcome.Of(ExitCodes.Success);
        var ended = Run(earlier: null, () => (outcome = run()).Code);
        return outcome with { Code = hasFailed && ended == ExitCodes.Success ? earlier!.Value : ended };
    }

    private int Answer(Words words, Func<int> execute)
    {
        if (words.AskForVersion)
            return Say($"NtkRepro {typeof(ExitCodes).Assembly.GetName().Version?.ToString(3)}");
        var folder = CommandFolder.Path;
        var environment = new EnvironmentValues(Environment.GetEnvironmentVariables(), folder);
        NukeEnvironment.Shield(environment, [.. ParameterDeclaration.Of(typeof(TBuild)).Select(p => p.Name)]);
        if (NukeEnvironment.FindRoot(words, environment, folder, out var mistake) is not { } root)
            return Refuse([mistake!]);
        if (words.AskForHelp)
            return Say(HelpText.Render(create(), TargetDeclaration.Default));

        _request = RequestReader.Read(typeof(TBuild), words, environment, new(folder, root), makePath);
        if (_request.Mistakes.Count > 0)
            return Refuse(_request.Mistakes);
        foreach (var warning in _request.Warnings.Where(_ => Level != OutputLevel.Quiet))
            Console.Error.WriteLine($"warning: {warning}");
        return _request.Direct is { } target ? RunDirectly(target) : RunByNuke(execute);
    }

    private int RunDirectly(TargetDeclaration target)
    {
        var build = create();
        Fill(build);
        foreach (var action in TargetDefinition.Of(build, target).Actions)
            action();
        return exitCode(build) ?? ExitCodes.Success;
    }

    private int RunByNuke(Func<int> execute)
    {
        try
        {
            var code = ExitCodes.Of(execute());
            // After NUKE, which prints nothing: so the table is the same whichever NUKE it is.
            if (_hasNumbers && _build is not null && summary is not null && Level != OutputLevel.Quiet)
                SummaryTable.PrintTargets(summary(_build), Consoles.Output);
            return code;
        }
        finally
        {
            if (_temporary is not null)
                Directory.Delete(_temporary, recursive: true);
        }
    }

    // What NUKE finds wrong as it is loaded comes wrapped.
    private static Exception Cause(Exception failure) =>
        failure is TypeInitializationException or TargetInvocationException && failure.InnerException is { } inner
            ? Cause(inner)
            : failure;

    private static int Refuse(IReadOnlyList<string> mistakes)
    {
        foreach (var mistake in mistakes)
            Console.Error.WriteLine(mistake);
        return ExitCodes.Usage;
    }

    private static int Say(string text)
    {
        Console.Out.WriteLine(text);
        return ExitCodes.Success;
    }
}
