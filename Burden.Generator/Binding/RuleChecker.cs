using Burden.Generator.Expressions;
using Burden.Generator.Helpers;

namespace Burden.Generator.Binding;

/// <summary>Checks the rules of a custom layer: expressions in constants of the attribute class.</summary>
internal static class RuleChecker
{
    /// <summary>The rules that must be stated: unknown is never zero.</summary>
    public static readonly string[] Required = ["Output", "Parameters", "Macs", "Flops"];

    /// <summary>The rules that count stored values of one type, such as <c>Int8Parameters</c>, with that type.</summary>
    public static readonly (string Name, DataType Type, bool IsTrainable)[] Typed =
    [
        .. Enum.GetValues(typeof(DataType)).Cast<DataType>().Select(static t => ($"{t}Parameters", t, true)),
        .. Enum.GetValues(typeof(DataType)).Cast<DataType>().Select(static t => ($"{t}Buffers", t, false)),
    ];

    /// <summary>The rule that states the type of what a layer yields.</summary>
    public const string ElementType = "ElementType";

    /// <summary>The names of constants that are rules rather than values.</summary>
    public static readonly string[] All = [.. Required, "Buffers", "FeatureElements", "InPlace", ElementType, .. Typed.Select(static r => r.Name)];

    /// <summary>The names that rules may use besides the layer's parameters and constants.</summary>
    private static readonly string[] Names = [ReservedNames.Input, "Inputs", "Output", "Parameters", "Macs"];

    public static IEnumerable<Fault> Check(ClassDeclaration layer, IReadOnlyDictionary<string, BoundValue> constants)
    {
        if (layer.IsCompiled)
        {
            yield break;
        }

        var missing = Required.Where(r => !constants.ContainsKey(r) && !(r == "Parameters" && CountsTyped(constants))).ToList();
        if (missing.Count > 0)
        {
            yield return new Fault(
                FaultId.MissingRule,
                new Place(layer.Id),
                $"the custom layer '{layer.Name}' leaves out {string.Join(", ", missing)}; expected a constant string for each, such as public const string {missing[0]} = \"{(missing[0] == "Output" ? ReservedNames.Input : "0")}\"");
        }

        foreach (var rule in All)
        {
            if (constants.TryGetValue(rule, out var value) && value.Constant is TextConstant && Fault(layer, rule, value) is { } fault)
            {
                value.IsFaulty = true;
                yield return fault;
            }
        }
    }

    /// <summary>Whether rules count parameters by their types, so that there need be none of the network's type.</summary>
    public static bool CountsTyped(IReadOnlyDictionary<string, BoundValue> constants) => Typed.Any(r => r.IsTrainable && constants.ContainsKey(r.Name));

    private static Fault? Fault(ClassDeclaration layer, string rule, BoundValue value)
    {
        try
        {
            foreach (var (name, column) in value.Parse().Names)
            {
                if (!Names.Contains(name) && layer.Signature.Find(name) is null && !layer.Constants.Any(c => c.Name == name))
                {
                    var misspelt = new Misspelling(name, Nearest.Of(name, layer.Signature.Names.Concat(Names)));
                    return new Fault(FaultId.UnknownLayer, new Place(layer.Id, rule, -1, 0, column, name.Length), $"'{name}' is not known here{misspelt.Question}", null, misspelt);
                }
            }

            return null;
        }
        catch (ExpressionException fault)
        {
            return new Fault(FaultId.BadExpression, new Place(layer.Id, rule, -1, 0, fault.Column, fault.Length), fault.Message);
        }
    }
}
