using Burden.Reports.Rendering;
using Burden.Tool.Commands;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
