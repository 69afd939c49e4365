using Burden.Generator.Graphs;

namespace Burden.Generator.Costs;

/// <summary>An order of the layers in which the least memory is alive at once, found among all orders in which each layer runs after what it reads.</summary>
/// <param name="Bytes">The peak of that order.</param>
/// <param name="Order">The nodes in that order.</param>
/// <param name="IsExact">Whether no order has a lower peak; false where there are too many orders to try, so that it is only the best one found.</param>
internal sealed record LeastPeak(long Bytes, IReadOnlyList<int> Order, bool IsExact)
{
    /// <summary>The most sets of layers that have run which the search looks at.</summary>
    private const int MostStates = 20_000;

    /// <summary>Searches the orders.</summary>
    /// <param name="bytes">The bytes of a node's output.</param>
    /// <param name="extraBytes">The bytes that a node needs beside its output while it runs.</param>
    /// <exception cref="OverflowException">A sum overflows Int64.</exception>
    public static LeastPeak Of(Graph graph, MemoryPlan plan, Func<int, long> bytes, Func<int, long> extraBytes, CancellationToken cancellation)
    {
        var search = new Search(graph, plan, bytes, extraBytes);
        var states = new SortedSet<State>(StateComparer.Instance);
        var met = new HashSet<State>(StateComparer.SameSet);
        var serial = 0;
        Add(search.Start());
        while (states.Min is { } state)
        {
            states.Remove(state);
            if (!met.Add(state))
            {
                continue;
            }

            if (state.Done == graph.Nodes.Count)
            {
                return new LeastPeak(state.Peak, state.Order(), IsExact: true);
            }

            cancellation.ThrowIfCancellationRequested();
            if (serial > MostStates)
            {
                return search.Finish(state);
            }

            // The state with the lowest peak so far comes first, so the first complete one is the best.
            foreach (var next in search.After(state))
            {
                Add(next);
            }
        }

        throw new InvalidOperationException("a graph has an order");

        void Add(State state)
        {
            if (!met.Contains(state))
            {
                state.Serial = serial++;
                states.Add(state);
            }
        }
    }

    /// <summary>The nodes that have run, and what is alive then. Which order they ran in matters only for the peak so far.</summary>
    private sealed class State(State? before, int node, ulong[] ran, int done, long alive, long peak)
    {
        public int Node { get; } = node;

        public ulong[] Ran { get; } = ran;

        public int Done { get; } = done;

        /// <summary>The bytes alive when all of them have run.</summary>
        public long Alive { get; } = alive;

        public long Peak { get; } = peak;

        /// <summary>When it was found, so that the search is the same every time.</summary>
        public int Serial { get; set; }

        public bool HasRun(int node) => (Ran[node >> 6] & (1UL << (node & 63))) != 0;

        public int[] Order()
        {
            var order = new int[Done];
            var state = this;
            for (var i = Done - 1; i >= 0; i--)
            {
                order[i] = state.Node;
                state = state.Before!;
            }

            return order;
        }

        private State? Before { get; } = before;
    }

    private sealed class StateComparer : IComparer<State>, IEqualityComparer<State>
    {
        public static readonly StateComparer Instance = new();
        public static readonly IEqualityComparer<State> SameSet = Instance;

        /// <summary>The lowest peak first; among equals the one that is furthest on.</summary>
        public int Compare(State? x, State? y)
            => x!.Peak != y!.Peak ? x.Peak.CompareTo(y.Peak) : x.Done != y.Done ? y.Done.CompareTo(x.Done) : x.Serial.CompareTo(y.Serial);

        public bool Equals(State? x, State? y) => x!.Ran.AsSpan().SequenceEqual(y!.Ran);

        public int GetHashCode(State state)
        {
            var hash = 17UL;
            foreach (var word in state.Ran)
            {
                hash = unchecked((hash ^ word) * 1099511628211);
            }

            return unchecked((int)(hash ^ (hash >> 32)));
        }
    }

    /// <summary>What runs after what, and what is alive meanwhile.</summary>
    private sealed class Search
    {
        private readonly Graph graph;
        private readonly MemoryPlan plan;
        private readonly Func<int, long> bytes;
        private readonly Func<int, long> extraBytes;
        private readonly List<int>[] readersOfBuffer;
        private readonly bool[] isKept;

        public Search(Graph graph, MemoryPlan plan, Func<int, long> bytes, Func<int, long> extraBytes)
        {
            this.graph = graph;
            this.plan = plan;
            this.bytes = bytes;
            this.extraBytes = extraBytes;
            readersOfBuffer = [.. graph.Nodes.Select(static _ => new List<int>())];
            isKept = new bool[graph.Nodes.Count];
            for (var i = 0; i < graph.Nodes.Count; i++)
            {
                foreach (var read in graph.Nodes[i].Reads)
                {
                    readersOfBuffer[plan.BufferOf(read)].Add(i);
                }

                // A layer that shares a buffer keeps it alive until it has run, as a reader does.
                readersOfBuffer[plan.BufferOf(i)].Add(i);
            }

            foreach (var output in graph.Outputs)
            {
                isKept[plan.BufferOf(output)] = true;
            }
        }

        /// <summary>The inputs are there from the start.</summary>
        public State Start()
        {
            var ran = new ulong[(graph.Nodes.Count + 63) / 64];
            var state = new State(null, -1, ran, 0, 0, 0);
            for (var i = 0; i < graph.Nodes.Count; i++)
            {
                if (graph.Nodes[i].IsInput)
                {
                    state = Run(state, i);
                }
            }

            return state;
        }

        /// <summary>The states that one more layer leads to.</summary>
        public IEnumerable<State> After(State state)
        {
            var next = new List<State>();
            foreach (var node in Ready(state))
            {
                var after = Run(state, node);
                // A layer that needs no more than the peak so far and leaves no more alive may run at once.
                if (after.Peak <= state.Peak && after.Alive <= state.Alive)
                {
                    return [after];
                }

                next.Add(after);
            }

            return next;
        }

        /// <summary>Goes on by the layer that leaves the least behind, where there are too many orders to try all.</summary>
        public LeastPeak Finish(State state)
        {
            while (state.Done < graph.Nodes.Count)
            {
                state = Ready(state).Select(node => Run(state, node)).OrderBy(static s => s.Peak).ThenBy(static s => s.Alive).First();
            }

            // The order of declaration may still be the better one.
            var declared = Enumerable.Range(0, graph.Nodes.Count).Where(i => !graph.Nodes[i].IsInput).Aggregate(Start(), Run);
            var best = declared.Peak <= state.Peak ? declared : state;
            return new LeastPeak(best.Peak, best.Order(), IsExact: false);
        }

        private IEnumerable<int> Ready(State state)
        {
            for (var i = 0; i < graph.Nodes.Count; i++)
            {
                if (!state.HasRun(i) && graph.Nodes[i].Reads.All(state.HasRun))
                {
                    yield return i;
                }
            }
        }

        private State Run(State state, int node)
        {
            var ran = (ulong[])state.Ran.Clone();
            ran[node >> 6] |= 1UL << (node & 63);
            var own = plan.BufferOf(node) == node && !plan.IsStored(node) ? bytes(node) : 0;
            var running = checked(state.Alive + own);
            var peak = Math.Max(state.Peak, checked(running + extraBytes(node)));
            var after = new State(state, node, ran, state.Done + 1, 0, 0);
            var alive = running;
            foreach (var buffer in graph.Nodes[node].Reads.Select(plan.BufferOf).Append(plan.BufferOf(node)).Distinct())
            {
                if (!isKept[buffer] && !plan.IsStored(buffer) && readersOfBuffer[buffer].All(after.HasRun))
                {
                    alive -= bytes(buffer);
                }
            }

            return new State(state, node, ran, state.Done + 1, alive, peak);
        }
    }
}
