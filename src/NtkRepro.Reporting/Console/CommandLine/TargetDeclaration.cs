using System.Reflection;

namespace NtkRepro.Reporting.CommandLine;

/// <summary>A target that a build declares.</summary>
/// <param name="Property">The property that defines it.</param>
internal sealed record TargetDeclaration(PropertyInfo Property)
{
    /// <summary>What runs where no target is named.</summary>
    public const string Default = "Reproduce";

    // By its name: this project knows neither NUKE nor its stand-in.
    private const string Type = "Nuke.Common.Target";

    public string Name => Property.Name;

    /// <summary>Whether it runs without NUKE.</summary>
    public bool IsDirect => Property.IsDefined(typeof(DirectAttribute));

    public bool IsNamed(string text) =>
        string.Equals(Name, Words.WithoutDashes(text), StringComparison.OrdinalIgnoreCase);

    /// <summary>The targets of a build in the order of their declaration.</summary>
    public static IReadOnlyList<TargetDeclaration> Of(Type build) =>
        [
            .. build
                .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(property => property.PropertyType.FullName == Type)
                .Select(property => new TargetDeclaration(property)),
        ];
}
