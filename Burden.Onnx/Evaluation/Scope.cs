using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Evaluation;

/// <summary>The names that mean something in a graph that runs: its own values and, inside an attribute, those around it.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, OnnxValue?> values = new(StringComparer.Ordinal);
    private readonly Scope? outer;
    private readonly IReadOnlyDictionary<string, long> opsets;
    private readonly IReadOnlyDictionary<string, AttributeMessage>? attributes;

    /// <summary>A model's own.</summary>
    public Scope(IReadOnlyDictionary<string, long> opsets) => (this.opsets, Prefix) = (opsets, "");

    /// <summary>One of a graph inside an attribute, or inside a loop's round.</summary>
    public Scope(Scope outer, string step)
    {
        this.outer = outer;
        opsets = outer.opsets;
        attributes = outer.attributes;
        Depth = outer.Depth + 1;
        Prefix = outer.Prefix.Length == 0 ? step : $"{outer.Prefix}/{step}";
    }

    /// <summary>A function's, which sees nothing of what is around its call.</summary>
    /// <param name="attributes">The call's attributes, and the defaults of others.</param>
    public Scope(Scope caller, string step, IReadOnlyDictionary<string, long> opsets, IReadOnlyDictionary<string, AttributeMessage> attributes)
    {
        this.opsets = opsets;
        this.attributes = attributes;
        Depth = caller.Depth + 1;
        Prefix = caller.Prefix.Length == 0 ? step : $"{caller.Prefix}/{step}";
    }

    /// <summary>The way to what runs in it, for paths.</summary>
    public string Prefix { get; }

    /// <summary>How many graphs and functions are around it.</summary>
    public int Depth { get; }

    /// <summary>Whether it is the model's own graph.</summary>
    public bool IsModel => Depth == 0;

    /// <summary>The values of the scope itself.</summary>
    public IReadOnlyDictionary<string, OnnxValue?> Values => values;

    public void Define(string name, OnnxValue? value) => values[name] = value;

    public bool TryFind(string name, out OnnxValue? value)
    {
        for (var at = this; at is not null; at = at.outer)
        {
            if (at.values.TryGetValue(name, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The version of a domain's operators.</summary>
    public long Opset(string domain) => opsets.TryGetValue(domain, out var version) ? version : 1;

    /// <summary>An attribute's value: its own, or that of the function's attribute it refers to.</summary>
    public AttributeMessage? Resolve(AttributeMessage? attribute)
        => attribute is { Reference.Length: > 0 } ? attributes is not null && attributes.TryGetValue(attribute.Reference, out var given) ? given : null : attribute;
}
