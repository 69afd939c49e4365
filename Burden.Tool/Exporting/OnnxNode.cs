using System.Runtime.InteropServices;
using Burden.Onnx.Values;

namespace Burden.Tool.Exporting;

/// <summary>One use of an operator.</summary>
/// <param name="Operator">Its name, in ONNX's own domain unless <paramref name="Domain"/> says otherwise.</param>
/// <param name="Inputs">The names of what it reads; an empty one is left out.</param>
/// <param name="Outputs">The names of what it yields.</param>
/// <param name="Attributes">Integers, real numbers, texts, lists of them, and tensors.</param>
internal sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<(string Name, object Value)> Attributes)
{
    public string Domain { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The layer that it is, as JSON; null for an operator that is none.</summary>
    public string? Note { get; init; }

    /// <summary>The same with other names.</summary>
    public OnnxNode Renamed(Func<string, string> rename, string name) => this with { Inputs = [.. Inputs.Select(rename)], Outputs = [.. Outputs.Select(rename)], Name = name };

    /// <summary>The message <c>NodeProto</c>.</summary>
    public ProtoBytes Write()
    {
        var node = new ProtoBytes();
        foreach (var input in Inputs)
        {
            node.Text(1, input);
        }

        foreach (var output in Outputs)
        {
            node.Text(2, output);
        }

        if (Name.Length > 0)
        {
            node.Text(3, Name);
        }

        node.Text(4, Operator);
        foreach (var (name, value) in Attributes)
        {
            node.Message(5, Attribute(name, value));
        }

        if (Domain.Length > 0)
        {
            node.Text(7, Domain);
        }

        return Note is null ? node : node.Entry(9, Burden.Onnx.Reading.LayerNote.Key, Note);
    }

    private static ProtoBytes Attribute(string name, object value)
    {
        var attribute = new ProtoBytes().Text(1, name);
        return value switch
        {
            int integer => attribute.Integer(3, integer).Integer(20, 2),
            long integer => attribute.Integer(3, integer).Integer(20, 2),
            double real => attribute.Single(2, (float)real).Integer(20, 1),
            string text => attribute.Text(4, text).Integer(20, 3),
            IReadOnlyList<long> integers => integers.Aggregate(attribute, static (a, i) => a.Integer(8, i)).Integer(20, 7),
            OnnxConstant constant => attribute.Message(5, constant.Write()).Integer(20, 4),
            _ => throw new ArgumentException($"no attribute is a {value.GetType().Name}"),
        };
    }
}

/// <summary>A small tensor with its values.</summary>
internal sealed record OnnxConstant(ElementType Type, IReadOnlyList<long> Sizes, byte[] Raw)
{
    public static OnnxConstant Of(params long[] values) => new(ElementType.Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    /// <summary>One integer, of no dimension.</summary>
    public static OnnxConstant Scalar(long value) => new(ElementType.Int64, [], BitConverter.GetBytes(value));

    /// <summary>One real number.</summary>
    public static OnnxConstant Of(double value, params long[] sizes) => new(ElementType.Float, sizes, BitConverter.GetBytes((float)value));

    /// <summary>The message <c>TensorProto</c>.</summary>
    public ProtoBytes Write() => Sizes.Aggregate(new ProtoBytes(), static (t, s) => t.Integer(1, s)).Integer(2, (long)Type).Bytes(9, Raw);
}
