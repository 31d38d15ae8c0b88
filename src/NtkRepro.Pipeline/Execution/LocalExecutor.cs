using System.Runtime.ExceptionServices;

namespace NtkRepro.Pipeline;

/// <summary>Runs on long-lived threads: what is ready starts in the order of the longest chain of work behind it.</summary>
internal sealed class LocalExecutor : IPlanExecutor
{
    /// <inheritdoc/>
    public LeftJobs? Left => null;

    /// <inheritdoc/>
    public void Execute(OpenWork work)
    {
        var count = Math.Min(work.Options.Jobs, work.Open);
        if (count > 0)
        {
            using var workers = new Workers(work, count);
            workers.Run();
        }
    }

    /// <inheritdoc/>
    public void Dispose() { }

    private sealed class Workers(OpenWork work, int count) : IDisposable
    {
        private readonly SemaphoreSlim _available = new(0);
        private readonly Lock _lock = new();
        private ExceptionDispatchInfo? _fault;

        public void Run()
        {
            _available.Release(work.Ready);
            var threads = Enumerable
                .Range(1, count)
                .Select(i => new Thread(Loop) { Name = $"worker {i}", IsBackground = true })
                .ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
            _fault?.Throw();
        }

        public void Dispose() => _available.Dispose();

        private void Loop()
        {
            try
            {
                work.Parts.Options.OnWorkerStart?.Invoke(work.Plan.Parameters);
                while (Take() is { } planned)
                {
                    work.Events.Started(planned);
                    Complete(planned, work.Runner.Run(planned, work.ManifestOf, work.Stopping));
                }
            }
            // A fault of the engine or of the application's start-up code: carried to the caller of Run.
            catch (Exception e)
            {
                lock (_lock)
                {
                    _fault ??= ExceptionDispatchInfo.Capture(e);
                }

                work.Stop();
            }
        }

        /// <summary>The next instance, once there is one; null when the run is over.</summary>
        private PlannedInstance? Take()
        {
            try
            {
                _available.Wait(work.Stopping);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            return work.Take();
        }

        private void Complete(PlannedInstance planned, InstanceResult result)
        {
            int permits;
            lock (_lock)
            {
                // One permit for each newly ready instance; when nothing is open any more, one for each thread, to let it end.
                var ready = work.Complete(planned, result);
                permits = work.Open == 0 ? count : ready;
            }

            if (permits > 0)
            {
                _available.Release(permits);
            }
        }
    }
}
