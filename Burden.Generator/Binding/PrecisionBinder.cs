using Burden.Generator.Helpers;

namespace Burden.Generator.Binding;

/// <summary>Makes settings of <c>[Precision]</c> attributes, and finds what is wrong with them.</summary>
internal sealed class PrecisionBinder
{
    private readonly List<Fault> faults = [];

    private PrecisionBinder()
    {
    }

    /// <summary>What a class's attributes and those of its bases state together.</summary>
    public static BoundPrecision Bind(ClassDeclaration @class)
    {
        if (@class.Precisions.Count == 0)
        {
            return BoundPrecision.None;
        }

        var binder = new PrecisionBinder();
        PrecisionSettings? settings = null;
        var isFaulty = false;
        foreach (var use in @class.Precisions.Reverse())
        {
            if (binder.Read(use) is { } stated)
            {
                settings = stated.Over(settings);
                if (@class.Role == ClassRole.Network)
                {
                    isFaulty |= binder.ReportIdle(use, settings);
                }
            }
            else
            {
                isFaulty = true;
            }
        }

        return new BoundPrecision(settings, isFaulty, binder.faults);
    }

    /// <summary>What a layer property's attribute states.</summary>
    public static BoundPrecision Bind(PrecisionUse? use)
    {
        if (use is null)
        {
            return BoundPrecision.None;
        }

        var binder = new PrecisionBinder();
        var settings = binder.Read(use);
        return new BoundPrecision(settings, settings is null, binder.faults);
    }

    /// <summary>Which argument says how parameters are quantised, where they are not; null where none does.</summary>
    public static (Place Place, string Message)? Idle(PrecisionUse use, PrecisionSettings settings)
    {
        if (!settings.IsQuantized)
        {
            foreach (var argument in use.Arguments)
            {
                if (argument.Name is nameof(PrecisionSettings.Granularity) or nameof(PrecisionSettings.GroupSize) or nameof(PrecisionSettings.Symmetric)
                    or nameof(PrecisionSettings.ZeroPoints) or nameof(PrecisionSettings.Biases)
                    || (argument.Name is nameof(PrecisionSettings.Scales) && settings.Features?.IsQuantized() != true))
                {
                    return (
                        use.Place with { Named = argument.Name },
                        $"{argument.Name} has no effect on parameters {(settings.Parameters is { } type ? $"of {type.Word()}" : "whose type Precision leaves out")}; expected Parameters of int16, int8, uint8 or int4");
                }
            }
        }

        return null;
    }

    private bool ReportIdle(PrecisionUse use, PrecisionSettings settings)
    {
        if (Idle(use, settings) is not var (place, message))
        {
            return false;
        }

        faults.Add(new Fault(FaultId.NoEffect, place, message));
        return true;
    }

    /// <summary>What an attribute states; null where it has an error.</summary>
    private PrecisionSettings? Read(PrecisionUse use)
    {
        faults.AddRange(use.Faults);
        var isSound = use.Faults.Count == 0 && !use.IsRejected;
        var settings = new PrecisionSettings();
        foreach (var argument in use.Arguments)
        {
            switch (argument.Name)
            {
                case nameof(PrecisionSettings.Parameters):
                    settings = settings with { Parameters = Type(argument) };
                    break;
                case nameof(PrecisionSettings.Features):
                    settings = settings with { Features = Type(argument) };
                    break;
                case nameof(PrecisionSettings.Biases):
                    settings = settings with { Biases = Type(argument) };
                    break;
                case nameof(PrecisionSettings.ZeroPoints):
                    settings = settings with { ZeroPoints = Type(argument) };
                    break;
                case nameof(PrecisionSettings.Scales):
                    settings = settings with { Scales = Type(argument) };
                    if (settings.Scales?.IsInteger() == true)
                    {
                        Report(FaultId.OutOfRange, argument, $"Scales is {settings.Scales.Value.Word()}; expected a floating-point type");
                    }

                    break;
                case nameof(PrecisionSettings.Granularity):
                    settings = settings with { Granularity = Choice<Granularity>(argument) };
                    break;
                case nameof(PrecisionSettings.GroupSize) when argument.Value is IntegerConstant { Value: var size }:
                    settings = settings with { GroupSize = size };
                    if (size < 0)
                    {
                        Report(FaultId.OutOfRange, argument, $"GroupSize is {Text.Of(size)}; expected at least 0");
                    }

                    break;
                case nameof(PrecisionSettings.Symmetric) when argument.Value is BooleanConstant { Value: var symmetric }:
                    settings = settings with { Symmetric = symmetric };
                    break;
                default:
                    if (argument.Value is UnknownFigureConstant { Reason: var reason })
                    {
                        Report(FaultId.UnknownFigure, argument, $"{argument.Name} is {reason}");
                    }

                    // Else the compiler reports it.
                    isSound = false;
                    break;
            }
        }

        if (isSound && use.Arguments.Count == 0)
        {
            Report(FaultId.NoEffect, null, "Precision states nothing; expected Parameters or Features");
        }

        if (settings is { Granularity: not null, GroupSize: > 0 })
        {
            Report(FaultId.OutOfRange, Named(nameof(PrecisionSettings.Granularity)), "Granularity and GroupSize are stated; expected one of them: groups divide the weights of each output channel");
        }

        if (settings is { Symmetric: true, ZeroPoints: not null })
        {
            Report(FaultId.OutOfRange, Named(nameof(PrecisionSettings.ZeroPoints)), "ZeroPoints has a type, but Symmetric means that there are none; expected one of them");
        }

        return isSound ? settings : null;

        DataType? Type(Argument argument) => Choice<DataType>(argument);

        T? Choice<T>(Argument argument)
            where T : struct, Enum
        {
            if (argument.Value is IntegerConstant { Value: var value and >= int.MinValue and <= int.MaxValue })
            {
                if (Enum.IsDefined(typeof(T), (int)value))
                {
                    return (T)Enum.ToObject(typeof(T), (int)value);
                }

                Report(FaultId.OutOfRange, argument, $"{argument.Name} is not a value of Burden.{typeof(T).Name}");
            }

            isSound = false;
            return null;
        }

        Argument? Named(string name) => use.Arguments.FirstOrDefault(a => a.Name == name);

        void Report(FaultId id, Argument? argument, string message)
        {
            isSound = false;
            faults.Add(new Fault(id, use.Place with { Named = argument?.Name }, message));
        }
    }
}

/// <summary>What is stated of precision, and what is wrong with it.</summary>
/// <param name="Settings">Null where nothing is stated.</param>
/// <param name="IsFaulty">Whether it has an error, so that figures are unknown.</param>
internal sealed record BoundPrecision(PrecisionSettings? Settings, bool IsFaulty, IReadOnlyList<Fault> Faults)
{
    public static readonly BoundPrecision None = new(null, IsFaulty: false, []);
}
