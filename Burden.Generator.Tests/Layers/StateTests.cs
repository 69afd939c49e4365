using Burden.Generator.Tests.Diagnostics;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Layers;

/// <summary>The states that recurrent layers begin with.</summary>
public sealed class StateTests
{
    [Fact]
    public void A_state_is_read_and_costs_nothing_else()
    {
        var net = Generated.From("""
            using Burden;
            [Network(7, 5)]
            public partial class Net
            {
                [Input(2, 6)]                                                            public static partial Layer Hidden { get; }
                [Input(2, 6)]                                                            public static partial Layer Cell { get; }
                [LSTM(6, Layers = 2, From = Layer.Input), Output]                        public static partial Layer Plain { get; }
                [LSTM(6, Layers = 2, State = nameof(Hidden), CellState = nameof(Cell), From = Layer.Input)]  public static partial Layer A { get; }
            }
            """).Compiles();
        Assert.Equal(net.Figure("Net.Cost.Plain.Parameters"), net.Figure("Net.Cost.A.Parameters"));
        Assert.Equal(net.Figure("Net.Cost.Plain.Flops"), net.Figure("Net.Cost.A.Flops"));
        Assert.Equal(net.Figure("Net.Cost.Plain.TrafficBytes") + (2 * 12 * 4), net.Figure("Net.Cost.A.TrafficBytes"));
    }

    [Theory]
    [InlineData("LSTM(6, Bidirectional = true, CellState = {|BRD0006:nameof(S)|})", "LSTM: CellState is 6; expected 2x6")]
    [InlineData("GRU(5, State = {|BRD0006:nameof(S)|})", "GRU: State is 6; expected 1x5")]
    public Task A_state_of_another_size_is_an_error(string layer, string message)
        => Declared.One($"[Input(6)] public static partial Layer S {{ get; }} [Flatten(StartAxis = 1, From = Layer.Input), {layer}] public static partial Layer A {{ get; }}", message);
}
