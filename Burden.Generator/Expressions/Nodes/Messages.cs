namespace Burden.Generator.Expressions.Nodes;

/// <summary>Messages that several nodes use.</summary>
internal static class Messages
{
    public const string BeyondInteger = "the result overflows Int64";

    public const string BeyondReal = "the result is beyond the range of real numbers";
}
