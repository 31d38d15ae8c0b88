using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NtkRepro.Pipeline;

/// <summary>
/// Writes a plan for programs, as one JSON object. Fields are only ever added:
/// <list type="bullet">
/// <item><c>format</c>: 1. <c>pipeline</c>, <c>preset</c> (null without one): names.</item>
/// <item>
/// <c>instances</c>, each after those it reads from: <c>instance</c> (name), <c>stage</c>, <c>axes</c> (axis to canonical text),
/// <c>state</c> (<c>up-to-date</c>, <c>will-run</c>, <c>may-run</c> or <c>blocked</c>), <c>reasons</c> (texts; empty when up to date),
/// <c>key</c> (64 hex digits; null while an input is unknown), <c>expected_seconds</c> (null without an earlier timing).
/// </item>
/// <item>
/// <c>totals</c>: <c>instances</c>, <c>up_to_date</c>, <c>will_run</c>, <c>may_run</c>, <c>blocked</c> (counts),
/// <c>expected_seconds</c> (all that will or may run, one after the other), <c>without_estimate</c> (how many of those it leaves out).
/// </item>
/// </list>
/// </summary>
public static class PlanJson
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The plan as indented JSON, ending in a line feed.</summary>
    /// <param name="plan">The plan.</param>
    public static string Render(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("pipeline", plan.Definition.Name);
            json.WriteString("preset", plan.Preset);
            json.WriteStartArray("instances");
            foreach (var planned in plan.Instances)
            {
                Write(json, planned);
            }

            json.WriteEndArray();
            WriteTotals(json, plan);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, PlannedInstance planned)
    {
        json.WriteStartObject();
        json.WriteString("instance", planned.Name);
        json.WriteString("stage", planned.Stage);
        json.WriteStartObject("axes");
        foreach (var axis in planned.Instance.Stage.Foreach)
        {
            json.WriteString(axis.Axis, planned.Axes[axis.Axis]);
        }

        json.WriteEndObject();
        json.WriteString("state", Name(planned.State));
        json.WriteStartArray("reasons");
        foreach (var reason in planned.Reasons)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        json.WriteString("key", planned.Key);
        if (planned.ExpectedSeconds is { } seconds)
        {
            json.WriteNumber("expected_seconds", Math.Round(seconds, 3));
        }
        else
        {
            json.WriteNull("expected_seconds");
        }

        json.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter json, Plan plan)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("instances", plan.Instances.Count);
        foreach (var state in Enum.GetValues<PlanState>())
        {
            json.WriteNumber(Name(state).Replace('-', '_'), plan.Count(state));
        }

        json.WriteNumber("expected_seconds", Math.Round(plan.ExpectedSeconds, 3));
        json.WriteNumber("without_estimate", plan.WithoutEstimate);
        json.WriteEndObject();
    }

    private static string Name(PlanState state) =>
        state switch
        {
            PlanState.UpToDate => "up-to-date",
            PlanState.WillRun => "will-run",
            PlanState.MayRun => "may-run",
            _ => "blocked",
        };
}
