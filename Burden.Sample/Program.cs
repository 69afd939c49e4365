using Burden.Sample.Commands;
using Burden.Sample.Rendering;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
