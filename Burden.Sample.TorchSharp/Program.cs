using System.Globalization;
using Models;

// The constants of each network beside what the live module says.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (Live.Missing is { } reason)
{
    Console.WriteLine($"libtorch can't be loaded, so the live figures are left out: {reason}");
}

Console.WriteLine($"{"network",-18} {"parameters",12} {"live",12} {"MACs",16}");
var differing = 0;
foreach (var network in Live.Networks)
{
    var cost = Live.CostOf(network);
    long? live = null;
    if (Live.Missing is null)
    {
        using var module = Live.Create(network);
        live = module.parameters().Sum(static p => p.numel());
    }

    differing += live is { } known && known != cost.Parameters ? 1 : 0;
    Console.WriteLine($"{cost.Name,-18} {cost.Parameters,12:N0} {(live is { } l ? l.ToString("N0") : "-"),12} {cost.Macs,16:N0}");
}

return differing;
