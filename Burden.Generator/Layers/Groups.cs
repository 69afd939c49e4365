namespace Burden.Generator.Layers;

/// <summary>What groups (or heads) must divide.</summary>
internal static class Groups
{
    public static void Check(LayerCall call, long channels, long groups, string what, string argument = "Groups")
    {
        if (channels % groups != 0)
        {
            throw call.Fault(FaultId.NotDivisible, $"{channels} {what} are not divisible by {argument} = {groups}", argument);
        }
    }
}
