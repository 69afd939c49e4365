namespace Burden.Reports.Formats;

/// <summary>A file of the reports.</summary>
/// <param name="Path">The path in the reports' directory, parted by <c>/</c>.</param>
/// <param name="Text">What it holds.</param>
internal sealed record ReportFile(string Path, string Text);
