namespace NtkRepro.Pipeline.Tests;

public sealed class FailureTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void A_failure_names_the_instance_its_log_and_what_was_skipped()
    {
        _project["parent"].Body = _ => throw new InvalidOperationException("no luck");
        var result = _project.Run();

        var failed = Assert.Single(result.Failed);
        Assert.Equal("parent[cnn,s0]", failed.Name);
        Assert.Equal("no luck", failed.Failure);
        Assert.Contains("InvalidOperationException: no luck", File.ReadAllText(failed.LogPath!));
        Assert.Equal(18, result.Skipped.Count);
        Assert.All(result.Skipped, s => Assert.Equal("parent[cnn,s0] failed", s.Failure));
        var exception = Assert.Throws<StageFailedException>(result.ThrowIfFailed);
        Assert.StartsWith(
            $"parent[cnn,s0] failed: no luck\n  log: {failed.LogPath}\nnot run: child",
            exception.Message
        );
        Assert.DoesNotContain("   at ", exception.Message);
    }

    [Fact]
    public void By_default_a_failure_stops_the_run_and_with_keep_going_only_its_dependents()
    {
        var child = _project["child"].Body;
        _project["child"].Body = c =>
        {
            if (c.Instance == "child[cnn,s0,t0,r1,c1]")
            {
                throw new InvalidDataException("one of many");
            }

            child(c);
        };
        var stopped = _project.Run();
        Assert.True(stopped.Count(Outcome.Computed) < 18);

        var result = _project.Run(new PlanRequest(), new RunOptions { KeepGoing = true });
        Assert.Equal("InvalidDataException: one of many", Assert.Single(result.Failed).Failure);
        Assert.Equal("metrics[cnn]", Assert.Single(result.Skipped).Name);
        Assert.False(result.Succeeded);
    }

    [Fact]
    public void After_a_failure_the_finished_results_are_kept()
    {
        var metrics = _project["metrics"].Body;
        _project["metrics"].Body = _ => throw new InvalidOperationException("late");
        _project.Run();
        _project["metrics"].Body = metrics;
        _project.Run();

        Assert.Equal(["metrics[cnn]"], _project.Ran);
    }

    [Theory]
    [InlineData("missing", "wrote no test.bin")]
    [InlineData("extra", "wrote extra.bin, which it does not declare (outputs: train.bin, test.bin)")]
    [InlineData("manifest", "wrote manifest.json, which it does not declare (outputs: train.bin, test.bin)")]
    [InlineData("link", "wrote test.bin as a link; outputs must be files")]
    public void A_stage_that_does_not_write_what_it_declares_fails(string fault, string message)
    {
        _project["data"].Body += c =>
        {
            var test = c.Output("test.bin");
            var folder = Path.GetDirectoryName(test)!;
            if (fault is "extra" or "manifest")
            {
                File.WriteAllText(Path.Combine(folder, fault == "extra" ? "extra.bin" : "manifest.json"), "");
                return;
            }

            File.Delete(test);
            if (fault == "link")
            {
                File.CreateSymbolicLink(test, c.Output("train.bin"));
            }
        };

        Assert.Equal(message, Assert.Single(_project.Run().Failed).Failure);
    }

    [Fact]
    public void A_pattern_without_a_match_fails()
    {
        _project["parent"].Body = c => ToyStage.Write(c, "log.txt", "x");

        Assert.Equal("wrote nothing that matches checkpoints/*.bin", Assert.Single(_project.Run().Failed).Failure);
    }

    [Fact]
    public void A_checkpoint_that_was_not_written_is_named_with_those_that_were()
    {
        _project["parent"].Body = c =>
        {
            ToyStage.Write(c, "log.txt", "x");
            ToyStage.Write(c, "checkpoints/0.bin", "x");
        };
        var result = _project.Run(new PlanRequest(), new RunOptions { KeepGoing = true });

        Assert.Equal(8, result.Failed.Count);
        Assert.Equal(
            "parent[cnn,s0] wrote no checkpoints/0.25.bin; it wrote checkpoints/0.bin, log.txt",
            result.Failed[0].Failure
        );
        Assert.Equal(
            PlanState.Blocked,
            _project.Plan().Instances.Single(i => i.Name == "child[cnn,s0,t1,r1,c1]").State
        );
    }

    public static TheoryData<Action<StageContext>, string> Misuses =>
        new()
        {
            {
                c => c.Input("data/tran.bin"),
                "stage 'parent' does not declare the input 'data/tran.bin'; it declares data/train.bin, data/test.bin"
            },
            {
                c => c.Output("x.bin"),
                "stage 'parent' does not declare the output 'x.bin'; it declares log.txt, checkpoints/*.bin"
            },
            { c => c.Output("../x"), "output '../x' of stage 'parent': an empty, '.' or '..' segment in a path" },
            {
                c => c.Output("/tmp/x"),
                "output '/tmp/x' of stage 'parent': an absolute path; a relative one is expected"
            },
            {
                c => c.Parameters<int>("kernel.probes"),
                "stage 'parent' does not declare the parameter 'kernel.probes'; it declares models.{model}, training, run.times"
            },
            {
                c => c.Parameters<int>("training.epoch"),
                "unknown parameter 'training.epoch'; did you mean 'training.epochs'?"
            },
            { c => c.Parameters<string>("training.epochs"), "parameter 'training.epochs' is a Int32, not a String" },
            { c => c.Axis("time"), "parent[cnn,s0] has no axis 'time'; valid: model, seed" },
            { c => c.AxisNumber("model"), "axis 'model' of parent[cnn,s0] is 'cnn', not a number" },
        };

    [Theory]
    [MemberData(nameof(Misuses))]
    public void Reaching_for_what_is_not_declared_fails_and_names_the_declaration(
        Action<StageContext> misuse,
        string message
    )
    {
        _project["parent"].Body = misuse;

        Assert.Equal(message, Assert.Single(_project.Run().Failed).Failure);
    }

    [Fact]
    public void A_parameter_inside_a_declared_section_may_be_asked_for()
    {
        var seen = (0, 0.0, "");
        _project["parent"].Body += c =>
            seen = (
                c.Parameters<int>("training.epochs"),
                c.Parameters<double>("training.learning_rate"),
                c.Parameters<ModelParameters>("models.cnn").Kind.ToString()
            );
        _project.Run();

        Assert.Equal((12, 0.1, "Cnn"), seen);
    }

    [Fact]
    public void A_fault_of_the_start_up_code_reaches_the_caller()
    {
        var engine = _project.Load(with: o =>
            o with
            {
                OnWorkerStart = _ => throw new NotSupportedException("no engine"),
            }
        );

        Assert.Equal("no engine", Assert.Throws<NotSupportedException>(() => engine.Run(engine.Plan())).Message);
    }
}
