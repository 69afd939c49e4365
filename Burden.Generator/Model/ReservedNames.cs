namespace Burden.Generator.Model;

/// <summary>Names that mean the same in every declaration.</summary>
internal static class ReservedNames
{
    /// <summary>The input of a network or module.</summary>
    public const string Input = "Input";

    /// <summary>The class that is generated in a network.</summary>
    public const string Cost = "Cost";

    /// <summary>The argument of every layer that names the layer to read.</summary>
    public const string From = "From";

    /// <summary>The argument of every layer that sets the number of copies.</summary>
    public const string Repeat = "Repeat";

    /// <summary>The argument of every layer that names the layer whose parameters it uses.</summary>
    public const string SharesWith = "SharesWith";

    /// <summary>The argument of every layer that sets whether a bias is shared too.</summary>
    public const string SharesBias = "SharesBias";

    /// <summary>The argument of every layer that marks it as built and never run.</summary>
    public const string ParametersOnly = "ParametersOnly";

    /// <summary>The argument of every layer that states the type of what it yields.</summary>
    public const string OutputType = "OutputType";
}
