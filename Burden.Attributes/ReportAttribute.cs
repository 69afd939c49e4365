namespace Burden;

/// <summary>Adds a compile-time table of the costs of computing one layer's features at several sizes of the input and for several batches.</summary>
/// <remarks>
/// Only the layers that the named one depends on are counted. There is a row for each size and batch: give <see cref="Scales"/>,
/// <see cref="Lengths"/> or neither, and <see cref="Batch"/> or <see cref="Batches"/>. What varies are the main input and those that
/// <see cref="Inputs"/> names; a further input whose shape is an expression over <c>Input</c> follows it.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReportAttribute : Attribute
{
    /// <summary>
    /// The layer whose features are computed: <c>nameof(Stage4)</c>, or a module of a TorchSharp network. By default it is the last
    /// layer property, or all that <c>forward</c> returns.
    /// </summary>
    public string? At { get; set; }

    /// <summary>How many inputs are computed at once. By default 128, with <see cref="Lengths"/> the network's own batch.</summary>
    public int Batch { get; set; } = 128;

    /// <summary>Several batches, with rows for each: <c>[1, 8, 32]</c>. If no sizes are given, the rows are at the declared size.</summary>
    public int[] Batches { get; set; } = [];

    /// <summary>The scales of the input's height and width, which are all dimensions but the first; sizes are rounded, halves up.</summary>
    public double[] Scales { get; set; } = [0.5, 1, 1.5, 2, 2.5, 3];

    /// <summary>The lengths of a sequence: <c>[128, 512, 2048]</c>.</summary>
    public int[] Lengths { get; set; } = [];

    /// <summary>
    /// Which of the input's dimensions is the length, counted without the batch: 0 of length x features, 1 (or -1) of channels x
    /// length. It must be given where the input has more than one dimension.
    /// </summary>
    public int LengthAxis { get; set; }

    /// <summary>
    /// The inputs whose sizes vary: <c>[Layer.Input, nameof(Segments)]</c>; of a TorchSharp network the parameters of
    /// <c>forward</c>. By default the main input alone.
    /// </summary>
    public string[] Inputs { get; set; } = [];
}
