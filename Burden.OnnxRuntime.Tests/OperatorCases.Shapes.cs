using Burden.Onnx.Tests.Models;
using Burden.Onnx.Values;

namespace Burden.OnnxRuntime.Tests;

/// <content>Shapes, positions, sequences, control flow, functions, and the arithmetic that exporters write around shapes.</content>
internal static partial class OperatorCases
{
    private static readonly OperatorCase[] Shapes =
    [
        new("Reshape", static g => g.Node("Reshape", [g.Float("x", 2, 3, 4), g.Integers(0, -1)])),
        new("Reshape that keeps a size of 0", static g => g.Node("Reshape", [g.Float("x", 0, 3, 4), g.Integers(0, 12)], ("allowzero", 1))),
        new("Flatten", static g => g.Node("Flatten", [g.Float("x", 2, 3, 4, 5)], ("axis", 2))),
        new("Flatten from the end", static g => g.Node("Flatten", [g.Float("x", 2, 3, 4, 5)], ("axis", -1))),
        new("Flatten of everything", static g => g.Node("Flatten", [g.Float("x", 2, 3, 4)], ("axis", 0))),
        new("Squeeze", static g => g.Node("Squeeze", [g.Float("x", 1, 3, 1, 4), g.Integers(0, -2)])),
        new("Squeeze of all", static g => g.Node("Squeeze", [g.Float("x", 1, 3, 1, 4)])),
        new("Squeeze by attribute", static g => g.Node("Squeeze", [g.Float("x", 1, 3, 1, 4)], ("axes", new long[] { 2 }))) { Opset = 11 },
        new("Unsqueeze", static g => g.Node("Unsqueeze", [g.Float("x", 3, 4), g.Integers(0, -1)])),
        new("Unsqueeze by attribute", static g => g.Node("Unsqueeze", [g.Float("x", 3, 4)], ("axes", new long[] { 1, 3 }))) { Opset = 11 },
        new("Transpose", static g => g.Node("Transpose", [g.Float("x", 2, 3, 4)], ("perm", new long[] { 2, 0, 1 }))),
        new("Transpose without an order", static g => g.Node("Transpose", [g.Float("x", 2, 3, 4)])),
        new("Expand", static g => g.Node("Expand", [g.Float("x", 3, 1), g.Integers(2, 1, 6)])),
        new("Tile", static g => g.Node("Tile", [g.Float("x", 2, 3), g.Integers(2, 4)])),
        new("Concat", static g => g.Node("Concat", [g.Float("a", 2, 3), g.Float("b", 2, 4), g.Weight("c", 2, 1)], ("axis", -1))),
        new("Split", static g => g.Nodes("Split", 3, [g.Float("x", 2, 9)], ("axis", 1))),
        new("Split in given parts", static g => g.Nodes("Split", 2, [g.Float("x", 2, 9), g.Integers(2, 7)], ("axis", 1))),
        new("Split in unequal parts", static g => g.Nodes("Split", 4, [g.Float("x", 2, 10)], ("axis", 1), ("num_outputs", 4))) { Opset = 18 },
        new("Split by attribute", static g => g.Nodes("Split", 2, [g.Float("x", 2, 9)], ("axis", 1), ("split", new long[] { 4, 5 }))) { Opset = 11 },
        new("Slice", static g => g.Node("Slice", [g.Float("x", 10, 11, 12), g.Integers(1, -3), g.Integers(100, -1), g.Integers(0, 2), g.Integers(3, 1)])),
        new("Slice backwards", static g => g.Node("Slice", [g.Float("x", 10, 11), g.Integers(-1, 8), g.Integers(-100, 2), g.Integers(0, 1), g.Integers(-1, -2)])),
        new("Slice to the end", static g => g.Node("Slice", [g.Float("x", 10, 11), g.Integers(5), g.Integers(long.MaxValue), g.Integers(1)])),
        new("Slice that is empty", static g => g.Node("Slice", [g.Float("x", 10, 11), g.Integers(5), g.Integers(2), g.Integers(1)])),
        new("Slice by attributes", static g => g.Node("Slice", [g.Float("x", 10, 11)], ("starts", new long[] { 1 }), ("ends", new long[] { -1 }), ("axes", new long[] { 1 }))) { Opset = 9 },
        new("Pad", static g => g.Node("Pad", [g.Float("x", 2, 3, 4), g.Integers(0, 1, 2, 3, 0, 1)])),
        new("Pad of some axes", static g => g.Node("Pad", [g.Float("x", 2, 3, 4), g.Integers(1, 2), g.Real(0), g.Integers(-1)])) { Opset = 18 },
        new("Pad that cuts", static g => g.Node("Pad", [g.Float("x", 4, 6), g.Integers(-1, 0, 0, -2)])),
        new("Pad by attribute", static g => g.Node("Pad", [g.Float("x", 2, 3)], ("pads", new long[] { 0, 1, 2, 3 }), ("mode", "edge"))) { Opset = 10 },
        new("CenterCropPad", static g => g.Node("CenterCropPad", [g.Float("x", 20, 10, 3), g.Integers(10, 20, 3)])) { Opset = 18 },
        new("DepthToSpace", static g => g.Node("DepthToSpace", [g.Float("x", 2, 8, 3, 4)], ("blocksize", 2), ("mode", "CRD"))),
        new("SpaceToDepth", static g => g.Node("SpaceToDepth", [g.Float("x", 2, 3, 4, 6)], ("blocksize", 2))),
        new("ReverseSequence", static g => g.Node("ReverseSequence", [g.Float("x", 4, 3, 2), g.Integers(1, 2, 3)])),
        new("Trilu", static g => g.Node("Trilu", [g.Float("x", 2, 4, 5)], ("upper", 0))),
        new("Dropout", static g => g.Nodes("Dropout", 2, [g.Float("x", 2, 3)])),
        new("Gather", static g => g.Node("Gather", [g.Float("x", 5, 6, 7), g.Stored(ElementType.Int64, [2, 2], new byte[32])], ("axis", 1))),
        new("Gather of one position", static g => g.Node("Gather", [g.Float("x", 5, 6), g.Integer(-1)], ("axis", 1))),
        new("Gather from a table", static g => g.Node("Gather", [g.Weight("w", 11, 8), g.Input("ids", ElementType.Int64, 2, 5)])),
        new("GatherElements", static g => g.Node("GatherElements", [g.Float("x", 3, 4), g.Input("i", ElementType.Int64, 2, 4)], ("axis", 0))),
        new("GatherND", static g => g.Node("GatherND", [g.Float("x", 2, 3, 4), g.Input("i", ElementType.Int64, 2, 5, 1)], ("batch_dims", 1))),
        new("ScatterElements", static g => g.Node("ScatterElements", [g.Float("x", 3, 4), g.Input("i", ElementType.Int64, 1, 4), g.Float("u", 1, 4)], ("axis", 0))),
        new("ScatterND", static g => g.Node("ScatterND", [g.Float("x", 3, 4), g.Input("i", ElementType.Int64, 2, 1), g.Float("u", 2, 4)])),
        new("Resize by factors", static g => g.Node("Resize", [g.Float("x", 1, 3, 7, 9), "", g.Reals(1, 1, 2, 1.5f)], ("mode", "linear"))),
        new("Resize to sizes", static g => g.Node("Resize", [g.Float("x", 1, 3, 7, 9), "", "", g.Integers(1, 3, 10, 4)], ("mode", "cubic"))),
        new("Resize of some axes", static g => g.Node("Resize", [g.Float("x", 1, 3, 7, 9), "", "", g.Integers(10, 4)], ("axes", new long[] { 2, 3 }), ("keep_aspect_ratio_policy", "not_larger"))) { Opset = 18 },
        new("Resize of a region", static g => g.Node("Resize", [g.Float("x", 1, 1, 8, 8), g.Reals(0, 0, 0.25f, 0.25f, 1, 1, 0.75f, 1), g.Reals(1, 1, 2, 0.5f)], ("coordinate_transformation_mode", "tf_crop_and_resize"), ("mode", "linear"))),
        new("Resize in version 10", static g => g.Node("Resize", [g.Float("x", 1, 3, 7, 9), g.Reals(1, 1, 2, 0.6f)])) { Opset = 10 },
        new("Upsample", static g => g.Node("Upsample", [g.Float("x", 1, 3, 7, 9), g.Reals(1, 1, 2, 3)])) { Opset = 9 },
        new("Upsample by attribute", static g => g.Node("Upsample", [g.Float("x", 1, 3, 7, 9)], ("scales", new[] { 1f, 1, 2, 3 }))) { Opset = 7 },
        new("GridSample", static g => g.Node("GridSample", [g.Float("x", 2, 3, 7, 9), g.Float("grid", 2, 4, 5, 2)])),
        new("AffineGrid", static g => g.Node("AffineGrid", [g.Float("theta", 2, 2, 3), g.Integers(2, 3, 4, 5)])) { Opset = 20 },
        new("Col2Im", static g => g.Node("Col2Im", [g.Float("x", 1, 12, 9), g.Integers(4, 4), g.Integers(2, 2)])) { Opset = 18 },
        new("Shape and Size", static g => g.Node("Add", [g.Node("Shape", [g.Float("x", 2, 3, 4)], ("start", -2)), g.Node("Size", ["x"])])),
        new("A view of the batch's own size", static g =>
        {
            var batch = g.Node("Gather", [g.Node("Shape", [g.Float("x", "n", 3, 4)]), g.Integer(0)]);
            g.Node("Reshape", ["x", g.Node("Concat", [g.Node("Unsqueeze", [batch, g.Integers(0)]), g.Integers(-1)], ("axis", 0))]);
        }) { Dimensions = "n=5" },
        new("Sizes halved", static g =>
        {
            var half = g.Node("Div", [g.Node("Slice", [g.Node("Shape", [g.Float("x", 1, 3, "h", "w")]), g.Integers(2), g.Integers(4)]), g.Integers(2)]);
            g.Node("Resize", ["x", "", "", g.Node("Concat", [g.Integers(1, 3), half], ("axis", 0))]);
        }) { Dimensions = "h=17;w=20" },
        new("Sizes by real factors", static g =>
        {
            var size = g.Node("Cast", [g.Node("Gather", [g.Node("Shape", [g.Float("x", 1, 3, "h", 8)]), g.Integer(2)])], ("to", 1));
            var scaled = g.Node("Cast", [g.Node("Floor", [g.Node("Mul", [size, g.Real(1.7f)])])], ("to", 7));
            g.Node("Resize", ["x", "", "", g.Node("Concat", [g.Integers(1, 3), g.Node("Unsqueeze", [scaled, g.Integers(0)]), g.Integers(8)], ("axis", 0))]);
        }) { Dimensions = "h=13" },
        new("An expand to what a shape says", static g =>
        {
            var wanted = g.Integers(-1, 4, 6);
            var ones = g.Node("ConstantOfShape", [g.Node("Shape", [wanted])], ("value", GraphTensor(ElementType.Int64, [1], BitConverter.GetBytes(1L))));
            g.Node("Expand", [g.Float("x", 3, 1, 6), g.Node("Where", [g.Node("Equal", [wanted, g.Node("Mul", [ones, g.Integers(-1)])]), ones, wanted])]);
        }),
        new("Positions from a length", static g =>
        {
            var length = g.Node("Gather", [g.Node("Shape", [g.Input("ids", ElementType.Int64, 1, "length")]), g.Integer(1)]);
            var positions = g.Node("Unsqueeze", [g.Node("Range", [g.Integer(0), length, g.Integer(1)]), g.Integers(0)]);
            g.Node("Add", [g.Node("Gather", [g.Weight("tokens", 20, 8), "ids"]), g.Node("Gather", [g.Weight("positions", 16, 8), positions])]);
        }) { Dimensions = "length=9" },
        new("A padding worked out", static g =>
        {
            var rest = g.Node("Mod", [g.Node("Sub", [g.Integers(8), g.Node("Mod", [g.Node("Slice", [g.Node("Shape", [g.Float("x", 1, "n")]), g.Integers(1), g.Integers(2)]), g.Integers(8)])]), g.Integers(8)]);
            g.Node("Pad", ["x", g.Node("Concat", [g.Integers(0, 0, 0), rest], ("axis", 0))]);
        }) { Dimensions = "n=13" },
        new("A size set in a shape", static g => g.Node("Reshape", [g.Float("x", 2, 12), g.Node("ScatterND", [g.Integers(2, 1, 1), g.Stored(ElementType.Int64, [2, 1], [1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]), g.Integers(3, 4)])])),
        new("The product of sizes", static g => g.Node("Reshape", [g.Float("x", 2, 3, 4), g.Node("ReduceProd", [g.Node("Slice", [g.Node("Shape", ["x"]), g.Integers(0), g.Integers(3)])])])),
        new("If", static g => g.Node("If", [g.Bool(true)], ("then_branch", Branch(3)), ("else_branch", Branch(5)))),
        new("If by a size", static g =>
        {
            var rank = g.Node("Equal", [g.Node("Gather", [g.Node("Shape", [g.Float("x", 1, 4)]), g.Integer(0)]), g.Integer(1)]);
            var squeezed = new GraphWriter();
            squeezed.Node("Squeeze", ["x"]);
            var same = new GraphWriter();
            same.Node("Identity", ["x"]);
            g.Node("If", [rank], ("then_branch", squeezed.Output(squeezed.LastOutput)), ("else_branch", same.Output(same.LastOutput)));
        }),
        new("Loop", static g =>
        {
            g.Float("x", 2, 3);
            var body = new GraphWriter();
            body.Input("i", ElementType.Int64);
            body.Input("go", ElementType.Bool);
            body.Float("state", 2, 3);
            body.Node("Identity", ["go"]);
            var go = body.LastOutput;
            body.Node("Add", ["state", "x"]);
            var next = body.LastOutput;
            body.Output(go, ElementType.Bool).Output(next, ElementType.Float, 2, 3).Output(next, ElementType.Float, 2, 3);
            g.Nodes("Loop", 2, [g.Integer(4), g.Bool(true), "x"], ("body", body));
        }),
        new("Loop that grows", static g =>
        {
            var body = new GraphWriter();
            body.Input("i", ElementType.Int64);
            body.Input("go", ElementType.Bool);
            body.Float("state", "n", 3);
            var go = body.Node("Less", ["i", body.Integer(3)]);
            var next = body.Node("Concat", ["state", "state"], ("axis", 0));
            body.Output(go, ElementType.Bool).Output(next, ElementType.Float, "m", 3);
            g.Node("Loop", ["", g.Bool(true), g.Float("x", 1, 3)], ("body", body));
        }),
        new("Loop whose rounds are told", static g =>
        {
            var body = new GraphWriter();
            body.Input("i", ElementType.Int64);
            body.Input("go", ElementType.Bool);
            body.Float("state", 2, 2);
            var next = body.Node("MatMul", ["state", "state"]);
            var go = body.Node("Less", ["i", body.Integer(2)]);
            body.Output(go, ElementType.Bool).Output(next, ElementType.Float, 2, 2);
            var begins = g.Node("Greater", [g.Real(9), g.Node("ReduceMin", [g.Float("x", 2, 2)], ("keepdims", 0))]);
            g.Add("Loop", "", "loop", ["", begins, "x"], ["result"], ("body", body));
        }) { Dimensions = "loop:trips=3" },
        new("Scan", static g =>
        {
            var body = new GraphWriter();
            body.Float("state", 3);
            body.Float("step", 3);
            var next = body.Node("Add", ["state", "step"]);
            var row = body.Node("Unsqueeze", [next, body.Integers(0)]);
            body.Output(next, ElementType.Float, 3).Output(row, ElementType.Float, 1, 3);
            g.Nodes("Scan", 2, [g.Float("s", 3), g.Float("x", 5, 3)], ("body", body), ("num_scan_inputs", 1));
        }),
        new("Sequences", static g =>
        {
            var sequence = g.Node("SequenceConstruct", [g.Float("a", 2, 3), g.Float("b", 2, 4)]);
            var longer = g.Node("SequenceInsert", [sequence, g.Float("c", 2, 5), g.Integer(1)]);
            g.Node("ConcatFromSequence", [g.Node("SequenceErase", [longer, g.Integer(0)])], ("axis", 1));
        }),
        new("Parts as a sequence", static g => g.Node("SequenceAt", [g.Node("SplitToSequence", [g.Float("x", 6, 4), g.Integer(4)]), g.Integer(-1)])),
        new("Optional", static g => g.Node("OptionalGetElement", [g.Node("Optional", [g.Float("x", 2, 3)])])) { Opset = 18 },
        new("A function", static g =>
        {
            var body = new GraphWriter();
            body.Add("LeakyRelu", "", "act", ["a"], ["t"], ("alpha", new AttributeReference("slope", 1)));
            body.Add("MatMul", "", "product", ["t", "b"], ["r"]);
            g.Function("test", "Layer", ["a", "b"], ["r"], body, ["slope"]);
            g.Node("test::Layer", [g.Float("x", 2, 3), g.Weight("w", 3, 4)], ("slope", 0.2f));
        }) { Domains = ["test"] },
        new("Nodes out of order", static g =>
        {
            g.Float("x", 2, 3);
            g.Add("Add", "", "last", ["y", "x"], ["z"]);
            g.Add("Relu", "", "first", ["x"], ["y"]);
            g.Add("Neg", "", "end", ["z"], ["out"]);
        }),
        new("Texts", static g => g.Node("StringConcat", [g.Input("a", ElementType.String, 2, 1), g.Input("b", ElementType.String, 3)])) { Opset = 20 },
    ];

    private static GraphWriter Branch(long size)
    {
        var graph = new GraphWriter();
        var value = graph.Node("ConstantOfShape", [graph.Integers(size)]);
        return graph.Output(value, ElementType.Float, size);
    }
}
