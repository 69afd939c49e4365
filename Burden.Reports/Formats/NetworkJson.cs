using System.Text;
using System.Text.Json;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;

namespace Burden.Reports.Formats;

/// <summary>Networks as JSON: an array with all figures to the last digit, the layers, and the report where there is one.</summary>
internal static class NetworkJson
{
    public static string Of(IEnumerable<NamedNetwork> networks)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (var network in networks)
            {
                Write(writer, network);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, NamedNetwork network)
    {
        var cost = network.Cost;
        writer.WriteStartObject();
        writer.WriteString("name", network.Name);
        writer.WriteString("task", network.Task);
        WriteShape(writer, "input", cost.InputShape);
        writer.WriteNumber("batch", cost.Batch);
        writer.WriteNumber("parameters", cost.Parameters);
        writer.WriteNumber("buffers", cost.Buffers);
        writer.WriteNumber("parameterBytes", cost.ParameterBytes);
        writer.WriteNumber("featureElements", cost.FeatureElements);
        writer.WriteNumber("featureBytes", cost.FeatureBytes);
        writer.WriteNumber("peakFeatureBytes", cost.PeakFeatureBytes);
        writer.WriteNumber("macs", cost.Macs);
        writer.WriteNumber("flops", cost.Flops);
        writer.WriteNumber("trafficBytes", cost.TrafficBytes);
        writer.WriteNumber("arenaBytes", cost.ArenaBytes);
        writer.WriteStartArray("layers");
        foreach (var layer in cost.Layers)
        {
            Write(writer, layer);
        }

        writer.WriteEndArray();
        if (cost.Report is { } report)
        {
            Write(writer, report);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LayerCost layer)
    {
        writer.WriteStartObject();
        writer.WriteString("path", layer.Path);
        writer.WriteString("kind", layer.Kind);
        WriteShape(writer, "output", layer.OutputShape);
        writer.WriteNumber("parameters", layer.Parameters);
        writer.WriteNumber("featureElements", layer.FeatureElements);
        writer.WriteNumber("macs", layer.Macs);
        writer.WriteNumber("flops", layer.Flops);
        writer.WriteNumber("trafficBytes", layer.TrafficBytes);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, NetworkReport report)
    {
        writer.WriteStartObject("report");
        writer.WriteString("at", report.At);
        writer.WriteNumber("batch", report.Batch);
        writer.WriteStartArray("rows");
        foreach (var row in report.Rows)
        {
            writer.WriteStartObject();
            writer.WriteNumber("scale", row.Scale);
            WriteShape(writer, "input", row.InputShape);
            WriteShape(writer, "output", row.OutputShape);
            writer.WriteNumber("featureBytes", row.FeatureBytes);
            writer.WriteNumber("flops", row.Flops);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter writer, string name, string shape)
    {
        writer.WriteStartArray(name);
        foreach (var dimension in Sizes.Dimensions(shape))
        {
            writer.WriteNumberValue(dimension);
        }

        writer.WriteEndArray();
    }
}
