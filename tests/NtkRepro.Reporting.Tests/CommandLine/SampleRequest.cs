using System.Collections;
using NtkRepro.Reporting.CommandLine;

namespace NtkRepro.Reporting.Tests.CommandLine;

/// <summary>A project's folder, and commands given in it.</summary>
internal sealed class SampleRequest : IDisposable
{
    public SampleRequest() => Directory.CreateDirectory(Path.Combine(Root, ".nuke"));

    public string Root { get; } = Directory.CreateTempSubdirectory("command-line-").FullName;

    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    /// <summary>Writes the file of parameters.</summary>
    public void Write(string text) => File.WriteAllText(Path.Combine(Root, ".nuke", "parameters.json"), text);

    /// <summary>Reads a command that is given in a folder below the root.</summary>
    public Request Read(params string[] arguments)
    {
        var folder = Path.Combine(Root, "sub");
        return RequestReader.Read(
            typeof(SampleBuild),
            new Words(arguments),
            new EnvironmentValues((IDictionary)Environment, folder),
            new(folder, Root),
            path => new Uri(path)
        );
    }

    /// <summary>Reads a command without a mistake and fills a build.</summary>
    public SampleBuild Fill(params string[] arguments)
    {
        var request = Read(arguments);
        Assert.Empty(request.Mistakes);
        var build = new SampleBuild();
        foreach (var (parameter, value) in request.Values)
            parameter.Set(build, value);
        return build;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
