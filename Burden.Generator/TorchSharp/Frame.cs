using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>One call under way: its instance, its variables, and for a lambda or local function the call it stands in.</summary>
internal sealed class Frame
{
    private readonly Dictionary<ISymbol, Value> variables = new(SymbolEqualityComparer.Default);
    private readonly Frame call;
    private Dictionary<ISymbol, ITypeSymbol>? types;
    private Value? result;
    private List<Value>? yielded;

    /// <summary>A call's.</summary>
    /// <param name="closure">The frame whose variables it sees; null for a method.</param>
    public Frame(IMethodSymbol? method, Value? instance, Frame? closure)
    {
        Method = method;
        Instance = instance ?? closure?.Instance;
        Closure = closure;
        Receivers = new Stack<Value>();
        call = this;
    }

    private Frame(Frame outer)
    {
        Method = outer.Method;
        Instance = outer.Instance;
        Closure = outer;
        Receivers = outer.Receivers;
        call = outer.call;
    }

    public IMethodSymbol? Method { get; }

    public Value? Instance { get; }

    public Frame? Closure { get; }

    /// <summary>What the call returns; null as long as it has not.</summary>
    public Value? Result
    {
        get => call.result;
        set => call.result = value;
    }

    /// <summary>What an iterator has yielded so far.</summary>
    public List<Value>? Yielded
    {
        get => call.yielded;
        set => call.yielded = value;
    }

    /// <summary>The values that <c>?.</c> is asked of, and the objects that initializers fill.</summary>
    public Stack<Value> Receivers { get; }

    /// <summary>The variables of one turn of a loop: a lambda keeps those of its own turn.</summary>
    public Frame Scope() => new(this);

    /// <summary>A variable's value; null where it has none.</summary>
    public Value? Find(ISymbol symbol)
    {
        for (var frame = this; frame is not null; frame = frame.Closure)
        {
            if (frame.variables.TryGetValue(symbol, out var value))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Gives a variable that is declared here its first value.</summary>
    public void Declare(ISymbol symbol, Value value) => variables[symbol] = value;

    /// <summary>Changes a variable where it is declared.</summary>
    public void Assign(ISymbol symbol, Value value)
    {
        for (var frame = this; frame is not null; frame = frame.Closure)
        {
            if (frame.variables.ContainsKey(symbol))
            {
                frame.variables[symbol] = value;
                return;
            }
        }

        variables[symbol] = value;
    }

    /// <summary>Gives a type parameter of the call its argument.</summary>
    public void Bind(ITypeParameterSymbol parameter, ITypeSymbol type)
        => (types ??= new Dictionary<ISymbol, ITypeSymbol>(SymbolEqualityComparer.Default))[parameter] = type;

    /// <summary>A type with the type parameters of the calls under way replaced.</summary>
    public ITypeSymbol Resolve(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            for (var frame = this; frame is not null; frame = frame.Closure)
            {
                if (frame.types is { } known && known.TryGetValue(parameter, out var resolved))
                {
                    return resolved;
                }
            }
        }

        return type switch
        {
            INamedTypeSymbol { IsGenericType: true, IsUnboundGenericType: false, IsTupleType: false } named when named.TypeArguments.Select(Resolve).ToArray() is var arguments && !arguments.SequenceEqual(named.TypeArguments, SymbolEqualityComparer.Default)
                => named.ConstructedFrom.Construct(arguments),
            _ => type,
        };
    }

    /// <summary>A generic method with the type parameters of the calls under way replaced.</summary>
    public IMethodSymbol Resolve(IMethodSymbol method)
        => method.IsGenericMethod && method.TypeArguments.Select(Resolve).ToArray() is var arguments && !arguments.SequenceEqual(method.TypeArguments, SymbolEqualityComparer.Default)
            ? method.ConstructedFrom.Construct(arguments)
            : method;
}
