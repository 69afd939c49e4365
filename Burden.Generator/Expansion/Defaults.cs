using Burden.Generator.Binding;

namespace Burden.Generator.Expansion;

/// <summary>The rule that a parameter which is not given has a value all the same.</summary>
internal static class Defaults
{
    /// <exception cref="FaultException">A default stands in another assembly, which does not show it.</exception>
    public static void Check(BoundClass @class, ScopedArguments arguments)
    {
        for (var i = 0; i < @class.Signature.Count; i++)
        {
            var parameter = @class.Signature[i];
            if (parameter.Default is HiddenConstant && !arguments.IsGiven(parameter.Name))
            {
                throw new FaultException(
                    FaultId.UnknownDefault,
                    $"{@class.Name}: {parameter.Name} is not given, and its default can't be seen from this assembly; give it, or state the default with [DefaultValue] where '{@class.Name}' is declared");
            }
        }
    }
}
