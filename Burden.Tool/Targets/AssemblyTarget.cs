using Burden.Reports.Catalog;
using Burden.Reports.Rendering;
using Burden.Tool.Sources;

namespace Burden.Tool.Targets;

/// <summary>A compiled assembly.</summary>
internal sealed class AssemblyTarget(string path) : Target(path)
{
    public override Task<IReadOnlyList<NamedNetwork>> ReadAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation) =>
        Task.FromResult(AssemblyReader.Read(Path));

    public override Task<SourceNetworks> ReadSourceAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation) =>
        throw new ToolException($"'{Path}' is an assembly, which has figures and no declarations; expected the project that it is built from");
}
