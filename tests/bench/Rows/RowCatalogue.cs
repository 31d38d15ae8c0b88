using System.Globalization;
using NtkRepro.Data;

namespace NtkRepro.Bench;

/// <summary>All rows.</summary>
internal static class RowCatalogue
{
    private const int ShortRounds = 9;
    private const int LongRounds = 5;
    private const int QuickRounds = 3;
    private const string Tuning = "_tuned";

    /// <summary>The rows that the options ask for, with as many rounds as they ask for.</summary>
    /// <exception cref="FormatException">A name is unknown.</exception>
    public static IReadOnlyList<Row> Asked(BenchOptions options)
    {
        var all = (Sides.Device == DeviceChoice.Cuda ? OfGpu(options.Quick) : All(options.Quick)).ToList();
        string[] known = [.. all.SelectMany(Names).Distinct(), .. BenchOptions.Sections];
        if (options.Rows.FirstOrDefault(name => !known.Contains(name, StringComparer.Ordinal)) is { } unknown)
            throw new FormatException($"unknown row '{unknown}'; known: {string.Join(", ", known)}");
        return
        [
            .. all.Where(row => options.Asks(Names(row)))
                .Where(row => row.Name != ReproductionRow.Name || !options.Quick || options.Rows.Count > 0)
                .Select(row =>
                    row with
                    {
                        Rounds = row.Name == ReproductionRow.Name ? 1 : options.Rounds ?? row.Rounds,
                    }
                ),
        ];
    }

    // What a row can be asked for by.
    private static string[] Names(Row row) =>
        row.Network.Length == 0 ? [row.Name] : [row.Name, $"{row.Name}-{row.Network}"];

    /// <summary>The rows of a GPU: the sizes of the paper, against the same loop, and against vmap(jacrev) in blocks and at once.</summary>
    /// <param name="quick">Few rounds, and one size of kernels.</param>
    private static IEnumerable<Row> OfGpu(bool quick)
    {
        const string network = "resnet-20-grey";
        var rounds = quick ? QuickRounds : LongRounds;
        yield return Of(
            "train-step",
            "",
            Unit.Milliseconds,
            new("train_step", f => f.TrainStep(network, BenchTraining.AllImages, 100))
        );
        foreach (var peer in new[] { "", Tuning })
        {
            var input = (InputFiles f) => f.LinearizedStep(network, 640, 100);
            yield return Of(
                $"linearized-step{Dashed(peer)}",
                "",
                Unit.Milliseconds,
                new("linearized_step", input, Peer: "linearized_step" + peer)
            );
        }
        foreach (var probes in quick ? [100] : new[] { 100, 400 })
        {
            foreach (var peer in new[] { "", Tuning })
            {
                var job = new Comparison("ntk", f => f.Kernel(network, probes), Peer: "ntk" + peer);
                yield return Of($"ntk{Dashed(peer)}", Text(probes), Unit.Milliseconds, job);
            }
        }

        Row Of(string name, string size, Unit unit, Comparison job) =>
            new(name, network, size, 1, unit, 1, rounds, job.Repeat);

        string Dashed(string peer) => peer.Replace('_', '-');
    }

    /// <summary>The rows, in the order in which they are shown.</summary>
    /// <param name="quick">One thread, smaller sizes and few rounds.</param>
    public static IEnumerable<Row> All(bool quick)
    {
        int[] threads = quick ? [1] : [1, 2];
        var (shortRounds, longRounds) = quick ? (QuickRounds, QuickRounds) : (ShortRounds, LongRounds);
        IEnumerable<Row> rows =
        [
            .. Steps("train-step", "cnn", 1.1, f => f.TrainStep("cnn", 2240, 20)),
            .. Steps("train-step", "resnet", 1.1, f => f.TrainStep("resnet", 2240, 10)),
            .. Steps("train-step", "resnet-20", 1.1, f => f.TrainStep("resnet-20", 640, 2)),
            .. Linearized("cnn"),
            .. Linearized("resnet"),
            .. Tuned(Linearized("cnn", 1.0, Tuning)),
            .. Tuned(Linearized("resnet", 1.0, Tuning)),
            .. Kernels("cnn", 100, shortRounds),
            .. quick ? [] : Kernels("cnn", 400, longRounds),
            .. Kernels("resnet-20", quick ? 20 : 100, longRounds),
            .. Tuned(Kernels("cnn", 100, shortRounds, 1.0, Tuning)),
            .. Tuned(Kernels("resnet-20", quick ? 20 : 100, longRounds, 1.0, Tuning)),
            Calibration("cnn"),
            Probe("cnn"),
            Memory(quick ? 200 : 400, quick ? 1 : QuickRounds),
            Barrier("cnn"),
            Barrier("resnet"),
            .. Eigen(quick ? 1000 : 4000),
            ReproductionRow.Of(quick ? "smoke" : "default"),
        ];
        return rows;

        IEnumerable<Row> Steps(
            string name,
            string network,
            double atLeast,
            Func<InputFiles, string> input,
            string peer = ""
        )
        {
            var script = name.Replace('-', '_');
            var job = new Comparison(script, input, Peer: script + peer);
            return threads.Select(t => new Row(
                name,
                network,
                "",
                t,
                Unit.Milliseconds,
                atLeast,
                shortRounds,
                job.Repeat
            ));
        }

        IEnumerable<Row> Linearized(string network, double atLeast = 2, string peer = "")
        {
            var steps = quick ? 20 : 200;
            return Steps("linearized-step", network, atLeast, f => f.LinearizedStep(network, 640, steps), peer);
        }

        IEnumerable<Row> Kernels(string network, int probes, int rounds, double atLeast = 3, string peer = "")
        {
            var job = new Comparison("ntk", f => f.Kernel(network, probes), Peer: "ntk" + peer);
            return threads.Select(t => new Row(
                "ntk",
                network,
                Text(probes),
                t,
                Unit.Seconds,
                atLeast,
                rounds,
                job.Repeat
            ));
        }

        // Against the fastest of all ways that were tried on the other side, on one thread.
        IEnumerable<Row> Tuned(IEnumerable<Row> rows) =>
            quick ? [] : rows.Take(1).Select(row => row with { Name = row.Name + "-tuned" });

        Row Memory(int probes, int rounds)
        {
            var job = new Comparison("ntk", f => f.Kernel("cnn", probes));
            return new Row("ntk-memory", "cnn", Text(probes), 1, Unit.Megabytes, 3, rounds, job.Memory);
        }

        Row Calibration(string network)
        {
            var job = new Comparison("calibration", f => f.Calibration(network, 640, quick ? 2 : 20));
            return new Row("calibration", network, "", 1, Unit.Seconds, 1, QuickRounds, job.Repeat);
        }

        Row Probe(string network)
        {
            var job = new Comparison("probe", f => f.Probe(network, 2000));
            return new Row("probe", network, "", 1, Unit.Seconds, 1, longRounds, job.Repeat);
        }

        Row Barrier(string network)
        {
            var images = quick ? 500 : 2000;
            var job = new Comparison("barrier", f => f.Barrier(network, images), images);
            return new Row(
                "barrier",
                network,
                quick ? Text(images) : "",
                1,
                Unit.Seconds,
                1.2,
                shortRounds,
                job.Repeat
            );
        }

        IEnumerable<Row> Eigen(int size)
        {
            var job = new Comparison("eigen", f => f.Eigen(size));
            return threads.Select(t => new Row("eigen", "", Text(size), t, Unit.Seconds, 1, QuickRounds, job.Repeat));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
