using Burden.Generator.Expressions;

namespace Burden.Generator.Binding;

/// <summary>The names that the expressions of a class use, those of its parameters' defaults and its constants included.</summary>
internal static class UsedNames
{
    public static ISet<string> Of(BoundClass @class)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in @class.Layers)
        {
            foreach (var value in layer.Chain.SelectMany(static u => u.Values).Concat(new[] { layer.When, layer.Input }.OfType<BoundValue>()))
            {
                Add(value);
            }
        }

        foreach (var rule in RuleChecker.All)
        {
            if (@class.Declaration.Role is ClassRole.CustomLayer or ClassRole.CustomMerge && @class.Constants.TryGetValue(rule, out var value))
            {
                Add(value);
            }
        }

        return used;

        void Add(BoundValue value)
        {
            foreach (var item in value.Items)
            {
                Add(item);
            }

            if (value.Constant is TextConstant)
            {
                try
                {
                    foreach (var (name, _) in value.Parse().Names)
                    {
                        Use(name);
                    }
                }
                catch (ExpressionException)
                {
                    // A word, or an expression whose fault is reported.
                }
            }
        }

        // A default or a constant that is used may use others.
        void Use(string name)
        {
            if (used.Add(name) && ((@class.Signature.IndexOf(name) is >= 0 and var index ? @class.Defaults[index] : null)
                ?? (@class.Constants.TryGetValue(name, out var constant) ? constant : null)) is { } value)
            {
                Add(value);
            }
        }
    }
}
