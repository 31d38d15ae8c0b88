namespace NtkRepro.Pipeline.Tests;

/// <summary>Every kind of mistake in a definition. In the replaced text, ¦ marks where it must be found.</summary>
public sealed class DefinitionMistakeTests
{
    [Theory]
    // Names
    [InlineData("epochs: 12,", "¦epoch: 12,", "unknown key 'epoch' in training; did you mean 'epochs'?")]
    [InlineData(
        "learning_rate",
        "¦lerning_rate",
        "unknown key 'lerning_rate' in training; did you mean 'learning_rate'?"
    )]
    [InlineData(
        "epochs: 12,",
        "epochs: 12, ¦zzz: 1,",
        "unknown key 'zzz' in training; valid: epochs, learning_rate, momentum"
    )]
    [InlineData("presets:", "¦preset:", "unknown key 'preset' in the pipeline; did you mean 'presets'?")]
    [InlineData(
        "description:",
        "¦descripton:",
        "unknown key 'descripton' in stage 'data'; did you mean 'description'?"
    )]
    [InlineData("  metrics:", "  ¦metric:", "the program has no stage 'metric'; did you mean 'metrics'?")]
    [InlineData("epochs: 12,", "epochs: 12, ¦epochs: 13,", "duplicate key 'epochs'; first given at pipeline.yaml:8:15")]
    [InlineData("  metrics:", "  ¦kernel:", "duplicate key 'kernel'; first given at pipeline.yaml:31:3")]
    [InlineData(
        "    mlp:",
        "    ¦m/p:",
        "'m/p': a name in models begins with one of a-z, A-Z and 0-9, goes on with these, '-' and '_', and has at most 80 characters"
    )]
    [InlineData(
        "    mlp:",
        "    Mlp: { kind: cnn }\n    mlp:",
        "'mlp': a name in models must differ from 'Mlp' in more than case",
        "    ¦mlp:"
    )]
    [InlineData(
        "  smoke:",
        "  ¦'../smoke':",
        "'../smoke': a preset's name begins with one of a-z, A-Z and 0-9, goes on with these, '-' and '_', and has at most 80 characters"
    )]
    [InlineData(
        "    mlp:",
        "    ¦é:",
        "'é': a name in models begins with one of a-z, A-Z and 0-9, goes on with these, '-' and '_', and has at most 80 characters"
    )]
    // Values
    [InlineData(
        "epochs: 12,",
        "epochs: ¦twelve,",
        "training.epochs: expected a whole number from 0 to 1000, found 'twelve'"
    )]
    [InlineData("epochs: 12,", "epochs: ¦1.5,", "training.epochs: expected a whole number from 0 to 1000, found '1.5'")]
    [InlineData(
        "epochs: 12,",
        "epochs: ¦\"12\",",
        "training.epochs: expected a whole number from 0 to 1000, found the text \"12\""
    )]
    [InlineData("epochs: 12,", "epochs: ¦1001,", "training.epochs: 1001 is out of range; allowed: from 0 to 1000")]
    [InlineData("epochs: 12,", "epochs: ¦[12],", "training.epochs: expected whole number from 0 to 1000, found a list")]
    [InlineData("epochs: 12,", "epochs: ¦,", "training.epochs has no value; expected: whole number from 0 to 1000")]
    [InlineData(
        "learning_rate: 0.1",
        "learning_rate: ¦.nan",
        "training.learning_rate: expected a number from 0 to 10, found '.nan'"
    )]
    [InlineData(
        "channels: [16, 32]",
        "channels: [16, ¦0]",
        "models.cnn.channels[1]: 0 is out of range; allowed: from 1 to 4096"
    )]
    [InlineData("channels: [16, 32]", "bias: ¦yes", "models.cnn.bias: expected true or false, found 'yes'")]
    [InlineData("kind: cnn", "kind: ¦cnm", "models.cnn.kind: 'cnm'; did you mean 'cnn'?")]
    [InlineData("dataset: digits", "dataset: ¦digit", "data.dataset: 'digit'; did you mean 'digits'?")]
    [InlineData("dataset: digits", "dataset: ¦imagenet", "data.dataset: 'imagenet'; valid: fashion-mnist, digits")]
    [InlineData("{ epochs: 12, learning_rate: 0.1 }", "¦[1]", "training: expected map, found a list")]
    [InlineData(
        "{ epochs: 12,",
        "¦{",
        "training lacks 'epochs' (whole number from 0 to 1000): Passes over the training set."
    )]
    // Ranges
    [InlineData("step: 0.4", "step: ¦x", "kernel.grid.step: expected a number, found 'x'")]
    [InlineData(
        "{ from: 0, to: 1, step: 0.4 }",
        "¦{ from: 0, to: 1, step: 0 }",
        "kernel.grid: step is 0; it must be positive"
    )]
    [InlineData(
        "{ from: 0, to: 1, step: 0.4 }",
        "¦{ from: 2, to: 1, step: 1 }",
        "kernel.grid: to (1) is less than from (2)"
    )]
    [InlineData(
        "{ from: 0, to: 1, step: 0.4 }",
        "¦{ from: 0, to: 1 }",
        "kernel.grid lacks 'step'; a range is { from, to, step }"
    )]
    [InlineData("from: 0,", "¦form: 0, from: 0,", "unknown key 'form' in kernel.grid; did you mean 'from'?")]
    [InlineData(
        "{ from: 0, to: 1, step: 0.4 }",
        "¦7",
        "kernel.grid: expected set of numbers or { from, to, step }, found '7'"
    )]
    // Axes
    [InlineData(
        "time: run.times, rate",
        "time: ¦run.timez, rate",
        "unknown parameter 'run.timez'; did you mean 'run.times'?"
    )]
    [InlineData("time: run.times, rate", "time: ¦training, rate", "training is a map; an axis needs a list or a map")]
    [InlineData("seeds: [0]", "seeds: [0, ¦0]", "run.seeds[1]: '0' stands twice, and run.seeds is an axis")]
    [InlineData("children: [1, 2]", "children: ¦[]", "run.children is empty; axis 'child' needs a value")]
    [InlineData(
        "models: [cnn]",
        "models: [¦a/b]",
        "run.models[0]: 'a/b' cannot be an axis value; it may begin with one of a-z, A-Z and 0-9, or a minus before a digit, go on with these and -_.+, and have at most 80 characters"
    )]
    [InlineData(
        "[run.times, kernel.grid]",
        "[run.times, run.models]",
        "axis 'time' of stage 'kernel' mixes numbers and texts",
        "seed: run.seeds, ¦time: ["
    )]
    // References
    [InlineData(
        "\"models.{model}\"",
        "¦\"models.{modle}\"",
        "stage 'parent' has no axis 'modle'; did you mean 'model'?"
    )]
    [InlineData(
        "\"models.{model}\"",
        "¦\"models.{model\"",
        "unbalanced or empty braces in 'models.{model'; an axis is written {axis}"
    )]
    [InlineData("models: [cnn]", "models: [¦cnm]", "models has no entry 'cnm'; did you mean 'cnn'?")]
    [InlineData(
        "[kernel.probes]",
        "[¦kernel.probs]",
        "unknown parameter 'kernel.probs'; did you mean 'kernel.probes'?"
    )]
    [InlineData(
        "parent/log.txt]",
        "¦parnt/log.txt]",
        "input 'parnt/log.txt' of stage 'kernel': unknown stage 'parnt'; did you mean 'parent'?"
    )]
    [InlineData("parent/log.txt]", "¦parent]", "input 'parent': an input is written stage/path")]
    [InlineData(
        "parent/log.txt]",
        "¦parent/lgo.txt]",
        "input 'parent/lgo.txt' of stage 'kernel': parent declares no output 'lgo.txt'; did you mean 'log.txt'?"
    )]
    [InlineData(
        "parent/log.txt]",
        "¦parent/../log.txt]",
        "input 'parent/../log.txt': an empty, '.' or '..' segment in a path"
    )]
    [InlineData(
        "inputs: [data/test.bin, parent/log.txt]",
        "inputs: [metrics/table.txt]",
        "cycle: kernel -> metrics -> kernel",
        "[child/log.txt, ¦kernel/gram.bin]"
    )]
    [InlineData("inputs: [data/test.bin, parent/log.txt]", "inputs: [¦kernel/gram.bin]", "cycle: kernel -> kernel")]
    // Outputs, code, publish
    [InlineData(
        "outputs: [gram.bin]",
        "outputs: [¦/gram.bin]",
        "outputs of stage 'kernel', '/gram.bin': an absolute path; a relative one is expected"
    )]
    [InlineData(
        "outputs: [gram.bin]",
        "outputs: [gram.bin, ¦gram.bin]",
        "'gram.bin' stands twice in outputs of stage 'kernel'"
    )]
    [InlineData(
        "outputs: [gram.bin]",
        "outputs: [gram.bin, ¦manifest.json]",
        "output 'manifest.json' of stage 'kernel': this name is reserved"
    )]
    [InlineData(
        "outputs: [gram.bin]",
        "outputs: [¦'gram.{x}']",
        "outputs of stage 'kernel', 'gram.{x}': '{' in a path; allowed are names, '/', '*' and '?'"
    )]
    [InlineData("outputs: [gram.bin]", "¦outputs: []", "stage 'kernel' declares no outputs")]
    [InlineData(
        "outputs: [gram.bin]",
        "outputs: ¦gram.bin",
        "outputs of stage 'kernel': expected a list of texts, found 'gram.bin'"
    )]
    [InlineData(
        "code: [code/data/**/*.cs]",
        "code: [¦code/none/*.cs]",
        "code of stage 'data': no file matches 'code/none/*.cs'"
    )]
    [InlineData(
        "publish: [table.txt",
        "publish: [¦tables.txt",
        "publish of stage 'metrics': no output is 'tables.txt'"
    )]
    // Presets
    [InlineData(
        "smoke: { data: { train: 1000 }",
        "smoke: { data: { ¦trian: 1000 }",
        "unknown key 'trian' in data; did you mean 'train'?"
    )]
    [InlineData(
        "smoke: { data: { train: 1000 }",
        "smoke: { data: { train: ¦0 }",
        "data.train: 0 is out of range; allowed: from 1 to 60000"
    )]
    [InlineData("default: {}", "default: ¦[]", "preset 'default': expected a map of parameters, found a list")]
    [InlineData(
        "default: {}",
        "default: { extends: ¦smok }",
        "preset 'default' extends 'smok', which is no preset; did you mean 'smoke'?"
    )]
    [InlineData("default: {}", "default: { extends: ¦default }", "preset 'default' extends itself: default → default")]
    [InlineData(
        "default: {}",
        "default: { extends: ¦[smoke] }",
        "preset 'default': 'extends' names one preset; found a list"
    )]
    // YAML
    [InlineData(
        "description: Splits the data.",
        "description: ¦&a Splits",
        "an anchor (&a); anchors are not supported"
    )]
    [InlineData("description: Splits the data.", "description: ¦!x Splits", "a tag (!x); tags are not supported")]
    [InlineData(
        "    description: Splits the data.",
        "¦\tdescription: Splits",
        "a tab in the indentation; YAML is indented with spaces"
    )]
    [InlineData("name: toy", "? ¦[a]\n: b", "a list as a key; a name is expected")]
    public void A_mistake_is_found_where_it_is_and_says_what_would_be_right(
        string old,
        string replacement,
        string message,
        string? markedElsewhere = null
    )
    {
        Assert.Contains(old, ToyProject.Yaml);
        var marked = ReplaceFirst(ToyProject.Yaml, old, replacement);
        if (markedElsewhere is not null)
        {
            marked = ReplaceFirst(marked, markedElsewhere.Replace("¦", ""), markedElsewhere);
        }

        using var project = new ToyProject(marked.Replace("¦", ""));
        var mistakes = Assert.Throws<DefinitionException>(() => project.Load()).Mistakes;

        var found = Assert.Single(mistakes, m => m.Message == message);
        if (markedElsewhere is not null || marked.Contains('¦', StringComparison.Ordinal))
        {
            var before = marked[..marked.IndexOf('¦', StringComparison.Ordinal)];
            var line = before.Count(c => c == '\n') + 1;
            var column = before.Length - before.LastIndexOf('\n');
            Assert.Equal(new SourceLocation("pipeline.yaml", line, column), found.Location);
        }
    }

    [Fact]
    public void All_mistakes_are_reported_at_once_in_the_order_of_the_file()
    {
        var yaml = ToyProject
            .Yaml.Replace("epochs: 12", "epochs: x")
            .Replace("train: 4000", "trian: 4000")
            .Replace("outputs: [gram.bin]", "outputs: []")
            .Replace("[kernel.probes]", "[kernel.probs]");
        using var project = new ToyProject(yaml);
        var exception = Assert.Throws<DefinitionException>(() => project.Load());

        Assert.Equal([7, 7, 8, 35], exception.Mistakes.Select(m => m.Location.Line));
        Assert.All(exception.Mistakes, m => Assert.Contains(m.ToString(), exception.Message));
    }

    [Fact]
    public void A_mistake_shows_its_line_with_a_caret()
    {
        using var project = new ToyProject(ToyProject.Yaml.Replace("epochs: 12,", "epoch: 12,"));
        var mistake = Assert
            .Throws<DefinitionException>(() => project.Load())
            .Mistakes.First(m => m.Message.Contains("'epoch'"));

        Assert.Equal(
            """
            pipeline.yaml:8:15: unknown key 'epoch' in training; did you mean 'epochs'?
                training: { epoch: 12, learning_rate: 0.1 }
                            ^
            """.ReplaceLineEndings("\n"),
            mistake.ToString()
        );
    }

    [Theory]
    [InlineData("a: [1, 2", "broken YAML")]
    [InlineData("a: b: c", "broken YAML")]
    [InlineData("a: *b", "an alias")]
    [InlineData("", "expected a map")]
    [InlineData("- 1", "expected a map")]
    [InlineData("a: 1\n---\nb: 2\n", "a second document")]
    [InlineData("\u0001", "expected a map with name, parameters, presets, executors, stages; found '\uFFFD'")]
    [InlineData("name: x", "the pipeline has no stages")]
    public void Text_that_is_no_definition_is_refused_with_line_and_column(string yaml, string message)
    {
        using var project = new ToyProject(yaml);
        var mistakes = Assert.Throws<DefinitionException>(() => project.Load()).Mistakes;

        Assert.Contains(mistakes, m => m.Message.StartsWith(message, StringComparison.Ordinal));
        Assert.All(mistakes, m => Assert.True(m.Location is { Line: > 0, Column: > 0 }));
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void Deep_nesting_is_refused(char open, char close)
    {
        using var project = new ToyProject($"a: {new string(open, 5000)}{new string(close, 5000)}");
        var mistakes = Assert.Throws<DefinitionException>(() => project.Load()).Mistakes;

        Assert.Contains(mistakes, m => m.Message == "nested deeper than 32 levels");
    }

    [Fact]
    public void The_text_of_very_many_mistakes_is_cut_and_the_list_is_whole()
    {
        var keys = string.Concat(Enumerable.Range(0, 300).Select(i => $"k{i}: 1\n"));
        using var project = new ToyProject(ToyProject.Yaml + keys);
        var exception = Assert.Throws<DefinitionException>(() => project.Load());

        Assert.Equal(300, exception.Mistakes.Count);
        Assert.EndsWith("… and 200 more mistakes", exception.Message);
    }

    [Theory]
    [InlineData("{0}: 1, ", 40000)]
    [InlineData("{0}: {{ inputs: [x], outputs: [y] }}, ", 12000)]
    public void A_megabyte_of_mistakes_in_one_line_is_reported(string entry, int count)
    {
        var keys = string.Concat(Enumerable.Range(0, count).Select(i => string.Format(entry, $"k{i}")));
        using var project = new ToyProject($"{{ stages: {{ {keys} }}, x: {{ {keys} }} }}");

        Assert.NotEmpty(Assert.Throws<DefinitionException>(() => project.Load()).Mistakes);
    }

    [Fact]
    public void A_long_chain_of_stages_is_refused()
    {
        var stages = string.Concat(
            Enumerable.Range(0, 1001).Select(i => $"  s{i}: {{ inputs: [s{i + 1}/a], outputs: [a] }}\n")
        );
        using var project = new ToyProject($"stages:\n{stages}");

        Assert.Contains(
            Assert.Throws<DefinitionException>(() => project.Load()).Mistakes,
            m => m.Message == "1001 stages; at most 1000 are allowed"
        );
    }

    [Fact]
    public void A_file_over_one_megabyte_is_refused()
    {
        using var project = new ToyProject(new string('#', (1 << 20) + 1));
        var mistake = Assert.Single(Assert.Throws<DefinitionException>(() => project.Load()).Mistakes);

        Assert.Equal("the file has 1048577 bytes; at most 1048576 are read", mistake.Message);
    }

    [Fact]
    public void A_missing_file_and_one_that_is_not_UTF_8_are_refused()
    {
        using var project = new ToyProject();
        File.WriteAllBytes(project.YamlPath, [(byte)'a', (byte)'\n', (byte)'b', 0xff]);
        var mistake = Assert.Single(Assert.Throws<DefinitionException>(() => project.Load()).Mistakes);
        Assert.Equal("pipeline.yaml:2:2: not valid UTF-8", mistake.ToString());

        File.Delete(project.YamlPath);
        Assert.StartsWith(
            "cannot read",
            Assert.Single(Assert.Throws<DefinitionException>(() => project.Load()).Mistakes).Message
        );
    }

    private static string ReplaceFirst(string text, string old, string replacement)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return text[..at] + replacement + text[(at + old.Length)..];
    }
}
