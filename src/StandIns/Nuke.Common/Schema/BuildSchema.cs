using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Nuke.Common.Execution;

namespace Nuke.Common.Schema;

/// <summary>
/// The JSON schema (draft 4) of <c>.nuke/parameters.json</c>, which editors read: a build's targets and parameters, with their types
/// and descriptions, in the package's order and layout.
/// </summary>
internal sealed class BuildSchema(Utf8JsonWriter json)
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Returns the text of the file, in UTF-8.</summary>
    public static ReadOnlySpan<byte> Write(Type build, IReadOnlyList<ExecutableTarget> targets)
    {
        var own = SchemaProperty.Of(build);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Layout))
            new BuildSchema(json).Write(targets, own);
        buffer.Write(Encoding.UTF8.GetBytes(Environment.NewLine));
        return buffer.WrittenSpan;
    }

    private void Write(IReadOnlyList<ExecutableTarget> targets, List<SchemaProperty> own)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "http://json-schema.org/draft-04/schema#");
        json.WriteStartObject("definitions");
        // Types are defined in the order in which the parameters, by name, first need them.
        var all = own.Concat(BuiltIn.Properties).OrderBy(x => x.Name, StringComparer.CurrentCulture);
        foreach (
            var type in all.Select(x => SchemaProperty.ScalarOf(x.Type)).Where(SchemaProperty.IsDefined).Distinct()
        )
            WriteDefinition(type, targets);
        json.WriteStartObject(nameof(NukeBuild));
        WriteProperties(BuiltIn.Properties);
        json.WriteEndObject();
        json.WriteEndObject();

        json.WriteStartArray("allOf");
        json.WriteStartObject();
        if (own.Count > 0)
            WriteProperties(own);
        json.WriteEndObject();
        json.WriteStartObject();
        WriteReference(nameof(NukeBuild));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteDefinition(Type type, IReadOnlyList<ExecutableTarget> targets)
    {
        IEnumerable<string> names =
            type == typeof(ExecutableTarget)
                ? targets.Select(x => x.Name).Order(StringComparer.CurrentCulture)
                : Enum.GetNames(type);
        json.WriteStartObject(type.Name);
        json.WriteString("type", "string");
        if (type.IsEnum && type != typeof(Host))
            json.WriteString("description", "");
        if (names.Any())
        {
            json.WriteStartArray("enum");
            foreach (var name in names)
                json.WriteStringValue(name);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private void WriteProperties(IReadOnlyList<SchemaProperty> properties)
    {
        json.WriteStartObject("properties");
        foreach (var property in properties)
        {
            json.WriteStartObject(property.Name);
            WriteType(property.Type, property.Description);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteType(Type type, string? description)
    {
        if (type.IsArray)
        {
            json.WriteString("type", "array");
            WriteDescription();
            json.WriteStartObject("items");
            WriteType(type.GetElementType()!, description: null);
            json.WriteEndObject();
            return;
        }

        var scalar = SchemaProperty.ScalarOf(type);
        if (SchemaProperty.IsDefined(scalar))
        {
            WriteDescription();
            WriteReference(scalar.Name);
            return;
        }

        var (name, format) = SchemaProperty.Names(scalar);
        WriteTypeName(name, isNullable: scalar != type);
        WriteDescription();
        if (format != null)
            json.WriteString("format", format);

        void WriteDescription()
        {
            if (description != null)
                json.WriteString("description", description);
        }
    }

    private void WriteTypeName(string name, bool isNullable)
    {
        if (!isNullable)
        {
            json.WriteString("type", name);
            return;
        }

        json.WriteStartArray("type");
        foreach (var x in new[] { name, "null" }.Order(StringComparer.Ordinal))
            json.WriteStringValue(x);
        json.WriteEndArray();
    }

    private void WriteReference(string definition) => json.WriteString("$ref", "#/definitions/" + definition);
}
