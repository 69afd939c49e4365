using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Burden.Generator.Costs;
using Burden.Reports.Catalog;

namespace Burden.Tool.Targets;

/// <summary>
/// Reads the networks of an assembly from the constants that the generator wrote into it. Nothing of it is loaded or run.
/// </summary>
internal sealed class AssemblyReader
{
    /// <summary>The class that the generator writes into each network's.</summary>
    private const string Cost = "Cost";

    /// <summary>The constant that describes a network.</summary>
    private const string NetworkRow = "NetworkRow";

    /// <summary>The constant that every layer's class has.</summary>
    private const string OutputShape = "OutputShape";

    /// <summary>In a damaged file a class may lie in itself.</summary>
    private const int DeepestNesting = 100;

    private readonly string path;
    private readonly MetadataReader metadata;

    private AssemblyReader(string path, MetadataReader metadata)
    {
        this.path = path;
        this.metadata = metadata;
    }

    private static Version OwnVersion => typeof(AssemblyReader).Assembly.GetName().Version!;

    /// <summary>Reads the networks, sorted by the full names of their classes.</summary>
    /// <exception cref="ToolException">The file is no assembly, has no networks, or was built with another version of Burden.</exception>
    public static IReadOnlyList<NamedNetwork> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
            {
                throw new ToolException($"'{path}' is native code; expected a .NET assembly");
            }

            var networks = new AssemblyReader(path, image.GetMetadataReader()).Networks();
            return networks.Count > 0
                ? networks
                : throw new ToolException($"'{path}' has no networks; expected classes with [Network], compiled with the package Burden");
        }
        catch (Exception e) when (e is BadImageFormatException or ArgumentException or FormatException or InvalidCastException or InvalidOperationException or OverflowException)
        {
            // The metadata reader throws any of these on a damaged file.
            throw new ToolException($"'{path}' is damaged or no .NET assembly");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"'{path}' can't be read: {e.Message}");
        }
    }

    private List<NamedNetwork> Networks()
    {
        var networks = new List<NamedNetwork>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (metadata.StringComparer.Equals(type.Name, Cost) && !type.GetDeclaringType().IsNil && VersionOf(type) is { } version)
            {
                CheckVersion(version);
                // The networks that static members yield have a class each inside.
                var members = Nested(type).Where(t => Constants.Of(metadata, t).Text(NetworkRow) is not null).ToList();
                if (members.Count == 0 || Constants.Of(metadata, type).Text(NetworkRow) is not null)
                {
                    networks.Add(Network(type, NameOf(type.GetDeclaringType())));
                }

                networks.AddRange(members.Select(m => Network(m, $"{NameOf(type.GetDeclaringType())}.{metadata.GetString(m.Name)}")));
            }
        }

        return [.. networks.OrderBy(static n => n.Cost.TypeName, StringComparer.Ordinal)];
    }

    /// <summary>The version of the generator that wrote a class; null for a class that it did not write.</summary>
    private string? VersionOf(TypeDefinition type)
    {
        foreach (var handle in type.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)parent).Name, nameof(System.CodeDom.Compiler.GeneratedCodeAttribute)))
            {
                // A custom attribute's value begins with the number 1; its arguments follow.
                var value = metadata.GetBlobReader(attribute.Value);
                if (value.ReadUInt16() == 1 && value.ReadSerializedString() == "Burden.Generator")
                {
                    return value.ReadSerializedString() ?? "";
                }
            }
        }

        return null;
    }

    private void CheckVersion(string version)
    {
        if (!Version.TryParse(version, out var built) || (built.Major, built.Minor) != (OwnVersion.Major, OwnVersion.Minor))
        {
            throw new ToolException($"'{path}' was compiled with Burden {version}; this is burden {OwnVersion.ToString(3)}, which reads {OwnVersion.ToString(2)}: install the tool of that version, or update the package");
        }
    }

    private NamedNetwork Network(TypeDefinition cost, string typeName)
    {
        var constants = Constants.Of(metadata, cost);
        if (constants.Text(NetworkRow) is not { } row || row.Split('|', 5) is not [var inputs, var batch, var parameterBits, var featureBits, var name] || constants.Text("LayerRows") is not { } rows)
        {
            throw new ToolException($"'{path}' lacks the tables of '{typeName}'; expected an assembly as the compiler writes it, of the same version of Burden, neither a reference assembly nor a trimmed one");
        }

        string[] shapes = [.. inputs.Split(',').Select(TableCheck.Shape)];
        TableCheck.Rows(rows, shapes.Length);
        var layers = new LayerTable(rows, rows.Count(static c => c == '\n'), Constants.Number(parameterBits), Constants.Number(featureBits));
        return new NamedNetwork(
            new NetworkCost(
                TableCheck.Name(name), TableCheck.Name(typeName), shapes[0], Constants.Number(batch),
                parameters: constants.Figure("Parameters"), buffers: constants.Figure("Buffers"), parameterBytes: constants.Figure("ParameterBytes"),
                featureElements: constants.Figure("FeatureElements"), featureBytes: constants.Figure("FeatureBytes"), peakFeatureBytes: constants.Figure("PeakFeatureBytes"),
                macs: constants.Figure("Macs"), flops: constants.Figure("Flops"), trafficBytes: constants.Figure("TrafficBytes"), arenaBytes: constants.Figure("ArenaBytes"),
                layers, Report(cost), [.. Analyses(cost)]),
            null)
        {
            Inputs = shapes,
            LayerFigures = [.. Layers(cost, "")],
        };
    }

    private NetworkReport? Report(TypeDefinition cost)
    {
        foreach (var report in Nested(cost).Where(t => metadata.StringComparer.Equals(t.Name, "Report")))
        {
            var constants = Constants.Of(metadata, report);
            // Each row has its own where they differ.
            var batch = Math.Max(0, constants.Figure("Batch"));
            var rows =
                from type in Nested(report)
                let row = Constants.Of(metadata, type)
                select new ReportRow(
                    row.Real("Scale") ?? 1, Math.Max(0, row.Figure("Length")), batch > 0 ? batch : row.Figure("Batch"), TableCheck.Shape(row.Text("InputShape")), TableCheck.Shape(row.Text("OutputShape")), row.Figure("FeatureBytes"), row.Figure("Flops"));
            return new NetworkReport(TableCheck.Name(constants.Text("At") ?? ""), batch, [.. rows]);
        }

        return null;
    }

    /// <summary>The classes in <c>Cost</c> that are neither a layer's nor the report: those of the analyses.</summary>
    private IEnumerable<AnalysisCost> Analyses(TypeDefinition cost) =>
        from type in Nested(cost)
        let figures = Constants.Of(metadata, type).All
        where figures.Count > 0 && !figures.Any(static f => f.Name is "OutputShape" or "At" or "NetworkRow")
        select new AnalysisCost(TableCheck.Name(metadata.GetString(type.Name)), [.. figures]);

    /// <summary>What analyses add to the constants of layers.</summary>
    private IEnumerable<LayerFigures> Layers(TypeDefinition outer, string path, int depth = 0)
    {
        foreach (var type in depth < DeepestNesting ? Nested(outer) : [])
        {
            var constants = Constants.Of(metadata, type).All;
            if (!constants.Any(static f => f.Name == OutputShape))
            {
                continue;
            }

            var name = path + TableCheck.Name(metadata.GetString(type.Name));
            AnalysisFigure[] figures = [.. constants.Where(static f => f.Name != OutputShape && !CostNames.IsFigure(f.Name))];
            if (figures.Length > 0)
            {
                yield return new LayerFigures(name, figures);
            }

            foreach (var inner in Layers(type, name + ".", depth + 1))
            {
                yield return inner;
            }
        }
    }

    private IEnumerable<TypeDefinition> Nested(TypeDefinition type) => type.GetNestedTypes().Select(metadata.GetTypeDefinition);

    /// <summary>A class's full name as metadata has it: <c>Space.Outer+Inner</c>.</summary>
    private string NameOf(TypeDefinitionHandle handle, int depth = 0)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        if (depth > DeepestNesting)
        {
            throw new BadImageFormatException();
        }

        return !type.GetDeclaringType().IsNil ? $"{NameOf(type.GetDeclaringType(), depth + 1)}+{name}"
            : type.Namespace.IsNil ? name
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
