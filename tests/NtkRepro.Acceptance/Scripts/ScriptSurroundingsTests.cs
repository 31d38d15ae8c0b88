using System.Text.Json;

namespace NtkRepro.Acceptance.Scripts;

/// <summary>The build scripts, wherever they lie, from wherever they are called, and whatever the system grants them.</summary>
public sealed class ScriptSurroundingsTests(ScriptsCopy copy) : IClassFixture<ScriptsCopy>
{
    private const string Version = "NtkRepro 0.1.0";

    [Theory]
    [InlineData("build.sh")]
    [InlineData("build.ps1")]
    public void Paths_are_relative_to_the_folder_in_which_the_command_is_given(string script)
    {
        var (code, text) = copy.RunIn("some where", script, "Plan --preset smoke --json plan.json --store ./store");

        Assert.Equal((0, ""), (code, text.Trim()));
        Assert.True(File.Exists(copy.At("some where", "plan.json")));
        Directory.Delete(copy.At("some where"), recursive: true);
        Assert.False(File.Exists(copy.At("plan.json")));
    }

    [Theory]
    [InlineData("build.sh")]
    [InlineData("build.ps1")]
    public void Files_of_systems_and_editors_are_no_sources(string script)
    {
        string[] others = ["._Page.cs", "Page.cs~", "#Page.cs#", "Page.cs.orig", ".vs/Page.cs"];
        var folder = copy.At("src", "NtkRepro.Reporting", "Html");
        Directory.CreateDirectory(Path.Combine(folder, ".vs"));
        foreach (var other in others)
            File.WriteAllText(Path.Combine(folder, other), "not C# at all {");
        File.CreateSymbolicLink(Path.Combine(folder, ".#Page.cs"), "somebody@host.123");
        var result = copy.Run(script, "--version");
        foreach (var other in others.Append(".#Page.cs"))
            File.Delete(Path.Combine(folder, other));
        Directory.Delete(Path.Combine(folder, ".vs"));

        // Otherwise it would build.
        Assert.Equal((0, Version), (result.Code, result.Text.Trim()));
    }

    [Fact]
    public void The_compiler_passes_over_the_same_files_and_maps_a_path_with_commas_and_equals_signs()
    {
        var (code, text) = copy.Shell(
            """
            mkdir -p 'a,b=c/.vs' && cd 'a,b=c' && cp ../Directory.Build.props . &&
              printf '<Project Sdk="Microsoft.NET.Sdk" />' >x.csproj && ln -s somebody@host.123 '.#Name.cs' &&
              touch Name.cs ._Name.cs Name.cs~ '#Name.cs#' Name.cs.orig .vs/Name.cs &&
              dotnet msbuild x.csproj -nologo -getItem:Compile -getProperty:PathMap
            """
        );

        Assert.True(code == 0, text);
        using var json = JsonDocument.Parse(text);
        var compiled = json.RootElement.GetProperty("Items").GetProperty("Compile").EnumerateArray();
        Assert.Equal("Name.cs", Assert.Single(compiled).GetProperty("Identity").GetString());
        Assert.EndsWith(
            "/a,,b==c/=/_/",
            json.RootElement.GetProperty("Properties").GetProperty("PathMap").GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("cd src && CDPATH=..:. bash ../build.sh --version")]
    [InlineData(
        "mkdir -p bin && ln -sf ../build.sh bin/first && ln -sf first bin/repro && cd / && \"$OLDPWD\"/bin/repro --version"
    )]
    [InlineData("./build.sh --version <&-")]
    [InlineData("env -u HOME ./build.sh --version")]
    [InlineData("HOME=/nowhere ./build.sh --version")]
    [InlineData("ulimit -Sn 64; ./build.sh --version")]
    public void It_runs_however_it_is_called(string command) =>
        Assert.Equal((0, Version), Trimmed(copy.Shell(command)));

    [Theory]
    [InlineData("./build.sh --version >&-", 1, "standard output is closed; give it a place, such as >/dev/null")]
    [InlineData(
        "./build.sh --version >/dev/full",
        1,
        "standard output could not be written to: No space left on device"
    )]
    [InlineData(
        "./build.sh Plan --preset smoke >/dev/full",
        1,
        "standard output could not be written to: No space left on device"
    )]
    [InlineData("./build.sh Plna 2>&-", 2, "")]
    [InlineData("./build.sh Plna 2>/dev/full", 2, "")]
    [InlineData("./build.sh Plan --preset smoke | head -n 1; exit ${PIPESTATUS[0]}", 0, "data: to run, 0.3 s")]
    [InlineData(
        "ulimit -n 64; ./build.sh --version",
        1,
        "the limit of open files is 64; at least 256 are needed: ulimit -n 256"
    )]
    [InlineData(
        "ulimit -v 1000000; ./build.sh --version",
        1,
        "the limit of kilobytes of virtual memory is 1000000; at least 8388608 are needed: ulimit -v 8388608"
    )]
    [InlineData(
        "ulimit -f 1000; ./build.sh --version",
        1,
        "the limit of kilobytes in a file is 1000; at least 2097152 are needed: ulimit -f 2097152"
    )]
    [InlineData(
        "TMPDIR=/nowhere ./build.sh --version",
        2,
        "TMPDIR is '/nowhere', which is no folder that can be written to; set it to one that is"
    )]
    public void What_the_system_does_not_grant_is_told_in_a_sentence(string command, int code, string text) =>
        Assert.Equal((code, text), Trimmed(copy.Shell(command)));

    [Theory]
    [InlineData("a;b")]
    [InlineData("100%")]
    [InlineData("what?")]
    [InlineData("a*b")]
    [InlineData("Ada's")]
    [InlineData("a\"b")]
    [InlineData("$HOME")]
    [InlineData("a\nb")]
    public void A_folder_in_which_the_tools_do_not_work_is_named(string name)
    {
        var folder = Directory.CreateDirectory(copy.At(name)).FullName;
        File.Copy(copy.At("build.sh"), Path.Combine(folder, "build.sh"));
        var (code, text) = copy.Shell("\"$FOLDER/build.sh\" --version", ("FOLDER", folder));
        Directory.Delete(folder, recursive: true);

        Assert.Equal(2, code);
        Assert.StartsWith(".NET, MSBuild and its shell cannot work in ", text, StringComparison.Ordinal);
        Assert.Single(text.Trim().Split('\n'));
    }

    private static (int, string) Trimmed((int Code, string Text) result) => (result.Code, result.Text.Trim());
}
