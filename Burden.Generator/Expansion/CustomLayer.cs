using Burden.Generator.Binding;
using Burden.Generator.Diagnostics;
using Burden.Generator.Expressions;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>A layer kind that the user declared: its rules are expressions in constants of the attribute class.</summary>
internal static class CustomLayer
{
    /// <summary>The rules that must be stated: unknown is never zero.</summary>
    public static readonly string[] RequiredRules = ["Output", "Parameters", "Macs", "Flops"];

    /// <summary>The names of constants that are rules rather than values.</summary>
    public static readonly string[] Rules = [.. RequiredRules, "Buffers", "FeatureElements", "InPlace"];

    public static LayerCosts Apply(ClassDeclaration declaration, LayerCall call, ExpressionCache expressions)
    {
        var given = new Value?[declaration.Signature.Count];
        for (var i = 0; i < given.Length; i++)
        {
            var parameter = declaration.Signature[i].Name;
            given[i] = call.IsGiven(parameter) && parameter != MergeKind.LayersParameter ? call.Evaluate(parameter) : null;
        }

        var scope = new Scope(declaration with { Constants = [.. declaration.Constants.Where(static c => Array.IndexOf(Rules, c.Name) < 0)] }, given, expressions);
        var inputs = call.Inputs.Select(static shape => new LayerValue(Scope.InputName, shape, -1)).ToList();
        scope.Define(Scope.InputName, inputs[0]);
        scope.Define("Inputs", TupleValue.Of(inputs));

        var output = OutputShape(call, Evaluate("Output"));
        scope.Define("Output", new LayerValue("Output", output, -1));
        var elements = output.Elements;
        var own = Find("FeatureElements") is null ? elements : Integer("FeatureElements");
        var parameters = Integer("Parameters");
        scope.Define("Parameters", new IntegerValue(parameters));
        var macs = Integer("Macs");
        scope.Define("Macs", new IntegerValue(macs));
        return new LayerCosts(output)
        {
            Parameters = parameters,
            Buffers = Find("Buffers") is null ? 0 : Integer("Buffers"),
            Macs = macs,
            Flops = Integer("Flops"),
            Storage = Find("InPlace") is not null && Evaluate("InPlace") is BooleanValue { Truth: true }
                ? Storage.InPlace
                : own == 0 ? Storage.View : Storage.Own,
            ExtraElements = own == 0 ? 0 : checked(own - elements),
        };

        Constant? Find(string rule) => declaration.Constants.FirstOrDefault(c => c.Name == rule)?.Value;

        Value Evaluate(string rule) => Find(rule) is { } constant
            ? Evaluation.Of(constant, scope, expressions, rule)
            : throw new FaultException(FaultId.None, $"{rule} is missing");

        long Integer(string rule) => Evaluate(rule) switch
        {
            IntegerValue { Number: >= 0 and var number } => number,
            IntegerValue { Number: var number } => throw call.Fault(FaultId.OutOfRange, $"its rule {rule} gives {number}; expected at least 0"),
            var value => throw call.Fault(FaultId.OutOfRange, $"its rule {rule} gives {value.Noun}; expected an integer (round, floor and ceil make one)"),
        };
    }

    private static Shape OutputShape(LayerCall call, Value value)
    {
        switch (value)
        {
            case LayerValue layer:
                return layer.Shape;
            case IntegerValue { Number: > 0 and var size }:
                return call.Input.With([size]);
            case TupleValue { Items.Count: > 0 } tuple when tuple.Items.All(static i => i is IntegerValue { Number: > 0 }):
                return call.Input.With([.. tuple.Items.Select(static i => ((IntegerValue)i).Number)]);
            default:
                throw call.Fault(FaultId.ShapeMismatch, $"its rule Output gives {value.Noun}; expected a tuple of positive integers, or an input");
        }
    }
}
