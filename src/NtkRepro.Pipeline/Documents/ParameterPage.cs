using System.Text;

namespace NtkRepro.Pipeline;

/// <summary>Writes all parameters as a page of Markdown: a section for each part of the record, a row for each parameter.</summary>
public static class ParameterPage
{
    /// <summary>The page; the same for the same program and file.</summary>
    /// <param name="definition">The definition, for the values it gives and the stages that read them.</param>
    /// <param name="parameterType">The record that its <c>parameters</c> are bound to.</param>
    /// <param name="introduction">Paragraphs of Markdown to put below the title.</param>
    /// <exception cref="DefinitionException">The definition's parameters hold mistakes.</exception>
    public static string Render(PipelineDefinition definition, Type parameterType, string introduction)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var schema = SchemaBuilder.Build(parameterType);
        var mistakes = new MistakeList(definition.Source);
        var resolved = ResolvedParameters.Resolve(definition, schema, preset: null, [], mistakes);
        mistakes.ThrowIfAny();
        var page = new StringBuilder("# Parameters\n\n").Append(introduction.Trim()).Append('\n');
        var uses = new ParameterUses(definition.Stages);
        foreach (var part in ParameterEntry.Of(schema).GroupBy(e => e.Path.Split('.')[0], StringComparer.Ordinal))
        {
            page.Append($"\n## `{part.Key}`\n\n");
            if (schema.Find(part.Key)?.Help is { } help)
            {
                page.Append(help).Append(".\n\n");
            }

            page.Append("| parameter | type | default | unit | meaning | stages |\n|---|---|---|---|---|---|\n");
            foreach (var entry in part)
            {
                Append(page, entry, resolved!, uses);
            }
        }

        return page.ToString();
    }

    private static void Append(
        StringBuilder page,
        ParameterEntry entry,
        ResolvedParameters resolved,
        ParameterUses uses
    )
    {
        string[] cells =
        [
            $"`{entry.Path}`",
            entry.Schema.TypeText,
            Default(entry, resolved),
            entry.Unit ?? "",
            entry.Property.Help ?? "",
            uses.Text(entry),
        ];
        page.Append("| ").AppendJoin(" | ", cells.Select(Escaped)).Append(" |\n");
    }

    // A value of the file; below a map, whose names are the file's own, what the record says.
    private static string Default(ParameterEntry entry, ResolvedParameters resolved)
    {
        if (!entry.Path.Contains(ParameterEntry.AnyName, StringComparison.Ordinal))
        {
            return Text(resolved.Find(entry.Path)!);
        }

        var property = entry.Property;
        return property.HasDefault && property.Default is { } value ? $"`{ScalarTypes.CanonicalText(value)}`"
            : property.IsRequired ? "required"
            : "none";
    }

    private static string Text(BoundValue value)
    {
        const int Most = 8;
        if (value.Value is null)
        {
            return "none";
        }

        if (value.Schema is ScalarSchema)
        {
            return $"`{ScalarTypes.CanonicalText(value.Value)}`";
        }

        var items = value.Parts.Select(p => Item(p.Value)).ToList();
        return items.Count == 0 ? "none"
            : items.Count <= Most ? $"`{string.Join(", ", items)}`"
            : $"`{string.Join(", ", items.Take(3))}, …, {items[^1]}`";
    }

    private static string Item(BoundValue value) =>
        value is { Schema: ScalarSchema, Value: { } item }
            ? ScalarTypes.CanonicalText(item)
            : value.CanonicalJsonText();

    private static string Escaped(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);
}
