namespace Burden.Generator.Model;

/// <summary>Something wrong with a declaration, in plain data: the analyzer makes a diagnostic of it.</summary>
/// <param name="Place">Where it is reported.</param>
/// <param name="Message">What was found and what was expected.</param>
/// <param name="Cause">Where inside a module it arose; null where that is <paramref name="Place"/> itself.</param>
/// <param name="Misspelt">The unknown name, where that is the error.</param>
internal sealed record Fault(FaultId Id, Place Place, string Message, Place? Cause = null, Misspelling? Misspelt = null);

/// <summary>A name that means nothing, and the one that was probably meant; null where none is near.</summary>
internal sealed record Misspelling(string Name, string? Nearest)
{
    /// <summary>The end of a message, which asks for the nearest name.</summary>
    public string Question => Nearest is null ? "" : $"; did you mean '{Nearest}'?";
}

/// <summary>A place in a declaration, found again in its syntax by counting.</summary>
/// <param name="Owner">The id of the class.</param>
/// <param name="Property">The layer property; null for the class itself.</param>
/// <param name="Attribute">Which of the property's (or class's) attributes; -1 for the property itself.</param>
/// <param name="Argument">Which of the attribute's arguments; -1 for the attribute as a whole.</param>
/// <param name="Column">Where in the argument's text it begins.</param>
/// <param name="Length">How many characters of it; 0 for the whole argument.</param>
/// <param name="Item">Which item of an array that the argument is; -1 for the whole.</param>
/// <param name="Named">The argument's name, for a class's attribute, whose arguments are not counted.</param>
internal sealed record Place(string Owner, string? Property = null, int Attribute = -1, int Argument = -1, int Column = 0, int Length = 0, int Item = -1, string? Named = null)
{
    /// <summary>The <see cref="Attribute"/> that means the class's <c>[Report]</c>.</summary>
    public const int Report = -2;

    /// <summary>The <see cref="Attribute"/> that means the class's <c>[Network]</c>.</summary>
    public const int Network = -3;

    /// <summary>The <see cref="Attribute"/> that means the class's <c>[Precision]</c>.</summary>
    public const int Precision = -4;

    /// <summary>The <see cref="Attribute"/> that stands for the first of the class's analyses; those after it count down.</summary>
    public const int Analysis = -16;

    /// <summary>Whether two places are in the same property.</summary>
    public bool IsIn(Place other) => Owner == other.Owner && Property == other.Property;
}
