using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>One operation on tensors under way: a module's own work, or a function that is called.</summary>
/// <param name="name">What it is called, for messages and paths.</param>
/// <param name="module">The module whose work it is; null for a function.</param>
internal sealed class Operation(string name, Tracer tracer, IOperation site, BuiltInModule? module = null)
{
    public string Name { get; } = name;

    public Tracer Tracer { get; } = tracer;

    public IOperation Site { get; } = site;

    public BuiltInModule? Module { get; } = module;

    /// <summary>The call of a function; null for others.</summary>
    public Arguments? Call { get; init; }

    /// <summary>Where a fault in shapes is shown: a function's call; a module's call, where it stands in the user's own code.</summary>
    public SyntaxNode At => Site.Syntax;

    /// <summary>Records it under a layer kind's or function's name.</summary>
    public TensorValue Emit(string kind, LayerCosts costs, IReadOnlyList<long> sizes, IEnumerable<Value> reads, ElementType type = ElementType.Real, EquatableArray<CodeView> after = default, Keeping? keeping = null)
        => Module is null
            ? Tracer.Function(kind, costs, sizes, reads, Site, type, after, Call, keeping)
            : Tracer.Work(kind, costs, sizes, reads, Site, type, after, keeping);

    /// <summary>Records it with FLOPs for each output. A complex number is kept as two.</summary>
    /// <param name="reach">Where an output's value comes from; null where that isn't known.</param>
    /// <param name="after">How the output follows from what that yields.</param>
    public TensorValue Emit(string kind, IReadOnlyList<long> sizes, IEnumerable<Value> reads, long flops = 0, long exponentials = 0, Storage storage = Storage.Own, ElementType type = ElementType.Real, Reach? reach = null, EquatableArray<CodeView> after = default, Keeping? keeping = null)
        => Emit(kind, new LayerCosts(Shapes.OfNode(type == ElementType.Complex ? [.. sizes, 2] : sizes)) { Flops = flops, Exponentials = exponentials, Storage = storage, Reach = reach }, sizes, reads, type, after, keeping);

    /// <summary>Applies a layer kind of Burden's to a tensor whose last so many axes are an item's.</summary>
    /// <param name="sizesOf">The output's sizes from the output of the rule.</param>
    public TensorValue Apply(string kind, TensorValue input, int rank, IEnumerable<Value> reads, params (string Name, Model.Constant Value)[] arguments)
        => Apply(kind, input, rank, reads, null, arguments);

    /// <param name="keeping">What it keeps for the backward pass; null for what its kind keeps.</param>
    public TensorValue Apply(string kind, TensorValue input, int rank, IEnumerable<Value> reads, Keeping? keeping, params (string Name, Model.Constant Value)[] arguments)
    {
        var shape = Shapes.OfItems(input.Sizes, rank);
        var (costs, call) = LayerRules.Count(kind, [shape], At, arguments);
        long[] sizes = [.. input.Sizes.Take(input.Rank - rank), .. costs.Output.Dimensions];
        return Emit(kind, costs with { Output = Shapes.OfNode(sizes), Reach = OfItem(costs.Reach, rank) }, sizes, reads, keeping: keeping ?? new Keeping { Costs = costs, Call = call });
    }

    /// <summary>What sees all of an item sees no other item: all of the last so many axes.</summary>
    private static Reach? OfItem(Reach? reach, int rank) => reach is AllReach ? Reach.Along([.. Enumerable.Range(-rank, rank)]) : reach;

    public CodeFault Mismatch(string message) => CodeFault.Mismatch($"{Name}: {message}", At);

    /// <summary>Runs what may find that shapes don't fit, and places that fault here.</summary>
    public T At_<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (CodeFault fault) when (fault.Site is null)
        {
            throw new CodeFault(fault.Id, fault.Message, At);
        }
    }
}
