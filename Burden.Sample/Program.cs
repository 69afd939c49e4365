using Burden.Sample.Commands;
using Burden.Sample.Rendering;

return CommandLine.Run(args, Terminal.OfProcess());
