using System.Text.Json;
using System.Text.Json.Serialization;
using NtkRepro.Curves;
using NtkRepro.Data;
using NtkRepro.Tests.Support;
using NtkRepro.Training;

namespace NtkRepro.Tests.Curves;

public sealed class CurveFolderTests : IDisposable
{
    private const string Key = "key";

    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly string folder = Directory.CreateTempSubdirectory("ntk-repro-curves-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_run_in_progress_has_a_point_of_every_curve_for_each_epoch_that_it_has_saved()
    {
        var curves = Open();
        Assert.False(curves.Follow(Key, folder));

        Save(epochs: 2);
        Assert.True(curves.Follow(Key, folder));

        Assert.Equal(Expected(epochs: 2), Read());
    }

    [Fact]
    public void Killed_and_resumed_it_has_each_point_once()
    {
        Save(epochs: 1);
        Open().Follow(Key, folder);
        // The writer was killed within a record.
        var file = Assert.Single(Directory.GetFiles(Open().Of(Key)));
        File.AppendAllText(file, "\u0042\0\0\0\0\0\0\0 and a p");
        var cut = File.ReadAllBytes(file).Length;

        Save(epochs: 3);
        var curves = Open();
        curves.Follow(Key, folder);
        curves.Follow(Key, folder);

        File.WriteAllBytes(file, File.ReadAllBytes(file)[..(cut - 16)]);
        Assert.Equal(Expected(epochs: 3), Read());
    }

    [Fact]
    public void A_result_has_what_its_tables_have_whether_it_was_followed_or_not()
    {
        var result = Directory.CreateDirectory(Path.Combine(folder, "result")).FullName;
        Table.Write(Path.Combine(result, "log.parquet"), Log(3));
        Table.Write(Path.Combine(result, "performance.parquet"), [.. Performance(2), Row(3) with { TrainError = 0.5 }]);
        Save(epochs: 2);
        var curves = Open();
        curves.Follow(Key, folder);
        curves.Complete(Key, result);
        curves.Complete("other", result);

        Assert.Equal((true, true, false), (curves.IsWhole(Key), curves.IsWhole("other"), curves.IsWhole("third")));
        Assert.Equal(Expected(epochs: 3).Append(("error/train", 30, 0.5f)).Order(), Read().Order());
        Assert.Equal(Read().Order(), Read("other").Order());
        Assert.All(EventFile.ReadFolder(curves.Of(Key)), p => Assert.InRange(p.Time, 1.7e9, 1e10));

        CurveFolder.Sweep(Path.Combine(folder, "curves"), key => key == "other");
        Assert.Equal([curves.Of("other")], Directory.GetDirectories(Path.Combine(folder, "curves")));
    }

    [Fact]
    public void A_loss_that_is_no_number_is_a_point_and_what_was_not_measured_is_none()
    {
        var record = new TrainingRecord([new LogRow(1, 10, 0.1, double.NaN)], [Row(1)], []);
        File.WriteAllText(Path.Combine(folder, "record.json"), JsonSerializer.Serialize(record, Json));
        Open().Follow(Key, folder);

        Assert.Contains(("loss/minibatches", 10L, float.NaN), Read());
        Assert.DoesNotContain(Read(), p => p.Tag.EndsWith("/train", StringComparison.Ordinal));
    }

    private CurveFolder Open() => new(Path.Combine(folder, "curves"), Numerics.Portable);

    private List<(string Tag, long Step, float Value)> Read(string key = Key) =>
        [.. EventFile.ReadFolder(Open().Of(key)).Select(p => (p.Tag, p.Step, p.Value))];

    private void Save(int epochs)
    {
        var record = new TrainingRecord([.. Log(epochs)], [.. Performance(epochs)], []);
        var path = Path.Combine(folder, "record.json");
        File.WriteAllText(path, JsonSerializer.Serialize(record, Json));
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, epochs, 0, DateTimeKind.Utc));
    }

    private static IEnumerable<LogRow> Log(int epochs) =>
        Enumerable.Range(1, epochs).Select(e => new LogRow(e, 10 * e, 0.1, 2.0 / e));

    private static IEnumerable<PerformanceRow> Performance(int epochs) => Enumerable.Range(0, epochs + 1).Select(Row);

    private static PerformanceRow Row(int epoch) =>
        new(epoch, 10 * epoch, double.NaN, double.NaN, 0.25, 1.5, 0.75 / (epoch + 1), 3, Outcomes.Trained);

    private static IEnumerable<(string Tag, long Step, float Value)> Expected(int epochs)
    {
        for (var epoch = 0; epoch <= epochs; epoch++)
        {
            var step = 10L * epoch;
            if (epoch > 0)
            {
                yield return ("loss/minibatches", step, 2f / epoch);
                yield return ("learning_rate", step, 0.1f);
            }
            yield return ("loss/validation", step, 1.5f);
            yield return ("loss/test", step, 3);
            yield return ("error/validation", step, 0.25f);
            yield return ("error/test", step, 0.75f / (epoch + 1));
        }
    }
}
