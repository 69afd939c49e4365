using System.Buffers.Binary;
using Burden.Onnx.Values;

namespace Burden.Onnx.Proto;

/// <summary>
/// Reads tensors without their values, but for small ones: shapes depend on those. Large values are counted, so that a file
/// that is cut off or damaged is found, and never read.
/// </summary>
internal sealed class TensorReader(WireReader wire, Func<string, Stream?> external)
{
    /// <summary>Integers steer shapes; of real numbers only factors of sizes do.</summary>
    private const int MostReals = 256;

    /// <summary>The values that are kept of the whole file.</summary>
    private const int MostInAll = 1 << 22;

    private const int ExternalLocation = 1;

    private int kept;
    private State state = new();

    /// <summary>What was read of the tensor so far.</summary>
    private sealed class State
    {
        public List<long> Sizes { get; } = [];

        public List<long> Integers { get; } = [];

        public List<double> Reals { get; } = [];

        public List<string> Texts { get; } = [];

        public byte[]? Raw { get; set; }

        /// <summary>How many values the lists have, also those that aren't kept.</summary>
        public long Listed { get; set; }

        /// <summary>The bytes of raw data; -1 where there are none.</summary>
        public long RawBytes { get; set; } = -1;

        public bool IsExternal { get; set; }

        public string Location { get; set; } = "";

        public long Offset { get; set; }

        public long Length { get; set; } = -1;
    }

    /// <summary>Reads one field; <see cref="Finish"/> comes after the last.</summary>
    public void Field(TensorMessage tensor, int field, WireType type)
    {
        switch (field, type)
        {
            case (1, _):
                wire.Integers(type, state.Sizes, 1024);
                break;
            case (2, WireType.Varint):
                tensor.Type = (ElementType)wire.Integer();
                break;
            case (4, _):
                state.Listed += wire.Reals(type, state.Reals, MostReals);
                break;
            case (5 or 7 or 11, _):
                state.Listed += wire.Integers(type, state.Integers, KnownData.Most);
                break;
            case (6, WireType.Length):
                state.Listed++;
                if (wire.StringOrSkip(256) is { } text && state.Texts.Count < 64)
                {
                    state.Texts.Add(text);
                }

                break;
            case (8, WireType.Length):
                tensor.Name = wire.String(1 << 16);
                break;
            case (9, WireType.Length):
                state.RawBytes = wire.Length();
                if (state.RawBytes <= KnownData.Most * 8)
                {
                    state.Raw = wire.Bytes((int)state.RawBytes);
                }
                else
                {
                    wire.Pass(state.RawBytes);
                }

                break;
            case (10, _):
                state.Listed += wire.Doubles(type, state.Reals, MostReals);
                break;
            case (13, WireType.Length):
                ExternalEntry();
                break;
            case (14, WireType.Varint):
                state.IsExternal = wire.Integer() == ExternalLocation;
                break;
            default:
                wire.Skip(type);
                break;
        }
    }

    /// <summary>Checks what was read against the sizes, and keeps the values where there are few.</summary>
    public void Finish(TensorMessage tensor)
    {
        var read = state;
        state = new State();
        tensor.Sizes = [.. read.Sizes];
        if (!ElementTypes.IsDefined(tensor.Type))
        {
            throw Fault(tensor, $"its type is {Text.Of((long)tensor.Type)}, which is none of TensorProto.DataType");
        }

        long elements;
        try
        {
            elements = tensor.Sizes.All(static s => s >= 0) ? tensor.Sizes.Product() : throw Fault(tensor, $"its sizes are {string.Join("x", tensor.Sizes)}");
        }
        catch (OverflowException)
        {
            throw Fault(tensor, $"its sizes {string.Join("x", tensor.Sizes)} are beyond 64 bits");
        }

        var raw = read.IsExternal ? Outside(tensor, read, elements) : read.Raw;
        if (!read.IsExternal)
        {
            Check(tensor, read, elements);
        }

        if (elements > (tensor.Type.IsReal() ? MostReals : KnownData.Most) || (kept += (int)elements) > MostInAll)
        {
            return;
        }

        tensor.Data = raw is not null && (read.IsExternal || read.RawBytes >= 0) ? FromRaw(tensor.Type, raw, (int)elements) : Listed(tensor.Type, read, (int)elements);
    }

    private static void Check(TensorMessage tensor, State read, long elements)
    {
        var bits = tensor.Type.Bits();
        if (read.RawBytes >= 0 && bits > 0)
        {
            var expected = bits >= 8 ? checked(elements * (bits / 8)) : (elements / (8 / bits)) + (elements % (8 / bits) == 0 ? 0 : 1);
            if (read.RawBytes != expected)
            {
                throw Fault(tensor, $"it holds {Text.Grouped(read.RawBytes)} bytes; {Describe(tensor)} takes {Text.Grouped(expected)}");
            }
        }
        else if (bits is 0 or >= 8)
        {
            var each = tensor.Type is ElementType.Complex64 or ElementType.Complex128 ? 2 : 1;
            if (read.Listed != checked(elements * each))
            {
                throw Fault(tensor, $"it holds {Text.Grouped(read.Listed)} values; {Describe(tensor)} has {Text.Grouped(elements)}");
            }
        }
    }

    private static string Describe(TensorMessage tensor) => $"{tensor.Type.Name()} {(tensor.Sizes.Length == 0 ? "of one value" : string.Join("x", tensor.Sizes))}";

    private static WireException Fault(TensorMessage tensor, string message) => new($"the tensor '{tensor.Name}': {message}", -1);

    private void ExternalEntry()
    {
        var outer = wire.Enter();
        var (key, value) = ("", "");
        while (!wire.AtEnd)
        {
            var (field, type) = wire.Tag();
            if (type == WireType.Length && field is 1 or 2)
            {
                var text = wire.String(1 << 12);
                (key, value) = field == 1 ? (text, value) : (key, text);
            }
            else
            {
                wire.Skip(type);
            }
        }

        wire.Leave(outer);
        switch (key)
        {
            case "location":
                state.Location = value;
                break;
            case "offset" when long.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var offset):
                state.Offset = offset;
                break;
            case "length" when long.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var length):
                state.Length = length;
                break;
        }
    }

    /// <summary>The bytes of a small tensor that lie in a file beside the model; null where that isn't there, which only matters if a shape depends on them.</summary>
    private byte[]? Outside(TensorMessage tensor, State read, long elements)
    {
        var bits = tensor.Type.Bits();
        var bytes = checked((elements * bits / 8) + (elements * bits % 8 == 0 ? 0 : 1));
        if (read.Length >= 0 && read.Length != bytes && bits > 0)
        {
            throw Fault(tensor, $"{Text.Grouped(read.Length)} bytes of '{read.Location}' hold it; {Describe(tensor)} takes {Text.Grouped(bytes)}");
        }

        if (elements > KnownData.Most || tensor.Type.IsReal() || bits == 0)
        {
            return null;
        }

        using var stream = external(read.Location);
        if (stream is null || read.Offset < 0 || read.Offset > stream.Length - bytes)
        {
            return null;
        }

        var data = new byte[bytes];
        stream.Position = read.Offset;
        stream.ReadExactly(data);
        return data;
    }

    private static KnownData? Listed(ElementType type, State read, int elements) => type switch
    {
        ElementType.Float or ElementType.Double when read.Reals.Count == elements => KnownData.Of([.. read.Reals]),
        ElementType.Float16 when read.Integers.Count == elements => KnownData.Of([.. read.Integers.Select(static i => (double)BitConverter.UInt16BitsToHalf((ushort)i))]),
        ElementType.String when read.Texts.Count == elements => KnownData.Of([.. read.Texts]),
        _ when !type.IsReal() && type.Bits() >= 8 && read.Integers.Count == elements => KnownData.Of([.. read.Integers]),
        _ => null,
    };

    private static KnownData? FromRaw(ElementType type, byte[] raw, int elements)
    {
        var size = type.Bits() / 8;
        if (size == 0 || raw.Length != elements * size)
        {
            return null;
        }

        if (type is ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16)
        {
            var reals = new double[elements];
            for (var i = 0; i < elements; i++)
            {
                var at = raw.AsSpan(i * size);
                reals[i] = type switch
                {
                    ElementType.Float => BinaryPrimitives.ReadSingleLittleEndian(at),
                    ElementType.Double => BinaryPrimitives.ReadDoubleLittleEndian(at),
                    ElementType.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(at),
                    _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(at) << 16),
                };
            }

            return KnownData.Of(reals);
        }

        if (type.IsReal())
        {
            return null;
        }

        var integers = new long[elements];
        for (var i = 0; i < elements; i++)
        {
            var at = raw.AsSpan(i * size);
            integers[i] = type switch
            {
                ElementType.Int8 => (sbyte)at[0],
                ElementType.UInt8 or ElementType.Bool => at[0],
                ElementType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(at),
                ElementType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                ElementType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(at),
                ElementType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(at),
                _ => BinaryPrimitives.ReadInt64LittleEndian(at),
            };
        }

        return KnownData.Of(integers);
    }
}
