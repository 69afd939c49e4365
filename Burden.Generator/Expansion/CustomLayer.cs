using Burden.Generator.Binding;
using Burden.Generator.Expressions;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>A layer kind that the user declared: its rules are expressions in constants of the attribute class.</summary>
internal static class CustomLayer
{
    public static LayerCosts Apply(BoundClass layer, LayerCall call)
    {
        var given = new Value?[layer.Signature.Count];
        for (var i = 0; i < given.Length; i++)
        {
            var parameter = layer.Signature[i].Name;
            given[i] = call.IsGiven(parameter) && parameter != MergeKind.LayersParameter ? call.Evaluate(parameter) : null;
        }

        var scope = new Scope(layer, given);
        var inputs = call.Inputs.Select(static shape => new LayerValue(ReservedNames.Input, shape, -1)).ToList();
        scope.Define(ReservedNames.Input, inputs[0]);
        scope.Define("Inputs", TupleValue.Of(inputs));

        var output = OutputShape(call, Evaluate("Output"));
        scope.Define("Output", new LayerValue("Output", output, -1));
        var elements = output.Elements;
        var own = Find("FeatureElements") is null ? elements : Integer("FeatureElements");
        var costs = new LayerCosts(output) { Parameters = Find("Parameters") is null && RuleChecker.CountsTyped(layer.Constants) ? 0 : Integer("Parameters") };
        costs = WithTyped(costs, isTrainable: true);
        scope.Define("Parameters", new IntegerValue(costs.Parameters));
        costs = WithTyped(WithBuffers(costs, Find("Buffers") is null ? 0 : Integer("Buffers")), isTrainable: false);
        var macs = Integer("Macs");
        scope.Define("Macs", new IntegerValue(macs));
        return costs with
        {
            OutputType = Find(RuleChecker.ElementType) is null ? null : StatedTypes.Read(Evaluate(RuleChecker.ElementType), $"{call.Name}: its rule {RuleChecker.ElementType}"),
            Macs = macs,
            Flops = Integer("Flops"),
            Storage = Find("InPlace") is not null && Evaluate("InPlace") is BooleanValue { Truth: true }
                ? Storage.InPlace
                : own == 0 ? Storage.View : Storage.Own,
            ExtraElements = own == 0 ? 0 : checked(own - elements),
        };

        LayerCosts WithTyped(LayerCosts costs, bool isTrainable)
        {
            var typed = RuleChecker.Typed.Where(r => r.IsTrainable == isTrainable && Find(r.Name) is not null)
                .Select(r => new Weight($"{r.Type.Word()}_{(isTrainable ? WeightFormat.Parameters : WeightFormat.Buffers)}", [Integer(r.Name)], isTrainable) { Type = r.Type })
                .Where(static w => w.Elements > 0)
                .ToList();
            return typed.Count == 0 ? costs : costs with { Weights = [.. WeightFormat.WeightsOf(costs), .. typed] };
        }

        static LayerCosts WithBuffers(LayerCosts costs, long buffers)
            => costs.Weights.Count == 0 ? costs with { Buffers = buffers }
                : buffers == 0 ? costs
                : costs with { Weights = [.. costs.Weights, new Weight(WeightFormat.Buffers, [buffers], IsTrainable: false)] };

        BoundValue? Find(string rule) => layer.Constants.TryGetValue(rule, out var value) ? value : null;

        Value Evaluate(string rule) => (Find(rule) ?? throw Missing(rule)).Evaluate(scope, rule);

        FaultException Missing(string rule) => layer.Declaration.IsCompiled
            ? call.Fault(FaultId.MissingRule, $"the custom layer leaves out {rule}")
            : new FaultException(FaultId.None, $"{rule} is missing");

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
