using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace NtkRepro.Acceptance;

/// <summary>
/// Which source files of some assemblies a method's run can get into, from its intermediate language and the debugging symbols.
/// An override counts where its type is made, whoever calls it; constants and enumerations leave no trace.
/// </summary>
internal sealed class ReachableFiles
{
    private const BindingFlags Declared =
        BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    private readonly Dictionary<Module, ILookup<int, string>> files;
    private readonly HashSet<MethodBase> visited = [];
    private readonly HashSet<Type> made = [];
    private readonly Queue<MethodBase> left = [];

    private ReachableFiles(IEnumerable<Assembly> assemblies)
    {
        files = assemblies.ToDictionary(
            assembly => assembly.ManifestModule,
            assembly => Documents(Path.ChangeExtension(assembly.Location, ".pdb"))
        );
    }

    /// <summary>The paths of the files as the compiler wrote them down.</summary>
    /// <param name="start">Where the run begins.</param>
    /// <param name="assemblies">Whose files are looked for.</param>
    public static IReadOnlySet<string> From(MethodBase start, params IEnumerable<Assembly> assemblies)
    {
        var search = new ReachableFiles(assemblies);
        search.Visit(start);
        while (search.left.TryDequeue(out var method))
            search.Read(method);
        return search
            .visited.SelectMany(m => search.files[m.Module][m.MetadataToken])
            .ToHashSet(StringComparer.Ordinal);
    }

    private bool IsOurs(Type type) => files.ContainsKey(type.Module);

    private static ILookup<int, string> Documents(string symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(symbols));
        var reader = provider.GetMetadataReader();
        return reader
            .MethodDebugInformation.SelectMany(handle =>
                reader
                    .GetMethodDebugInformation(handle)
                    .GetSequencePoints()
                    .Where(p => !p.IsHidden)
                    .Select(p => reader.GetString(reader.GetDocument(p.Document).Name))
                    .Distinct(StringComparer.Ordinal)
                    .Select(file => (Token: MetadataTokens.GetToken(handle.ToDefinitionHandle()), File: file))
            )
            .ToLookup(p => p.Token, p => p.File);
    }

    private void Visit(MethodBase method)
    {
        if (!files.ContainsKey(method.Module))
        {
            Mention(method.IsGenericMethod ? method.GetGenericArguments() : []);
            return;
        }
        if (method.IsGenericMethod)
            Mention(method.GetGenericArguments());
        if (method.Module.ResolveMethod(method.MetadataToken) is not { } definition || !visited.Add(definition))
            return;
        left.Enqueue(definition);
        Touch(definition.DeclaringType!);
        if (method.IsConstructor)
            Make(definition.DeclaringType!);
    }

    // Type arguments are made by reflection, as the rows of tables are.
    private void Mention(Type[] arguments)
    {
        foreach (var type in arguments.Where(t => IsOurs(t) && !t.IsGenericParameter))
        {
            foreach (var constructor in Definition(type).GetConstructors(Declared))
                Visit(constructor);
        }
    }

    private void Touch(Type type)
    {
        if (IsOurs(type) && Definition(type).TypeInitializer is { } initializer)
            Visit(initializer);
    }

    private void Make(Type type)
    {
        for (var t = type; t is not null && IsOurs(t); t = t.BaseType)
        {
            var definition = Definition(t);
            if (!made.Add(definition))
                return;
            foreach (var method in definition.GetMethods(Declared).Where(m => m.IsVirtual && !m.IsAbstract))
                Visit(method);
        }
    }

    private static Type Definition(Type type) =>
        type.IsGenericType && !type.IsGenericTypeDefinition ? type.GetGenericTypeDefinition() : type;

    private void Read(MethodBase method)
    {
        foreach (var member in MethodBodies.Named(method))
            Follow(member);
    }

    private void Follow(MemberInfo member)
    {
        switch (member)
        {
            case MethodBase method:
                Visit(method);
                break;
            case FieldInfo field:
                Touch(field.DeclaringType!);
                break;
            case Type type:
                Touch(type);
                if (type.IsValueType && IsOurs(type))
                    Make(type);
                break;
        }
    }
}
