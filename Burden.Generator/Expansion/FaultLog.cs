using Burden.Generator.Binding;
using Burden.Generator.Diagnostics;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>What went wrong while a network was expanded.</summary>
internal sealed class FaultLog
{
    private readonly List<Fault> faults = [];

    public IReadOnlyList<Fault> Faults => faults;

    /// <summary>Whether a layer could not be worked out.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Whether an exception tells of the declaration rather than of the program.</summary>
    public static bool IsFault(Exception exception) => exception is FaultException or OverflowException;

    /// <summary>What went wrong in a step becomes a fault at the argument that causes it.</summary>
    /// <param name="place">The attribute.</param>
    /// <param name="use">The layer; null for a condition or an input.</param>
    public void Fail(Frame frame, Place place, BoundUse? use, Exception exception)
    {
        IsIncomplete = true;
        if (exception is not FaultException fault)
        {
            Report(frame, place, FaultId.Overflow, $"{(use is null ? place.Property : use.Name)}: a figure is beyond 64 bits");
        }
        else if (fault.Id != FaultId.None)
        {
            Report(frame, At(place, use, fault), fault.Id, fault.Message, RuleOf(use, fault));
        }
    }

    private void Report(Frame frame, Place place, FaultId id, string message, Place? cause = null)
        => faults.Add(frame.Use is null
            ? new Fault(id, place, message, cause)
            : new Fault(id, frame.Use, $"{frame.Class.Name}.{place.Property}: {message}", cause ?? place));

    /// <summary>The place in a custom layer's rule that a fault arose at; null for other faults.</summary>
    private static Place? RuleOf(BoundUse? use, FaultException fault)
        => fault.Argument is { } rule && Array.IndexOf(CustomLayer.Rules, rule) >= 0
            && use?.Class is { } custom && custom.Role != ClassRole.Module && custom.Signature.Find(rule) is null
                ? new Place(custom.Id, rule, -1, 0, fault.Column, fault.Length)
                : null;

    private static Place At(Place place, BoundUse? use, FaultException fault)
    {
        if (fault.Argument is not { } argument)
        {
            return place;
        }

        if (use is null)
        {
            return place with { Argument = 0, Column = fault.Column, Length = fault.Length, Item = fault.Item };
        }

        var (at, item) = use.Signature?.Locate(use.Use.Arguments, argument, fault.Item) ?? (-1, -1);
        return at < 0 ? place : place with { Argument = at, Column = fault.Column, Length = fault.Length, Item = item };
    }
}
