using Burden.Generator.Costs;
using Burden.Onnx.Tests.Build;
using Burden.Onnx.Tests.Models;

namespace Burden.Onnx.Tests;

/// <summary>Reads models that tests write.</summary>
internal static class Reading
{
    public static OnnxReading Of(byte[] model, string dimensions = "", string? rules = null)
    {
        var reading = OnnxModel.Read(new MemoryStream(model), "model.onnx", new OnnxOptions { Dimensions = dimensions, Rules = rules });
        RoundTrip.Check(reading);
        return reading;
    }

    public static OnnxReading Of(GraphWriter graph, string dimensions = "", long opset = 17, string? rules = null, params string[] domains)
        => Of(graph.Output(graph.LastOutput).Model(opset, 8, domains), dimensions, rules);

    /// <summary>The figures of a model that must be sound.</summary>
    public static Figures Sound(this OnnxReading reading)
    {
        Assert.True(reading.IsSound, string.Join('\n', reading.Faults));
        return reading.Costs!.Total!;
    }

    /// <summary>The one fault of a model that has one.</summary>
    public static OnnxFault Fault(this OnnxReading reading)
    {
        Assert.False(reading.IsSound);
        return Assert.Single(reading.Faults);
    }

    public static long Of(this Figures figures, Figure figure) => figures[figure];
}
