using Burden.Generator.Summaries;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;
using Burden.Tool.Changes;
using Burden.Tool.Sources;

namespace Burden.Tool.Targets;

/// <summary>A project: it is built, and the assembly that it makes is read.</summary>
/// <param name="path">The path as the user gave it: the project or its folder.</param>
/// <param name="project">The project file.</param>
internal sealed class ProjectTarget(string path, string project) : Target(path)
{
    public override async Task<IReadOnlyList<NamedNetwork>> ReadAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        var build = new ProjectBuild(project, settings);
        var assembly = await Progress.WaitAsync(
            $"{(settings.Build ? "Building" : "Asking")} {System.IO.Path.GetFileName(project)}", terminal, () => build.AssemblyAsync(cancellation));
        return AssemblyReader.Read(assembly);
    }

    /// <remarks>Constants tell the plans that networks ask for; declarations and models tell the others.</remarks>
    public override async Task<IReadOnlyList<NamedNetwork>> ReadPlannedAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        var networks = await ReadAsync(settings, terminal, cancellation);
        if (networks.All(static n => n.Plan is not null))
        {
            return networks;
        }

        try
        {
            var source = await ReadSourceAsync(settings with { Build = false }, terminal, cancellation);
            var plans = source.All.Select(static n => n.Shown).Concat(source.CountedModels(cancellation)).ToLookup(static n => n.Cost.TypeName, static n => n.Plan, StringComparer.Ordinal);
            return [.. networks.Select(n => n with { Plan = n.Plan ?? plans[n.Cost.TypeName].FirstOrDefault() })];
        }
        catch (ToolException fault)
        {
            terminal.Error.WriteLine($"warning: reports have no memory over the run: {fault.Message}");
            return networks;
        }
    }

    /// <remarks>A model is read again from its file, with what its item states.</remarks>
    public override async Task<NamedNetwork> ReadChangedAsync(TargetSettings settings, string? name, WhatIf change, Terminal terminal, CancellationToken cancellation)
    {
        var source = await ReadSourceAsync(settings, terminal, cancellation);
        if (source.Model(name) is not { } item)
        {
            return source.Named(name).Changed(change).Shown;
        }

        var folder = System.IO.Path.GetDirectoryName(project)!;
        var stated = settings with { Dimensions = item[ModelItem.Dimensions] ?? "", Rules = item[ModelItem.Rules] is { } rules ? System.IO.Path.Combine(folder, rules) : null };
        return await new OnnxTarget(System.IO.Path.Combine(folder, item.File), item).ReadChangedAsync(stated, null, change, terminal, cancellation);
    }

    public override async Task<SourceNetworks> ReadSourceAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation)
    {
        if (!System.IO.Path.GetExtension(project).Equals(".csproj", StringComparison.OrdinalIgnoreCase))
        {
            throw new ToolException($"'{project}' is no C# project; expected a .csproj, whose declarations can be read");
        }

        var build = new ProjectBuild(project, settings);
        return await Progress.WaitAsync(
            $"{(settings.Build ? "Building" : "Reading")} {System.IO.Path.GetFileName(project)}",
            terminal,
            async () => SourceReader.Read(project, await build.CompilerArgumentsAsync(cancellation), cancellation));
    }
}
