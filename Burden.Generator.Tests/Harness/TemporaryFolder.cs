namespace Burden.Generator.Tests.Harness;

/// <summary>A directory of its own for a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("burden").FullName;

    public string In(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public string[] Files() => [.. Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Select(f => System.IO.Path.GetRelativePath(Path, f).Replace('\\', '/'))];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
