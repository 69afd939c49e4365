using System.Xml.Linq;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>A project is built, and its assembly is read.</summary>
public sealed class ProjectTests
{
    private const string Source = "using Burden; [Network(3)] public sealed partial class Net { [Linear(2)] public static partial Layer A { get; } }";

    [Fact]
    public void A_project_is_built_and_read_and_told_why_it_does_not_build()
    {
        using var folder = new TemporaryFolder();
        var built = AppContext.BaseDirectory;
        File.WriteAllText(folder.In("Directory.Build.props"), "<Project/>");
        File.WriteAllText(folder.In("My Models.csproj"), new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement("PropertyGroup",
                new XElement("TargetFrameworks", "net10.0;netstandard2.0"),
                new XElement("LangVersion", "14")),
            new XElement("ItemGroup",
                new XElement("Reference", new XAttribute("Include", Path.Combine(built, "Burden.Attributes.dll"))),
                new XElement("Analyzer", new XAttribute("Include", Path.Combine(built, "Burden.Generator.dll"))))).ToString());
        File.WriteAllText(folder.In("Net.cs"), Source);

        var unbuilt = Command.Run("list", folder.Path, "--no-build");
        Assert.Equal(2, unbuilt.ExitCode);
        Assert.Matches($"^error: '.*My Models.csproj' is not built: '.*My Models.dll' does not exist; build it, or leave out --no-build$", unbuilt.Error.Trim());

        var run = Command.Run("list", folder.Path);
        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Contains("| Net     | Net   |     3 |      1 |          8 |", run.Output);
        Assert.Equal(run.Output, Command.Run("list", folder.In("My Models.csproj"), "--no-build", "--framework", "net10.0").Output);

        File.WriteAllText(folder.In("Net.cs"), Source.Replace("Linear(2)", "Linear(0)", StringComparison.Ordinal));
        var broken = Command.Run("show", folder.Path, "Net");
        Assert.Equal((2, ""), (broken.ExitCode, broken.Output));
        Assert.StartsWith($"error: '{folder.In("My Models.csproj")}' doesn't build:\n  {folder.In("Net.cs")}(1,", broken.Error.ReplaceLineEndings("\n"));
        Assert.Contains(": error BRD", broken.Error);
    }
}
