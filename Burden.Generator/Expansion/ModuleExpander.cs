using Burden.Generator.Binding;
using Burden.Generator.Expressions;

namespace Burden.Generator.Expansion;

/// <summary>Expands uses of modules. What is like an expansion before is copied from it.</summary>
/// <param name="expand">Expands one layer property; null where it could not be worked out.</param>
internal sealed class ModuleExpander(BoundNetwork network, GraphWriter graph, FaultLog log, Func<Frame, BoundLayer, LayerValue?> expand)
{
    /// <summary>How deep modules may nest.</summary>
    public const int MaxDepth = 64;

    private readonly List<string> underWay = [];
    private readonly Dictionary<ExpansionKey, ExpandedModule> known = [];

    /// <summary>Expands one use of a module.</summary>
    /// <param name="shownAt">The place in the network's source that its errors are reported at.</param>
    /// <exception cref="FaultException">The module contains itself, nests too deep, lacks an argument, or could not be worked out.</exception>
    public LayerValue Expand(BoundClass module, ScopedArguments arguments, LayerValue input, string path, Place shownAt)
    {
        CheckDepth(module);
        if (module.Layers.Count == 0 && module.Declaration.IsCompiled)
        {
            throw new FaultException(FaultId.NoLayers, $"{module.Name} shows no layers to this assembly; they must be public where '{module.Name}' is declared");
        }

        var values = new Value?[module.Signature.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = module.Signature[i].Name;
            values[i] = arguments.IsGiven(parameter) ? arguments.Evaluate(parameter) : null;
        }

        var key = ExpansionKey.Of(module, input.Shape, graph.Nodes[input.Node].Costs.OutputType, values, graph.Precision);
        if (key is not null && known.TryGetValue(key, out var alike))
        {
            return graph.Copy(alike, input, path, shownAt);
        }

        var (firstNode, firstPart, faultsBefore) = (graph.Nodes.Count, graph.Parts.Count, log.Faults.Count);
        var scope = new Scope(module, values);
        scope.Define(ReservedNames.Input, input with { Name = ReservedNames.Input });
        var output = ExpandLayers(new Frame(module, scope, input, path, shownAt) { Precision = graph.Precision })
            ?? throw new FaultException(FaultId.None, $"{module.Name} could not be worked out");
        // Inside what is never run, less is checked.
        if (key is not null && !graph.NeverRuns && !log.IsIncomplete && log.Faults.Count == faultsBefore)
        {
            known[key] = new ExpandedModule(
                path,
                firstNode,
                input.Node,
                output,
                graph.Nodes.GetRange(firstNode, graph.Nodes.Count - firstNode),
                graph.Parts.GetRange(firstPart, graph.Parts.Count - firstPart));
        }

        return output;
    }

    private void CheckDepth(BoundClass module)
    {
        if (underWay.Contains(module.Id))
        {
            var cycle = string.Join(" -> ", underWay.SkipWhile(id => id != module.Id).Append(module.Id).Select(id => network.Find(id)!.Name));
            throw new FaultException(FaultId.RecursiveModule, $"the module contains itself: {cycle}");
        }

        if (underWay.Count >= MaxDepth)
        {
            throw new FaultException(FaultId.RecursiveModule, $"modules nest more than {MaxDepth} deep");
        }
    }

    /// <summary>The layers of a module; null where its output could not be worked out.</summary>
    private LayerValue? ExpandLayers(Frame inner)
    {
        var module = inner.Class;
        var output = inner.Previous;
        var isMarked = false;
        underWay.Add(module.Id);
        try
        {
            for (var i = 0; i < module.Layers.Count; i++)
            {
                var property = module.Layers[i];
                var first = graph.Nodes.Count;
                var value = expand(inner, property);
                if (graph.IsExhausted)
                {
                    return null;
                }

                if (property.Declaration.HasBudget)
                {
                    graph.AddPart(property.Declaration.Owner, property.Name, graph.Paths.Of(inner, property), inner.Use!, first);
                }

                if (property.Declaration.IsOutput || (!isMarked && i <= module.DefaultOutput))
                {
                    isMarked |= property.Declaration.IsOutput;
                    output = value;
                }
            }

            return output;
        }
        finally
        {
            underWay.RemoveAt(underWay.Count - 1);
        }
    }
}
