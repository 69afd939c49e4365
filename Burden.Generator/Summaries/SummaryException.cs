namespace Burden.Generator.Summaries;

/// <summary>A summary that can't be read, on its way to the result.</summary>
internal sealed class SummaryException(string message) : Exception(message);
