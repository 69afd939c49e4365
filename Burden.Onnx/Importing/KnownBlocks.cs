namespace Burden.Onnx.Importing;

/// <summary>Functions that exporters write as several operators: they stay as many, because they cost what they are in the file, and get a name.</summary>
internal static class KnownBlocks
{
    /// <summary>An operator of a pattern.</summary>
    /// <param name="Names">The layers it may be.</param>
    /// <param name="Reads">What it reads: 0 is the input, 1 the first operator's output and so on; in any order.</param>
    private sealed record Step(string[] Names, int[] Reads);

    private sealed record Pattern(string Class, string Summary, Step[] Steps);

    private static readonly Pattern[] Patterns =
    [
        Of("ErfGelu", "GELU by the error function, operator by operator.", "DivConstant|MulConstant 0; Erf 1; AddConstant 2; Multiply 0 3; MulConstant 4"),
        Of("ErfGelu", "GELU by the error function, operator by operator.", "DivConstant|MulConstant 0; Erf 1; AddConstant 2; MulConstant 3; Multiply 0 4"),
        Of("ErfGelu", "GELU by the error function, operator by operator.", "MulConstant 0; DivConstant|MulConstant 0; Erf 2; AddConstant 3; Multiply 1 4"),
        Of("TanhGelu", "GELU by a hyperbolic tangent, operator by operator.", "MulConstant 0; PowConstant 0; MulConstant 2; Add 0 3; MulConstant 4; Tanh 5; AddConstant 6; Multiply 1 7"),
        Of("TanhGelu", "GELU by a hyperbolic tangent, operator by operator.", "PowConstant 0; MulConstant 1; Add 0 2; MulConstant 3; Tanh 4; AddConstant 5; Multiply 0 6; MulConstant 7"),
        Of("TanhGelu", "GELU by a hyperbolic tangent, operator by operator.", "PowConstant 0; MulConstant 1; Add 0 2; MulConstant 3; Tanh 4; AddConstant 5; MulConstant 0; Multiply 6 7"),
        Of("QuickGelu", "GELU by a sigmoid, operator by operator.", "MulConstant 0; Sigmoid 1; Multiply 0 2"),
        Of("Swish", "SiLU: a value times its sigmoid.", "Sigmoid 0; Multiply 0 1"),
        Of("MishFunction", "Mish, operator by operator.", "Softplus 0; Tanh 1; Multiply 0 2"),
        Of("HardSwishFunction", "Hard swish, operator by operator.", "Hardsigmoid 0; Multiply 0 1"),
        Of("HardSwishFunction", "Hard swish, operator by operator.", "AddConstant 0; Clip|ReLU6 1; Multiply 0 2; DivConstant|MulConstant 3"),
        Of("HardSwishFunction", "Hard swish, operator by operator.", "AddConstant 0; Clip|ReLU6 1; DivConstant|MulConstant 2; Multiply 0 3"),
        Of("HardSigmoidFunction", "Hard sigmoid, operator by operator.", "AddConstant 0; Clip|ReLU6 1; DivConstant|MulConstant 2"),
        Of("LayerNormalization", "Layer norm, operator by operator.", "ReduceMean 0; Subtract 0 1; PowConstant 2; ReduceMean 3; AddConstant 4; Sqrt 5; Div 2 6; Scale 7; Bias 8"),
        Of("LayerNormalization", "Layer norm, operator by operator.", "ReduceMean 0; Subtract 0 1; Multiply 2 2; ReduceMean 3; AddConstant 4; Sqrt 5; Div 2 6; Scale 7; Bias 8"),
        Of("LayerNormalizationWithoutBias", "Layer norm without a bias, operator by operator.", "ReduceMean 0; Subtract 0 1; PowConstant 2; ReduceMean 3; AddConstant 4; Sqrt 5; Div 2 6; Scale 7"),
        Of("Standardization", "Layer norm without factors, operator by operator.", "ReduceMean 0; Subtract 0 1; PowConstant 2; ReduceMean 3; AddConstant 4; Sqrt 5; Div 2 6"),
        Of("RmsNormalization", "RMS norm, operator by operator.", "PowConstant 0; ReduceMean 1; AddConstant 2; Sqrt 3; Reciprocal 4; Multiply 0 5; Scale 6"),
        Of("RmsNormalization", "RMS norm, operator by operator.", "PowConstant 0; ReduceMean 1; AddConstant 2; Sqrt 3; Div 0 4; Scale 5"),
    ];

    /// <summary>Puts blocks in place of the patterns that are found.</summary>
    public static List<ImportedLayer> Fold(IReadOnlyList<ImportedLayer> layers, IReadOnlyCollection<int> outputs)
    {
        var result = new List<ImportedLayer>();
        for (var i = 0; i < layers.Count;)
        {
            if (Array.Find(Patterns, p => Matches(p, layers, i)) is { } pattern && BlockTree.Wrap(layers, i, pattern.Steps.Length, outputs) is { Reads.Count: 1 } edge && edge.Value == layers[i + pattern.Steps.Length - 1].Value)
            {
                var inner = layers.Skip(i).Take(pattern.Steps.Length).ToList();
                var names = inner.Select(static l => l.Names).Aggregate(static (a, b) => [.. a.Zip(b).TakeWhile(static p => p.First == p.Second).Select(static p => p.First)]);
                result.Add(BlockTree.Block(new Block("", [.. inner.Select(static l => BlockTree.Renamed(l, []))], pattern.Class, pattern.Summary), edge, names));
                i += pattern.Steps.Length;
            }
            else
            {
                result.Add(layers[i].Block is { } block
                    ? layers[i] with { Block = block with { Layers = Fold(block.Layers, [layers[i].Value]) } }
                    : layers[i]);
                i++;
            }
        }

        return result;
    }

    private static bool Matches(Pattern pattern, IReadOnlyList<ImportedLayer> layers, int first)
    {
        if (first + pattern.Steps.Length > layers.Count || layers[first].Reads.Count == 0)
        {
            return false;
        }

        var input = layers[first].Reads[0];
        for (var i = 0; i < pattern.Steps.Length; i++)
        {
            var (layer, step) = (layers[first + i], pattern.Steps[i]);
            if (layer.Block is not null || !step.Names.Contains(layer.Form.Name)
                || !layer.Reads.Order().SequenceEqual(step.Reads.Select(r => r == 0 ? input : layers[first + r - 1].Value).Order()))
            {
                return false;
            }
        }

        return true;
    }

    private static Pattern Of(string @class, string summary, string steps) => new(@class, summary, [.. steps.Split("; ").Select(static s =>
    {
        var words = s.Split(' ');
        return new Step(words[0].Split('|'), [.. words.Skip(1).Select(static w => int.Parse(w, System.Globalization.CultureInfo.InvariantCulture))]);
    })]);
}
