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
/// <param name="Sources">The code that was followed.</param>
internal sealed record Trace(
    ModuleValue? Network,
    Tracer Tracer,
    IReadOnlyList<TensorValue> Tensors,
    CodeFault? Fault,
    SyntaxNode? FaultSite,
    Sources Sources);

/// <summary>One input of <c>forward</c>.</summary>
/// <param name="Sizes">Without the batch.</param>
/// <param name="Declared">The type that is declared for it, where that is one of integers.</param>
internal sealed record TraceInput(EquatableArray<long> Sizes, ElementType Type, Model.DataType? Declared = null);

/// <summary>Follows a network's constructor and <c>forward</c>.</summary>
internal static class CodeTracer
{
    /// <summary>How the message ends that reports a mistake of Burden's own.</summary>
    public const string Failure = "; please report it with the code";

    /// <summary>Follows the code of a class, or of a static method or property that returns a module.</summary>
    /// <param name="network">The class, method or property.</param>
    /// <param name="inputs">The inputs of <c>forward</c>.</param>
    /// <param name="keepsOrigins">Whether it is noted where values come from.</param>
    /// <param name="trained">The type of features where the code is followed as in training; null for inference.</param>
    public static Trace Follow(
        ISymbol network, IReadOnlyList<TraceInput> inputs, long batch, Compilation compilation, CancellationToken cancellation, bool keepsOrigins = false, Model.DataType? trained = null)
    {
        var sources = new Sources(compilation, cancellation);
        var tracer = new Tracer { KeepsOrigins = keepsOrigins, Autograd = trained is { } type ? new Autograd(type) : null };
        var interpreter = new Interpreter(compilation, sources, tracer, cancellation);
        ModuleValue? module = null;
        try
        {
            module = Create(network, GivenArguments.Of(network, compilation, cancellation), interpreter);
            tracer.Begin(module);
            var tensors = inputs
                .Select((input, i) => (Value)tracer.AddInput(i == 0 ? "Input" : $"Input{Text.Of(i + 1)}", [batch, .. input.Sizes], input))
                .ToList();
            var result = interpreter.Forward(module, tensors);
            tracer.AddStored(module);
            return new Trace(module, tracer, [.. Tracer.Tensors(result)], null, null, sources);
        }
        catch (CodeFault fault) when (fault.Id != FaultId.None && sources.IsRejected(fault.Site ?? interpreter.Current))
        {
            return new Trace(module, tracer, [], CodeFault.Compiler(), fault.Site ?? interpreter.Current, sources);
        }
        catch (CodeFault fault)
        {
            return new Trace(module, tracer, [], fault, fault.IsAtNetwork ? null : fault.Site ?? interpreter.Current, sources);
        }
        catch (OverflowException)
        {
            return new Trace(module, tracer, [], new CodeFault(FaultId.Overflow, "a figure overflows Int64"), interpreter.Current, sources);
        }
        catch (InsufficientExecutionStackException)
        {
            return new Trace(module, tracer, [], new CodeFault(FaultId.RecursiveModule, "calls nest too deep to follow"), interpreter.Current, sources);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Code that the compiler rejects need not make sense. In other code it is a mistake of Burden's: one network goes
            // without figures, where the compiler would drop all that is generated.
            return new Trace(module, tracer, [], sources.IsRejected(interpreter.Current) ? CodeFault.Compiler() : CodeFault.Unknown($"Burden fails here ({e.GetType().Name}: {e.Message}){Failure}"), interpreter.Current, sources);
        }
    }

    private static ModuleValue Create(ISymbol network, GivenArguments given, Interpreter interpreter)
    {
        switch (network)
        {
            case INamedTypeSymbol type:
                var constructor = given.Choose(type);
                return (ModuleValue)interpreter.Construct(type, constructor, given.For(constructor), null);
            case IMethodSymbol method:
                return Module(interpreter.CallStatic(method, given.For(method)), network);
            case IPropertySymbol property:
                return given.Fault(property) is { } fault ? throw fault : Module(interpreter.CallStatic(property), network);
            default:
                throw CodeFault.Compiler();
        }
    }

    private static ModuleValue Module(Value value, ISymbol member) => value switch
    {
        ModuleValue module => module,
        UnknownValue unknown => throw CodeFault.Unknown($"what '{member.Name}' returns isn't known: {unknown.Why}"),
        _ => throw CodeFault.Unknown($"'{member.Name}' returns {value.Noun}; expected a module"),
    };
}
