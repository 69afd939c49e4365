using System.Text;

namespace Burden.Onnx.Tests.Models;

/// <summary>Writes protocol buffers, as far as models for tests need them.</summary>
internal sealed class ModelBytes
{
    private readonly MemoryStream stream = new();

    public byte[] ToArray() => stream.ToArray();

    public ModelBytes Integer(int field, long value)
    {
        Varint(((ulong)field << 3) | 0);
        Varint((ulong)value);
        return this;
    }

    public ModelBytes Single(int field, float value)
    {
        Varint(((ulong)field << 3) | 5);
        stream.Write(BitConverter.GetBytes(value));
        return this;
    }

    public ModelBytes Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ModelBytes Bytes(int field, byte[] value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        stream.Write(value);
        return this;
    }

    public ModelBytes Message(int field, ModelBytes message) => Bytes(field, message.ToArray());

    public ModelBytes Packed(int field, IEnumerable<long> values)
    {
        var inner = new ModelBytes();
        foreach (var value in values)
        {
            inner.Varint((ulong)value);
        }

        return Message(field, inner);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }
}
