namespace NtkRepro.Pipeline;

/// <summary>
/// A pipeline ready to be planned and run: a checked definition, the stages that implement it, and a store of results.
/// </summary>
/// <example>
/// <code>
/// var engine = PipelineEngine.Load&lt;Parameters&gt;("pipeline.yaml", stages, new PipelineOptions { Engine = "libtorch 2.10.0" });
/// var plan = engine.Plan(new PlanRequest { Preset = "smoke" });
/// engine.Run(plan, new RunOptions { Jobs = 2 }).ThrowIfFailed();
/// </code>
/// </example>
public sealed class PipelineEngine
{
    private readonly RecordSchema _schema;
    private readonly EngineParts _parts;

    private PipelineEngine(PipelineDefinition definition, RecordSchema schema, EngineParts parts) =>
        (Definition, _schema, _parts) = (definition, schema, parts);

    /// <summary>The definition, checked.</summary>
    public PipelineDefinition Definition { get; }

    /// <summary>The artifacts folder, full path.</summary>
    public string Artifacts => _parts.Layout.Root;

    /// <summary>The folder of the store, full path; the artifacts folder unless another was asked for.</summary>
    public string Store => _parts.Layout.Base;

    /// <summary>Reads and checks a definition with all its presets.</summary>
    /// <typeparam name="TParameters">The record that the <c>parameters</c> section is bound to.</typeparam>
    /// <param name="path">The YAML file.</param>
    /// <param name="stages">The implementations; each name occurs once.</param>
    /// <param name="options">About the application.</param>
    /// <exception cref="DefinitionException">The file holds mistakes; all are listed.</exception>
    /// <exception cref="InvalidOperationException">The parameter record is itself at fault.</exception>
    public static PipelineEngine Load<TParameters>(string path, IEnumerable<IStage> stages, PipelineOptions options) =>
        Load(path, typeof(TParameters), stages, options);

    /// <summary>Reads and checks a definition with all its presets.</summary>
    /// <param name="path">The YAML file.</param>
    /// <param name="parameterType">The record that the <c>parameters</c> section is bound to.</param>
    /// <param name="stages">The implementations; each name occurs once.</param>
    /// <param name="options">About the application.</param>
    /// <exception cref="DefinitionException">The file holds mistakes; all are listed.</exception>
    /// <exception cref="InvalidOperationException">The parameter record is itself at fault.</exception>
    public static PipelineEngine Load(
        string path,
        Type parameterType,
        IEnumerable<IStage> stages,
        PipelineOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        var full = Path.GetFullPath(path);
        var schema = SchemaBuilder.Build(parameterType);
        var byName = stages.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var source = SourceText.Read(full);
        var mistakes = new MistakeList(source);
        var definition = DefinitionReader.Read(full, source, byName.Keys, mistakes);
        var parts = new EngineParts(options, full, byName);
        if (definition is not null)
        {
            CheckValues(definition, schema, parts.Options, mistakes);
        }

        mistakes.ThrowIfAny();
        return new PipelineEngine(definition!, schema, parts);
    }

    /// <summary>Plans a run; changes nothing but the cache of hashes.</summary>
    /// <param name="request">What to plan; null means everything with the default preset.</param>
    /// <exception cref="DefinitionException">The request holds mistakes; all are listed.</exception>
    public Plan Plan(PlanRequest? request = null) =>
        Planner.Plan(Definition, _schema, request ?? new PlanRequest(), _parts);

    /// <summary>The folder in the store that holds an instance's result; null where it is not up to date.</summary>
    /// <param name="planned">An instance of a plan of this engine.</param>
    public string? FolderOf(PlannedInstance planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return planned.State == PlanState.UpToDate ? _parts.Layout.Entry(planned.Key!) : null;
    }

    /// <summary>The folder in the store that holds a result; null where there is none.</summary>
    /// <param name="key">Its key.</param>
    public string? FolderOf(string key) =>
        File.Exists(Path.Combine(_parts.Layout.Entry(key), Manifest.FileName)) ? _parts.Layout.Entry(key) : null;

    /// <summary>The folder in which an instance keeps its progress: <see cref="StageContext.WorkFolder"/>. It need not be there.</summary>
    /// <param name="key">The key of the result to be.</param>
    public string WorkFolderOf(string key) => _parts.Layout.WorkFolder(key);

    /// <summary>An instance's name as the name of a file: itself, unless it is very long.</summary>
    /// <param name="instance">Its name.</param>
    public static string FileNameOf(string instance) => ArtifactLayout.FileName(instance);

    /// <summary>Runs a plan. Failures are in the result, not thrown.</summary>
    /// <param name="plan">A plan of this engine.</param>
    /// <param name="options">How to run; null means one at a time, stopping at the first failure.</param>
    /// <param name="observer">Told of everything that happens.</param>
    /// <param name="cancellation">Stops the run.</param>
    public RunResult Run(
        Plan plan,
        RunOptions? options = null,
        IProgress<PipelineEvent>? observer = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        options ??= new RunOptions();
        using var use = StoreUse.Share(_parts.Layout, cancellation);
        return PipelineRunner.Run(
            IsStale(plan) ? Plan(plan.Request) : plan,
            _parts,
            options with
            {
                Jobs = Math.Max(1, options.Jobs),
            },
            observer,
            cancellation
        );
    }

    /// <summary>
    /// Runs one instance of a plan on the calling thread, and nothing else: what a batch job does. Its log tells the outcome whatever it is;
    /// <c>latest</c> is left to the run that started the job. Failures are in the result, not thrown.
    /// </summary>
    /// <param name="plan">A plan of this engine; a small one names the instance as its target.</param>
    /// <param name="name">The instance, <c>child[cnn,s0,t1]</c>. What it reads from must be in the store, or it is not run.</param>
    /// <param name="observer">Told of everything that happens.</param>
    /// <param name="cancellation">Stops the instance.</param>
    /// <exception cref="ArgumentException">The plan has no such instance.</exception>
    public RunResult RunInstance(
        Plan plan,
        string name,
        IProgress<PipelineEvent>? observer = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var use = StoreUse.Share(_parts.Layout, cancellation);
        var current = IsStale(plan) ? Plan(plan.Request) : plan;
        var alone = current.Alone(current.Planned(name));
        var result = PipelineRunner.Run(alone, _parts, new RunOptions(), observer, cancellation);
        return InstanceLog.Complete(result, _parts);
    }

    /// <summary>Writes a file of the application's own among the readable names of <c>latest</c>; it appears whole, or stays as it was.</summary>
    /// <param name="name">Its path below <c>latest</c>.</param>
    /// <param name="content">Its content.</param>
    /// <returns>Its full path.</returns>
    /// <exception cref="IOException">Something that no run put there stands in its place, or there is no room.</exception>
    public string Show(string name, byte[] content)
    {
        var path = Path.GetFullPath(name, _parts.Layout.Latest);
        new ReadableFolder(_parts.Layout.Latest).Write(path, content);
        return path;
    }

    /// <summary>
    /// Runs one instance inside a job that a run with <see cref="RunOptions.Slurm"/> submitted: waits until what it reads is visible here, and
    /// tells that run how far it is.
    /// </summary>
    /// <param name="request">As it was submitted.</param>
    /// <param name="name">The instance.</param>
    /// <param name="folder">The run's folder, as the job's command was given it.</param>
    /// <param name="cancellation">Stops the instance.</param>
    /// <exception cref="StageFailedException">Something was edited after the job was submitted, or it was restarted too often.</exception>
    /// <exception cref="ArgumentException">The plan has no such instance.</exception>
    public RunResult RunJob(PlanRequest request, string name, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var run = new SlurmRunFolder(Path.GetFullPath(folder));
        var terms = _parts.ClaimTerms.ForJob(Environment.GetEnvironmentVariable("SLURM_JOB_ID"));
        var parts = _parts.With(o => o with { Logs = run.Logs, Claims = true, ClaimTerms = terms });
        var engine = new PipelineEngine(Definition, _schema, parts);
        return SlurmJob.Run(engine, parts, request, name, run, cancellation);
    }

    /// <summary>What the last run on SLURM from this checkout was asked for; null when there was none.</summary>
    public SlurmRun? LastSlurmRun() => SlurmRuns.Last(_parts);

    /// <summary>Ends all jobs of a run on SLURM.</summary>
    /// <param name="jobs">The jobs, as <see cref="RunResult.Left"/> has them.</param>
    /// <param name="options">How SLURM is called.</param>
    /// <exception cref="SlurmException">The scheduler does not answer.</exception>
    public static void Cancel(LeftJobs jobs, SlurmOptions options)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        ArgumentNullException.ThrowIfNull(options);
        new SlurmClient(options.Tools).Cancel(jobs.Name);
    }

    /// <summary>
    /// Reads every artifact of a run: whether each is whole, whether its key still follows from parameters, inputs and code, and whether
    /// <c>latest</c> shows it. Changes nothing but the cache of hashes.
    /// </summary>
    /// <param name="request">The preset and settings of the run; targets are not looked at.</param>
    /// <exception cref="DefinitionException">The request holds mistakes; all are listed.</exception>
    public Inspection Inspect(PlanRequest? request = null)
    {
        request ??= new PlanRequest();
        using var use = StoreUse.Share(_parts.Layout, CancellationToken.None);
        return Inspector.Inspect(Plan(new PlanRequest { Preset = request.Preset, Sets = request.Sets }), null, _parts);
    }

    /// <summary>The same of a remembered run: its keys are those that were noted, and what they should be the definition says.</summary>
    /// <param name="record">The run.</param>
    /// <exception cref="DefinitionException">The definition does not know its preset or its parameters any more.</exception>
    public Inspection Inspect(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        using var use = StoreUse.Share(_parts.Layout, CancellationToken.None);
        var plan = Plan(new PlanRequest { Preset = record.Preset, Sets = record.Sets });
        return Inspector.Inspect(plan, record.Finished, _parts);
    }

    /// <summary>The runs of this checkout that are remembered, the newest first.</summary>
    public IReadOnlyList<RunRecord> Runs() => _parts.RunRecords.All();

    /// <summary>The run of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="DefinitionException">There is none; the message says which there are.</exception>
    public RunRecord RunOf(string name) =>
        _parts.RunRecords.Find(name)
        ?? throw new DefinitionException(
            RunNames.Problem(name) is { } problem
                ? $"'{name}': {problem}"
                : $"no run is named '{name}'{Suggestion.For(name, [.. Runs().Select(r => r.Name)])}"
        );

    /// <summary>The results of a remembered run that finished, by the keys that were noted: of every one the files are checked.</summary>
    /// <param name="record">The run.</param>
    /// <exception cref="StageFailedException">It has not finished, or some of its results are damaged or gone; they are named.</exception>
    public RunResult Recall(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        using var use = StoreUse.Share(_parts.Layout, CancellationToken.None);
        return RecordedRun.Recall(record, _parts);
    }

    /// <summary>Makes <c>latest</c> show a remembered run again. Nothing is computed, and where a result is missing nothing is changed.</summary>
    /// <param name="record">The run.</param>
    /// <returns>The run, with what could not be shown among its warnings.</returns>
    /// <exception cref="StageFailedException">See <see cref="Recall"/>.</exception>
    public RunResult Show(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        using var use = StoreUse.Share(_parts.Layout, CancellationToken.None);
        var result = RecordedRun.Recall(record, _parts);
        // Stages of another time too: what is shown of them goes, or comes.
        var stages = result.Instances.Select(i => i.Stage).Concat(Definition.Stages.Select(s => s.Name)).Distinct();
        return result with { Warnings = Publisher.Publish([.. stages], _ => true, result.Published, _parts.Layout) };
    }

    /// <summary>Whether <c>latest</c> shows a run: of every instance the first file, where it is a link into the store.</summary>
    /// <param name="record">The run.</param>
    public bool IsShown(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        var shown = record.Finished?.Instances.Where(i => i.Shown.Count > 0).ToList();
        return shown is { Count: > 0 } && shown.TrueForAll(i => ShownFiles.KeyAt(_parts.Layout, i) == i.Key);
    }

    /// <summary>Removes a file of the application's own from <c>latest</c>, unless a person has put another in its place.</summary>
    /// <param name="name">Its path below <c>latest</c>.</param>
    public void Hide(string name) =>
        new ReadableFolder(_parts.Layout.Latest).Remove(Path.GetFullPath(name, _parts.Layout.Latest));

    /// <summary>Keeps the page of a finished run, to be shown with it.</summary>
    /// <param name="record">The run.</param>
    /// <param name="page">The page.</param>
    /// <exception cref="IOException">There is no room.</exception>
    public void KeepPage(RunRecord record, byte[] page)
    {
        ArgumentNullException.ThrowIfNull(record);
        _parts.RunRecords.WritePage(record.Name, page);
    }

    /// <summary>Whether a page was kept of a run, at a time or later.</summary>
    /// <param name="record">The run.</param>
    /// <param name="since">The time, UTC.</param>
    public bool HasPage(RunRecord record, DateTime since)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _parts.RunRecords.PageTime(record.Name) >= since;
    }

    /// <summary>The page that was kept of a finished run; null where there is none.</summary>
    /// <param name="record">The run.</param>
    public byte[]? PageOf(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _parts.RunRecords.ReadPage(record.Name);
    }

    /// <summary>Forgets a run: its results are kept no longer than others.</summary>
    /// <param name="record">The run.</param>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public void Forget(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _parts.RunRecords.Remove(record.Name);
    }

    /// <summary>Runs one instance of an inspected run again into a folder of the caller's, and neither stores nor publishes what it writes.</summary>
    /// <param name="inspection">The run; what the instance reads must be in the store.</param>
    /// <param name="instance">Its name.</param>
    /// <param name="folder">Receives the outputs; made if it is not there.</param>
    /// <param name="replace">Gives another file to read in an input's place; null to read the store's. Hashes stay those of the store.</param>
    /// <param name="cancellation">Stops the instance.</param>
    /// <returns>The outputs' paths below the folder, sorted.</returns>
    /// <exception cref="StageFailedException">It has no instance or inputs of that name, or it failed.</exception>
    public IReadOnlyList<string> RunAside(
        Inspection inspection,
        string instance,
        string folder,
        Func<InputFile, string>? replace = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(inspection);
        using var use = StoreUse.Share(_parts.Layout, cancellation);
        return AsideRun.Run(inspection, instance, folder, replace ?? (f => f.Path), _parts, cancellation);
    }

    /// <summary>
    /// Removes, or by default only lists, what no preset's current plan and no recent run refers to. A kill halfway leaves nothing half
    /// removed: what goes is first renamed out of the store.
    /// </summary>
    /// <param name="request">What to keep; null means a dry run with the defaults.</param>
    /// <exception cref="StoreInUseException">Something was to be removed while a run or another collection uses the store.</exception>
    /// <exception cref="DefinitionException">A preset's plan has mistakes.</exception>
    public GcResult CollectGarbage(GcRequest? request = null) =>
        GarbageCollector.Collect(Definition, _schema, request ?? new GcRequest(), _parts);

    /// <summary>Whether a garbage collection removed what the plan counts on.</summary>
    private bool IsStale(Plan plan) =>
        plan.Instances.Any(i =>
            i.State == PlanState.UpToDate && !File.Exists(Path.Combine(_parts.Layout.Entry(i.Key!), Manifest.FileName))
        );

    /// <summary>Every parameter's path, type, default and help, one a line.</summary>
    public string ParameterHelp() => ParameterPaths.Help(_schema);

    /// <summary>Checks parameters, axes and inputs as each preset makes them.</summary>
    private static void CheckValues(
        PipelineDefinition definition,
        RecordSchema schema,
        PipelineOptions options,
        MistakeList mistakes
    )
    {
        var presets = definition.Presets.Cast<string?>();
        if (!definition.Presets.Contains(PipelineDefinition.DefaultPreset, StringComparer.Ordinal))
        {
            presets = presets.Prepend(null);
        }

        var files = new CodeFiles(options.Root!);
        foreach (var preset in presets)
        {
            if (ResolvedParameters.Resolve(definition, schema, preset, [], mistakes) is { } resolved)
            {
                ParameterCheck.Run(options.Check, resolved, mistakes);
                files.Check(Expander.Expand(definition, resolved, mistakes), mistakes);
            }
        }

        files.Check(definition.Stages, mistakes);
    }
}
