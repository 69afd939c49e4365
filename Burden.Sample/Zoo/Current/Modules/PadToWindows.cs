namespace Burden.Sample.Zoo;

/// <summary>Rows and columns added below and to the right of a map, so that square windows divide it; nothing where they do already.</summary>
/// <param name="window">The side of a window.</param>
internal sealed class PadToWindowsAttribute(object window) : ModuleAttribute
{
    [When($"Input.Height % {nameof(window)} != 0 || Input.Width % {nameof(window)} != 0")]
    [Pad($"((0, ({nameof(window)} - Input.Height % {nameof(window)}) % {nameof(window)}), (0, ({nameof(window)} - Input.Width % {nameof(window)}) % {nameof(window)}))")]
    Layer Output { get; }
}
