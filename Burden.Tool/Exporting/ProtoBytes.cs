using System.Buffers.Binary;
using System.Text;

namespace Burden.Tool.Exporting;

/// <summary>A protocol buffer's message while it is written.</summary>
internal sealed class ProtoBytes
{
    private const int LengthType = 2;
    private const int Fixed32Type = 5;

    private readonly MemoryStream stream = new();

    public long Length => stream.Length;

    public void CopyTo(Stream target) => stream.WriteTo(target);

    public byte[] ToArray() => stream.ToArray();

    public ProtoBytes Integer(int field, long value)
    {
        Tag(field, 0);
        Varint((ulong)value);
        return this;
    }

    public ProtoBytes Single(int field, float value)
    {
        Tag(field, Fixed32Type);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        stream.Write(bytes);
        return this;
    }

    public ProtoBytes Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoBytes Bytes(int field, ReadOnlySpan<byte> value)
    {
        Begin(field, value.Length);
        stream.Write(value);
        return this;
    }

    public ProtoBytes Message(int field, ProtoBytes message)
    {
        Begin(field, message.Length);
        message.CopyTo(stream);
        return this;
    }

    /// <summary>Integers in one field, one after the other.</summary>
    public ProtoBytes Packed(int field, IEnumerable<long> values)
    {
        var inner = new ProtoBytes();
        foreach (var value in values)
        {
            inner.Varint((ulong)value);
        }

        return Message(field, inner);
    }

    /// <summary>An entry of a map from text to text.</summary>
    public ProtoBytes Entry(int field, string key, string value) => Message(field, new ProtoBytes().Text(1, key).Text(2, value));

    /// <summary>Begins a field whose bytes are written by somebody else.</summary>
    /// <param name="length">How many they are.</param>
    public ProtoBytes Begin(int field, long length)
    {
        Tag(field, LengthType);
        Varint((ulong)length);
        return this;
    }

    private void Tag(int field, int type) => Varint(((ulong)field << 3) | (uint)type);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }
}
