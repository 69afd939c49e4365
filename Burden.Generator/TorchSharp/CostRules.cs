using System.Runtime.CompilerServices;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.TorchSharp;

/// <summary>Finds the rules that stand for code which can't be followed, and counts by them.</summary>
internal sealed class CostRules(Compilation compilation, Sources sources, Tracer tracer, CancellationToken cancellation)
{
    // Weak: a file's attributes are looked through once, however many compilations have it.
    private static readonly ConditionalWeakTable<SyntaxTree, IReadOnlyList<AttributeSyntax>> Written = new();

    // Weak: it lives as long as the compilation.
    private static readonly ConditionalWeakTable<Compilation, string> Texts = new();

    private readonly Dictionary<ISymbol, CostRule?> known = new(SymbolEqualityComparer.Default);
    private IReadOnlyList<AttributeData>? assembly;

    /// <summary>The rules that stand on the assembly, as they are written: what a reading rests on.</summary>
    public static string TextOf(Compilation compilation, CancellationToken cancellation)
        => Texts.TryGetValue(compilation, out var known) ? known
            : Texts.GetValue(compilation, c => string.Join("\n", c.SyntaxTrees.SelectMany(t => OnAssembly(t, cancellation)).Select(static a => a.ToString())));

    /// <summary>The rule of a module's class or of a method; null where it has none.</summary>
    public CostRule? Of(ISymbol symbol)
    {
        symbol = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension.OriginalDefinition : symbol.OriginalDefinition;
        if (!known.TryGetValue(symbol, out var rule))
        {
            rule = Find(symbol);
            known.Add(symbol, rule);
        }

        return rule;
    }

    /// <summary>Creates a module by its rule.</summary>
    public RuleModule Create(CostRule rule, INamedTypeSymbol? type, IReadOnlyDictionary<string, Value> arguments, IOperation site)
    {
        var module = new RuleModule(rule, type, arguments, site);
        if (rule.Missing.Count == 0 && !rule.ReadsInput("Parameters") && !rule.ReadsInput("Buffers"))
        {
            module.Store(rule.Count("Parameters", arguments, site.Syntax), rule.Count("Buffers", arguments, site.Syntax));
        }

        return module;
    }

    /// <summary>Runs a module by its rule.</summary>
    public Value Run(RuleModule module, IReadOnlyList<Value> inputs, IOperation site)
    {
        using (tracer.Within(module))
        {
            var tensors = inputs.SelectMany(Tracer.Tensors).ToList();
            var costs = module.Rule.Apply(module.Arguments, tensors, site.Syntax);
            module.Store(costs.Parameters, costs.Buffers);
            var (all, sizes) = OfBatch(costs, tensors[0]);
            var result = tracer.Work(module.Kind, all, sizes, inputs, site);
            tracer.Note(module, result);
            return result;
        }
    }

    /// <summary>Calls a method by its rule: it yields a tensor, or a module that has the rule.</summary>
    public Value Call(CostRule rule, IMethodSymbol method, Value? instance, IReadOnlyDictionary<string, Value> arguments, IOperation site)
    {
        if (TorchModule.Is(method.ReturnType))
        {
            return Create(rule, method.ReturnType as INamedTypeSymbol, arguments, site);
        }

        if (!TorchNames.IsTensor(method.ReturnType))
        {
            // Reported where the rule stands.
            throw new CodeFault(FaultId.None, "the rule is faulty", site.Syntax);
        }

        using (tracer.Within(instance as ModuleValue))
        {
            List<Value> inputs = [.. instance is TensorValue ? [instance] : (Value[])[], .. arguments.Values];
            var tensors = inputs.SelectMany(Tracer.Tensors).ToList();
            var costs = rule.Apply(arguments, tensors, site.Syntax);
            if (costs.Parameters + costs.Buffers > 0)
            {
                throw new CodeFault(FaultId.OutOfRange, $"the rule of '{method.Name}' states parameters, which a method has none of: those of its module count where they are registered; expected 0", site.Syntax);
            }

            var (all, sizes) = OfBatch(costs, tensors[0]);
            return tracer.Returned(instance as ModuleValue, method, tracer.Function(method.Name, all, sizes, inputs, site, isRuled: true));
        }
    }

    /// <summary>The costs of all items of a batch: the graph multiplies nothing in a network whose code is followed.</summary>
    private static (LayerCosts Costs, long[] Sizes) OfBatch(LayerCosts item, TensorValue input)
    {
        var batch = input.Sizes[0];
        long[] sizes = [batch, .. item.Output.Dimensions];
        return (
            item with
            {
                Output = Shapes.OfNode(sizes),
                Macs = checked(item.Macs * batch),
                Flops = checked(item.Flops * batch),
                ExtraElements = checked(item.ExtraElements * batch),
            },
            sizes);
    }

    private CostRule? Find(ISymbol symbol)
    {
        if (symbol is not IMethodSymbol and not INamedTypeSymbol)
        {
            return null;
        }

        foreach (var attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.IsBurden(WellKnownNames.CostRule))
            {
                return CostRule.Of(symbol, Overloads(symbol, onlyIt: true), attribute, SyntaxOf(attribute));
            }
        }

        assembly ??= compilation.SyntaxTrees.Any(t => OnAssembly(t, cancellation).Count > 0)
            ? [.. compilation.Assembly.GetAttributes().Where(static a => a.AttributeClass.IsBurden(WellKnownNames.CostRule))]
            : [];
        foreach (var attribute in assembly)
        {
            var isMeant = (symbol, attribute.ConstructorArguments) switch
            {
                (IMethodSymbol method, [{ Value: INamedTypeSymbol type }, { Value: string name }])
                    => name == method.Name && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, method.ContainingType?.OriginalDefinition),
                (INamedTypeSymbol, [{ Value: INamedTypeSymbol type }]) => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, symbol),
                _ => false,
            };
            if (isMeant)
            {
                return CostRule.Of(symbol, Overloads(symbol, onlyIt: false), attribute, SyntaxOf(attribute));
            }
        }

        return null;
    }

    /// <summary>The constructors of a class, or the methods of a name.</summary>
    public static IEnumerable<IMethodSymbol> Overloads(ISymbol symbol, bool onlyIt) => symbol switch
    {
        INamedTypeSymbol type => type.InstanceConstructors,
        IMethodSymbol method => onlyIt ? [method] : method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>(),
        _ => [],
    };

    /// <summary>The rules that a file states of other assemblies, as far as syntax shows.</summary>
    public static IReadOnlyList<AttributeSyntax> OnAssembly(SyntaxTree tree, CancellationToken cancellation)
        => Written.GetValue(tree, t => t.GetRoot(cancellation) is CompilationUnitSyntax { AttributeLists: { Count: > 0 } lists }
            ? [.. lists.SelectMany(static l => l.Attributes).Where(static a => PartReader.RightmostName(a.Name) is "CostRule" or WellKnownNames.CostRule)]
            : []);

    private AttributeSyntax? SyntaxOf(AttributeData attribute)
    {
        if (attribute.ApplicationSyntaxReference is not { SyntaxTree: var tree } reference || !compilation.ContainsSyntaxTree(tree))
        {
            return null;
        }

        sources.Reach(tree);
        return reference.GetSyntax(cancellation) as AttributeSyntax;
    }
}

/// <summary>A module whose code can't be followed, and that is counted by its rule.</summary>
internal sealed class RuleModule(CostRule rule, INamedTypeSymbol? type, IReadOnlyDictionary<string, Value> arguments, IOperation site) : ModuleValue(type, site)
{
    public CostRule Rule { get; } = rule;

    /// <summary>What it was created with, by the names of the parameters.</summary>
    public IReadOnlyDictionary<string, Value> Arguments { get; } = arguments;

    public override string Kind => Rule.Target.Name;

    /// <summary>Whether it is known what it stores: where that follows from its input, it must run first.</summary>
    public bool IsStored { get; private set; }

    /// <summary>Adds what it stores, once.</summary>
    public void Store(long parameters, long buffers)
    {
        if (IsStored)
        {
            return;
        }

        IsStored = true;
        IsRegistered = true;
        if (parameters > 0)
        {
            Parameters.Add(("parameters", new StoredTensor([parameters], isParameter: true)));
        }

        if (buffers > 0)
        {
            Buffers.Add(("buffers", new StoredTensor([buffers], isParameter: false)));
        }
    }
}
