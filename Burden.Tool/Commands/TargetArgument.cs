using System.CommandLine;
using System.CommandLine.Completions;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;
using Burden.Tool.Changes;
using Burden.Tool.Targets;

namespace Burden.Tool.Commands;

/// <summary>The argument that names a target, and the options that say how it is read.</summary>
internal sealed class TargetArgument
{
    /// <summary>What a target may be, for the help.</summary>
    public const string Description = "an assembly (.dll, .exe), a project (.csproj), a folder with a project, or an .onnx file";

    private readonly Argument<string> target = new("target") { Description = Description };
    private readonly TargetOptions options = new();

    public TargetArgument(Command command)
    {
        command.Arguments.Add(target);
        options.AddTo(command);
    }

    /// <summary>Reads the networks of the target that the command line names.</summary>
    /// <param name="isPlanned">Whether to plan their memory.</param>
    public async Task<NetworkList> ReadAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellation, bool isPlanned = false)
    {
        var read = Checked(parsed);
        var networks = isPlanned ? read.ReadPlannedAsync(options.Of(parsed), terminal, cancellation) : read.ReadAsync(options.Of(parsed), terminal, cancellation);
        return new NetworkList(await networks, $"'burden list {read.Path}' shows all names");
    }

    /// <summary>Works a network of the target out with other inputs, another batch or in other types.</summary>
    public Task<NamedNetwork> ReadChangedAsync(ParseResult parsed, string? name, WhatIf change, Terminal terminal, CancellationToken cancellation)
        => Checked(parsed).ReadChangedAsync(options.Of(parsed), name, change, terminal, cancellation);

    /// <summary>The target that the command line names.</summary>
    private Target Checked(ParseResult parsed)
    {
        var path = parsed.GetRequiredValue(target);
        options.Check(parsed, path);
        return Target.Of(path);
    }

    /// <summary>A network's name, suggested from the target where that is an assembly: a project would be built first.</summary>
    public Argument<string?> Name(string description)
    {
        var name = new Argument<string?>("name") { Description = description, Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add(Names);
        return name;
    }

    /// <summary>The names of the networks in the assembly that a command line names; none where there is none.</summary>
    public IEnumerable<CompletionItem> Names(CompletionContext context)
    {
        try
        {
            return context.ParseResult.GetValue(target) is { } path && Target.Of(path) is AssemblyTarget
                ? [.. AssemblyReader.Read(path).Select(static n => new CompletionItem(n.Name, detail: n.Cost.TypeName))]
                : [];
        }
        catch (Exception e) when (e is ToolException or InvalidOperationException)
        {
            return [];
        }
    }
}

/// <summary>The options that say how a target is read.</summary>
internal sealed class TargetOptions
{
    private readonly Option<string?> configuration = new("--configuration", "-c") { Description = "the configuration that a project is built in", HelpName = "name" };
    private readonly Option<string?> framework = new("--framework", "-f") { Description = "the target framework of a project that has several; its first where this is left out", HelpName = "name" };
    private readonly Option<bool> noBuild = new("--no-build") { Description = "read a project's assembly as it lies there" };
    private readonly OnnxFileOptions onnx = new();

    public void AddTo(Command command)
    {
        AddBuildTo(command);
        onnx.AddTo(command);
    }

    /// <summary>The options for projects alone.</summary>
    public void AddBuildTo(Command command)
    {
        command.Options.Add(configuration);
        command.Options.Add(framework);
        command.Options.Add(noBuild);
    }

    /// <summary>Checks that what is said of ONNX files is said of one.</summary>
    /// <param name="paths">All that the command reads.</param>
    /// <exception cref="ToolException">None of them is an ONNX file.</exception>
    public void Check(ParseResult parsed, params IReadOnlyList<string> paths)
    {
        if (onnx.Given(parsed) is { } option && !paths.Any(static p => Path.GetExtension(p).Equals(".onnx", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ToolException($"{option} is for .onnx files, and {string.Join(" and ", paths.Select(static p => $"'{p}'"))} {(paths.Count == 1 ? "is none" : "are none")}; a project states it at its BurdenModel item");
        }
    }

    public TargetSettings Of(ParseResult parsed) => new(parsed.GetValue(configuration), parsed.GetValue(framework), !parsed.GetValue(noBuild), onnx.Dimensions(parsed), onnx.Rules(parsed));
}

/// <summary>The options that say how an ONNX file is read.</summary>
internal sealed class OnnxFileOptions
{
    private readonly Option<string[]> dimensions = new("--dimensions", "-d") { Description = "the sizes that an .onnx file leaves open, such as batch=1", HelpName = "name=size" };
    private readonly Option<string?> rules = new("--rules") { Description = "rules for an .onnx file's operators that Burden doesn't know", HelpName = "file" };

    public void AddTo(Command command)
    {
        command.Options.Add(dimensions);
        command.Options.Add(rules);
    }

    /// <summary>The name of an option that is given; null where none is.</summary>
    public string? Given(ParseResult parsed) => Dimensions(parsed).Length > 0 ? dimensions.Name : Rules(parsed) is not null ? rules.Name : null;

    public string Dimensions(ParseResult parsed) => string.Join(';', parsed.GetValue(dimensions) ?? []);

    public string? Rules(ParseResult parsed) => parsed.GetValue(rules);
}
