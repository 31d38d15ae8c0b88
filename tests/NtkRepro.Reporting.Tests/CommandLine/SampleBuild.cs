// Fields are filled by reflection, as in every NUKE build.
#pragma warning disable CS0649

using NtkRepro.Reporting.CommandLine;
using Nuke.Common;

// The checks know NUKE by the names of its types alone; here are types of these names.
namespace Nuke.Common
{
    /// <summary>Marks a parameter.</summary>
    [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
    public sealed class ParameterAttribute(string? description = null) : Attribute
    {
        public string? Description { get; } = description;

        public string? Name { get; set; }
    }

    /// <summary>How a target says what it is; with a member of which the checks know nothing.</summary>
    public interface ITargetDefinition
    {
        ITargetDefinition Description(string description);

        ITargetDefinition Executes(params Action[] actions);

        ITargetDefinition DependsOn(params Target[] targets);

        ITargetDefinition Requires<T>(Func<T> requirement);
    }

    /// <summary>Defines a target.</summary>
    public delegate ITargetDefinition Target(ITargetDefinition definition);
}

namespace NtkRepro.Reporting.Tests.CommandLine
{
    public enum Mode
    {
        Fast,
        Thorough,
    }

    /// <summary>A build with parameters of every type that there may be.</summary>
    [Example("./build.sh Find 'a[*'", "looks for it")]
    internal sealed class SampleBuild
    {
        [Parameter("How long to train")]
        public readonly int Epochs = 160;

        [Parameter, AtLeast(1)]
        public readonly int? Jobs;

        [Parameter]
        public readonly bool Flag;

        [Parameter]
        public readonly bool? Maybe;

        [Parameter("Alone"), ReadBy(nameof(Show), Stages = true)]
        public readonly bool Alone;

        [Parameter("The overlay")]
        public readonly string? Preset;

        [Parameter("How exact to be")]
        public readonly Mode Mode;

        [Parameter("Parameters to change", Name = "set")]
        public readonly string[] Sets = [];

        [Parameter]
        public readonly int[] Seeds = [];

        [Parameter]
        public readonly Uri? Store;

        [Parameter, Follows(nameof(Find)), CheckedBy(typeof(SampleBuild), nameof(ItemProblem))]
        public readonly string? Item;

        [Parameter, RequiredBy(nameof(Export), nameof(Secret))]
        public readonly Uri? To;

        public static string? ItemProblem(string item) => item == "folder" ? "it is a folder" : null;

        public IList<string> Ran { get; } = [];

        public int? ExitCode { get; set; }

        public Target Reproduce => _ => _.Description("Runs everything").Executes(() => Ran.Add("Reproduce"));

        public Target Export => _ => _.Description("Writes a crate").Requires(() => To).DependsOn(Reproduce);

        [Direct]
        public Target Show => _ => _.Executes(() => Ran.Add($"Show {Preset}"), () => ExitCode = 3);

        [Direct]
        public Target Find => _ => _.Executes(() => Ran.Add($"Find {Item}"));

        public Target Secret => _ => _.Executes(() => Ran.Add("Secret"));
    }
}
