using NtkRepro.Pipeline;
using Spectre.Console;

namespace NtkRepro.Reporting;

/// <summary>The commands about the reference. Each returns one of <see cref="ExitCodes"/>.</summary>
public static class VerificationCommands
{
    /// <summary>Verifies a finished run, prints what differs, and writes <c>verify/junit.xml</c> among the artifacts.</summary>
    /// <param name="request">The preset and settings of the run.</param>
    /// <param name="console">Where to print; null for standard output.</param>
    /// <returns>0 where nothing differs, 3 where something does, 1 where the run is incomplete, 2 on mistakes.</returns>
    public static int Verify(PipelineRequest request, IAnsiConsole? console = null) =>
        PipelineCommands.Checked(() =>
        {
            var report = new Verification(request).Run();
            VerificationText.Print(report, console ?? Consoles.Output);
            WriteJUnit(report, Path.Combine(request.Artifacts, "verify", "junit.xml"));
            return report.ExitCode;
        });

    // What was found out is said by then, and stays what it is.
    private static void WriteJUnit(VerificationReport report, string path)
    {
        try
        {
            VerificationJUnit.Write(report, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"warning: {path} was not written: {e.Message}");
        }
    }

    /// <summary>
    /// Replaces the preset's reference by the tables of its finished run and its figures as SVG, after printing what differs, verdicts on claims
    /// first, and asking.
    /// </summary>
    /// <param name="request">The preset.</param>
    /// <param name="ask">Asks a person, and says whether the answer was yes; null where nobody can answer.</param>
    /// <param name="console">Where to print; null for standard output.</param>
    /// <returns>
    /// 0 once it is replaced; 3 where the run is not whole, 1 where it is incomplete or the answer was no, 2 on mistakes and
    /// where nobody could be asked.
    /// </returns>
    public static int Accept(PipelineRequest request, Func<string, bool>? ask, IAnsiConsole? console = null) =>
        PipelineCommands.Checked(() =>
        {
            console ??= Consoles.Output;
            if (request.Sets.Count > 0 || RunChoice.Find(PipelineCommands.Load(request), request)?.Sets.Count > 0)
                throw new DefinitionException("a reference is that of a preset; leave out --set");
            var verification = new Verification(request);
            var artifacts = verification.Artifacts();
            if (artifacts.Count(VerificationOutcome.Passed) < artifacts.Cases.Count)
            {
                VerificationText.Print(artifacts, console);
                console.WriteLine("The reference stays as it is.");
                return new VerificationReport(verification.Preset, [artifacts]).ExitCode;
            }
            VerificationPart[] parts = [verification.Claims(), verification.Tables()];
            foreach (var part in parts)
                VerificationText.Print(part, console, isWhole: true);
            if (ask is null)
                throw new DefinitionException(
                    "nobody can be asked whether to take this run as the reference; --yes takes it"
                );
            if (!ask($"Take this run as the reference of '{verification.Preset}'?"))
            {
                console.WriteLine("The reference stays as it is.");
                return ExitCodes.Failure;
            }
            verification.Reference.Replace(verification.Inspection.Published);
            var folder = CommandFolder.Relative(verification.Reference.Folder);
            console.WriteLine(
                $"The reference of '{verification.Preset}' is this run: {verification.Reference.Files().Count} files in {folder}/."
            );
            return ExitCodes.Success;
        });

    /// <summary>Takes a run as its preset's reference; asks on the terminal unless the answer is given.</summary>
    /// <inheritdoc cref="Accept(PipelineRequest, Func{string, bool}?, IAnsiConsole?)"/>
    /// <param name="request">The preset.</param>
    /// <param name="isYes">Whether the answer is given.</param>
    public static int Accept(PipelineRequest request, bool isYes) =>
        Accept(
            request,
            isYes ? _ => true
                : Question.CanBeAsked ? question => Question.Ask(question, Console.ReadLine)
                : null
        );
}
