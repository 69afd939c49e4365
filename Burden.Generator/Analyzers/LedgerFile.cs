using Burden.Generator.Ledgers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator.Analyzers;

/// <summary>A project's ledger, and where its lines are.</summary>
internal sealed class LedgerFile(string path, SourceText text)
{
    public Ledger Ledger { get; } = Ledger.Parse([.. text.Lines.Select(static l => l.ToString())]);

    public static bool IsLedger(string path) => string.Equals(System.IO.Path.GetFileName(path), Ledger.FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The location of a line, counted from 0.</summary>
    public Location LocationOf(int line)
    {
        var span = text.Lines[line].Span;
        return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
    }
}
