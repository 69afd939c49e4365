namespace Burden.Tool;

/// <summary>Something the user can mend, told in one sentence: the file, what was found, what was expected.</summary>
internal sealed class ToolException(string message) : Exception(message);
