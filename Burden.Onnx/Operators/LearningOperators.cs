using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Classical machine learning: linear models and what prepares their inputs. Their weights are attributes.</summary>
internal static class LearningOperators
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        Learning("LinearRegressor", static c => Linear(c, c.Integer("targets", 1), labels: null)),
        Learning("LinearClassifier", static c => Linear(c, c.Attribute("intercepts")?.Count ?? Labels(c).Count, Labels(c))),
        Learning("Normalizer", static c => Each(c, 2, ElementType.Float)),
        Learning("Scaler", static c => Each(c, 2, ElementType.Float)),
        Learning("Imputer", static c => Each(c, 1, c[0].Type)),
        Learning("Binarizer", static c => Each(c, 1, c[0].Type)),
        Learning("ArrayFeatureExtractor", static c => c.Yield(c[0].Rank == 1 ? [1, c[1].Elements] : c[0].Sizes.With(c[0].Rank - 1, c[1].Elements), c[0].Type)),
        Learning("FeatureVectorizer", static c => c.Yield([c[0][0], c.Integers("inputdimensions")?.Sum() ?? c.Tensors.Sum(static t => t[t.Rank - 1])], ElementType.Float)),
        Learning("OneHotEncoder", static c => c.Yield([.. c[0].Sizes, c.Attribute("cats_int64s")?.Count ?? c.Attribute("cats_strings")?.Count ?? throw c.Fault("it has no categories")], ElementType.Float)),
        Learning("LabelEncoder", static c => Each(c, 0, LabelType(c))),
        Learning("CategoryMapper", static c => Each(c, 0, c[0].Type == ElementType.String ? ElementType.Int64 : ElementType.String)),
        Learning("ZipMap", static c => c.Pass(0, new SequenceValue([c[0]]))),
    ];

    private static (string, string, OperatorRule) Learning(string name, OperatorRule rule) => (OperatorTable.Learning, name, rule);

    private static (long Count, ElementType Type) Labels(OperatorCall call) => call.Attribute("classlabels_ints") is { Count: > 0 } integers
        ? (integers.Count, ElementType.Int64)
        : call.Attribute("classlabels_strings") is { Count: > 0 } texts ? (texts.Count, ElementType.String) : throw call.Fault("it has no labels");

    private static void Each(OperatorCall call, long flops, ElementType type)
        => call.Yield(call.Operator, new LayerCosts(Shape.Of()) { Flops = checked(flops * call[0].Elements) }, call[0].Sizes, type);

    private static void Linear(OperatorCall call, long outputs, (long Count, ElementType Type)? labels)
    {
        var input = call[0];
        var (batch, features) = input.Rank == 1 ? (1, input[0]) : (input[0], input[1]);
        var coefficients = call.Attribute("coefficients")?.Count ?? throw call.Fault("the attribute 'coefficients' is missing");
        var intercepts = call.Attribute("intercepts")?.Count ?? 0;
        var macs = checked(batch * features * outputs);
        // A classifier of two classes has one score, and its opposite.
        var scores = labels is { Count: 2 } && outputs == 1 ? 2 : outputs;
        var costs = new LayerCosts(Shape.Of()) { Macs = macs, Flops = checked(macs + (intercepts > 0 ? batch * outputs : 0)) };
        if (labels is { } known)
        {
            call.Yield("Linear", costs, [batch], known.Type);
            AddWeights();
            call.YieldAlso(1, [batch, scores], ElementType.Float);
        }
        else
        {
            call.Yield("Linear", costs, [batch, outputs], ElementType.Float);
            AddWeights();
        }

        void AddWeights() => call.AddWeights(
            intercepts > 0 ? [new Weight("coefficients", [coefficients]), new Weight("intercepts", [intercepts])] : [new Weight("coefficients", [coefficients])]);
    }

    private static ElementType LabelType(OperatorCall call)
    {
        if (call.Attribute("values_tensor")?.Tensor is { } tensor)
        {
            return tensor.Type;
        }

        return call.HasAttribute("values_int64s") ? ElementType.Int64
            : call.HasAttribute("values_floats") ? ElementType.Float
            : call.HasAttribute("values_strings") ? ElementType.String
            : call[0].Type == ElementType.String ? ElementType.Int64 : ElementType.String;
    }
}
