using System.Globalization;

namespace NtkRepro.Pipeline.Bench;

/// <summary>A pipeline of toy stages on the command line, for load numbers, drills of faults, and tests that need real processes.</summary>
internal static class Program
{
    private const int Usage = 2;

    private const string Help = """
        experiment FOLDER        writes a definition of 112 instances in the shape of a small experiment
        levels FOLDER COUNT      writes a definition of COUNT instances in three levels
        run FOLDER [OPTIONS]     plans and runs it
        plan FOLDER [--json]     prints what would run
        loaded FOLDER            plans, and lists the assemblies that this took
        load COUNT...  [--fast]  measures definitions of so many instances
        kills COUNT              kills that many runs at random instants, resumes them and compares
        options: --jobs N, --store FOLDER, --instance NAME, --processes, --keep-going, --fast, --rehash,
                 --hold STAGE (waits there), --crash STAGE
        """;

    public static int Main(string[] arguments)
    {
        try
        {
            var (operands, options) = HostOptions.Parse(arguments);
            switch (operands)
            {
                case ["experiment", var folder]:
                    Definitions.WriteExperiment(folder);
                    return 0;
                case ["levels", var folder, var count]:
                    Definitions.WriteLevels(folder, Number(count));
                    return 0;
                case ["run", var folder]:
                    return RunCommand.Run(folder, options);
                case ["plan", var folder]:
                    var plan = Definitions.Load(folder, options).Plan();
                    HostConsole.Write(options.IsJson ? PlanJson.Render(plan) : PlanText.Render(plan));
                    return 0;
                case ["loaded", var folder]:
                    Definitions.Load(folder, options).Plan();
                    HostConsole.Write(
                        string.Join('\n', AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetName().Name))
                    );
                    return 0;
                case ["measure-plan", var folder]:
                    return LoadCommand.Plan(folder, options);
                case ["measure-run", var folder]:
                    return LoadCommand.PlanAndRun(folder, options);
                case ["load", .. var counts]:
                    return LoadCommand.Run(counts, options);
                case ["kills", var count]:
                    return KillsCommand.Run(Number(count));
                default:
                    Console.Error.WriteLine(Help);
                    return Usage;
            }
        }
        catch (Exception e) when (e is DefinitionException or FormatException)
        {
            Console.Error.WriteLine(e.Message);
            return Usage;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
