namespace Burden.Tool.Targets;

/// <summary>How a target is read.</summary>
/// <param name="Configuration">The configuration that a project is built in; null for the project's own default.</param>
/// <param name="Framework">The target framework of a project that has several; null for its first.</param>
/// <param name="Build">Whether a project is built before it is read.</param>
/// <param name="Dimensions">The sizes that an ONNX file leaves open: <c>batch=1;sequence=128</c>.</param>
/// <param name="Rules">A file of rules for an ONNX file's operators that Burden doesn't know; null for none.</param>
internal sealed record TargetSettings(string? Configuration = null, string? Framework = null, bool Build = true, string Dimensions = "", string? Rules = null);
