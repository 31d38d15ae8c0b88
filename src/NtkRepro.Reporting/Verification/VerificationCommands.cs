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

    /// <summary>Replaces the preset's reference by the tables of its finished run and its figures as SVG, after printing what differs.</summary>
    /// <param name="request">The preset.</param>
    /// <param name="console">Where to print; null for standard output.</param>
    /// <returns>0 once it is replaced, 3 where the run is not whole, 1 where it is incomplete, 2 on mistakes.</returns>
    public static int Accept(PipelineRequest request, IAnsiConsole? console = null) =>
        PipelineCommands.Checked(() =>
        {
            console ??= Consoles.Output;
            if (request.Sets.Count > 0)
                throw new DefinitionException("a reference is that of a preset; leave out --set");
            var verification = new Verification(request);
            var artifacts = verification.Artifacts();
            var report = new VerificationReport(verification.Preset, [artifacts]);
            if (artifacts.Count(VerificationOutcome.Passed) < artifacts.Cases.Count)
            {
                VerificationText.Print(artifacts, console);
                console.WriteLine("The reference stays as it is.");
                return report.ExitCode;
            }
            VerificationText.Print(verification.Tables(), console);
            verification.Reference.Replace(verification.Inspection.Published);
            var folder = CommandFolder.Relative(verification.Reference.Folder);
            console.WriteLine(
                $"The reference of '{verification.Preset}' is this run: {verification.Reference.Files().Count} files in {folder}/."
            );
            return ExitCodes.Success;
        });
}
