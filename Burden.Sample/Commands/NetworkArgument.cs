using Burden.Reports.Catalog;
using Burden.Reports.Rendering;
using Burden.Sample.Published;

namespace Burden.Sample.Commands;

/// <summary>Networks that are named on the command line.</summary>
internal static class NetworkArgument
{
    /// <summary>What a name may be, for the help.</summary>
    public const string Description = "a network's published name (resnet-50) or its class (ResNet50), in upper or lower case";

    /// <summary>Finds the networks of all names.</summary>
    /// <returns>The networks; null where a name is unknown, which is reported on the standard error.</returns>
    public static IReadOnlyList<NamedNetwork>? Find(IEnumerable<string> names, Terminal terminal) =>
        Networks.FindAll(names, message => terminal.Error.WriteLine($"error: {message}"));
}
