using Burden.Generator.Binding;
using Burden.Generator.Expressions;

namespace Burden.Generator.Expansion;

/// <summary>The names that mean something inside one class while it is expanded.</summary>
/// <param name="class">The network, module or custom layer.</param>
/// <param name="given">The values its parameters were given, in the order of its signature; null for those left out.</param>
internal sealed class Scope(BoundClass @class, Value?[] given) : IScope
{
    /// <summary>How many defaults may follow from one another.</summary>
    private const int MaxDepth = 64;

    private readonly Dictionary<string, Value?> known = new(@class.Layers.Count + 1, StringComparer.Ordinal);
    private HashSet<string>? underWay;

    public IEnumerable<string> Names => @class.Signature.Names.Concat(@class.Constants.Keys.Where(IsConstant)).Concat(known.Keys);

    /// <summary>Gives a name a value; null means that it has one that could not be worked out.</summary>
    public void Define(string name, Value? value) => known[name] = value;

    /// <summary>Whether a name was given a value so far, and which; null for one that could not be worked out.</summary>
    public bool IsDefined(string name, out Value? value) => known.TryGetValue(name, out value);

    public Value? Resolve(string name)
    {
        if (known.TryGetValue(name, out var value))
        {
            // The error is reported there.
            return value ?? throw new FaultException(FaultId.None, $"'{name}' could not be worked out");
        }

        var parameter = @class.Signature.IndexOf(name);
        if (parameter >= 0 && given[parameter] is { } argument)
        {
            return argument;
        }

        if (parameter >= 0 && @class.Signature[parameter].Default is HiddenConstant)
        {
            throw new FaultException(
                FaultId.UnknownDefault,
                $"{name} of '{@class.Name}' is not given, and its default can't be seen from this assembly; give it, or state the default with [DefaultValue] where '{@class.Name}' is declared");
        }

        var @default = (parameter < 0 ? null : @class.Defaults[parameter]) ?? FindConstant(name);
        return @default is null ? null : Default(name, @default);
    }

    /// <summary>A default may be an expression over the other names, but not over itself.</summary>
    private Value Default(string name, BoundValue @default)
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
            var value = @default.Evaluate(this, name);
            known[name] = value;
            return value;
        }
        finally
        {
            underWay.Remove(name);
        }
    }

    private BoundValue? FindConstant(string name) => IsConstant(name) && @class.Constants.TryGetValue(name, out var constant) ? constant : null;

    /// <summary>Whether a constant is a value that expressions may use: a custom layer's rules are none.</summary>
    private bool IsConstant(string name)
        => @class.Declaration.Role is not (ClassRole.CustomLayer or ClassRole.CustomMerge) || Array.IndexOf(RuleChecker.All, name) < 0;
}
