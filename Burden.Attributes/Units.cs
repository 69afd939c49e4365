namespace Burden;

/// <summary>Units of memory, for budgets: <c>using static Burden.Units;</c> then <c>512 * KiB</c>.</summary>
public static class Units
{
    /// <summary>1,024 bytes.</summary>
    public const long KiB = 1024;
    /// <summary>1,048,576 bytes.</summary>
    public const long MiB = 1024 * KiB;
    /// <summary>1,073,741,824 bytes.</summary>
    public const long GiB = 1024 * MiB;
}
