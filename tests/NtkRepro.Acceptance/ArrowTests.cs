namespace NtkRepro.Acceptance;

/// <summary>Dependencies point one way: between assemblies, and between the folders of the science.</summary>
public sealed class ArrowTests
{
    private const string Build = "_build";
    private const string Reporting = "NtkRepro.Reporting";
    private const string Science = "NtkRepro";
    private const string Tangents = "NtkRepro.Tangents";
    private const string Pipeline = "NtkRepro.Pipeline";
    private const string Setup = "NtkRepro.Setup";
    private const string Nuke = "Nuke.Common";

    // The folders of the science, in the order in which the data flow.
    private static readonly string[] Folders =
    [
        "Data",
        "Networks",
        "Training",
        "Curves",
        "Linearization",
        "Kernels",
        "Metrics",
        "Figures",
    ];

    private static readonly string[] Assemblies = [Build, Reporting, Science, Tangents, Pipeline, Setup];

    [Theory]
    [InlineData(Build, Reporting)]
    [InlineData(Reporting, Science, Pipeline)]
    [InlineData(Science, Tangents, Pipeline)]
    [InlineData(Tangents)]
    [InlineData(Pipeline)]
    [InlineData(Setup)]
    public void An_assembly_knows_those_that_its_arrows_point_to_and_no_other(string name, params string[] known)
    {
        var referred = References(name).Intersect(Assemblies, StringComparer.Ordinal);
        var declared = ProjectFile.Of(name).References.Intersect(Assemblies, StringComparer.Ordinal);

        Assert.Equal(known.Order(StringComparer.Ordinal), referred.Order(StringComparer.Ordinal));
        Assert.Empty(declared.Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public void The_derivatives_stand_on_TorchSharp_alone()
    {
        Assert.Equal(["TorchSharp"], Packages(Tangents));
        Assert.Equal(["TorchSharp"], ProjectFile.Of(Tangents).Packages);
    }

    [Theory]
    [InlineData(Pipeline, "TorchSharp", "Parquet", "ScottPlot", "SkiaSharp", "MathNet.Numerics", "Spectre.Console")]
    [InlineData(Science, "YamlDotNet", "Microsoft.CodeAnalysis.CSharp", "Spectre.Console")]
    public void An_assembly_stands_on_no_package_of_another(string name, params string[] packages) =>
        Assert.Empty(Packages(name).Intersect(packages, StringComparer.Ordinal));

    [Fact]
    public void Only_what_talks_to_people_uses_the_terminal() =>
        Assert.Equal(
            [Build, Reporting],
            Assemblies.Where(name => References(name).Contains("Spectre.Console", StringComparer.Ordinal))
        );

    [Fact]
    public void Only_the_build_and_the_tests_of_its_stand_in_call_NUKE()
    {
        Assert.Equal([Build], Assemblies.Where(name => References(name).Contains(Nuke, StringComparer.Ordinal)));
        Assert.Equal(
            ["Nuke.Common.Tests", Build],
            ProjectFile
                .All.Where(p => p.References.Concat(p.Packages).Contains(Nuke, StringComparer.Ordinal))
                .Select(p => p.Name)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void No_namespace_of_the_sources_leads_back_to_itself()
    {
        var arrows =
            from assembly in Assemblies
            from type in Types(assembly)
            // Parameters are read in every folder: a test of their own says what they know.
            where IsOurs(type) && type.Namespace != Science
            from used in TypeReferences.Of(type)
            where IsOurs(used) && used.Namespace != type.Namespace
            select (type.Namespace, used.Namespace);

        Assert.Null(Cycle.In(arrows.Distinct()));
    }

    [Fact]
    public void A_folder_of_the_science_uses_none_that_comes_after_it() => Assert.Empty(Backwards(Folders));

    [Fact]
    public void The_parameters_know_nothing_of_the_folders_but_choices()
    {
        // But for what puts the stages together, and for the rules that the kinds and the stages make.
        var parameters = Types(Science)
            .Where(type =>
                type.Namespace == Science && Outermost(type).Name is not (nameof(Reproduction) or "ParameterRules")
            );

        var used = parameters.SelectMany(TypeReferences.Of).Where(used => FolderOf(used) is not null).ToList();

        Assert.NotEmpty(used);
        Assert.All(used, type => Assert.True(type.IsEnum, $"{type}"));
    }

    [Fact]
    public void Figures_and_reports_read_tables_and_no_tensors()
    {
        Assert.Empty(Computing(Types(Science).Where(type => FolderOf(type) == "Figures")));
        Assert.Empty(Computing(Types(Reporting)));
    }

    // What finds nothing wrong must be able to.
    [Fact]
    public void Tensors_are_found_where_they_are()
    {
        Assert.Contains("NtkRepro.Kernels.KernelFile", Computing(Types(Science)));
        Assert.Contains(
            Backwards([.. Folders.Reverse()]),
            arrow => arrow.StartsWith("NtkRepro.Figures", StringComparison.Ordinal)
        );
    }

    private static Type[] Types(string assembly) => BuiltAssemblies.Instance.Named(assembly).GetTypes();

    private static IEnumerable<string> References(string assembly) =>
        BuiltAssemblies.Instance.Named(assembly).GetReferencedAssemblies().Select(a => a.Name!);

    private static IEnumerable<string> Packages(string assembly) =>
        References(assembly)
            .Except(Assemblies, StringComparer.Ordinal)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
            .Where(name => name is not ("Microsoft.Win32.Primitives" or "netstandard"));

    private static IEnumerable<string> Computing(IEnumerable<Type> types) =>
        types
            .Where(type => TypeReferences.Of(type).Any(t => t.Assembly.GetName().Name is "TorchSharp" or Tangents))
            .Select(type => type.ToString());

    // From an earlier folder to a later one.
    private static IEnumerable<string> Backwards(string[] folders) =>
        from type in Types(Science)
        let folder = Array.IndexOf(folders, FolderOf(type))
        where folder >= 0
        from used in TypeReferences.Of(type)
        where Array.IndexOf(folders, FolderOf(used)) > folder
        select $"{type} -> {used}";

    // A folder may have folders: `NtkRepro.Data.Assemblies` is of `Data`.
    private static string? FolderOf(Type type) =>
        type.Assembly.GetName().Name == Science && type.Namespace?.Split('.') is [Science, var folder, ..]
            ? folder
            : null;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool IsOurs(Type type) => type.Namespace?.Split('.')[0] == Science;
}
