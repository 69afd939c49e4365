using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Texts: their shapes are counted, their operations are not arithmetic.</summary>
internal static class TextOperators
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "StringConcat", static c => c.Yield(Sizes.Broadcast(c, c[0].Sizes, c[1].Sizes), ElementType.String)),
        ("", "StringNormalizer", static c => Normalize(c)),
        ("", "StringSplit", Split),
        ("", "RegexFullMatch", static c => c.Yield(c[0].Sizes, ElementType.Bool)),
        ("", "TfIdfVectorizer", Count),
    ];

    private static void Normalize(OperatorCall call)
    {
        var input = call[0];
        // Stop words are taken out.
        var sizes = call.Attribute("stopwords") is { Count: > 0 } ? input.Sizes.With(input.Rank - 1, call.Stated(0, input.Rank - 1, "how many texts are left")) : input.Sizes;
        call.Yield(sizes, ElementType.String);
    }

    private static void Split(OperatorCall call)
    {
        var input = call[0];
        call.Yield([.. input.Sizes, call.Stated(0, input.Rank, "into how many parts texts are split")], ElementType.String);
        call.YieldAlso(1, input.Sizes, ElementType.Int64);
    }

    private static void Count(OperatorCall call)
    {
        var indexes = call.Integers("ngram_indexes") is { Length: > 0 } given ? given : throw call.Fault("the attribute 'ngram_indexes' is missing");
        if (call.Attribute("ngram_indexes")!.Count != indexes.Length)
        {
            throw call.Fault("it has more n-grams than are read; state what it costs in a rules file");
        }

        var input = call[0];
        call.Yield([.. input.Sizes.Take(Math.Max(0, input.Rank - 1)), indexes.Max() + 1], ElementType.Float);
    }
}
