using System.Globalization;
using Nuke.Common;
using Nuke.Common.IO;

namespace NukeCommon.Tests.Builds;

public enum Mode
{
    Fast,
    Thorough,
}

/// <summary>Reports the values of parameters of all types.</summary>
public sealed class ParametersBuild : ReportingBuild
{
    [Parameter]
    readonly string Text = "initial";

    [Parameter]
    readonly bool Flag;

    [Parameter]
    readonly bool? Maybe;

    [Parameter]
    readonly int Epochs = 160;

    [Parameter]
    readonly int? Jobs;

    [Parameter]
    readonly long? Big;

    [Parameter]
    readonly double LearningRate = 0.1;

    [Parameter]
    readonly Mode Mode;

    [Parameter]
    readonly AbsolutePath? Store;

    [Parameter]
    readonly string[] Set = [];

    [Parameter]
    readonly int[] Seeds = [];

    [Parameter]
    readonly Mode[] Modes = [];

    [Parameter(Name = "alias")]
    readonly string? Renamed;

    [Parameter]
    string Property { get; } = "initial";

    [Parameter]
    string Settable { get; set; } = "initial";

    [Parameter]
    readonly TimeSpan? Limit;

    public static int Start() => Execute<ParametersBuild>(x => x.Show);

    Target Show =>
        _ =>
            _.Executes(() =>
            {
                Say($"Text={Text}");
                Say($"Flag={Flag}");
                Say($"Maybe={Maybe}");
                Say($"Epochs={Epochs}");
                Say($"Jobs={Jobs}");
                Say($"Big={Big}");
                Say($"LearningRate={LearningRate.ToString(CultureInfo.InvariantCulture)}");
                Say($"Mode={Mode}");
                Say($"Store={Store}");
                Say($"Set={string.Join('|', Set)}");
                Say($"Seeds={string.Join('|', Seeds)}");
                Say($"Modes={string.Join('|', Modes)}");
                Say($"Renamed={Renamed}");
                Say($"Property={Property}");
                Say($"Settable={Settable}");
                Say($"Limit={Limit}");
                Say($"RootDirectory={RootDirectory}");
                Say($"Verbosity={Verbosity}");
            });
}
