using System.Runtime.CompilerServices;
using Burden.Generator.Helpers;

namespace Burden.Generator.Binding;

/// <summary>An argument, and where it was written.</summary>
/// <param name="Index">Which of the attribute's arguments; -1 for a <c>params</c> parameter that nothing was given for.</param>
/// <param name="IsSpread">Whether its items are arguments of their own, the first of them at <paramref name="Index"/>.</param>
internal sealed record BoundArgument(BoundValue Value, int Index, bool IsSpread = false)
{
    /// <summary>The place of the argument, or of one of its items.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="item">Which item; -1 for the whole.</param>
    public Place PlaceIn(Place attribute, int item)
        => Index < 0 ? attribute
            : IsSpread ? attribute with { Argument = Index + Math.Max(0, item) }
            : attribute with { Argument = Index, Item = item };
}

/// <summary>The arguments of one use by parameter name, each knowing where it was written.</summary>
internal sealed class BoundArguments
{
    // Weak: all uses of a kind share the defaults of its signature.
    private static readonly ConditionalWeakTable<Signature, IReadOnlyList<BoundValue?>> DefaultsOf = new();

    private readonly Dictionary<string, BoundArgument> given = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<BoundValue?> defaults;

    /// <param name="written">The arguments in the order they were written.</param>
    /// <param name="values">Their values.</param>
    public BoundArguments(EquatableArray<Argument> written, IReadOnlyList<BoundValue> values, Signature signature)
    {
        Signature = signature;
        defaults = DefaultsOf.GetValue(signature, static s => [.. Enumerable.Range(0, s.Count).Select(i => s[i].Default is { } constant ? BoundValue.Of(constant) : null)]);
        var variadic = signature.IsVariadic ? signature.Positional.Count - 1 : int.MaxValue;
        var rest = new List<BoundValue>();
        var first = -1;
        for (var i = 0; i < written.Count; i++)
        {
            var name = written[i].Name ?? (i < variadic && i < signature.Positional.Count ? signature.Positional[i].Name : null);
            if (name is not null && signature.Takes(name))
            {
                given[name] = new BoundArgument(values[i], i);
            }
            else if (name is null && i >= variadic)
            {
                first = rest.Count == 0 ? i : first;
                rest.Add(values[i]);
            }
            else
            {
                IsRejected = true;
            }
        }

        if (signature.IsVariadic && !given.ContainsKey(signature.Positional[variadic].Name))
        {
            given[signature.Positional[variadic].Name] = rest is [{ Constant: ArrayConstant } array]
                ? new BoundArgument(array, first)
                : new BoundArgument(BoundValue.List(rest), first, IsSpread: true);
        }

        IsAmbiguous = written.Count(a => a.Name is null || signature.Positional.Any(p => p.Name == a.Name)) < signature.CertainFrom;
        LacksArguments = IsRejected || signature.Positional.Any(p => p.Default is null && !given.ContainsKey(p.Name));
    }

    public Signature Signature { get; }

    /// <summary>Whether an argument is given that no parameter takes, which the compiler reports.</summary>
    public bool IsRejected { get; }

    /// <summary>Whether a required constructor parameter is missing, or an argument has no parameter.</summary>
    public bool LacksArguments { get; }

    /// <summary>Whether another constructor of the class may be meant, whose parameters are others.</summary>
    public bool IsAmbiguous { get; }

    /// <summary>The argument of a parameter; null where none is given.</summary>
    public BoundArgument? Find(string parameter) => given.TryGetValue(parameter, out var argument) ? argument : null;

    /// <summary>The argument of a parameter, or its default; null where it has neither.</summary>
    public BoundValue? ValueOf(string parameter)
        => Find(parameter)?.Value ?? (Signature.IndexOf(parameter) is >= 0 and var index ? defaults[index] : null);

    public bool IsGiven(string parameter) => Find(parameter) is { Value.Constant: not NullConstant };
}
