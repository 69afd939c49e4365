using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Emission;

/// <summary>Whole generated files, as accepted.</summary>
public sealed class SnapshotTests
{
    [Fact]
    public void Snapshot_of_a_chain() => Verify("""
        using Burden;
        namespace Digits;
        /// <summary>A small digit classifier.</summary>
        [Network(1, 28, 28)]
        public sealed partial class DigitNet
        {
            /// <summary>Finds <c>edges</c> &amp; corners.</summary>
            [Conv2d(32, 3), ReLU]                  public static partial Layer Conv1 { get; }
            [Conv2d(64, 3), ReLU, MaxPool2d(2)]    public static partial Layer Conv2 { get; }
            [Flatten, Linear(128), ReLU]           public static partial Layer Hidden { get; }
            [Linear(10), Softmax]                  public static partial Layer Output { get; }
        }
        """, "Digits.DigitNet");

    [Fact]
    public void Modules() => Verify("""
        using Burden;
        internal sealed class BlockAttribute(int width) : ModuleAttribute
        {
            [Conv2d(nameof(width), 3, Padding = 1), BatchNorm2d, ReLU] Layer Inner { get; }
            [When($"Input.Channels == {nameof(width)}"), Add(nameof(Inner), Input)] Layer Sum { get; }
        }
        [Network(3, 16, 16, Name = "blocks <3>", Batch = 2, FeatureType = DataType.Float16)]
        internal partial class Blocks
        {
            [Block(8), Block(8, Repeat = 2)] internal static partial Layer Body { get; }
            [GlobalAvgPool2d, Flatten, Linear(5)] internal partial Layer Head { get; }
        }
        """, "Blocks");

    [Fact]
    public void Snapshot_of_a_report() => Verify("""
        using Burden;
        [Network(3, 32, 32)]
        [Report(At = nameof(Body), Batch = 16, Scales = [0.5, 1, 2])]
        public partial class Reported
        {
            [Conv2d(4, 3, Padding = 1)] public Layer Body { get; }
            [GlobalAvgPool2d] public Layer Head { get; }
        }
        """, "Reported");

    [Fact]
    public void Snapshot_of_a_nested_class() => Verify("""
        using Burden;
        namespace @event
        {
            public partial class Outer { internal partial record Middle { [Network(4, 6)] private partial class @class { [Linear(2)] private partial Layer @return { get; } } } }
        }
        """, "event.Outer.Middle.class");

    [Fact]
    public void Snapshot_of_a_derived_network() => Verify("""
        using Burden;
        [Network(8)] public partial class Base { [Linear(2)] public static partial Layer A { get; } }
        [Network(16)] public partial class Derived : Base { [Linear(3)] public static partial Layer B { get; } }
        """, "Derived");

    [Fact]
    public void Snapshot_of_a_network_with_an_error() => Verify("""
        using Burden;
        [Network(3, 8, 8)]
        public partial class Faulty
        {
            [Conv2d(4, 3)] public static partial Layer Good { get; }
            [Conv2d(4, 9)] public static partial Layer Bad { get; }
            [ReLU] public static partial Layer After { get; }
        }
        """, "Faulty");

    [Fact]
    public void Snapshot_of_the_catalog()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3)] public partial class B { [Linear(2)] public Layer A { get; } }
            namespace X { [Network(3)] internal partial class A { [Linear(2)] public Layer L { get; } } }
            public partial class Outer { [Network(3)] private partial class Hidden { [Linear(2)] public Layer L { get; } } }
            """).Compiles();
        Snapshot.Verify(generated.Text("Burden.NetworkCatalog"), "Burden.NetworkCatalog");
    }

    private static void Verify(string source, string network)
    {
        var generated = Generated.From(source);
        if (network != "Faulty")
        {
            generated.Compiles();
        }

        Snapshot.Verify(generated.Text(network), network);
    }
}
