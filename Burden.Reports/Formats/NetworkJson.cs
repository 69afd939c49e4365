using System.Text;
using System.Text.Json;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;

namespace Burden.Reports.Formats;

/// <summary>Networks as JSON: an array with all figures to the last digit, the layers, and the report where there is one.</summary>
internal static class NetworkJson
{
    /// <summary>Networks without what only tools need.</summary>
    public static string Of(IEnumerable<NamedNetwork> networks) => Write(networks, isWhole: false);

    /// <summary>Networks with their classes and all inputs, and layers with all figures and the numbers of the layers that they read.</summary>
    public static string Whole(IEnumerable<NamedNetwork> networks) => Write(networks, isWhole: true);

    private static string Write(IEnumerable<NamedNetwork> networks, bool isWhole)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            foreach (var network in networks)
            {
                Write(writer, network, isWhole);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, NamedNetwork network, bool isWhole)
    {
        var cost = network.Cost;
        writer.WriteStartObject();
        writer.WriteString("name", network.Name);
        writer.WriteString("task", network.Task);
        if (network.Change is { } change)
        {
            writer.WriteString("change", change);
        }

        if (isWhole)
        {
            writer.WriteString("class", cost.TypeName);
            writer.WriteStartArray("inputs");
            foreach (var input in network.Inputs)
            {
                WriteShape(writer, null, input);
            }

            writer.WriteEndArray();
        }

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
            Write(writer, layer, isWhole);
        }

        writer.WriteEndArray();
        if (cost.Report is { } report)
        {
            Write(writer, report);
        }

        if (isWhole && cost.Analyses.Count > 0)
        {
            writer.WriteStartArray("analyses");
            foreach (var analysis in cost.Analyses)
            {
                Write(writer, "name", analysis.Name, analysis.Figures);
            }

            writer.WriteEndArray();
        }

        if (isWhole && network.LayerFigures.Count > 0)
        {
            writer.WriteStartArray("layerAnalyses");
            foreach (var (layer, figures) in network.LayerFigures)
            {
                Write(writer, "layer", layer, figures);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LayerCost layer, bool isWhole)
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
        if (isWhole)
        {
            writer.WriteNumber("buffers", layer.Buffers);
            writer.WriteNumber("parameterBytes", layer.ParameterBytes);
            writer.WriteNumber("featureBytes", layer.FeatureBytes);
            writer.WriteStartArray("reads");
            foreach (var read in layer.Reads)
            {
                writer.WriteNumberValue(read);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string key, string name, IReadOnlyList<AnalysisFigure> figures)
    {
        writer.WriteStartObject();
        writer.WriteString(key, name);
        writer.WriteStartObject("figures");
        foreach (var figure in figures)
        {
            var property = JsonNamingPolicy.CamelCase.ConvertName(figure.Name);
            switch (figure.Value)
            {
                case long integer:
                    writer.WriteNumber(property, integer);
                    break;
                case double real:
                    writer.WriteNumber(property, real);
                    break;
                case bool truth:
                    writer.WriteBoolean(property, truth);
                    break;
                default:
                    writer.WriteString(property, figure.Value.ToString());
                    break;
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, NetworkReport report)
    {
        writer.WriteStartObject("report");
        writer.WriteString("at", report.At);
        if (report.Batch > 0)
        {
            writer.WriteNumber("batch", report.Batch);
        }

        writer.WriteStartArray("rows");
        foreach (var row in report.Rows)
        {
            writer.WriteStartObject();
            if (row.Length > 0)
            {
                writer.WriteNumber("length", row.Length);
            }
            else
            {
                writer.WriteNumber("scale", row.Scale);
            }

            if (report.Batch == 0)
            {
                writer.WriteNumber("batch", row.Batch);
            }

            WriteShape(writer, "input", row.InputShape);
            WriteShape(writer, "output", row.OutputShape);
            writer.WriteNumber("featureBytes", row.FeatureBytes);
            writer.WriteNumber("flops", row.Flops);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteShape(Utf8JsonWriter writer, string? name, string shape)
    {
        if (name is null)
        {
            writer.WriteStartArray();
        }
        else
        {
            writer.WriteStartArray(name);
        }

        foreach (var dimension in Sizes.Dimensions(shape))
        {
            writer.WriteNumberValue(dimension);
        }

        writer.WriteEndArray();
    }
}
