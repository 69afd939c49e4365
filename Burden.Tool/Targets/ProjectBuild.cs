using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Burden.Tool.Targets;

/// <summary>Has the .NET SDK build a project, and asks it where the assembly is and how it is compiled.</summary>
internal sealed class ProjectBuild(string project, TargetSettings settings)
{
    private const int MostErrors = 5;

    /// <summary>The path of the project's assembly.</summary>
    /// <exception cref="ToolException">It can't be built, or isn't where the project says.</exception>
    public async Task<string> AssemblyAsync(CancellationToken cancellation) => (await BuildAsync(cancellation)).Assembly;

    /// <summary>The compiler's arguments for the project, as its command line has them, after the project and those it refers to are built.</summary>
    /// <exception cref="ToolException">It can't be built, or the SDK doesn't tell them.</exception>
    public async Task<IReadOnlyList<string>> CompilerArgumentsAsync(CancellationToken cancellation)
    {
        var (framework, _) = await BuildAsync(cancellation);
        // As editors ask: nothing is compiled, whether or not it is up to date.
        var answer = await AskAsync(
            [
                "msbuild", "-target:Compile", "-getItem:CscCommandLineArgs", "-property:DesignTimeBuild=true", "-property:ProvideCommandLineArgs=true", "-property:SkipCompilerExecution=true",
                "-property:BuildProjectReferences=false", "-property:NonExistentFile=__NonExistentFile__", .. Property("Configuration", settings.Configuration), .. Property("TargetFramework", framework),
            ],
            cancellation);
        var arguments = answer.TryGetProperty("Items", out var items) && items.TryGetProperty("CscCommandLineArgs", out var lines)
            ? lines.EnumerateArray().Select(static l => l.GetProperty("Identity").GetString() ?? "").ToList()
            : [];
        return arguments.Count > 0 ? arguments : throw new ToolException($"the .NET SDK did not say how '{project}' is compiled; expected a C# project of the .NET SDK 8 or later");
    }

    private async Task<(string? Framework, string Assembly)> BuildAsync(CancellationToken cancellation)
    {
        var properties = await PropertiesAsync(["msbuild", .. Property("Configuration", settings.Configuration), .. Property("TargetFramework", settings.Framework)], cancellation);
        var framework = settings.Framework;
        if (properties["TargetPath"].Length == 0)
        {
            // A project of several frameworks has an assembly for each.
            framework = properties["TargetFrameworks"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
                ?? throw new ToolException($"'{project}' makes no assembly; expected a project of the .NET SDK");
            properties = await PropertiesAsync(["msbuild", .. Property("Configuration", settings.Configuration), .. Property("TargetFramework", framework)], cancellation);
        }

        if (settings.Build)
        {
            properties = await PropertiesAsync(
                ["build", "-getTargetResult:Build", .. Property("Configuration", settings.Configuration), .. framework is null ? (string[])[] : ["--framework", framework]], cancellation);
        }

        var assembly = properties["TargetPath"];
        return File.Exists(assembly)
            ? (framework, assembly)
            : throw new ToolException($"'{project}' is not built: '{assembly}' does not exist{(settings.Build ? "" : "; build it, or leave out --no-build")}");
    }

    private static string[] Property(string name, string? value) => value is null ? [] : [$"-property:{name}={value}"];

    private async Task<Dictionary<string, string>> PropertiesAsync(string[] arguments, CancellationToken cancellation)
    {
        var answer = await AskAsync([arguments[0], "-getProperty:TargetPath", "-getProperty:TargetFrameworks", .. arguments[1..]], cancellation);
        return answer.TryGetProperty("Properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetString() ?? "", StringComparer.Ordinal)
            : throw Unclear(arguments[0]);
    }

    private async Task<JsonElement> AskAsync(string[] arguments, CancellationToken cancellation)
    {
        var (code, output, error) = await RunAsync([arguments[0], Path.GetFullPath(project), "-nologo", .. arguments[1..]], cancellation);
        if (code != 0)
        {
            var errors = $"{error}\n{output}".Split('\n')
                .Select(static l => l.Trim())
                .Where(static l => l.Contains(": error ", StringComparison.Ordinal))
                .Distinct()
                .ToList();
            var shown = errors.Take(MostErrors).Select(static e => $"\n  {e}");
            var rest = errors.Count > MostErrors ? $"\n  and {errors.Count - MostErrors} more" : "";
            throw new ToolException($"'{project}' doesn't build{(errors.Count == 0 ? $": {Last(error, output)}" : ":")}{string.Concat(shown)}{rest}");
        }

        try
        {
            using var json = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..]);
            return json.RootElement.Clone();
        }
        catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException)
        {
            throw Unclear(arguments[0]);
        }
    }

    private ToolException Unclear(string command) =>
        new($"'dotnet {command}' did not say where the assembly of '{project}' is; expected the .NET SDK 8 or later");

    private static string Last(string error, string output) =>
        $"{output}\n{error}".Split('\n').Select(static l => l.Trim()).LastOrDefault(static l => l.Length > 0) ?? "the .NET SDK gave no reason";

    private async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Path.GetFullPath(project))!,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["DOTNET_NOLOGO"] = "1" },
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new ToolException($"'{project}' can't be built: there is no 'dotnet' on the path; expected the .NET SDK");
        }

        using (process)
        {
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(cancellation);
                var error = process.StandardError.ReadToEndAsync(cancellation);
                await process.WaitForExitAsync(cancellation);
                return (process.ExitCode, await output, await error);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }
}
