namespace NtkRepro.Pipeline;

/// <summary>What of a plan is open, what waits for what, and what is ready; not thread-safe.</summary>
internal sealed class Schedule
{
    private readonly Dictionary<PlannedInstance, Node> _nodes = [];
    private readonly PriorityQueue<Node, (double, int)> _ready = new();

    public Schedule(Plan plan)
    {
        var open = plan.Instances.Where(p => p.State is PlanState.WillRun or PlanState.MayRun).ToList();
        foreach (var planned in open)
        {
            _nodes.Add(planned, new Node(planned));
        }

        foreach (var node in open.Select(p => _nodes[p]))
        {
            foreach (var producer in node.Planned.Instance.Producers.Select(plan.Of))
            {
                if (_nodes.TryGetValue(producer, out var before))
                {
                    before.Dependents.Add(node);
                    node.Waiting++;
                }
            }
        }

        // Consumers come after producers in a plan, so going backwards sees every chain whole.
        for (var i = open.Count - 1; i >= 0; i--)
        {
            var node = _nodes[open[i]];
            var behind = node.Dependents.Count == 0 ? 0 : node.Dependents.Max(d => d.Chain);
            node.Chain = behind + (open[i].ExpectedSeconds ?? 1);
        }

        foreach (var planned in open)
        {
            Enqueue(_nodes[planned]);
        }
    }

    /// <summary>The instances that neither ended nor were given up.</summary>
    public int Open => _nodes.Count;

    /// <summary>The instances that could start now.</summary>
    public int Ready => _ready.Count;

    /// <summary>The ready instance with the longest chain behind it, or null.</summary>
    public PlannedInstance? Take() => _ready.TryDequeue(out var node, out _) ? node.Planned : null;

    /// <summary>Notes the end of an instance. Without a result, everything that waits for it is given up and returned.</summary>
    public List<PlannedInstance> Complete(PlannedInstance planned, bool hasResult)
    {
        _nodes.Remove(planned, out var node);
        var givenUp = new List<PlannedInstance>();
        if (hasResult)
        {
            foreach (var dependent in node!.Dependents)
            {
                dependent.Waiting--;
                Enqueue(dependent);
            }
        }
        else
        {
            GiveUp(node!, givenUp);
        }

        return givenUp;
    }

    private void GiveUp(Node node, List<PlannedInstance> givenUp)
    {
        var waiting = new Stack<Node>(node.Dependents);
        while (waiting.TryPop(out var dependent))
        {
            if (_nodes.Remove(dependent.Planned))
            {
                givenUp.Add(dependent.Planned);
                dependent.Dependents.ForEach(waiting.Push);
            }
        }

        givenUp.Sort((a, b) => a.Instance.Index.CompareTo(b.Instance.Index));
    }

    private void Enqueue(Node node)
    {
        if (node.Waiting == 0 && _nodes.ContainsKey(node.Planned))
        {
            _ready.Enqueue(node, (-node.Chain, node.Planned.Instance.Index));
        }
    }

    private sealed class Node(PlannedInstance planned)
    {
        public PlannedInstance Planned => planned;

        public List<Node> Dependents { get; } = [];

        public int Waiting { get; set; }

        /// <summary>Expected seconds of this and the longest chain of dependents; an unknown duration counts as one second.</summary>
        public double Chain { get; set; }
    }
}
