using System.Runtime.CompilerServices;
using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <summary>
/// Follows model code over the compiler's operations: what is known is computed as C# computes it, modules and tensors are
/// symbols with shapes. What can't be followed is a <see cref="CodeFault"/> at its place.
/// </summary>
internal sealed partial class Interpreter
{
    /// <summary>The most operations that are followed: a slip of the keyboard must not hang the editor.</summary>
    public const int MaxSteps = 2_000_000;

    /// <summary>How deep calls may nest.</summary>
    public const int MaxDepth = 256;

    private readonly Compilation compilation;
    private readonly Sources sources;
    private readonly TorchLibrary torch;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<ISymbol, Value> statics = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> initialized = new(SymbolEqualityComparer.Default);
    private int steps;
    private int depth;

    public Interpreter(Compilation compilation, Sources sources, Tracer tracer, CancellationToken cancellation)
    {
        this.compilation = compilation;
        this.sources = sources;
        this.cancellation = cancellation;
        Tracer = tracer;
        Rules = new CostRules(compilation, sources, tracer, cancellation);
        torch = new TorchLibrary(this);
    }

    /// <summary>The rules that stand for code which can't be followed.</summary>
    public CostRules Rules { get; }

    public Tracer Tracer { get; }

    public Compilation Compilation => compilation;

    /// <summary>The expression that is being followed, for faults that name no place of their own.</summary>
    public SyntaxNode? Current { get; private set; }

    /// <summary>What an expression is worth.</summary>
    /// <exception cref="CodeFault">It can't be followed.</exception>
    public Value Evaluate(IOperation? operation, Frame frame)
    {
        if (operation is null)
        {
            return KnownValue.Null;
        }

        Step(operation);
        return operation.ConstantValue is { HasValue: true, Value: var constant }
            ? new KnownValue(constant)
            : EvaluateKind(operation, frame);
    }

    /// <summary>What an expression that must be known is worth; a fault at it where it isn't.</summary>
    /// <param name="what">What depends on it: <c>the condition</c>.</param>
    public object? EvaluateKnown(IOperation operation, Frame frame, string what) => Known(Evaluate(operation, frame), operation, what);

    public static object? Known(Value value, IOperation operation, string what) => value switch
    {
        KnownValue known => known.Boxed,
        UnknownValue unknown => throw CodeFault.Unknown($"{what} isn't known: {unknown.Why}", operation.Syntax),
        TensorValue { Data: [var single] } tensor => tensor.Type == ElementType.Truth ? single != 0 : tensor.Type == ElementType.Integer ? (long)single : single,
        TensorValue => throw CodeFault.Unknown($"{what} depends on a tensor's values, which no shape tells", operation.Syntax),
        _ => throw CodeFault.Unknown($"{what} is {value.Noun}", operation.Syntax),
    };

    private bool IsTrue(IOperation condition, Frame frame) => EvaluateKnown(condition, frame, "the condition") is bool truth
        ? truth
        : throw CodeFault.Unknown("the condition is no truth value", condition.Syntax);

    private void Step(IOperation operation)
    {
        Current = operation.Syntax;
        if ((++steps & 255) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        if (steps > MaxSteps)
        {
            throw new CodeFault(FaultId.TooManyLayers, $"the code takes more than {MaxSteps.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} steps to follow; is there a loop that doesn't end?", operation.Syntax);
        }

        if ((steps & 15) == 0)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
    }

    private Value EvaluateKind(IOperation operation, Frame frame) => operation switch
    {
        ILiteralOperation => new KnownValue(operation.ConstantValue.Value),
        ILocalReferenceOperation local => frame.Find(local.Local) ?? Unassigned(local.Local.Name),
        IParameterReferenceOperation parameter => Parameter(parameter.Parameter, frame),
        IInstanceReferenceOperation instance => Instance(instance, frame),
        IFieldReferenceOperation field => Field(field, frame),
        IPropertyReferenceOperation property => Property(property, frame),
        IArrayElementReferenceOperation element => Element(Evaluate(element.ArrayReference, frame), [.. element.Indices.Select(i => Evaluate(i, frame))], element),
        IInvocationOperation invocation => Invoke(invocation, frame),
        IObjectCreationOperation creation => Create(creation, frame),
        IConversionOperation conversion => Convert(conversion, frame),
        IBinaryOperation binary => Binary(binary, frame),
        IUnaryOperation unary => Unary(unary, frame),
        IConditionalOperation conditional => IsTrue(conditional.Condition, frame) ? Evaluate(conditional.WhenTrue, frame) : Evaluate(conditional.WhenFalse, frame),
        ICoalesceOperation coalesce => Evaluate(coalesce.Value, frame) is var value && IsNull(value, coalesce) ? Evaluate(coalesce.WhenNull, frame) : value,
        ICoalesceAssignmentOperation assignment => CoalesceAssign(assignment, frame),
        IConditionalAccessOperation access => ConditionalAccess(access, frame),
        IConditionalAccessInstanceOperation => frame.Receivers.Peek(),
        ISimpleAssignmentOperation assignment => PlaceOf(assignment.Target, frame).Write(Evaluate(assignment.Value, frame)),
        ICompoundAssignmentOperation assignment => CompoundAssign(assignment, frame),
        IIncrementOrDecrementOperation increment => Increment(increment, frame),
        IDeconstructionAssignmentOperation deconstruction => PlaceOf(deconstruction.Target, frame).Write(Evaluate(deconstruction.Value, frame)),
        ITupleOperation tuple => new TupleValue([.. tuple.Elements.Select(e => Evaluate(e, frame))]),
        ITupleBinaryOperation binary => Compare(binary, frame),
        IArrayCreationOperation array => CreateArray(array, frame),
        IAnonymousObjectCreationOperation anonymous => CreateAnonymous(anonymous, frame),
        IDelegateCreationOperation creation => Evaluate(creation.Target, frame),
        IAnonymousFunctionOperation lambda => new DelegateValue(lambda.Symbol, frame.Instance, frame, lambda.Body),
        IMethodReferenceOperation method => MethodReference(method, frame),
        IInterpolatedStringOperation text => Interpolate(text, frame),
        IIsTypeOperation test => KnownValue.Of(Test(Evaluate(test.ValueOperand, frame), frame.Resolve(test.TypeOperand), test, test.ValueOperand.Type) != test.IsNegated),
        IIsPatternOperation pattern => KnownValue.Of(Matches(pattern.Pattern, Evaluate(pattern.Value, frame), frame)),
        ISwitchExpressionOperation @switch => Switch(@switch, frame),
        IDefaultValueOperation value => DefaultOf(value.Type is null ? null : frame.Resolve(value.Type)),
        ITypeOfOperation type => new TypeValue(frame.Resolve(type.TypeOperand)),
        IRangeOperation range => new RangeValue(range.LeftOperand is null ? null : Evaluate(range.LeftOperand, frame), range.RightOperand is null ? null : Evaluate(range.RightOperand, frame)),
        IThrowOperation thrown => throw Thrown(thrown, frame),
        IWithOperation with => With(with, frame),
        IDeclarationExpressionOperation declaration => Evaluate(declaration.Expression, frame),
        IDiscardOperation => KnownValue.Null,
        IParenthesizedOperation parenthesized => Evaluate(parenthesized.Operand, frame),
        ITypeParameterObjectCreationOperation creation => CreateOfTypeParameter(creation, frame),
        IArgumentOperation argument => Evaluate(argument.Value, frame),
        IEventReferenceOperation @event => Event(@event, frame),
        IEventAssignmentOperation assignment => AssignEvent(assignment, frame),
        ITranslatedQueryOperation query => Evaluate(query.Operation, frame),
        IInvalidOperation => throw CodeFault.Compiler(),
        _ when OperationKinds.IsCollectionExpression(operation) => Collection(operation, frame),
        _ when OperationKinds.IsImplicitIndexer(operation) => ImplicitIndexer(operation, frame),
        _ => throw CodeFault.Unknown($"Burden doesn't follow this kind of expression ({operation.Kind})", operation.Syntax),
    };

    private Value Parameter(IParameterSymbol parameter, Frame frame)
    {
        if (frame.Find(parameter.OriginalDefinition) is { } value)
        {
            return value;
        }

        // What an extension's members are called on.
        if (parameter.ContainingSymbol is INamedTypeSymbol && frame.Instance is { } receiver)
        {
            return receiver;
        }

        // A primary constructor's parameter is seen by the whole class.
        return FieldsOf(frame.Instance) is { } fields && fields.TryGetValue(parameter.OriginalDefinition, out var captured)
            ? captured
            : new UnknownValue($"'{parameter.Name}' has no value");
    }

    private static Value Unassigned(string name) => new UnknownValue($"'{name}' has no value yet");

    /// <summary>An event's handler; null where none is added.</summary>
    private Value Event(IEventReferenceOperation reference, Frame frame)
        => (reference.Instance is null ? statics : FieldsOf(Evaluate(reference.Instance, frame))) is { } fields && fields.TryGetValue(reference.Event.OriginalDefinition, out var handler)
            ? handler
            : KnownValue.Null;

    private VoidValue AssignEvent(IEventAssignmentOperation assignment, Frame frame)
    {
        if (assignment.EventReference is IEventReferenceOperation reference
            && (reference.Instance is null ? statics : FieldsOf(Evaluate(reference.Instance, frame))) is { } fields)
        {
            var handler = Evaluate(assignment.HandlerValue, frame);
            var @event = reference.Event.OriginalDefinition;
            fields[@event] = !assignment.Adds ? KnownValue.Null : fields.ContainsKey(@event) ? new UnknownValue($"'{@event.Name}' has several handlers") : handler;
        }

        return VoidValue.Instance;
    }

    private static Value Instance(IInstanceReferenceOperation instance, Frame frame)
        => instance.ReferenceKind is InstanceReferenceKind.ImplicitReceiver or InstanceReferenceKind.PatternInput
            ? frame.Receivers.Peek()
            : frame.Instance ?? throw CodeFault.Compiler();

    /// <summary>The fields of an instance; null for values that have none of the user's.</summary>
    internal static Dictionary<ISymbol, Value>? FieldsOf(Value? instance) => instance switch
    {
        ModuleValue module => module.Fields,
        ObjectValue @object => @object.Fields,
        _ => null,
    };

    private static bool IsNull(Value value, IOperation operation) => value switch
    {
        KnownValue known => known.Boxed is null,
        UnknownValue unknown => throw CodeFault.Unknown($"whether the value is null isn't known: {unknown.Why}", operation.Syntax),
        _ => false,
    };

    private Value ConditionalAccess(IConditionalAccessOperation access, Frame frame)
    {
        var receiver = Evaluate(access.Operation, frame);
        if (IsNull(receiver, access.Operation))
        {
            return KnownValue.Null;
        }

        frame.Receivers.Push(receiver);
        try
        {
            return Evaluate(access.WhenNotNull, frame);
        }
        finally
        {
            frame.Receivers.Pop();
        }
    }

    private Value CoalesceAssign(ICoalesceAssignmentOperation assignment, Frame frame)
        => PlaceOf(assignment.Target, frame) is var place && place.Read() is var value && IsNull(value, assignment.Target)
            ? place.Write(Evaluate(assignment.Value, frame))
            : value;

    private Value Interpolate(IInterpolatedStringOperation text, Frame frame)
    {
        var result = new System.Text.StringBuilder();
        foreach (var part in text.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation literal:
                    result.Append(literal.Text.ConstantValue.Value);
                    break;
                case IInterpolationOperation hole:
                    switch (Evaluate(hole.Expression, frame))
                    {
                        case KnownValue { Boxed: IFormattable formattable, Enum: null } when hole.Expression.Type is not { TypeKind: TypeKind.Enum }:
                            result.Append(formattable.ToString(hole.FormatString?.ConstantValue.Value as string, System.Globalization.CultureInfo.InvariantCulture));
                            break;
                        case KnownValue known:
                            result.Append(CSharpOperators.TextOf(known, hole.Expression.Type));
                            break;
                        case UnknownValue unknown:
                            return unknown;
                        case var other:
                            return new UnknownValue($"{other.Noun} as text isn't known");
                    }

                    break;
            }
        }

        return new KnownValue(result.ToString());
    }

    private CodeFault Thrown(IThrowOperation thrown, Frame frame)
    {
        var exception = thrown.Exception is IConversionOperation conversion ? conversion.Operand : thrown.Exception;
        var message = exception is IObjectCreationOperation { Arguments: { Length: > 0 } arguments } && Evaluate(arguments[0].Value, frame) is KnownValue { Boxed: string text }
            ? $": {text}"
            : "";
        return CodeFault.Unknown($"the code throws {exception?.Type?.Name ?? "an exception"} here{message}", thrown.Syntax);
    }

    /// <summary>The value that a type's variables have before they are given one.</summary>
    internal static Value DefaultOf(ITypeSymbol? type) => type switch
    {
        null or { IsReferenceType: true } or INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => KnownValue.Null,
        { SpecialType: SpecialType.System_Boolean } => KnownValue.False,
        INamedTypeSymbol { IsTupleType: true } tuple => new TupleValue([.. tuple.TupleElements.Select(static e => DefaultOf(e.Type))]),
        { TypeKind: TypeKind.Enum } or { SpecialType: not SpecialType.None } => new KnownValue(CSharpOperators.Convert(0, type)),
        INamedTypeSymbol { TypeKind: TypeKind.Struct, Locations: [{ IsInSource: true }, ..] } @struct => new ObjectValue(@struct),
        _ => new UnknownValue($"the default of {type.Name} isn't known"),
    };

    /// <summary>Runs something as a nested call.</summary>
    private T Nested<T>(IOperation? site, Func<T> run)
    {
        if (++depth > MaxDepth)
        {
            throw new CodeFault(FaultId.RecursiveModule, $"calls nest more than {MaxDepth} deep; does the code call itself without end?", site?.Syntax);
        }

        try
        {
            return run();
        }
        finally
        {
            depth--;
        }
    }
}

/// <summary>Kinds of operations that compilers newer than the one this is built against know.</summary>
internal static class OperationKinds
{
    private const OperationKind CollectionExpression = (OperationKind)127;
    private const OperationKind Spread = (OperationKind)128;
    private const OperationKind CollectionExpressionElementsPlaceholder = (OperationKind)129;
    private const OperationKind ImplicitIndexerReference = (OperationKind)123;

    public static bool IsCollectionExpression(IOperation operation) => operation.Kind == CollectionExpression;

    public static bool IsSpread(IOperation operation) => operation.Kind == Spread;

    /// <summary>Whether an operation stands for the elements, among the arguments of what makes a collection of them.</summary>
    public static bool IsPlaceholder(IOperation operation) => operation.Kind == CollectionExpressionElementsPlaceholder;

    public static bool IsImplicitIndexer(IOperation operation) => operation.Kind == ImplicitIndexerReference;
}
