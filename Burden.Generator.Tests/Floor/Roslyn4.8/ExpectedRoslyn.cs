namespace Burden.Generator.Tests.Floor;

internal static class ExpectedRoslyn
{
    public const string Version = "4.8";
}
