namespace NtkRepro.Pipeline.Tests;

public sealed class ParameterValueTests : IDisposable
{
    private readonly ToyProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_values_of_a_plan_are_those_in_its_keys_and_on_its_axes()
    {
        var values = ParameterValue.Of(_project.Plan()).ToDictionary(v => v.Path, v => v.Json);

        // Of the models only the one that is trained; what is in no key only where it makes instances.
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["data.dataset"] = "\"digits\"",
                ["data.train"] = "4000",
                ["kernel.grid"] = "[0,0.4,0.8]",
                ["kernel.probes"] = "100",
                ["models.cnn.bias"] = "true",
                ["models.cnn.channels"] = "[16,32]",
                ["models.cnn.kind"] = "\"cnn\"",
                ["run.children"] = "[1,2]",
                ["run.models"] = "[\"cnn\"]",
                ["run.rates"] = "[0.1,1]",
                ["run.seeds"] = "[0]",
                ["run.times"] = "[0,0.25,1]",
                ["training.epochs"] = "12",
                ["training.learning_rate"] = "0.1",
                ["training.momentum"] = "0.9",
            },
            values
        );
    }

    [Fact]
    public void A_value_is_the_effective_one() =>
        Assert.Equal(
            "3",
            Assert.Single(ParameterValue.Of(_project.Plan("training.epochs=3")), v => v.Path == "training.epochs").Json
        );

    [Fact]
    public void A_value_comes_with_its_help() =>
        Assert.Equal(
            "Passes over the training set.",
            Assert.Single(ParameterValue.Of(_project.Plan()), v => v.Path == "training.epochs").Help
        );

    [Fact]
    public void A_partial_plan_has_the_values_of_its_own_instances()
    {
        var plan = _project.Load().Plan(new PlanRequest { Targets = ["data"] });

        Assert.Equal(["data.dataset", "data.train"], ParameterValue.Of(plan).Select(v => v.Path));
    }
}
