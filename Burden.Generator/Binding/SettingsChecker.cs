using Burden.Generator.Helpers;

namespace Burden.Generator.Binding;

/// <summary>Finds what is wrong with a network's attribute.</summary>
internal static class SettingsChecker
{
    public static IEnumerable<Fault> Check(NetworkDeclaration network) => Check(network.Class, network.Settings);

    private static IEnumerable<Fault> Check(ClassDeclaration network, NetworkSettings settings)
    {
        var place = new Place(network.Id, null, Place.Network);
        if (settings.Faults.Count > 0)
        {
            foreach (var fault in settings.Faults)
            {
                yield return fault;
            }

            yield break;
        }

        if (settings.IsRejected)
        {
            yield break;
        }

        if (settings.Input.Count == 0)
        {
            yield return new Fault(FaultId.MissingInput, place, $"'{network.Name}' has no input; expected its shape, such as [Network(3, 224, 224)]");
        }
        else if (settings.Input.Count > Shape.MaxRank)
        {
            yield return new Fault(FaultId.OutOfRange, place, $"the input has {Text.Of(settings.Input.Count)} dimensions; expected at most {Text.Of(Shape.MaxRank)}");
        }

        for (var i = 0; i < settings.Input.Count; i++)
        {
            if (settings.Input[i] < 1)
            {
                yield return new Fault(FaultId.OutOfRange, place with { Argument = i }, $"dimension {Text.Of(i)} of the input is {Text.Of(settings.Input[i])}; expected at least 1");
                yield break;
            }
        }

        if (settings.Batch < 1)
        {
            yield return new Fault(FaultId.OutOfRange, place with { Named = "Batch" }, $"the batch is {Text.Of(settings.Batch)}; expected at least 1");
        }

        if (!Enum.IsDefined(typeof(DataType), settings.ParameterType))
        {
            yield return new Fault(FaultId.OutOfRange, place with { Named = "ParameterType" }, "ParameterType is not a value of Burden.DataType");
        }

        if (settings.InputType is { } input && !Enum.IsDefined(typeof(DataType), input))
        {
            yield return new Fault(FaultId.OutOfRange, place with { Named = "InputType" }, "InputType is not a value of Burden.DataType");
        }

        if (!Enum.IsDefined(typeof(DataType), settings.FeatureType))
        {
            yield return new Fault(FaultId.OutOfRange, place with { Named = "FeatureType" }, "FeatureType is not a value of Burden.DataType");
        }
    }
}
