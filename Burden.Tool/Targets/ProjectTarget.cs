using Burden.Reports.Catalog;
using Burden.Reports.Rendering;

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
}
