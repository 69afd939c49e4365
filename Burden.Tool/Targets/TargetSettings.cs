namespace Burden.Tool.Targets;

/// <summary>How a target is read.</summary>
/// <param name="Configuration">The configuration that a project is built in; null for the project's own default.</param>
/// <param name="Framework">The target framework of a project that has several; null for its first.</param>
/// <param name="Build">Whether a project is built before it is read.</param>
internal sealed record TargetSettings(string? Configuration = null, string? Framework = null, bool Build = true);
