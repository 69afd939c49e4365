using Burden.Onnx.Evaluation;

namespace Burden.Onnx.Operators;

/// <summary>The rule of an operator: it yields the node's outputs.</summary>
/// <exception cref="OnnxException">The inputs or attributes don't fit, or a shape follows from data.</exception>
internal delegate void OperatorRule(OperatorCall call);

/// <summary>All operators with a rule, by domain and name. A family of them is a class of its own.</summary>
internal static class OperatorTable
{
    /// <summary>ONNX Runtime's own operators.</summary>
    public const string Microsoft = "com.microsoft";

    /// <summary>Classical machine learning.</summary>
    public const string Learning = "ai.onnx.ml";

    private static readonly Dictionary<(string Domain, string Name), OperatorRule> Table = Create();

    /// <summary>The operators that are known, for the documentation's table.</summary>
    public static IEnumerable<(string Domain, string Name)> Names => Table.Keys;

    public static OperatorRule? Find(string domain, string name) => Table.GetValueOrDefault((domain, name));

    private static Dictionary<(string, string), OperatorRule> Create()
    {
        var table = new Dictionary<(string, string), OperatorRule>();
        foreach (var family in new IEnumerable<(string Domain, string Name, OperatorRule Rule)>[]
        {
            Activations.Rules, Arithmetic.Rules, Attentions.Rules, ControlFlow.Rules, Convolutions.Rules, Creation.Rules, Experts.Rules, Images.Rules, Indexing.Rules,
            LearningOperators.Rules, Normalizations.Rules, Pools.Rules, Products.Rules, Quantization.Rules, Recurrent.Rules, Reductions.Rules, Selection.Rules,
            Sequences.Rules, Shaping.Rules, Signals.Rules, Slicing.Rules, TextOperators.Rules, TreeEnsembles.Rules,
        })
        {
            foreach (var (domain, name, rule) in family)
            {
                table.Add((domain, name), rule);
            }
        }

        return table;
    }
}
