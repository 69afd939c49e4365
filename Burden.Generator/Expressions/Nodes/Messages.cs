namespace Burden.Generator.Expressions.Nodes;

/// <summary>Messages that several nodes use.</summary>
internal static class Messages
{
    public const string BeyondInteger = "the result is beyond 64 bits";

    public const string BeyondReal = "the result is beyond the range of real numbers";
}
