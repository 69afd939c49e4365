using Burden.Generator.Costs;
using Burden.Generator.Graphs;
using Burden.Generator.Summaries;

namespace Burden.Onnx.Tests.Build;

/// <summary>A model by way of its summary, as a build takes it.</summary>
internal static class RoundTrip
{
    /// <summary>Every model that these tests read comes back the same from its summary, with the same figures.</summary>
    public static void Check(OnnxReading reading)
    {
        var item = new ModelItem("models/model.onnx", "App.csproj", new TextPlace(3, 4), [new ModelSetting("Class", "App.Model", null)]);
        var faults = reading.Faults.Select(static f => new ModelFault("", f.ToString())).ToEquatableArray();
        var summary = new ModelSummary(item, reading.Settings, reading.Code, faults, reading.UnusedDimensions.ToEquatableArray());
        var text = SummaryWriter.Write(summary);
        var read = SummaryParser.Parse(text, out var fault, out _);
        Assert.Null(fault);
        // A name that is no text becomes one in a file.
        Assert.Equal(text.Contains('\uFFFD', StringComparison.Ordinal) ? text : SummaryWriter.Write(summary), SummaryWriter.Write(read!));
        if (!text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Assert.Equal(summary with { Settings = summary.Settings with { Name = summary.Settings.Name ?? "" } }, read);
        }

        if (reading.Costs is { } costs)
        {
            var again = CostTable.Of(CodeGraphs.Of(reading.Declare("Model") with { Code = read!.Code, Settings = read.Settings }, read.Code!));
            Assert.Equal(Figure.All.Select(costs.Amount), Figure.All.Select(again.Amount));
        }
    }
}
