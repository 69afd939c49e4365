namespace Burden.Generator.Layers;

/// <summary>Cuts a map into windows, each an item that what follows is computed for.</summary>
internal sealed class WindowPartition() : LayerKind(nameof(WindowPartition), Signature.Of("size"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.InputOfRank(3, Window.Expected(2));
        var size = call.Integer("size");
        Groups.Check(call, input[1], size, "rows", "size");
        Groups.Check(call, input[2], size, "columns", "size");
        return new LayerCosts(new Shape([size * size, input.Channels], checked(input.Count * (input[1] / size) * (input[2] / size))));
    }
}
