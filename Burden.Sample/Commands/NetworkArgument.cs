using Burden.Sample.Published;
using Burden.Sample.Rendering;

namespace Burden.Sample.Commands;

/// <summary>Networks that are named on the command line.</summary>
internal static class NetworkArgument
{
    /// <summary>What a name may be, for the help.</summary>
    public const string Description = "a network's published name (resnet-50) or its class (ResNet50), in upper or lower case";

    /// <summary>Finds the networks of all names.</summary>
    /// <returns>The networks; null where a name is unknown, which is reported on the standard error.</returns>
    public static IReadOnlyList<NamedNetwork>? Find(IEnumerable<string> names, Terminal terminal)
    {
        var found = new List<NamedNetwork>();
        var isComplete = true;
        foreach (var name in names)
        {
            if (Networks.Find(name) is { } network)
            {
                if (!found.Contains(network))
                {
                    found.Add(network);
                }
            }
            else
            {
                isComplete = false;
                terminal.Error.WriteLine($"error: there is no network '{name}'; {Suggestion([.. Networks.Nearest(name)])}");
            }
        }

        return isComplete ? found : null;
    }

    private static string Suggestion(string[] nearest) => nearest switch
    {
        [] => "run without a command to see all names",
        [var only] => $"did you mean {only}?",
        _ => $"the nearest names are {string.Join(", ", nearest)}",
    };
}
