using Burden.Reports.Catalog;
using Burden.Reports.Rendering;
using Burden.Tool.Changes;
using Burden.Tool.Sources;

namespace Burden.Tool.Targets;

/// <summary>Something that networks are read from.</summary>
/// <param name="path">The path as the user gave it.</param>
internal abstract class Target(string path)
{
    private static readonly string[] ProjectExtensions = [".csproj", ".fsproj", ".vbproj"];

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; } = path;

    /// <summary>Finds out what a path is.</summary>
    /// <exception cref="ToolException">It is nothing that networks are read from.</exception>
    public static Target Of(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ToolException("the target has no name; expected an assembly, a project, a folder with a project or an .onnx file");
        }

        if (Directory.Exists(path))
        {
            return new ProjectTarget(path, OnlyProjectOf(path));
        }

        if (!File.Exists(path))
        {
            throw new ToolException($"'{path}' does not exist; expected an assembly, a project, a folder with a project or an .onnx file");
        }

        var extension = System.IO.Path.GetExtension(path).ToLowerInvariant();
        return extension switch
        {
            _ when ProjectExtensions.Contains(extension) => new ProjectTarget(path, path),
            ".dll" or ".exe" => new AssemblyTarget(path),
            ".onnx" => new OnnxTarget(path),
            ".sln" or ".slnx" => throw new ToolException($"'{path}' is a solution; expected one of its projects"),
            ".cs" => throw new ToolException($"'{path}' is source; expected its project, or the assembly that is built of it"),
            _ => throw new ToolException($"'{path}' is neither an assembly (.dll, .exe) nor a project (.csproj) nor an .onnx file"),
        };
    }

    /// <summary>Reads the networks, in the order that lists show.</summary>
    /// <exception cref="ToolException">They can't be read.</exception>
    public abstract Task<IReadOnlyList<NamedNetwork>> ReadAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation);

    /// <summary>Reads the networks with plans of their memory, as far as the target tells when features are alive.</summary>
    /// <exception cref="ToolException">They can't be read.</exception>
    public virtual Task<IReadOnlyList<NamedNetwork>> ReadPlannedAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation) => ReadAsync(settings, terminal, cancellation);

    /// <summary>Works a network out with other inputs, another batch or in other types.</summary>
    /// <param name="name">The network's name or class; null for the only one.</param>
    /// <exception cref="ToolException">It can't be worked out, or there is no such network.</exception>
    public virtual async Task<NamedNetwork> ReadChangedAsync(TargetSettings settings, string? name, WhatIf change, Terminal terminal, CancellationToken cancellation)
        => (await ReadSourceAsync(settings, terminal, cancellation)).Named(name).Changed(change).Shown;

    /// <summary>Reads the networks as their source declares them, with all that figures follow from.</summary>
    /// <exception cref="ToolException">The target has no source, or it can't be read.</exception>
    public abstract Task<SourceNetworks> ReadSourceAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation);

    private static string OnlyProjectOf(string folder)
    {
        var projects = Directory.EnumerateFiles(folder)
            .Where(static f => ProjectExtensions.Contains(System.IO.Path.GetExtension(f).ToLowerInvariant()))
            .Order(StringComparer.Ordinal)
            .ToList();
        return projects switch
        {
            [var only] => only,
            [] => throw new ToolException($"the folder '{folder}' has no project; expected one .csproj in it"),
            _ => throw new ToolException($"the folder '{folder}' has {projects.Count} projects, {string.Join(", ", projects.Select(System.IO.Path.GetFileName))}; name one of them"),
        };
    }
}
