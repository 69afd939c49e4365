using System.Diagnostics;
using Burden.Onnx.Tests.Models;
using Burden.Onnx.Values;
using CsCheck;

namespace Burden.Onnx.Tests;

/// <summary>Files that are cut off, damaged or no models: an error, no crash, no hang, bounded memory.</summary>
public sealed class DamageTests
{
    private static readonly byte[] Model = Write();

    private static byte[] Write()
    {
        var g = new GraphWriter();
        var x = g.Node("Conv", [g.Float("x", "batch", 3, 16, 16), g.Weight("w", 4, 3, 3, 3), g.Weight("b", 4)]);
        var size = g.Node("Concat", [g.Node("Gather", [g.Node("Shape", [x]), g.Integers(0)]), g.Integers(-1)], ("axis", 0));
        var body = new GraphWriter();
        body.Input("i", ElementType.Int64);
        body.Input("go", ElementType.Bool);
        body.Float("state", 1, 8);
        var go = body.Node("Identity", ["go"]);
        var next = body.Node("Add", ["state", "state"]);
        body.Output(go, ElementType.Bool).Output(next, ElementType.Float, 1, 8);
        g.Node("Loop", [g.Integer(3), g.Bool(true), g.Node("MatMul", [g.Node("Reshape", [x, size]), g.Weight("m", 784, 8)])], ("body", body));
        return g.Output(g.LastOutput).Model();
    }

    private static OnnxReading Read(byte[] bytes) => Reading.Of(bytes, "batch=1");

    [Fact]
    public void The_model_is_sound() => Read(Model).Sound();

    [Fact]
    public void A_file_that_is_cut_off_is_an_error_or_its_own_beginning()
    {
        for (var length = 0; length < Model.Length; length += 1 + (length / 200))
        {
            var reading = Read(Model[..length]);
            Assert.True(reading.IsSound || reading.Faults.Count > 0);
            if (!reading.IsSound)
            {
                Assert.NotEmpty(reading.Faults[0].Message);
            }
        }
    }

    [Fact]
    public void A_file_cut_off_inside_the_graph_is_reported_with_the_place()
    {
        var fault = Read(Model[..(Model.Length / 2)]).Fault();
        Assert.Equal(OnnxFaultKind.Format, fault.Kind);
        Assert.Contains("byte ", fault.Place, StringComparison.Ordinal);
        Assert.Contains("are left", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flipped_bits_are_an_error_or_another_model()
        => Gen.Select(Gen.Int[0, Model.Length - 1], Gen.Int[0, 7], Gen.Int[0, Model.Length - 1], Gen.Int[0, 255]).Sample(
            static (first, bit, second, value) =>
            {
                var damaged = Model.ToArray();
                damaged[first] ^= (byte)(1 << bit);
                damaged[second] = (byte)value;
                var watch = Stopwatch.StartNew();
                var reading = Read(damaged);
                Assert.True(reading.IsSound || reading.Faults.Count > 0);
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
            },
            iter: 5000,
            seed: "0000KOIPLRTO");

    [Fact]
    public void Random_bytes_are_an_error()
        => Gen.Byte.Array[1, 300].Sample(static bytes => Assert.True(Read(bytes) is { IsSound: false, Faults.Count: > 0 }), iter: 2000);

    [Fact]
    public void An_empty_file_is_an_error() => Assert.Equal("the file is empty", Read([]).Fault().Message);

    [Fact]
    public void A_file_that_is_not_there_is_an_error()
    {
        var fault = OnnxModel.Read("/no/such/file.onnx", OnnxOptions.Default).Fault();
        Assert.Equal((OnnxFaultKind.File, "/no/such/file.onnx"), (fault.Kind, fault.File));
    }

    [Theory]
    [InlineData(100, 4, "it holds 100 bytes; float 4x7 takes 112")]
    [InlineData(112, long.MaxValue, "beyond 64 bits")]
    public void Weights_that_are_cut_off_are_an_error(int bytes, long rows, string message)
    {
        var g = new GraphWriter();
        g.Node("Add", [g.Float("x", 4, 7), g.Stored(ElementType.Float, [rows, 7], new byte[bytes])]);
        Assert.Contains(message, Reading.Of(g).Fault().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_length_allocates_nothing()
    {
        // A name of 2 GB in a file of a few bytes.
        byte[] bytes = [0x3A, 0x0A, 0x12, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1, 2, 3, 4];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(OnnxFaultKind.Format, Read(bytes).Fault().Kind);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Graphs_that_nest_without_end_are_an_error()
    {
        var inner = new GraphWriter();
        for (var i = 0; i < 200; i++)
        {
            var outer = new GraphWriter();
            outer.Node("If", [outer.Bool(true)], ("then_branch", inner), ("else_branch", inner.Output("x")));
            inner = outer;
            if (inner.Graph().ToArray().Length > 4_000_000)
            {
                break;
            }
        }

        Assert.NotEmpty(Reading.Of(inner).Faults);
    }

    [Fact]
    public void A_function_that_calls_itself_is_an_error()
    {
        var body = new GraphWriter();
        body.Add("F", "test", "again", ["a"], ["r"]);
        var g = new GraphWriter();
        g.Function("test", "F", ["a"], ["r"], body);
        g.Node("test::F", [g.Float("x", 1)]);
        Assert.Equal(OnnxFaultKind.Limit, Reading.Of(g, domains: "test").Fault().Kind);
    }

    [Fact]
    public void A_loop_without_end_is_an_error()
    {
        var body = new GraphWriter();
        body.Input("i", ElementType.Int64);
        body.Input("go", ElementType.Bool);
        body.Float("state", 1);
        body.Output("go", ElementType.Bool).Output("state", ElementType.Float, 1);
        var g = new GraphWriter();
        g.Nodes("Loop", 1, ["", g.Bool(true), g.Float("x", 1)], ("body", body));
        Assert.Equal(OnnxFaultKind.Limit, Reading.Of(g).Fault().Kind);
    }

    [Fact]
    public void Nodes_in_a_circle_are_an_error()
    {
        var g = new GraphWriter();
        g.Add("Relu", "", "first", ["b"], ["a"]);
        g.Add("Relu", "", "second", ["a"], ["b"]);
        Assert.Contains("circle", Reading.Of(g).Fault().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_hundreds_of_megabytes_are_never_read()
    {
        // The file is sparse: its weights are holes.
        const long Rows = 200_000;
        var path = Path.Combine(Path.GetTempPath(), $"burden-{Guid.NewGuid():N}.onnx");
        try
        {
            var g = new GraphWriter();
            g.Node("MatMul", [g.Float("x", 1, Rows), "w"]);
            var head = g.Output(g.LastOutput).Model();
            var tensor = new ModelBytes().Packed(1, [Rows, 1024]).Integer(2, 1).Text(8, "w").ToArray();
            const long Bytes = Rows * 1024 * 4;
            using (var file = File.Create(path))
            {
                file.Write(head);
                Tag(7, Length(tensor.Length + 1 + Size(Bytes) + Bytes));
                Tag(5, tensor.Length + 1 + Size(Bytes) + Bytes);
                file.Write(tensor);
                Tag(9, Bytes);
                file.SetLength(file.Position + Bytes);

                void Tag(int field, long length)
                {
                    file.WriteByte((byte)((field << 3) | 2));
                    for (; length >= 0x80; length >>= 7)
                    {
                        file.WriteByte((byte)(length | 0x80));
                    }

                    file.WriteByte((byte)length);
                }

                static long Length(long inner) => 1 + Size(inner) + inner;
            }

            // Of this thread: other tests allocate at the same time.
            var before = GC.GetAllocatedBytesForCurrentThread();
            var figures = OnnxModel.Read(path, OnnxOptions.Default).Sound();
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before is > 0 and < 4_000_000);
            Assert.Equal((Rows * 1024, Bytes), (figures.Parameters, figures.ParameterBytes));
        }
        finally
        {
            File.Delete(path);
        }

        static long Size(long value) => value < 0x80 ? 1 : 1 + Size(value >> 7);
    }
}
