using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace NtkRepro.Pipeline;

/// <summary>The JSON Schema of the section <c>stages</c>.</summary>
internal static class StageSchema
{
    // A name that an axis or a map may have where a path is written; a number in a path may hold a point, which a pattern cannot tell apart.
    private const string Axis = @"\{[^{}]+\}";
    private const string AnyPath = @"(?:\..+)?";

    // What may end the path of an axis, and no other.
    private const string MayBeEmpty = @"\??";

    /// <summary>The stages that the program has, by name.</summary>
    public static JsonObject Map(IReadOnlyList<string> stages)
    {
        var properties = new JsonObject();
        foreach (var stage in stages)
        {
            properties[stage] = new JsonObject { ["$ref"] = "#/definitions/stage" };
        }

        return new JsonObject
        {
            ["description"] = "The stages, each after those it reads from or not: the graph orders them",
            ["type"] = "object",
            ["minProperties"] = 1,
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    /// <summary>One stage.</summary>
    public static JsonObject One(RecordSchema parameters, IReadOnlyList<string> stages) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["description"] = Text("What it does, for people; never part of a key"),
                ["foreach"] = Foreach(parameters),
                ["parameters"] = List(
                    "The parameter paths that it may read, and that its key holds; {axis} is filled in",
                    ParameterPath(parameters)
                ),
                ["inputs"] = List(
                    "What it reads, as stage/path: that stage's instances which agree on all shared axes",
                    InputPath(stages)
                ),
                ["optional"] = List(
                    "The same for what it does without where no instance of that stage agrees with it",
                    InputPath(stages)
                ),
                ["code"] = List(
                    "Files whose content is part of its key, relative to this file's folder; of C# files it is the tokens. {axis} and {a.parameter} are filled in",
                    CodePath()
                ),
                ["outputs"] = List("What it writes, all of it and nothing else; *, ? and ** are wildcards", Path(), 1),
                ["publish"] = List("Outputs to show under readable names", Path()),
            },
            ["required"] = Json.Array(["outputs"]),
            ["additionalProperties"] = false,
        };

    private static JsonObject InputPath(IReadOnlyList<string> stages) =>
        new() { ["type"] = "string", ["pattern"] = $"^(?:{Alternatives(stages)})/.+" };

    private static JsonObject Foreach(RecordSchema parameters) =>
        new()
        {
            ["description"] =
                "The axes over which it is repeated, in order: each a parameter path, or a list of paths whose sorted union it takes; a path that ends in ? may have no values",
            ["type"] = Json.Array(["object", "null"]),
            ["propertyNames"] = new JsonObject { ["pattern"] = ValueSchema.NamePattern },
            ["additionalProperties"] = new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    ParameterPath(parameters, MayBeEmpty),
                    new JsonObject
                    {
                        ["type"] = "array",
                        ["items"] = ParameterPath(parameters, MayBeEmpty),
                        ["minItems"] = 1,
                    }
                ),
            },
        };

    // A path of the records, listed for completion; one with an axis in it; or one below a map, whose names are the definition's own.
    private static JsonObject ParameterPath(RecordSchema parameters, string mark = "")
    {
        var (paths, maps) = (new List<string>(), new List<string>());
        Collect(parameters, "", paths, maps);
        var alternatives = new JsonArray(
            new JsonObject { ["enum"] = Json.Array(paths) },
            new JsonObject
            {
                ["pattern"] = $@"^(?:{Alternatives(parameters.Names)})(?:\.[^.{{}}]+)*\.{Axis}{AnyPath}{mark}$",
            }
        );
        if (maps.Count > 0)
        {
            alternatives.Add(new JsonObject { ["pattern"] = $@"^(?:{Alternatives(maps)})\.[^.{{}}]+{AnyPath}{mark}$" });
        }

        return new JsonObject { ["type"] = "string", ["anyOf"] = alternatives };
    }

    private static void Collect(RecordSchema record, string path, List<string> paths, List<string> maps)
    {
        foreach (var property in record.Properties)
        {
            var at = ParameterPaths.Join(path, property.Name);
            paths.Add(at);
            if (property.Schema is MapSchema)
            {
                maps.Add(at);
            }
            else if (property.Schema is RecordSchema inner)
            {
                Collect(inner, at, paths, maps);
            }
        }
    }

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };

    /// <summary>A list of distinct values.</summary>
    public static JsonObject List(string description, JsonObject items, int least = 0)
    {
        var json = new JsonObject { ["description"] = description, ["type"] = "array" };
        if (least > 0)
        {
            json["minItems"] = least;
        }

        json["uniqueItems"] = true;
        json["items"] = items;
        return json;
    }

    // As Glob.Problem, but for lengths and segments that are '.', '..' or spaces.
    private static JsonObject Path() =>
        new() { ["type"] = "string", ["pattern"] = """^[^/\\:"<>|{}\[\]][^\\:"<>|{}\[\]]*$""" };

    // As well, with places for axes and parameters, whose paths may have axes in them.
    private static JsonObject CodePath() =>
        new() { ["type"] = "string", ["pattern"] = """^(?!/)(?:[^\\:"<>|{}\[\]]|\{(?:[^{}]|\{[^{}]+\})+\})+$""" };

    private static string Alternatives(IEnumerable<string> names) => string.Join('|', names.Select(Regex.Escape));
}
