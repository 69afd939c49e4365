namespace Burden.Onnx.Proto;

/// <summary>The bytes are no protocol buffer, or not the message that was expected.</summary>
/// <param name="message">What was found and what was expected.</param>
/// <param name="offset">The byte of the file at which it was found.</param>
internal sealed class WireException(string message, long offset) : Exception(message)
{
    public long Offset { get; } = offset;
}
