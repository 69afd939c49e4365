using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Graphs;

public sealed class TiedEmbeddingTests
{
    /// <summary>A language model's scores are products with the vectors of its tokens, which are stored once.</summary>
    [Fact]
    public void A_linear_layer_shares_the_vectors_of_an_embedding()
    {
        var generated = Generated.From("""
            using Burden;

            [Network(10)]
            public sealed partial class Model
            {
                [Embedding(100, 8)]                                          public static partial Layer Tokens { get; }
                [Linear(100, Bias = false, SharesWith = nameof(Tokens))]     public static partial Layer Scores { get; }
            }
            """).Compiles();
        Assert.Equal(100 * 8, generated.Figure("Model.Cost.Parameters"));
        Assert.Equal(0, generated.Figure("Model.Cost.Scores.Parameters"));
        Assert.Equal(10 * 8 * 100, generated.Figure("Model.Cost.Macs"));
    }

    [Fact]
    public async Task Other_kinds_do_not_share()
        => await Markup.Verify("""
            using Burden;

            [Network(8, 1, 1)]
            public sealed partial class Model
            {
                [Conv2d(100, 1, Bias = false)]                                                 public static partial Layer First { get; }
                [Flatten, Linear(8, Bias = false, SharesWith = {|BRD0019:nameof(First)|})]     public static partial Layer Second { get; }
            }
            """);
}
