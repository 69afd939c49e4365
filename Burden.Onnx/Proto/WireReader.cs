using System.Buffers.Binary;
using System.Text;

namespace Burden.Onnx.Proto;

/// <summary>How a field's value is written.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Length = 2,
    Fixed32 = 5,
}

/// <summary>
/// Reads protocol buffers from a file without holding it: what is skipped is never read, and no length is believed before it
/// is known to fit into the message around it. A general reader allocates what a length says, and goes through all that it
/// skips, which for weights is nearly the whole file.
/// </summary>
internal sealed class WireReader(Stream stream, CancellationToken cancellation = default)
{
    /// <summary>How deep messages may nest: as deep as ONNX's own readers allow.</summary>
    private const int MaxDepth = 100;

    private readonly byte[] buffer = new byte[1 << 14];
    private long start;
    private int position;
    private int filled;
    private int depth;

    /// <summary>The byte of the file that is read next.</summary>
    public long Position => start + position;

    /// <summary>Where the message that is being read ends.</summary>
    public long End { get; private set; } = stream.Length;

    public bool AtEnd => Position >= End;

    /// <summary>The next field of the message.</summary>
    public (int Field, WireType Type) Tag()
    {
        var at = Position;
        var tag = Varint();
        var (field, type) = ((long)(tag >> 3), (int)(tag & 7));
        return tag <= uint.MaxValue && field > 0 && type is 0 or 1 or 2 or 5
            ? ((int)field, (WireType)type)
            : throw new WireException($"{Text.Of((long)Math.Min(tag, long.MaxValue))} is no field of a message", at);
    }

    public ulong Varint()
    {
        var result = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var value = Byte();
            result |= (ulong)(value & 0x7F) << shift;
            if (value < 0x80)
            {
                return result;
            }
        }

        throw new WireException("an integer takes more than ten bytes", Position);
    }

    public long Integer() => (long)Varint();

    public float Single()
    {
        Span<byte> bytes = stackalloc byte[4];
        Fill(bytes);
        return BinaryPrimitives.ReadSingleLittleEndian(bytes);
    }

    public double Double()
    {
        Span<byte> bytes = stackalloc byte[8];
        Fill(bytes);
        return BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    /// <summary>The length of a text, of bytes or of a message, which must fit into what is being read.</summary>
    public long Length()
    {
        var at = Position;
        var length = Varint();
        return length <= (ulong)(End - Position)
            ? (long)length
            : throw new WireException($"a field of {Text.Grouped((long)Math.Min(length, long.MaxValue))} bytes begins where {Text.Grouped(End - at)} are left", at);
    }

    /// <summary>A text in UTF-8.</summary>
    /// <param name="most">The most bytes that make sense.</param>
    public string String(int most)
    {
        var at = Position;
        var length = Length();
        if (length > most)
        {
            throw new WireException($"a text of {Text.Grouped(length)} bytes; expected at most {Text.Grouped(most)}", at);
        }

        return Encoding.UTF8.GetString(Bytes((int)length));
    }

    /// <summary>A text in UTF-8; null for one that is longer, which is passed over.</summary>
    public string? StringOrSkip(int most)
    {
        var length = Length();
        if (length > most)
        {
            Pass(length);
            return null;
        }

        return Encoding.UTF8.GetString(Bytes((int)length));
    }

    /// <summary>Integers, one or many in one field.</summary>
    /// <param name="kept">Where they go, up to so many in all.</param>
    /// <returns>How many there are.</returns>
    public long Integers(WireType type, List<long> kept, int most) => Repeated(type, WireType.Varint, kept, most, static r => r.Integer());

    /// <summary>Real numbers of 32 bits, one or many in one field.</summary>
    public long Reals(WireType type, List<double> kept, int most) => Repeated(type, WireType.Fixed32, kept, most, static r => r.Single());

    /// <summary>Real numbers of 64 bits, one or many in one field.</summary>
    public long Doubles(WireType type, List<double> kept, int most) => Repeated(type, WireType.Fixed64, kept, most, static r => r.Double());

    /// <summary>So many bytes, which a length promised.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>Begins to read a message inside the one that is being read.</summary>
    /// <returns>Where the outer one ends, for <see cref="Leave"/>.</returns>
    public long Enter()
    {
        cancellation.ThrowIfCancellationRequested();
        var at = Position;
        var length = Length();
        if (++depth > MaxDepth)
        {
            throw new WireException($"messages nest more than {MaxDepth} deep", at);
        }

        var outer = End;
        End = Position + length;
        return outer;
    }

    /// <summary>Goes on with the outer message.</summary>
    public void Leave(long outer)
    {
        if (Position != End)
        {
            throw new WireException("a value reaches beyond its message", Position);
        }

        depth--;
        End = outer;
    }

    /// <summary>Passes over a field's value.</summary>
    public void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Pass(8);
                break;
            case WireType.Fixed32:
                Pass(4);
                break;
            default:
                Pass(Length());
                break;
        }
    }

    /// <summary>Passes over so many bytes; those beyond the buffer are not read.</summary>
    public void Pass(long count)
    {
        if (count > End - Position)
        {
            throw Truncated();
        }

        if (count <= filled - position)
        {
            position += (int)count;
            return;
        }

        start = Position + count;
        position = 0;
        filled = 0;
        stream.Position = start;
    }

    private long Repeated<T>(WireType type, WireType single, List<T> kept, int most, Func<WireReader, T> read)
    {
        if (type != WireType.Length)
        {
            if (type != single)
            {
                throw new WireException("a list's values are of another type", Position);
            }

            Keep(read(this));
            return 1;
        }

        var outer = Enter();
        var count = 0L;
        var bytes = single switch
        {
            WireType.Fixed32 => 4,
            WireType.Fixed64 => 8,
            _ => 0,
        };
        if (bytes > 0 && End - Position > (long)bytes * most)
        {
            count = (End - Position) / bytes;
            Pass(End - Position);
        }

        for (; !AtEnd; count++)
        {
            Keep(read(this));
        }

        Leave(outer);
        return count;

        void Keep(T value)
        {
            if (kept.Count < most)
            {
                kept.Add(value);
            }
        }
    }

    private byte Byte()
    {
        if (Position >= End || (position == filled && !Refill()))
        {
            throw Truncated();
        }

        return buffer[position++];
    }

    private void Fill(Span<byte> bytes)
    {
        if (bytes.Length > End - Position)
        {
            throw Truncated();
        }

        while (bytes.Length > 0)
        {
            if (position == filled && !Refill())
            {
                throw Truncated();
            }

            var count = Math.Min(bytes.Length, filled - position);
            buffer.AsSpan(position, count).CopyTo(bytes);
            position += count;
            bytes = bytes[count..];
        }
    }

    private bool Refill()
    {
        start += filled;
        position = 0;
        filled = stream.Read(buffer, 0, buffer.Length);
        return filled > 0;
    }

    private WireException Truncated() => new("the message ends in the middle of a value", Position);
}
