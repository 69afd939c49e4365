namespace Burden.Tool;

/// <summary>What the command's exit codes mean.</summary>
internal static class ExitCodes
{
    /// <summary>It did what it was asked.</summary>
    public const int Success = 0;

    /// <summary><c>diff --fail-over</c>: a figure grew by more than it may.</summary>
    public const int OverLimit = 1;

    /// <summary>It could not do what it was asked; the standard error says why.</summary>
    public const int Failure = 2;
}
