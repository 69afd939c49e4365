using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator.Tests.Harness;

/// <summary>What a project gives analyzers besides its sources: configuration, MSBuild properties, additional files.</summary>
internal sealed class ProjectFiles
{
    /// <summary>Keys of an .editorconfig that hold for all files.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>Keys of an .editorconfig that hold for the file of a name.</summary>
    public Dictionary<(string File, string Key), string> FileSettings { get; init; } = [];

    /// <summary>MSBuild properties that the compiler is shown.</summary>
    public Dictionary<string, string> Properties { get; init; } = [];

    /// <summary>Additional files by path.</summary>
    public Dictionary<string, string> Files { get; init; } = [];

    public AnalyzerOptions Options => field ??= new([.. Files.Select(static f => new File(f.Key, f.Value))], new Provider(this));

    private sealed class File(string path, string text) : AdditionalText
    {
        private readonly SourceText source = SourceText.From(text, System.Text.Encoding.UTF8);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => source;
    }

    private sealed class Provider(ProjectFiles files) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } =
            new Values(files.Properties.ToImmutableDictionary(static p => $"build_property.{p.Key}", static p => p.Value));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(files.Settings.ToImmutableDictionary()
            .SetItems(files.FileSettings.Where(s => s.Key.File == tree.FilePath).Select(static s => KeyValuePair.Create(s.Key.Key, s.Value))));

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
