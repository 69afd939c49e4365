using Burden.Generator.Binding;

namespace Burden.Generator.Expansion;

/// <summary>What went wrong while a network was expanded.</summary>
internal sealed class FaultLog
{
    private readonly List<Fault> faults = [];

    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>Whether a layer could not be worked out.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Whether an exception is about the declaration rather than the program.</summary>
    public static bool IsFault(Exception exception) => exception is FaultException or OverflowException;

    /// <summary>What went wrong with a use becomes a fault at the argument that causes it.</summary>
    /// <param name="class">The module or custom layer behind the use; null for a built-in kind.</param>
    /// <param name="arguments">Its arguments; null where they are not known.</param>
    public void Fail(Frame frame, BoundUse use, BoundClass? @class, BoundArguments? arguments, Exception exception)
    {
        var fault = exception as FaultException;
        var place = fault?.Argument is { } argument && arguments?.Find(argument) is { Index: >= 0 } found
            ? found.PlaceIn(use.Place, fault.Item) with { Column = fault.Column, Length = fault.Length }
            : use.Place;
        Report(frame, place, fault, use.Name, fault is null ? null : RuleOf(@class, fault));
    }

    /// <summary>What went wrong with a condition or an input becomes a fault at its attribute's argument.</summary>
    public void Fail(Frame frame, Place attribute, Exception exception)
    {
        var fault = exception as FaultException;
        var place = fault?.Argument is null ? attribute : attribute with { Argument = 0, Column = fault.Column, Length = fault.Length, Item = fault.Item };
        Report(frame, place, fault, attribute.Property!, null);
    }

    private void Report(Frame frame, Place place, FaultException? fault, string name, Place? cause)
    {
        IsIncomplete = true;
        // A consequence of another error has no id and is not reported.
        if (fault?.Id != FaultId.None)
        {
            var (id, message) = fault is null ? (FaultId.Overflow, $"{name}: a figure overflows Int64") : (fault.Id, fault.Message);
            faults.Add(frame.Use is null
                ? new Fault(id, place, message, cause)
                : new Fault(id, frame.Use, $"{frame.Class.Name}.{place.Property}: {message}", cause ?? place));
        }
    }

    /// <summary>The place in a custom layer's rule that a fault arose at; null for other faults.</summary>
    private static Place? RuleOf(BoundClass? @class, FaultException fault)
        => fault.Argument is { } rule && Array.IndexOf(RuleChecker.All, rule) >= 0
            && @class is { Declaration.Role: not ClassRole.Module } && @class.Signature.Find(rule) is null
                ? new Place(@class.Id, rule, -1, 0, fault.Column, fault.Length)
                : null;
}
