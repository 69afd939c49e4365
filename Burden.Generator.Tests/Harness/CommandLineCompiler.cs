using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Burden.Generator.Tests.Harness;

/// <summary>
/// The compiler of the SDK as a build runs it, with the generator and the analyzers that these tests are built with. It
/// stops where declarations have errors, before any analyzer runs: what an editor shows is more than what it shows.
/// </summary>
internal static partial class CommandLineCompiler
{
    private static readonly string Compiler = FindCompiler();

    /// <summary>What it reports for a source: ids and messages, in the order of their places.</summary>
    public static async Task<IReadOnlyList<(string Id, string Message)>> Report(string source, string version = "latest", IEnumerable<string>? references = null)
    {
        var folder = Directory.CreateTempSubdirectory("burden").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "File.cs"), source);
            var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            var options = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(p => Path.GetDirectoryName(p) == framework)
                .Append(typeof(NetworkAttribute).Assembly.Location)
                .Concat(references ?? [])
                .Select(static p => $"/reference:\"{p}\"")
                .Concat(["/nologo", "/target:library", "/out:Out.dll", "/utf8output", "/preferreduilang:en", $"/langversion:{version}", $"/analyzer:\"{typeof(NetworkGenerator).Assembly.Location}\"", "File.cs"]);
            await File.WriteAllLinesAsync(Path.Combine(folder, "options.rsp"), options);
            var start = new ProcessStartInfo("dotnet", [Compiler, "/noconfig", "/shared", "@options.rsp"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            var lines = output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var reported = lines.Select(static l => Line().Match(l)).ToList();
            Assert.True(reported.TrueForAll(static m => m.Success), output);
            return [.. reported
                .OrderBy(static m => m.Groups["file"].Value, StringComparer.Ordinal)
                .ThenBy(static m => int.Parse(m.Groups["line"].Value, System.Globalization.CultureInfo.InvariantCulture))
                .ThenBy(static m => int.Parse(m.Groups["column"].Value, System.Globalization.CultureInfo.InvariantCulture))
                .ThenBy(static m => m.Groups["id"].Value, StringComparer.Ordinal)
                .Select(static m => ((m.Groups["file"].Value == "File.cs" ? "" : "generated ") + m.Groups["id"].Value, m.Groups["message"].Value))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The newest compiler of the installation that runs the tests.</summary>
    private static string FindCompiler()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        return Directory.GetDirectories(Path.Combine(root, "sdk"))
            .Select(static sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll"))
            .Where(File.Exists)
            .OrderBy(static p => new DirectoryInfo(Path.Combine(p, "..", "..", "..")).Name, StringComparer.Ordinal)
            .Last();
    }

    [GeneratedRegex(@"^(?:.*[/\\])?(?<file>[^/\\]+)\((?<line>\d+),(?<column>\d+)\): (?:error|warning|info) (?<id>\w+): (?<message>.*)$")]
    private static partial Regex Line();
}
