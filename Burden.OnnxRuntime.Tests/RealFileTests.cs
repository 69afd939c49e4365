using Burden.Generator.Costs;
using Burden.Onnx;
using Burden.Onnx.Importing;
using Burden.Onnx.Proto;
using Burden.Onnx.Values;
using Microsoft.ML.OnnxRuntime;

namespace Burden.OnnxRuntime.Tests;

public sealed class RealFileTests
{
    public static TheoryData<string> Names => [.. RealFiles.All.Select(static f => f.Name)];

    private static RealFile Find(string name) => RealFiles.All.Single(f => f.Name == name);

    [RealFileTheory]
    [MemberData(nameof(Names))]
    public void Shapes_are_the_runtimes(string name)
    {
        var file = Find(name);
        var compared = RuntimeComparison.Compare(File.ReadAllBytes(RealFiles.PathOf(file)), file.Dimensions);
        Assert.True(compared >= file.Compared, $"{compared} values were compared");
    }

    /// <summary>The runtime saves a file with its operators fused: the same products, by other operators.</summary>
    [RealFileTheory]
    [MemberData(nameof(Names))]
    public void A_file_that_the_runtime_fused_has_its_shapes_and_the_same_products(string name)
    {
        var file = Find(name);
        var fused = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        try
        {
            using (var options = new SessionOptions { GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED, OptimizedModelFilePath = fused, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR })
            using (new InferenceSession(RealFiles.PathOf(file), options))
            {
            }

            Assert.True(RuntimeComparison.Compare(File.ReadAllBytes(fused), file.FusedDimensions) > 0);
            Assert.Equal(Macs(RealFiles.PathOf(file), file.Dimensions), Macs(fused, file.FusedDimensions));
        }
        finally
        {
            File.Delete(fused);
        }

        static long Macs(string path, string dimensions) => OnnxModel.Read(path, new OnnxOptions { Dimensions = dimensions }).Costs!.Total!.Macs;
    }

    /// <summary>By another way of counting: every real tensor of the file, but for factors of sizes, bounds, and constants without a dimension.</summary>
    [RealFileTheory]
    [MemberData(nameof(Names))]
    public void Parameters_and_buffers_are_what_the_file_stores(string name)
    {
        var file = Find(name);
        var path = RealFiles.PathOf(file);
        using var stream = File.OpenRead(path);
        var model = new MessageReader(new WireReader(stream), static _ => null).Model();
        var total = OnnxModel.Read(path, new OnnxOptions { Dimensions = file.Dimensions }).Costs!.Total!;
        Assert.Equal(Stored(model.Graph!), total.Parameters + total[Figure.Buffers]);
    }

    /// <summary>What is written was compared with the file in every figure.</summary>
    [RealFileTheory]
    [MemberData(nameof(Names))]
    public void A_file_is_declared_at_its_own_cost(string name)
    {
        var file = Find(name);
        var import = OnnxImport.Of(RealFiles.PathOf(file), new OnnxOptions { Dimensions = file.Dimensions });

        Assert.Empty(import.Faults);
        Assert.Contains("public sealed partial class", import.Text);
    }

    [RealFileTheory]
    [MemberData(nameof(Names))]
    public void A_file_cut_off_or_damaged_is_an_error_or_another_model(string name)
    {
        var file = Find(name);
        var bytes = File.ReadAllBytes(RealFiles.PathOf(file));
        var random = new Random(17);
        for (var i = 0; i < 20; i++)
        {
            var damaged = i % 2 == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
            for (var flips = 0; i % 2 == 1 && flips < 20; flips++)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            var reading = OnnxModel.Read(new MemoryStream(damaged), name, new OnnxOptions { Dimensions = file.Dimensions });
            Assert.True(reading.IsSound || reading.Faults.Count > 0);
            Assert.True(i % 2 == 1 || !reading.IsSound, "a file that is cut off was read");
        }
    }

    private static long Stored(GraphMessage graph)
    {
        var steering = Nodes(graph).SelectMany(static n => n.Operator switch
        {
            "Resize" or "Upsample" or "Clip" or "Pad" or "Dropout" => n.Inputs.Skip(1),
            _ => [],
        }).ToHashSet(StringComparer.Ordinal);
        return Graphs(graph).Sum(g => g.Initializers.Where(t => t.Type.IsReal() && !steering.Contains(t.Name)).Sum(static t => Product(t.Sizes))
            + g.Nodes.Where(n => n.Operator == "Constant" && !steering.Contains(n.Outputs[0])).Select(static n => n.Attribute("value")?.Tensor).Where(static t => t is { Sizes.Length: > 0 } && t.Type.IsReal()).Sum(static t => Product(t!.Sizes)));
    }

    private static long Product(long[] sizes) => sizes.Aggregate(1L, static (a, b) => a * b);

    private static IEnumerable<GraphMessage> Graphs(GraphMessage graph)
        => graph.Nodes.SelectMany(static n => n.Attributes).Select(static a => a.Graph).OfType<GraphMessage>().SelectMany(Graphs).Prepend(graph);

    private static IEnumerable<NodeMessage> Nodes(GraphMessage graph) => Graphs(graph).SelectMany(static g => g.Nodes);
}
