using System.Globalization;
using System.Reflection.Metadata;

namespace Burden.Tool.Targets;

/// <summary>The constants of one class in an assembly.</summary>
internal sealed class Constants
{
    /// <summary>A figure that is unknown, because the network's declaration has a fault.</summary>
    public const long Unknown = -1;

    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);

    private Constants()
    {
    }

    public static Constants Of(MetadataReader metadata, TypeDefinition type)
    {
        var constants = new Constants();
        foreach (var handle in type.GetFields())
        {
            var field = metadata.GetFieldDefinition(handle);
            if (!field.GetDefaultValue().IsNil)
            {
                var constant = metadata.GetConstant(field.GetDefaultValue());
                constants.values[metadata.GetString(field.Name)] = metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode);
            }
        }

        return constants;
    }

    /// <summary>All that are not null, in the order of their declaration.</summary>
    public IReadOnlyList<AnalysisFigure> All => [.. values.Where(static v => v.Value is not null).Select(static v => new AnalysisFigure(TableCheck.Name(v.Key), v.Value is string text ? string.Join('\n', text.Split('\n').Select(TableCheck.Name)) : v.Value!))];

    /// <summary>A text; null where there is none of that name.</summary>
    public string? Text(string name) => values.GetValueOrDefault(name) as string;

    /// <summary>A floating-point number; null where there is none of that name.</summary>
    public double? Real(string name) => values.GetValueOrDefault(name) as double?;

    /// <summary>A figure; <see cref="Unknown"/> where there is none of that name.</summary>
    public long Figure(string name) => values.GetValueOrDefault(name) as long? ?? Unknown;

    /// <summary>A number in a text.</summary>
    /// <exception cref="BadImageFormatException">It is none.</exception>
    public static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new BadImageFormatException();
}
