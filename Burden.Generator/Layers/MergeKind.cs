using Burden.Generator.Expressions;

namespace Burden.Generator.Layers;

/// <summary>A layer that combines several: its <c>params</c> arguments name them.</summary>
internal abstract class MergeKind(string name, Signature signature) : LayerKind(name, signature)
{
    /// <summary>The name of the <c>params</c> parameter that every merge has.</summary>
    public const string LayersParameter = "layers";

    public sealed override bool IsMerge => true;

    public override int MinInputs => 2;

    /// <summary>The message for a merge of fewer layers than it needs.</summary>
    public static string TooFew(string name, int count, int least)
        => $"{name} combines {count} layer{(count == 1 ? "" : "s")}; expected at least {least} (first in a chain, it combines only the layers it names)";

    /// <summary>The fault of an input that doesn't fit those before it, at its name where the merge names it.</summary>
    public static FaultException Differs(LayerCall call, string message, int input)
    {
        var named = call.Evaluate(LayersParameter) is TupleValue { Items.Count: var count } ? count : 0;
        return new FaultException(FaultId.ShapeMismatch, $"{call.Name}: {message}", LayersParameter, item: input - (call.Inputs.Count - named));
    }

    protected static Signature Layers => Signature.Variadic(LayersParameter);
}
