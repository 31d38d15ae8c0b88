namespace NtkRepro.Pipeline.Tests;

public sealed class SuggestionTests
{
    private static readonly string[] Many =
    [
        "summary",
        .. from stage in (string[])["child", "kernel"]
        from model in (string[])["cnn", "resnet"]
        from time in Enumerable.Range(0, 10)
        select $"{stage}[fashion-mnist,{model},s0,t{time}]",
    ];

    [Theory]
    [InlineData("kernel[cnn,s0,t3]", "kernel[fashion-mnist,cnn,s0,t3]")]
    [InlineData("child[resnet,t7]", "child[fashion-mnist,resnet,s0,t7]")]
    [InlineData("kernel[mnist,cnn,t0]", "kernel[fashion-mnist,cnn,s0,t0]")]
    public void Of_many_names_the_nearest_are_named_and_first_the_one_of_which_something_was_left_out(
        string name,
        string first
    )
    {
        var text = Suggestion.For(name, Many);

        Assert.StartsWith($"; nearest: {first}, ", text, StringComparison.Ordinal);
        Assert.Equal(5, text.Split(", ").Length);
    }

    [Fact]
    public void Of_few_names_all_are_named() =>
        Assert.Equal("; valid: data, parent", Suggestion.For("x", ["data", "parent"]));

    [Fact]
    public void The_last_name_of_a_path_means_the_path_that_lies_least_deep()
    {
        Assert.Equal(
            "; did you mean 'training.learning_rate'?",
            Suggestion.For(
                "learning_rate",
                ["models.cnn.learning_rate", "models.mlp.learning_rate", "training.learning_rate"]
            )
        );
        Assert.Equal(
            "; did you mean 'linearized.epochs' or 'training.epochs'?",
            Suggestion.For("epochs", ["training.epochs", "linearized.epochs", "models.cnn.epochs"])
        );
    }

    [Fact]
    public void A_name_that_is_near_is_the_one_that_was_meant() =>
        Assert.Equal(
            "; did you mean 'child[fashion-mnist,cnn,s0,t3]'?",
            Suggestion.For("child[fashion-mnist,cnn,t3]", Many)
        );
}
