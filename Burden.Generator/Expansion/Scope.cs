using Burden.Generator.Binding;
using Burden.Generator.Expressions;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>The names that mean something inside one class while it is expanded.</summary>
/// <param name="declaration">The network, module or custom layer.</param>
/// <param name="given">The values its parameters were given, in the order of its signature; null for those left out.</param>
internal sealed class Scope(ClassDeclaration declaration, Value?[] given, ExpressionCache expressions) : IScope
{
    public const string InputName = "Input";

    /// <summary>How many defaults may follow from one another.</summary>
    private const int MaxDepth = 64;

    private readonly Dictionary<string, Value?> known = new(declaration.Layers.Count + 1, StringComparer.Ordinal);
    private HashSet<string>? underWay;

    public IEnumerable<string> Names => declaration.Signature.Names
        .Concat(declaration.Constants.Select(static c => c.Name))
        .Concat(known.Keys);

    /// <summary>Gives a name a value; null means that it has one that could not be worked out.</summary>
    public void Define(string name, Value? value) => known[name] = value;

    /// <summary>Whether a name was given a value so far, and which; null for one that could not be worked out.</summary>
    public bool IsDefined(string name, out Value? value) => known.TryGetValue(name, out value);

    public Value? Resolve(string name)
    {
        if (known.TryGetValue(name, out var value))
        {
            // What went wrong there has been said there.
            return value ?? throw new FaultException(FaultId.None, $"'{name}' could not be worked out");
        }

        var parameter = declaration.Signature.IndexOf(name);
        if (parameter >= 0 && given[parameter] is { } argument)
        {
            return argument;
        }

        var constant = (parameter < 0 ? null : declaration.Signature[parameter].Default) ?? FindConstant(name);
        return constant is null ? null : Default(name, constant);
    }

    /// <summary>A default may be an expression over the other names, but not over itself.</summary>
    private Value Default(string name, Constant constant)
    {
        underWay ??= new HashSet<string>(StringComparer.Ordinal);
        if (!underWay.Add(name))
        {
            throw new ExpressionException($"'{name}' depends on itself", 0, 0);
        }

        if (underWay.Count > MaxDepth)
        {
            throw new ExpressionException($"'{name}' follows from more than {MaxDepth} other defaults", 0, 0);
        }

        try
        {
            var value = Evaluation.Of(constant, this, expressions, name);
            known[name] = value;
            return value;
        }
        finally
        {
            underWay.Remove(name);
        }
    }

    private Constant? FindConstant(string name)
    {
        foreach (var constant in declaration.Constants)
        {
            if (constant.Name == name)
            {
                return constant.Value;
            }
        }

        return null;
    }
}
