namespace NtkRepro.Pipeline;

/// <summary>What one instance of a stage may read and write. Members may be used from any thread while the stage runs.</summary>
public sealed class StageContext
{
    private readonly Instance _instance;
    private readonly ResolvedParameters _parameters;
    private readonly IReadOnlyDictionary<string, List<InputFile>> _inputs;
    private readonly InstanceFolders _folders;
    private readonly Action<double, string?> _report;

    internal StageContext(
        Instance instance,
        string key,
        ResolvedParameters parameters,
        IReadOnlyDictionary<string, List<InputFile>> inputs,
        InstanceFolders folders,
        Action<double, string?> report,
        CancellationToken cancellation
    )
    {
        (_instance, Key, _parameters, _inputs, _folders) = (instance, key, parameters, inputs, folders);
        (_report, Cancellation) = (report, cancellation);
    }

    /// <summary>The instance's name, <c>child[cnn,s0,t1,r1,c1]</c>.</summary>
    public string Instance => _instance.Name;

    /// <summary>The stage's name.</summary>
    public string Stage => _instance.Stage.Name;

    /// <summary>The key of the result to be computed, 64 hex digits.</summary>
    public string Key { get; }

    /// <summary>Axis to canonical text, <c>time</c> to <c>0.25</c>.</summary>
    public IReadOnlyDictionary<string, string> Axes => _instance.Axes;

    /// <summary>Asks the stage to stop; it should do so within two seconds and may keep its progress in <see cref="WorkFolder"/>.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>
    /// A folder of this key's own, made on first use. It survives a kill, so that a stage can go on where it stopped, and is deleted
    /// once the result is stored.
    /// </summary>
    public string WorkFolder => _folders.Work();

    /// <summary>The canonical text of an axis.</summary>
    /// <param name="name">The axis.</param>
    /// <exception cref="InvalidOperationException">The stage has no such axis.</exception>
    public string Axis(string name) => AxisLookup.Text(Instance, Axes, name);

    /// <summary>The value of a numeric axis.</summary>
    /// <param name="name">The axis.</param>
    /// <exception cref="InvalidOperationException">The stage has no such axis, or it is not numeric.</exception>
    public decimal AxisNumber(string name) => AxisLookup.Number(Instance, Axes, name);

    /// <summary>A declared parameter section or value.</summary>
    /// <typeparam name="T">Its type in the parameter records.</typeparam>
    /// <param name="path">As declared (<c>models.{model}</c>), with axes filled in (<c>models.cnn</c>), or inside a declared section.</param>
    /// <exception cref="InvalidOperationException">The stage does not declare the path, or it has another type.</exception>
    public T Parameters<T>(string path)
    {
        var filled = Fill(path);
        if (!_instance.Parameters.Covers(filled))
        {
            throw new InvalidOperationException(
                $"stage '{Stage}' does not declare the parameter '{path}'; it declares {List(_instance.Stage.Parameters)}"
            );
        }

        var found =
            _parameters.Find(filled)
            ?? throw new InvalidOperationException(
                $"unknown parameter '{path}'" + Suggestion.For(filled, _parameters.Paths)
            );
        return found.Value switch
        {
            T value => value,
            null when default(T) is null => default!,
            var value => throw new InvalidOperationException(
                $"parameter '{path}' is a {value?.GetType().Name ?? "null"}, not a {typeof(T).Name}"
            ),
        };
    }

    /// <summary>The one file that a declared input means.</summary>
    /// <param name="stageAndPath">As declared (<c>parent/checkpoints/{time}.safetensors</c>) or with axes filled in.</param>
    /// <exception cref="InvalidOperationException">The input is not declared, or means several files.</exception>
    public InputFile Input(string stageAndPath)
    {
        var files = Inputs(stageAndPath);
        return files.Count == 1
            ? files[0]
            : throw new InvalidOperationException(
                $"input '{stageAndPath}' of {Instance} means {files.Count} files; use {nameof(Inputs)}"
            );
    }

    /// <summary>All files that a declared input means, ordered by the producers' axes (numbers by size), then by name.</summary>
    /// <param name="stageAndPath">As declared or with axes filled in.</param>
    /// <exception cref="InvalidOperationException">The input is not declared.</exception>
    public IReadOnlyList<InputFile> Inputs(string stageAndPath)
    {
        return _inputs.TryGetValue(Fill(stageAndPath), out var files)
            ? files
            : throw new InvalidOperationException(
                $"stage '{Stage}' does not declare the input '{stageAndPath}'; it declares {List(_instance.Stage.Inputs)}"
            );
    }

    /// <summary>The full path at which to write a declared output; its folder exists afterwards.</summary>
    /// <param name="path">The output's relative path with forward slashes.</param>
    /// <exception cref="InvalidOperationException">The stage declares no such output.</exception>
    public string Output(string path)
    {
        if (Glob.Problem(path) is { } problem)
        {
            throw new InvalidOperationException($"output '{path}' of stage '{Stage}': {problem}");
        }

        if (!Glob.Parse(path).IsLiteral || path == Manifest.FileName || !_instance.Stage.Declares(path))
        {
            throw new InvalidOperationException(
                $"stage '{Stage}' does not declare the output '{path}'; it declares {List(_instance.Stage.Outputs)}"
            );
        }

        return _folders.Output(path);
    }

    /// <summary>Tells how far the instance is.</summary>
    /// <param name="fraction">From 0 to 1; values outside are clipped.</param>
    /// <param name="status">A few words, such as <c>epoch 3 of 12</c>.</param>
    public void Report(double fraction, string? status = null) =>
        _report(double.IsNaN(fraction) ? 0 : Math.Clamp(fraction, 0, 1), status);

    /// <summary>Appends a line to the instance's log.</summary>
    /// <param name="line">The line.</param>
    public void Log(string line) => _folders.Log(line);

    private string Fill(string text) =>
        text.Contains('{', StringComparison.Ordinal) ? Template.Parse(text, out _).Substitute(Axis) : text;

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
