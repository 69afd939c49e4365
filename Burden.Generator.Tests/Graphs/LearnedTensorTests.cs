using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Graphs;

public sealed class LearnedTensorTests
{
    /// <summary>The queries are parameters, not features: what works in place must not overwrite them, and what views them owns nothing.</summary>
    [Fact]
    public void It_has_no_feature_memory()
    {
        var generated = Generated.From("""
            using Burden;

            [Network(50, 8)]
            public sealed partial class Model
            {
                [LearnedTensor(10, 8), ReLU]                                                            public static partial Layer Queries { get; }
                [LearnedTensor(2, 40), Reshape(10, 8)]                                                  public static partial Layer Offsets { get; }
                [Add(nameof(Queries), nameof(Offsets)), MultiheadAttention(2, KeyValue = Layer.Input)]  public static partial Layer Read { get; }
            }
            """).Compiles();
        Assert.Equal(10 * 8, generated.Figure("Model.Cost.Queries.Parameters"));
        Assert.Equal(10 * 8, generated.Figure("Model.Cost.Queries.FeatureElements"));
        Assert.Equal(2 * 40, generated.Figure("Model.Cost.Offsets.Parameters"));
        Assert.Equal(0, generated.Figure("Model.Cost.Offsets.FeatureElements"));
        Assert.Equal("10x8", generated.Constant("Model.Cost.Read.OutputShape"));

        // The input, and at the last step: the sum, the attention's inner features and its output.
        const int attention = (2 * 10 * 8) + (2 * 50 * 8) + (2 * 2 * 10 * 50);
        Assert.Equal(4 * ((50 * 8) + (10 * 8) + attention + (10 * 8)), generated.Figure("Model.Cost.PeakFeatureBytes"));
    }

    [Fact]
    public async Task It_is_first_in_its_chain()
        => await Markup.Verify("""
            using Burden;

            [Network(10, 8)]
            public sealed partial class Model
            {
                [Linear(8), {|BRD0010:LearnedTensor(10, 8)|}]    public static partial Layer Output { get; }
            }
            """);

    [Fact]
    public async Task It_does_not_read_the_previous_layer()
        => await Markup.Verify("""
            using Burden;

            [Network(10, 8)]
            public sealed partial class Model
            {
                [Linear(8)]                public static partial Layer {|BRD0012:Before|} { get; }
                [LearnedTensor(10, 8)]     public static partial Layer Output { get; }
            }
            """);
}
