using System.Collections.Concurrent;
using System.Collections.Immutable;
using Burden.Generator.Analysis;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Diagnostics;
using Burden.Generator.Ledgers;
using Burden.Generator.Parsing;
using Burden.Generator.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Analyzers;

/// <summary>
/// Compares the networks of a project with its cost ledger, <c>burden.costs.txt</c> (BRD1101 to BRD1104). A project that has
/// no such file among its additional files is not checked.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LedgerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.Ledgers;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnownNames.Network) is null
                || start.Options.AdditionalFiles.FirstOrDefault(static f => LedgerFile.IsLedger(f.Path)) is not { } file
                || file.GetText(start.CancellationToken) is not { } text)
            {
                return;
            }

            var ledger = new LedgerFile(file.Path, text);
            start.RegisterAdditionalFileAction(additional =>
            {
                foreach (var fault in ReferenceEquals(additional.AdditionalFile, file) ? ledger.Ledger.Faults : [])
                {
                    additional.ReportDiagnostic(Diagnostic.Create(Rules.LedgerUnreadable, ledger.LocationOf(fault.Line), fault.Message));
                }
            });

            if (ledger.Ledger.IsReadable)
            {
                var networks = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
                start.RegisterAdditionalFileAction(additional => Analyze(additional, ledger));
                start.RegisterSymbolAction(symbol => Analyze(symbol, ledger, networks), SymbolKind.NamedType);
                start.RegisterCompilationEndAction(end => ReportGone(end, ledger, networks));
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context, LedgerFile ledger, ConcurrentDictionary<string, bool> networks)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var network in NetworkAnalysis.In(type, context.Compilation, context.CancellationToken))
        {
            Analyze(context, network, ledger, networks);
        }
    }

    private static void Analyze(SymbolAnalysisContext context, NetworkAnalysis network, LedgerFile ledger, ConcurrentDictionary<string, bool> networks)
    {
        networks.TryAdd(network.Declaration.Source.MetadataName, true);
        if (EntryOf(network) is not { } entry)
        {
            return;
        }

        if (Check(entry, ledger, PlaceLocator.NameOf(network.Symbol, context.CancellationToken)) is { } difference)
        {
            context.ReportDiagnostic(difference);
        }
    }

    /// <summary>Compares the network of an ONNX file.</summary>
    private static void Analyze(AdditionalFileAnalysisContext context, LedgerFile ledger)
    {
        if (ModelFile.Read(context.AdditionalFile, context.CancellationToken) is { } model
            && EntryOf(model, context.CancellationToken) is { } entry
            && Check(entry, ledger, model.LocationOf(ModelItem.Class), $"; its line is '{entry}'") is { } difference)
        {
            context.ReportDiagnostic(difference);
        }
    }

    /// <summary>What the ledger says otherwise of a network; null where it lists its figures.</summary>
    /// <param name="remedy">What follows the message where no editor can offer a fix.</param>
    private static Diagnostic? Check(LedgerEntry entry, LedgerFile ledger, Location location, string remedy = "")
    {
        var line = ledger.Ledger.Lines.FirstOrDefault(l => l.Network == entry.Network);
        if (line is null)
        {
            return Diagnostic.Create(Rules.LedgerMisses, location, $"'{entry.Network}' is not in {Ledger.FileName}{remedy}");
        }

        return line.Entry is not null && Ledger.Changes(line.Entry, entry) is { Length: > 0 } changes
            ? Diagnostic.Create(Rules.LedgerDiffers, location, [ledger.LocationOf(line.Line)], $"'{entry.Network}' differs from {Ledger.FileName}: {changes}{remedy}")
            : null;
    }

    /// <summary>What the ledger should list of a network; null where it has an error, which is already reported.</summary>
    internal static LedgerEntry? EntryOf(NetworkAnalysis network) => network.IsSound ? LedgerEntry.Of(network.Declaration, network.Table, network.Analyses) : null;

    /// <summary>What the ledger should list of an ONNX file; null where that has an error, which is already reported.</summary>
    internal static LedgerEntry? EntryOf(ModelFile model, CancellationToken cancellation)
        => model.Class.Length > 0 && model.SoundTable(cancellation) is { } table ? LedgerEntry.Of(model.Network, table, NetworkAnalyses.None) : null;

    private static void ReportGone(CompilationAnalysisContext context, LedgerFile ledger, ConcurrentDictionary<string, bool> networks)
    {
        foreach (var model in ModelFile.All(context.Options.AdditionalFiles, context.CancellationToken))
        {
            if (model.Summary is null)
            {
                // Nobody knows which network it is.
                return;
            }

            networks.TryAdd(model.Class, true);
        }

        var gone = ledger.Ledger.Lines.Where(l => l.Entry is not null && !networks.ContainsKey(l.Network)).ToList();
        // A network that can't be parsed may not be found.
        if (gone.Count > 0 && context.Compilation.SyntaxTrees.Any(t => Unfinished.HasErrors(t.GetRoot(context.CancellationToken))))
        {
            return;
        }

        foreach (var line in gone)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Rules.LedgerOutlives, ledger.LocationOf(line.Line), $"{Ledger.FileName} lists '{line.Network}', which is not a network of the project"));
        }
    }
}
