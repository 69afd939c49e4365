namespace Burden.Generator.Helpers;

internal static class Arithmetic
{
    /// <summary>The product of all factors; 1 of none.</summary>
    /// <exception cref="OverflowException">It overflows Int64.</exception>
    public static long Product(this EquatableArray<long> factors)
    {
        var product = 1L;
        for (var i = 0; i < factors.Count; i++)
        {
            product = checked(product * factors[i]);
        }

        return product;
    }

    /// <summary>The product of all factors; 1 of none.</summary>
    /// <exception cref="OverflowException">It overflows Int64.</exception>
    public static long Product(this IEnumerable<long> factors)
    {
        var product = 1L;
        foreach (var factor in factors)
        {
            product = checked(product * factor);
        }

        return product;
    }
}
