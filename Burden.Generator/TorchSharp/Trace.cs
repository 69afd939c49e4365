using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>What following a network's code came to. It holds syntax, and lives beside the pipeline.</summary>
/// <param name="Network">The module; null where it could not be created.</param>
/// <param name="Nodes">What ran, in that order, and what is stored.</param>
/// <param name="Outputs">The nodes that are returned.</param>
/// <param name="Tensors">What is returned.</param>
/// <param name="Fault">What made it impossible to go on; null where nothing did.</param>
/// <param name="FaultSite">Where that is.</param>
internal sealed record Trace(
    ModuleValue? Network,
    Tracer Tracer,
    IReadOnlyList<TensorValue> Tensors,
    CodeFault? Fault,
    SyntaxNode? FaultSite,
    IReadOnlyCollection<SyntaxTree> Reached);

/// <summary>One input of <c>forward</c>.</summary>
/// <param name="Sizes">Without the batch.</param>
internal sealed record TraceInput(EquatableArray<long> Sizes, ElementType Type);

/// <summary>Follows a network's constructor and <c>forward</c>.</summary>
internal static class CodeTracer
{
    /// <summary>Follows the code of a class, or of a static method or property that returns a module.</summary>
    /// <param name="network">The class, method or property.</param>
    /// <param name="arguments">Values for the parameters of the constructor or method, in order; defaults stand in for the rest.</param>
    /// <param name="inputs">The inputs of <c>forward</c>.</param>
    public static Trace Follow(
        ISymbol network, IReadOnlyList<Value> arguments, IReadOnlyList<TraceInput> inputs, long batch, Compilation compilation, CancellationToken cancellation)
    {
        var sources = new Sources(compilation, cancellation);
        var tracer = new Tracer();
        var interpreter = new Interpreter(compilation, sources, tracer, cancellation);
        ModuleValue? module = null;
        try
        {
            module = Create(network, arguments, interpreter);
            tracer.Begin(module);
            var tensors = inputs
                .Select((input, i) => (Value)tracer.AddInput(i == 0 ? "Input" : $"Input{Text.Of(i + 1)}", [batch, .. input.Sizes], input.Type))
                .ToList();
            var result = interpreter.Forward(module, tensors);
            tracer.AddStored(module);
            return new Trace(module, tracer, [.. Tracer.Tensors(result)], null, null, sources.Reached);
        }
        catch (CodeFault fault)
        {
            return new Trace(module, tracer, [], fault, fault.Site ?? interpreter.Current, sources.Reached);
        }
        catch (OverflowException)
        {
            return new Trace(module, tracer, [], new CodeFault(FaultId.Overflow, "a figure overflows Int64"), interpreter.Current, sources.Reached);
        }
        catch (InsufficientExecutionStackException)
        {
            return new Trace(module, tracer, [], new CodeFault(FaultId.RecursiveModule, "calls nest too deep to follow"), interpreter.Current, sources.Reached);
        }
    }

    private static ModuleValue Create(ISymbol network, IReadOnlyList<Value> arguments, Interpreter interpreter)
    {
        switch (network)
        {
            case INamedTypeSymbol type:
                var constructor = type.InstanceConstructors
                    .Where(static c => !c.IsImplicitCopy())
                    .OrderByDescending(c => c.DeclaredAccessibility == Accessibility.Public)
                    .ThenByDescending(c => c.Parameters.Length >= arguments.Count)
                    .ThenBy(c => c.Parameters.Count(static p => !p.HasExplicitDefaultValue))
                    .First();
                return (ModuleValue)interpreter.Construct(type, constructor, Complete(constructor, arguments), null);
            case IMethodSymbol method:
                return interpreter.CallStatic(method, Complete(method, arguments)) as ModuleValue
                    ?? throw CodeFault.Unknown($"'{method.Name}' returns no module");
            case IPropertySymbol property:
                return interpreter.CallStatic(property) as ModuleValue ?? throw CodeFault.Unknown($"'{property.Name}' returns no module");
            default:
                throw CodeFault.Compiler();
        }
    }

    /// <summary>The arguments, with defaults for those that are left out. One without a default is unknown, and no fault until something depends on it.</summary>
    private static IReadOnlyList<Value> Complete(IMethodSymbol method, IReadOnlyList<Value> arguments)
        => [.. method.Parameters.Select((p, i) => i < arguments.Count ? arguments[i]
            : p.HasExplicitDefaultValue ? p.ExplicitDefaultValue is null ? Interpreter.DefaultOf(p.Type) : new KnownValue(p.ExplicitDefaultValue)
            : p.IsParams ? new ListValue([], p.Type)
            : new UnknownValue($"the parameter '{p.Name}' has no default; give it with [Arguments]"))];
}
