using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Burden.Tool.Targets;

/// <summary>Has the .NET SDK build a project, and asks it where the assembly is.</summary>
internal sealed class ProjectBuild(string project, TargetSettings settings)
{
    private const int MostErrors = 5;

    /// <summary>The path of the project's assembly.</summary>
    /// <exception cref="ToolException">It can't be built, or isn't where the project says.</exception>
    public async Task<string> AssemblyAsync(CancellationToken cancellation)
    {
        var properties = await AskAsync(["msbuild", .. Property("Configuration", settings.Configuration), .. Property("TargetFramework", settings.Framework)], cancellation);
        var framework = settings.Framework;
        if (properties["TargetPath"].Length == 0)
        {
            // A project of several frameworks has an assembly for each.
            framework = properties["TargetFrameworks"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault()
                ?? throw new ToolException($"'{project}' makes no assembly; expected a project of the .NET SDK");
            properties = await AskAsync(["msbuild", .. Property("Configuration", settings.Configuration), .. Property("TargetFramework", framework)], cancellation);
        }

        if (settings.Build)
        {
            properties = await AskAsync(
                ["build", "-getTargetResult:Build", .. Property("Configuration", settings.Configuration), .. framework is null ? (string[])[] : ["--framework", framework]], cancellation);
        }

        var assembly = properties["TargetPath"];
        return File.Exists(assembly)
            ? assembly
            : throw new ToolException($"'{project}' is not built: '{assembly}' does not exist{(settings.Build ? "" : "; build it, or leave out --no-build")}");
    }

    private static string[] Property(string name, string? value) => value is null ? [] : [$"-property:{name}={value}"];

    private async Task<Dictionary<string, string>> AskAsync(string[] arguments, CancellationToken cancellation)
    {
        var (code, output, error) = await RunAsync([arguments[0], Path.GetFullPath(project), "-nologo", "-getProperty:TargetPath", "-getProperty:TargetFrameworks", .. arguments[1..]], cancellation);
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
            return json.RootElement.GetProperty("Properties").EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetString() ?? "", StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or ArgumentOutOfRangeException)
        {
            throw new ToolException($"'dotnet {arguments[0]}' did not say where the assembly of '{project}' is; expected the .NET SDK 8 or later");
        }
    }

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
