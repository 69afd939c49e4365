using System.Buffers.Binary;
using Burden.Generator.Layers;
using Burden.Onnx.Values;

namespace Burden.Tool.Exporting;

/// <summary>A tensor that a file stores, and what values it gets where they are random.</summary>
/// <param name="Name">Its name as <c>state_dict</c> has it.</param>
/// <param name="Middle">The value around which they lie.</param>
/// <param name="Spread">How far they lie from it at most.</param>
internal sealed record StoredWeight(string Name, ElementType Type, IReadOnlyList<long> Sizes, double Middle, double Spread)
{
    private const int ChunkValues = 1 << 18;

    public long Elements => Sizes.Aggregate(1L, static (product, size) => checked(product * size));

    public long Bytes => checked((Elements * Type.Bits()) + 7) / 8;

    /// <summary>A layer's tensor. Random values are so large that a sum over the inputs keeps their size, and statistics and factors leave values as they are.</summary>
    public static StoredWeight Of(string name, string kind, Weight weight, ElementType type)
    {
        long[] sizes = [.. weight.Shape];
        var (middle, spread) = weight.Name switch
        {
            "running_var" => (1.0, 0.0),
            "running_mean" => (0, 0),
            _ when weight.Name.StartsWith("bias", StringComparison.Ordinal) || weight.Name.EndsWith(Weight.Bias, StringComparison.Ordinal) => (0, 0),
            _ when kind is "ClassToken" or "Embedding" or "LearnedTensor" or "PositionalEmbedding" || weight.Name == "relative_position_bias_table" => (0, 0.02),
            _ when kind is "PReLU" => (0.25, 0),
            _ when kind is "WeightedSum" => (1.0 / sizes[0], 0),
            _ when kind.Contains("Norm", StringComparison.Ordinal) || kind is "Scale" => (1, 0),
            // The inputs of a filter, or of a row; experts are matrices one after the other.
            _ => (0, Math.Sqrt(3.0 / Math.Max(1, kind == "MixtureOfExperts" ? sizes[^1] : weight.Elements / Math.Max(1, sizes[0])))),
        };
        return new StoredWeight(name, type, sizes, middle, spread);
    }

    /// <summary>Writes random values, a part at a time. The same seed and name give the same values.</summary>
    public void Write(Stream stream, ulong seed, CancellationToken cancellation)
    {
        var state = Name.Aggregate(seed ^ 14695981039346656037, static (hash, c) => unchecked((hash ^ c) * 1099511628211));
        var buffer = new byte[ChunkValues * 8];
        for (var left = Elements; left > 0;)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = (int)Math.Min(ChunkValues, left);
            stream.Write(buffer, 0, Fill(buffer, count, ref state));
            left -= count;
        }
    }

    /// <summary>The header <c>TensorProto</c>, to which the values are still missing.</summary>
    public ProtoBytes Header() => Sizes.Aggregate(new ProtoBytes(), static (t, s) => t.Integer(1, s)).Integer(2, (long)Type).Text(8, Name);

    private int Fill(byte[] buffer, int count, ref ulong state)
    {
        if (Type.Bits() < 8)
        {
            // Two to a byte.
            for (var i = 0; i < (count + 1) / 2; i++)
            {
                buffer[i] = (byte)((Small(ref state) & 15) | ((Small(ref state) & 15) << 4));
            }

            return (count + 1) / 2;
        }

        var size = Type.Bits() / 8;
        for (var i = 0; i < count; i++)
        {
            Put(buffer.AsSpan(i * size, size), ref state);
        }

        return count * size;
    }

    private void Put(Span<byte> to, ref ulong state)
    {
        if (!Type.IsReal())
        {
            // The low byte, and the sign in those above.
            var integer = Small(ref state);
            to.Fill((byte)(integer < 0 ? 255 : 0));
            to[0] = (byte)integer;
            return;
        }

        var value = (float)(Middle + (Spread * ((Next(ref state) * 2) - 1)));
        switch (Type)
        {
            case ElementType.Double:
                BinaryPrimitives.WriteDoubleLittleEndian(to, value);
                break;
            case ElementType.Float16:
                BinaryPrimitives.WriteHalfLittleEndian(to, (Half)value);
                break;
            case ElementType.BFloat16:
                BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)((BitConverter.SingleToUInt32Bits(value) + 0x8000) >> 16));
                break;
            case ElementType.Float8E4M3FN:
                // A sign, an exponent biased by 7, three bits of mantissa: one half to one.
                to[0] = (byte)((value < 0 ? 0x80 : 0) | (Middle == 0 && Spread == 0 ? 0 : 0x30 | (int)(Next(ref state) * 8)));
                break;
            default:
                BinaryPrimitives.WriteSingleLittleEndian(to, value);
                break;
        }
    }

    /// <summary>An integer for quantised weights: the middle, or a few steps from 0.</summary>
    private int Small(ref ulong state) => Spread == 0 ? (int)Math.Round(Middle) : (int)(Next(ref state) * 7) - 3;

    /// <summary>SplitMix64: a number from 0 to 1.</summary>
    private static double Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1L << 53));
        }
    }
}
