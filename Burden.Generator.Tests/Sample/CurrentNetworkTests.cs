using System.Globalization;
using Burden.Generator.Tests.Harness;
using Burden.Reports.Rendering;
using Burden.Sample.Published;

namespace Burden.Generator.Tests.Sample;

/// <summary>The current networks against the figures of PyTorch's own models.</summary>
public sealed class CurrentNetworkTests
{
    /// <summary>Parameters, and MACs where they are known.</summary>
    public static TheoryData<string, long, long?> Figures
    {
        get
        {
            var data = new TheoryData<string, long, long?>();
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "current.csv")).Skip(1))
            {
                var fields = line.Split(',');
                data.Add(fields[0], long.Parse(fields[1], CultureInfo.InvariantCulture), fields[2].Length == 0 ? null : long.Parse(fields[2], CultureInfo.InvariantCulture));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Figures))]
    public void Parameters_and_MACs_equal_PyTorchs(string name, long parameters, long? macs)
    {
        var network = Named(name);
        Assert.Equal(parameters, network.Parameters);
        Assert.Equal(macs ?? network.Macs, network.Macs);
    }

    /// <summary>Published: 8.7 GFLOPs that count a multiply-add as two, and 3,151,904 parameters once batch norm is merged.</summary>
    [Fact]
    public void YOLOv8n_has_its_published_FLOPs_and_merged_parameters()
    {
        var network = Named("yolov8n");
        Assert.Equal(8.7, Math.Round(2 * network.Macs / 1e9, 1));
        Assert.Equal(3_151_904, network.Parameters - network.Layers.Where(static l => l.Kind == "BatchNorm2d").Sum(static l => l.Parameters / 2));
    }

    /// <summary>Published: 339 GMACs, of convolutions and linear layers alone.</summary>
    [Fact]
    public void Without_products_of_attention_the_U_Net_has_its_published_MACs()
    {
        var network = Named("sd-1.5-unet");
        var products = network.Layers.Where(static l => l.Kind == "MultiheadAttention").Sum(static l =>
        {
            var queries = Sizes.Dimensions(l.OutputShape).ToArray();
            return 2 * queries[0] * (l.Path.Contains("CrossAttention", StringComparison.Ordinal) ? 77 : queries[0]) * queries[1];
        });
        Assert.Equal(339, Math.Round((network.Macs - products) / 1e9));
    }

    /// <summary>The spectrogram has 100 frames a second, which the second convolution halves.</summary>
    [Theory]
    [InlineData("whisper-tiny", 384)]
    [InlineData("whisper-base", 512)]
    public void Whisper_encodes_30_seconds_as_1500_vectors(string name, long features)
    {
        var network = Named(name);
        Assert.Equal(1500 * features, network.Buffers);
        Assert.Equal("448x51865", network.Layers.Last().OutputShape);
    }

    private static NetworkCost Named(string name) => NetworkCatalog.All.Single(n => n.Name == name);

    [Fact]
    public void The_table_has_all_current_networks()
    {
        var run = Invocation.Of();

        Assert.Contains("Current networks", run.Lines);
        Assert.Contains("| resnet50                     |          224 x 224 |     98 MB |    107 MB |   4 GFLOPs |           9 MB |     25,557,032 |       4,089,184,256 |", run.Lines);
        Assert.Equal(
            Figures.Select(static f => (string)f[0]).Order(StringComparer.Ordinal),
            CurrentNetworks.All.Select(static n => n.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>Networks that the sample doesn't declare, each by one line of its family's modules.</summary>
    [Fact]
    public void Variants_of_a_family_take_one_line_each()
    {
        (string Input, string Layers, long Parameters)[] variants =
        [
            ("3, 224, 224", "BottleneckResNet(\"(3, 4, 23, 3)\"), PooledClassifier", 44_549_160), // resnet101
            ("3, 224, 224", "BottleneckResNet(\"(3, 4, 6, 3)\", Groups = 32, GroupWidth = 4), PooledClassifier", 25_028_904), // resnext50_32x4d
            ("3, 224, 224", "BottleneckResNet(\"(3, 4, 23, 3)\", GroupWidth = 128), PooledClassifier", 126_886_696), // wide_resnet101_2
            ("3, 224, 224", "MnasNetFeatures(Width = 0.5), PooledClassifier", 2_218_512), // mnasnet0_5
            ("3, 224, 224", "MnasNetFeatures(Width = 1.3), PooledClassifier", 6_282_256), // mnasnet1_3
            ("3, 224, 224", "ShuffleNetV2Features(48), PooledClassifier", 1_366_792), // shufflenet_v2_x0_5
            ("3, 224, 224", "ShuffleNetV2Features(244, LastWidth = 2048), PooledClassifier", 7_393_996), // shufflenet_v2_x2_0
            ("3, 240, 240", "EfficientNetFeatures(Width = 1.0, Depth = 1.1), PooledClassifier", 7_794_184), // efficientnet_b1
            ("3, 288, 288", "EfficientNetFeatures(Width = 1.1, Depth = 1.2), PooledClassifier", 9_109_994), // efficientnet_b2
            ("3, 600, 600", "EfficientNetFeatures(Width = 2.0, Depth = 3.1), PooledClassifier", 66_347_960), // efficientnet_b7
            ("3, 224, 224", "RegNet(\"(1, 3, 8, 2)\", \"(64, 144, 320, 784)\", 16, SE = true), PooledClassifier", 6_432_512), // regnet_y_800mf
            ("3, 224, 224", "ConvNeXtFeatures(96, \"(3, 3, 27, 3)\"), ConvNeXtClassifier", 50_223_688), // convnext_small
            ("3, 224, 224", "ConvNeXtFeatures(192, \"(3, 3, 27, 3)\"), ConvNeXtClassifier", 197_767_336), // convnext_large
            ("3, 224, 224", "VisionTransformer(32, 768, 12, 12), TokenClassifier", 88_224_232), // vit_b_32
            ("3, 224, 224", "VisionTransformer(16, 1024, 24, 16), TokenClassifier", 304_326_632), // vit_l_16
            ("3, 224, 224", "Swin(96, \"(2, 2, 18, 2)\"), Permute(2, 0, 1), PooledClassifier", 49_606_258), // swin_s
            ("3, 256, 256", "Swin(96, \"(2, 2, 6, 2)\"), Permute(2, 0, 1), PooledClassifier", 28_288_354), // swin_t with padded windows
        ];
        var source = "namespace Burden.Sample.Zoo;\n" + string.Concat(variants.Select(static (v, i) =>
            $"[Network({v.Input})] public sealed partial class Variant{i} {{ [{v.Layers}] public static partial Layer Scores {{ get; }} }}\n"));
        var folder = Path.Combine(AppContext.BaseDirectory, "Zoo");
        var zoo = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        var generated = Generated.From([.. zoo, source]);
        Assert.Equal(
            variants.Select(static v => v.Parameters),
            variants.Select((_, i) => generated.Figure($"Burden.Sample.Zoo.Variant{i}.Cost.Parameters")));
    }
}
