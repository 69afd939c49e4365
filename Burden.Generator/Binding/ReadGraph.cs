namespace Burden.Generator.Binding;

/// <summary>Which layer properties of a class read which: it finds cycles, and layers that nothing uses.</summary>
internal sealed class ReadGraph
{
    private readonly ClassDeclaration declaration;
    private readonly HashSet<int>?[] reads;
    private readonly List<(int Reader, int Read, Place Place)> forward = [];

    public ReadGraph(ClassDeclaration declaration)
    {
        this.declaration = declaration;
        reads = new HashSet<int>?[declaration.Layers.Count];
    }

    public void Add(int reader, int read) => (reads[reader] ??= []).Add(read);

    /// <summary>Notes a read of a property that is declared later, or of the property itself.</summary>
    public void AddForward(int reader, int read, Place place) => forward.Add((reader, read, place));

    /// <summary>Notes a read of the property before, further inputs left out.</summary>
    public void AddPrevious(int reader)
    {
        for (var previous = reader - 1; previous >= 0; previous--)
        {
            if (declaration.Layers[previous].Input is null)
            {
                Add(reader, previous);
                return;
            }
        }
    }

    /// <summary>Cycles, and layers read before their declaration.</summary>
    /// <param name="isSound">Whether nothing else is wrong with the class, which may be why nothing reads a layer.</param>
    public IEnumerable<Fault> Check(IReadOnlyList<BoundLayer> layers, bool isSound)
    {
        foreach (var (reader, read, place) in forward)
        {
            isSound = false;
            if (Cycle(read, reader) is { } cycle)
            {
                var way = string.Join(" -> ", cycle.Prepend(reader).Select(i => layers[i].Name));
                yield return new Fault(FaultId.Cycle, place, $"'{layers[reader].Name}' reads itself: {way}");
            }
            else
            {
                yield return new Fault(FaultId.DeclaredLater, place, $"'{layers[read].Name}' is declared after '{layers[reader].Name}', which reads it; move it up");
            }
        }

        var outputs = layers.Where(static l => l.Declaration.IsOutput).ToList();
        if (declaration is { Role: ClassRole.Module, IsCompiled: false } && outputs.Count > 1)
        {
            isSound = false;
            yield return new Fault(FaultId.SeveralOutputs, outputs[1].At(-1), $"a module has one output; '{outputs[0].Name}' is already marked");
        }

        // Code that the compiler rejects may be why a layer is unused, too.
        if (!isSound || layers.Any(static l => IsRejected(l)))
        {
            yield break;
        }

        var used = new HashSet<int>(reads.SelectMany(static r => r ?? []));
        for (var i = 0; i < layers.Count; i++)
        {
            // A layer that is never run need not be read.
            var isOutput = layers[i].IsAside || (outputs.Count > 0 ? layers[i].Declaration.IsOutput : layers.Skip(i + 1).All(static l => l.IsAside));
            // Inherited layers are the base's to use; a derived class may leave them unread.
            if (!isOutput && !used.Contains(i) && layers[i].Declaration.Owner == declaration.Id && !layers[i].Declaration.IsCompiled)
            {
                yield return new Fault(FaultId.UnusedLayer, layers[i].At(-1), $"'{layers[i].Name}' is never read; if it is an output, mark it with [Output]");
            }
        }
    }

    /// <summary>Whether the compiler can't make sense of an attribute, or of an argument.</summary>
    public static bool IsRejected(BoundUse use)
    {
        return use.Use.Target.Kind == TargetKind.Unresolved
            || use.Use.Arguments.Any(a => HasUnknown(a.Value) || (a.Name is { } name && use.Kind?.Signature.Takes(name) == false));

        static bool HasUnknown(Constant constant) => constant is UnknownConstant || (constant is ArrayConstant array && array.Items.Any(HasUnknown));
    }

    private static bool IsRejected(BoundLayer layer) => layer.When?.Constant is UnknownConstant || layer.Chain.Any(static u => IsRejected(u));

    /// <summary>The way along reads from one property to another; null where there is none.</summary>
    private IReadOnlyList<int>? Cycle(int from, int to)
    {
        var cameFrom = new Dictionary<int, int> { [from] = from };
        var queue = new Queue<int>();
        queue.Enqueue(from);
        while (queue.Count > 0)
        {
            var at = queue.Dequeue();
            if (at == to)
            {
                var way = new List<int> { at };
                while (at != from)
                {
                    at = cameFrom[at];
                    way.Insert(0, at);
                }

                return way;
            }

            foreach (var next in reads[at] ?? [])
            {
                if (!cameFrom.ContainsKey(next))
                {
                    cameFrom[next] = at;
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }
}
