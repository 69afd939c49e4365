using Burden.Reports.Catalog;
using Burden.Reports.Rendering;

namespace Burden.Tool.Targets;

/// <summary>A compiled assembly.</summary>
internal sealed class AssemblyTarget(string path) : Target(path)
{
    public override Task<IReadOnlyList<NamedNetwork>> ReadAsync(TargetSettings settings, Terminal terminal, CancellationToken cancellation) =>
        Task.FromResult(AssemblyReader.Read(Path));
}
