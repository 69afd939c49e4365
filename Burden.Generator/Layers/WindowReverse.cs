namespace Burden.Generator.Layers;

/// <summary>Puts windows together to a map.</summary>
internal sealed class WindowReverse() : LayerKind(nameof(WindowReverse), Signature.Of("height", "width"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var windows = call.InputOfRank(2, "size² x channels, for each window");
        var height = call.Integer("height");
        var width = call.Integer("width");
        var perMap = checked(height * width) / windows[0];
        return height * width % windows[0] == 0 && windows.Count % perMap == 0
            ? new LayerCosts(new Shape([windows[1], height, width], windows.Count / perMap))
            : throw call.Fault(FaultId.ShapeMismatch, $"{windows.Count} windows of {windows[0]} values don't make maps of {height} x {width}", "height");
    }
}
