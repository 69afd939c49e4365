using Burden.Reports.Rendering;
using Burden.Sample.Commands;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
