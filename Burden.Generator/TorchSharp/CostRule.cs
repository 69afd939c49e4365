using Burden.Generator.Binding;
using Burden.Generator.Expansion;
using Burden.Generator.Expressions;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.TorchSharp;

/// <summary>What <c>[CostRule]</c> states of a module or method: it is counted like a custom layer.</summary>
internal sealed class CostRule
{
    private readonly BoundClass bound;

    private CostRule(BoundClass bound, ISymbol target, AttributeSyntax? syntax)
        => (this.bound, Target, Syntax) = (bound, target, syntax);

    /// <summary>The module's class, or the method.</summary>
    public ISymbol Target { get; }

    /// <summary>The attribute; null where it is another assembly's.</summary>
    public AttributeSyntax? Syntax { get; }

    /// <summary>The rules that must be stated and are not.</summary>
    public IReadOnlyList<string> Missing => [.. RuleChecker.Required.Where(r => !bound.Constants.ContainsKey(r))];

    /// <summary>What is wrong with the rules as they stand, each at the argument that <see cref="Place.Property"/> names.</summary>
    public IEnumerable<Fault> Faults => bound.Faults.Where(static f => f.Id != FaultId.MissingRule);

    /// <param name="target">The module's class, or the method.</param>
    /// <param name="overloads">The constructors, or the methods of one name: rules may use the parameters of all.</param>
    public static CostRule Of(ISymbol target, IEnumerable<IMethodSymbol> overloads, AttributeData attribute, AttributeSyntax? syntax)
    {
        var rules = attribute.NamedArguments
            .Where(static a => a.Value.Value is string)
            .Select(static a => new NamedConstant(a.Key, new TextConstant((string)a.Value.Value!)));
        var parameters = overloads.SelectMany(static m => m.Parameters).Select(static p => p.Name).Distinct().ToArray();
        return new CostRule(
            BoundClass.Of(new ClassDeclaration(target.ToDisplayString(), target.Name, ClassRole.CustomLayer, Signature.Of(parameters), rules.ToEquatableArray(), [])),
            target,
            syntax);
    }

    /// <summary>Whether a rule needs to know what the module runs on.</summary>
    public bool ReadsInput(string rule)
        => bound.Constants.TryGetValue(rule, out var value) && value.Constant is TextConstant && NamesIn(value).Any(static n => n is ReservedNames.Input or "Inputs" or "Output");

    /// <summary>What a module stores, as far as that follows from its arguments alone.</summary>
    /// <exception cref="CodeFault">The rule can't be worked out.</exception>
    public long Count(string rule, IReadOnlyDictionary<string, Value> arguments, SyntaxNode site)
    {
        if (!bound.Constants.TryGetValue(rule, out var value))
        {
            return rule == "Buffers" ? 0 : throw Unusable(site);
        }

        return Guarded(arguments, site, () =>
        {
            var given = Given(arguments, []);
            var scope = new Scope(bound, [.. bound.Signature.Names.Select(n => given.TryGetValue(n, out var argument) ? argument : null)]);
            return value.Evaluate(scope, rule) is IntegerValue { Number: >= 0 and var count } ? count
                : throw new FaultException(FaultId.OutOfRange, $"its rule {rule} gives no integer of at least 0");
        });
    }

    /// <summary>What one item costs.</summary>
    /// <param name="inputs">The tensors it runs on.</param>
    /// <exception cref="CodeFault">A rule can't be worked out.</exception>
    public LayerCosts Apply(IReadOnlyDictionary<string, Value> arguments, IReadOnlyList<TensorValue> inputs, SyntaxNode site)
    {
        if (Missing.Count > 0)
        {
            throw Unusable(site);
        }

        if (inputs.Count == 0 || inputs[0].Rank == 0)
        {
            throw CodeFault.Unknown($"the rule of '{Target.Name}' needs a tensor with a batch, its first dimension; {(inputs.Count == 0 ? "none is given" : "a tensor of one value is given")}", site);
        }

        return Guarded(arguments, site, () => CustomLayer.Apply(
            bound,
            new LayerCall(Target.Name, inputs.Select(ItemOf).ToEquatableArray(), new PlainArguments(bound.Signature, Given(arguments, inputs)))));
    }

    private T Guarded<T>(IReadOnlyDictionary<string, Value> arguments, SyntaxNode site, Func<T> run)
    {
        if (bound.Constants.Values.Any(static v => v.IsFaulty))
        {
            throw Unusable(site);
        }

        try
        {
            foreach (var rule in bound.Constants)
            {
                if (rule.Value.Constant is TextConstant && NamesIn(rule.Value).FirstOrDefault(n => arguments.TryGetValue(n, out var v) && Convert(n, v) is null) is { } name)
                {
                    throw CodeFault.Unknown($"{rule.Key} of '{Target.Name}' depends on '{name}', which isn't known: {Arguments.Because(arguments[name], "expected a number, a truth value, a tuple or a tensor")}", site);
                }
            }

            return run();
        }
        catch (FaultException fault)
        {
            var message = fault.Message.StartsWith($"{Target.Name}: ", StringComparison.Ordinal) ? fault.Message
                : $"{Target.Name}: {(fault.Argument is { } rule ? $"its rule {rule}: " : "")}{fault.Message}";
            throw Related(new CodeFault(fault.Id == FaultId.None ? FaultId.UnknownCode : fault.Id, message, site));
        }
    }

    /// <summary>What is wrong with the rule is reported where it stands; one of another assembly only where it is used.</summary>
    private CodeFault Unusable(SyntaxNode site) => Syntax is not null ? new CodeFault(FaultId.None, "the rule is faulty", site)
        : new CodeFault(
            Missing.Count > 0 ? FaultId.MissingRule : FaultId.BadExpression,
            Missing.Count > 0 ? $"the rule of '{Target.Name}' leaves out {string.Join(", ", Missing)}" : $"the rule of '{Target.Name}' is faulty: {Faults.First().Message}",
            site);

    private CodeFault Related(CodeFault fault)
    {
        if (Syntax is not null)
        {
            fault.Related.Add(Syntax);
        }

        return fault;
    }

    private static IEnumerable<string> NamesIn(BoundValue rule) => rule.Parse().Names.Select(static n => n.Name);

    private static Dictionary<string, Expressions.Value> Given(IReadOnlyDictionary<string, Value> arguments, IReadOnlyList<TensorValue> inputs)
    {
        var given = new Dictionary<string, Expressions.Value>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            if (Convert(argument.Key, argument.Value) is { } value)
            {
                given[argument.Key] = value;
            }
        }

        return given;
    }

    private static Expressions.Value? Convert(string name, Value value) => value switch
    {
        KnownValue { Boxed: bool truth } => new BooleanValue(truth),
        KnownValue { Boxed: string text } => new TextValue(text),
        TensorValue { Rank: > 0 } tensor => new LayerValue(name, ItemOf(tensor), 0),
        ListValue list => Tuple(name, list.Items),
        TupleValue tuple => Tuple(name, tuple.Items),
        _ => Arguments.AsInteger(value) is { } integer ? new IntegerValue(integer)
            : Arguments.AsReal(value) is { } real ? new RealValue(real)
            : null,
    };

    private static Expressions.Value? Tuple(string name, IReadOnlyList<Value> items)
    {
        var values = items.Select(i => Convert(name, i)).ToList();
        return values.Contains(null) ? null : Expressions.TupleValue.Of(values.OfType<Expressions.Value>());
    }

    /// <summary>A tensor's shape without the batch.</summary>
    private static Shape ItemOf(TensorValue tensor) => new(tensor.Sizes.Skip(1).ToEquatableArray());
}
