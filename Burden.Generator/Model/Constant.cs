using Burden.Generator.Expressions;
using Burden.Generator.Helpers;

namespace Burden.Generator.Model;

/// <summary>A constant as C# gives it to an attribute, before Burden makes anything of it.</summary>
internal abstract record Constant
{
    public static implicit operator Constant(int value) => new IntegerConstant(value);

    public static implicit operator Constant(long value) => new IntegerConstant(value);

    public static implicit operator Constant(double value) => new RealConstant(value);

    public static implicit operator Constant(bool value) => new BooleanConstant(value);

    public static implicit operator Constant(string value) => new TextConstant(value);
}

internal sealed record IntegerConstant(long Value) : Constant;

internal sealed record RealConstant(double Value) : Constant;

internal sealed record BooleanConstant(bool Value) : Constant;

/// <summary>A string: an expression, a layer's name or a mode, as the parameter it is given to has it.</summary>
internal sealed record TextConstant(string Value) : Constant;

internal sealed record NullConstant : Constant;

internal sealed record ArrayConstant(EquatableArray<Constant> Items) : Constant;

/// <summary>Something that is not a constant at all, which the compiler has reported.</summary>
internal sealed record UnknownConstant : Constant;

/// <summary>Something that C# accepts and Burden can make nothing of.</summary>
/// <param name="Noun">What it is, for messages: <c>a type</c>.</param>
internal sealed record OtherConstant(string Noun) : Constant;

/// <summary>A default that another assembly does not show.</summary>
internal sealed record HiddenConstant : Constant;

/// <summary>A constant that follows from a network's figure which is not known.</summary>
/// <param name="Reason">What it is and why, after "is": <c>X.Cost.Flops, which is not known: 'X' has a fault</c>.</param>
internal sealed record UnknownFigureConstant(string Reason) : Constant;
