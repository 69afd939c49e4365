using System.Reflection;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Emission;

/// <summary>What generated code does when it runs.</summary>
public sealed class RuntimeTests
{
    private const string Source = """
        using Burden;
        using System;
        public sealed class BlockAttribute(int width) : ModuleAttribute { [Conv2d(nameof(width), 3, Padding = 1), BatchNorm2d, ReLU] Layer Only { get; } }
        [Network(3, 8, 8, Name = "a net", Batch = 2, FeatureType = DataType.Float16, ParameterType = DataType.Int4)]
        [Report(At = nameof(B), Batch = 4, Scales = [0.5, 1])]
        public partial class Net
        {
            [Conv2d(5, 1), Conv2d(5, 1)] public static partial Layer A { get; }
            [Block(4, Repeat = 2)] public partial Layer B { get; }
            [GlobalAvgPool2d] public Layer C { get; }
        }
        [Network(3)] public partial class Other { [Linear(2)] public static partial Layer A { get; } }
        public static class Run
        {
            public static NetworkCost Cost => Net.Cost.Network;
            public static Layer A => Net.A;
            public static Layer B => new Net().B;
            public static int Count => NetworkCatalog.Count;
            public static NetworkCost At(int index) => NetworkCatalog.Get(index);
            public static int All() { var n = 0; foreach (var cost in NetworkCatalog.All) { n += cost.Name.Length; } return n; }
            public static long Allocated()
            {
                Sum();
                var before = GC.GetAllocatedBytesForCurrentThread();
                for (var i = 0; i < 100; i++) { Sum(); }
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }
            private static long Sum()
            {
                var sum = 0L;
                foreach (var layer in Net.Cost.Layers) { sum += layer.Flops + layer.Parameters + layer.FeatureBytes + layer.ParameterBytes + layer.Macs + layer.Buffers; }
                return sum;
            }
        }
        """;

    private static readonly Generated Compiled = Generated.From(Source).Compiles();
    private static readonly Type Run = Compiled.Load().GetType("Run")!;

    private static T Get<T>(string name) => (T)Run.GetProperty(name)!.GetValue(null)!;

    [Fact]
    public void A_partial_property_returns_its_constants()
    {
        foreach (var (layer, name) in ((Layer, string)[])[(Get<Layer>("A"), "A"), (Get<Layer>("B"), "B")])
        {
            Assert.Equal(name, layer.Name);
            Assert.Equal(Compiled.Constant($"Net.Cost.{name}.OutputShape"), layer.OutputShape);
            foreach (var figure in (string[])["Parameters", "Buffers", "ParameterBytes", "FeatureElements", "FeatureBytes", "Macs", "Flops", "TrafficBytes"])
            {
                Assert.Equal(Compiled.Figure($"Net.Cost.{name}.{figure}"), (long)typeof(Layer).GetProperty(figure)!.GetValue(layer)!);
            }
        }
    }

    [Fact]
    public void Cost_Network_holds_the_constants()
    {
        var cost = Get<NetworkCost>("Cost");
        Assert.Equal(("a net", "Net", "3x8x8", 2L), (cost.Name, cost.TypeName, cost.InputShape, cost.Batch));
        foreach (var figure in (string[])["Parameters", "Buffers", "ParameterBytes", "FeatureElements", "FeatureBytes", "PeakFeatureBytes", "Macs", "Flops"])
        {
            Assert.Equal(Compiled.Figure($"Net.Cost.{figure}"), (long)typeof(NetworkCost).GetProperty(figure)!.GetValue(cost)!);
        }

        Assert.Equal("a net: " + cost.Flops + " FLOPs", cost.ToString());
    }

    [Fact]
    public void The_rows_of_the_layer_table_sum_to_the_constants()
    {
        var cost = Get<NetworkCost>("Cost");
        var layers = cost.Layers.ToList();
        Assert.Equal(
            ["A.Conv2d", "A.Conv2d_2", "B.0.Conv2d", "B.0.BatchNorm2d", "B.0.ReLU", "B.1.Conv2d", "B.1.BatchNorm2d", "B.1.ReLU", "C.GlobalAvgPool2d"],
            layers.Select(static l => l.Path));
        Assert.Equal(["Conv2d", "Conv2d", "Conv2d", "BatchNorm2d", "ReLU", "Conv2d", "BatchNorm2d", "ReLU", "GlobalAvgPool2d"], layers.Select(static l => l.Kind));
        Assert.Equal(layers.Count, cost.Layers.Count);
        Assert.Equal(cost.Parameters, layers.Sum(static l => l.Parameters));
        Assert.Equal(cost.Buffers, layers.Sum(static l => l.Buffers));
        Assert.Equal(cost.FeatureElements, layers.Sum(static l => l.FeatureElements));
        Assert.Equal(cost.FeatureBytes, layers.Sum(static l => l.FeatureBytes));
        Assert.Equal(cost.Macs, layers.Sum(static l => l.Macs));
        Assert.Equal(cost.Flops, layers.Sum(static l => l.Flops));
        Assert.Equal("4x8x8", layers[2].OutputShape);
        Assert.Equal(layers.Where(static l => l.Path.StartsWith("B.", StringComparison.Ordinal)).Sum(static l => l.Flops), Compiled.Figure("Net.Cost.B.Flops"));
    }

    [Fact]
    public void Layers_know_what_they_read()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Input(4, 8, 8)] public static partial Layer Second { get; }
                [Conv2d(4, 1, From = Layer.Input), ReLU] public static partial Layer A { get; }
                [Add(nameof(A), nameof(Second))] public static partial Layer B { get; }
                [LearnedTensor(4, 8, 8)] public static partial Layer C { get; }
                [Concat(nameof(C), nameof(B), nameof(A), Layer.Input)] public static partial Layer D { get; }
            }
            public static class Run { public static NetworkCost Cost => Net.Cost.Network; }
            """).Compiles();

        var layers = ((NetworkCost)generated.Load().GetType("Run")!.GetProperty("Cost")!.GetValue(null)!).Layers.ToList();

        Assert.Equal(
            ["A.Conv2d: -1", "A.ReLU: 0", "B.Add: 1,-2", "C.LearnedTensor: ", "D.Concat: 3,2,1,-1"],
            layers.Select(static l => $"{l.Path}: {string.Join(',', l.Reads)}"));
        Assert.Equal("3x8x8,4x8x8|1|32|32|Net", generated.Constant("Net.Cost.NetworkRow"));
    }

    [Fact]
    public void The_report_table_holds_the_constants()
    {
        var report = Get<NetworkCost>("Cost").Report!;
        Assert.Equal(("B", 4L), (report.At, report.Batch));
        Assert.Equal([0.5, 1.0], report.Rows.Select(static r => r.Scale));
        Assert.Equal(Compiled.Figure("Net.Cost.Report.Scale0_5.Flops"), report.Rows[0].Flops);
        Assert.Equal("3x4x4", report.Rows[0].InputShape);
        Assert.Equal(Compiled.Figure("Net.Cost.Report.Scale1.FeatureBytes"), report.Rows[1].FeatureBytes);
    }

    [Fact]
    public void The_catalog_lists_the_networks()
    {
        Assert.Equal(2, Get<int>("Count"));
        var at = Run.GetMethod("At")!;
        Assert.Equal("a net", ((NetworkCost)at.Invoke(null, [0])!).Name);
        Assert.Equal("Other", ((NetworkCost)at.Invoke(null, [1])!).Name);
        Assert.IsType<ArgumentOutOfRangeException>(Assert.Throws<TargetInvocationException>(() => at.Invoke(null, [2])).InnerException);
        Assert.Equal(10, Run.GetMethod("All")!.Invoke(null, null));
    }

    [Fact]
    public void Enumerating_the_layers_allocates_nothing()
        => Assert.Equal(0L, Run.GetMethod("Allocated")!.Invoke(null, null));
}
