namespace Burden.Tool.Exporting.Forms;

/// <summary>Writes the operators that a layer kind consists of.</summary>
/// <returns>The name of the output.</returns>
internal delegate string LayerForm(LayerBody body);

/// <summary>What each layer kind is in ONNX: a family is listed in its own file.</summary>
internal static class LayerForms
{
    private static readonly Dictionary<string, LayerForm> All = new IEnumerable<(string Kind, LayerForm Form)>[]
    {
        ActivationForms.All, AttentionForms.All, ConvolutionForms.All, DetectionForms.All, MergeForms.All, NormForms.All, PoolForms.All, ProductForms.All, RecurrentForms.All, ShapeForms.All,
    }.SelectMany(static f => f).ToDictionary(static f => f.Kind, static f => f.Form, StringComparer.Ordinal);

    /// <summary>The form of a kind; null where it has none.</summary>
    public static LayerForm? Find(string kind) => All.GetValueOrDefault(kind);
}
