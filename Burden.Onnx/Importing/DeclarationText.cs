using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Burden.Onnx.Importing;

/// <summary>A declaration as C#.</summary>
internal static partial class DeclarationText
{
    /// <param name="hasUnread">Whether it has layers that nothing reads.</param>
    public static string Of(Declaration declaration, bool hasUnread)
    {
        var text = new StringBuilder("using Burden;\n\n");
        if (hasUnread)
        {
            text.Append("// The file has outputs of nodes that nothing reads; they take memory all the same.\n#pragma warning disable BRD0012\n\n");
        }

        if (declaration.Namespace.Length > 0)
        {
            text.Append($"namespace {declaration.Namespace};\n\n");
        }

        Network(text, declaration);
        foreach (var module in declaration.Modules.Reverse())
        {
            text.Append('\n');
            Module(text, module);
        }

        foreach (var custom in declaration.Layers.Customs.Where(static c => c.Count > 0).OrderBy(static c => c.Name, StringComparer.Ordinal))
        {
            text.Append('\n');
            Custom(text, custom);
        }

        return text.ToString();
    }

    private static void Network(StringBuilder text, Declaration declaration)
    {
        text.Append($"/// <summary>The network of {Escaped(declaration.File)}.</summary>\n[Network({string.Join(", ", declaration.Input.Dimensions.Select(Text.Of))}");
        if (declaration.Name != declaration.ClassName)
        {
            text.Append($", Name = {Quoted(declaration.Name)}");
        }

        if (declaration.Layers.Batch != 1)
        {
            text.Append(CultureInfo.InvariantCulture, $", Batch = {declaration.Layers.Batch}");
        }

        Type(text, "ParameterType", declaration.Layers.ParameterType, DataType.Float32);
        Type(text, "FeatureType", declaration.Layers.FeatureType, DataType.Float32);
        Type(text, "InputType", declaration.Layers.Inputs[0].Type, declaration.Layers.FeatureType);
        text.Append($")]\npublic sealed partial class {declaration.ClassName}\n{{\n");
        for (var i = 0; i < declaration.InputNames.Count; i++)
        {
            text.Append($"    [Input({string.Join(", ", declaration.Layers.Inputs[i + 1].Shape.Dimensions.Select(Text.Of))}");
            Type(text, "Type", declaration.Layers.Inputs[i + 1].Type, declaration.Layers.FeatureType);
            text.Append($")]\n    public static partial Layer {declaration.InputNames[i]} {{ get; }}\n\n");
        }

        Properties(text, declaration.Body, declaration.Properties, declaration.InputNames, [], "public static partial ");
        text.Append("}\n");
    }

    private static void Type(StringBuilder text, string argument, DataType type, DataType @default)
    {
        if (type != @default)
        {
            text.Append($", {argument} = DataType.{type}");
        }
    }

    private static void Module(StringBuilder text, ModuleClass module)
    {
        text.Append($"/// <summary>{Escaped(module.Summary)}</summary>\n");
        var given = module.Parameters.Where(static p => p.Default is null).ToList();
        foreach (var parameter in given)
        {
            text.Append($"/// <param name=\"{parameter.Name}\">{Escaped(parameter.Summary)}</param>\n");
        }

        var constructor = given.Count == 0 ? "" : $"({string.Join(", ", given.Select(static p => $"{(p.IsLayer ? "string" : "object")} {p.Name}"))})";
        text.Append($"internal sealed class {module.Name}Attribute{constructor} : ModuleAttribute\n{{\n");
        foreach (var parameter in module.Parameters.Where(static p => p.Default is not null))
        {
            text.Append($"    /// <summary>{Escaped(parameter.Summary)}</summary>\n    public object {parameter.Name} {{ get; set; }} = {Written(parameter.Default!, [], "")};\n\n");
        }

        Properties(text, module.Body, module.Properties, [.. given.Where(static p => p.IsLayer).Select(static p => p.Name)], [.. module.Parameters.Select(static p => p.Name)], "");
        text.Append("}\n");
    }

    private static void Custom(StringBuilder text, CustomLayerClass custom)
    {
        text.Append($"/// <summary>The operator {Escaped(custom.Summary)}: no layer kind costs the same.</summary>\n");
        foreach (var (name, summary) in custom.Parameters)
        {
            text.Append($"/// <param name=\"{name}\">{summary}</param>\n");
        }

        List<string> parameters = [.. custom.Parameters.Select(static p => $"object {p.Name}")];
        if (custom.IsMerge)
        {
            text.Append("/// <param name=\"layers\">The layers that it reads.</param>\n");
            parameters.Add("params string[] layers");
        }

        var constructor = parameters.Count == 0 ? "" : $"({string.Join(", ", parameters)})";
        text.Append($"internal sealed class {custom.Name}Attribute{constructor} : {(custom.IsMerge ? "MergeAttribute(layers)" : "LayerAttribute")}\n{{\n");
        foreach (var (name, rule) in custom.Rules)
        {
            text.Append($"    public const string {name} = {Quoted(rule)};\n");
        }

        if (custom.ElementType is { } type)
        {
            text.Append($"    public const DataType ElementType = DataType.{type};\n");
        }

        text.Append("}\n");
    }

    private static void Properties(StringBuilder text, LayerClass body, IReadOnlyList<LayerProperty> properties, IReadOnlyList<string> inputs, IReadOnlyList<string> parameters, string modifiers)
    {
        var writer = new AttributeWriter(body.Layers, properties, inputs);
        HashSet<string> names = [.. properties.Select(static p => p.Name), .. inputs, .. parameters];
        var input = modifiers.Length == 0 ? "Input" : "Layer.Input";
        for (var i = 0; i < properties.Count; i++)
        {
            var property = properties[i];
            var attributes = property.Layers.Select((at, position) => Attribute(NameOf(body.Layers[at].Form), writer.ArgumentsOf(property, position), names, input)).ToList();
            if (property.PrecisionOf(body) is { Count: > 0 } precision)
            {
                attributes.Insert(0, $"Precision({string.Join(", ", precision.Select(static a => $"{a.Parameter} = {Setting(a)}"))})");
            }

            if (property.When is { } condition)
            {
                attributes.Insert(0, $"When({Written(condition, names, input)})");
            }

            if (property.IsOutput)
            {
                attributes.Add("Output");
            }

            text.Append(i == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"    [{Wrapped(attributes)}]\n    {modifiers}Layer {property.Name} {{ get; }}\n");
        }
    }

    /// <summary>A long chain goes on in the next line.</summary>
    private static string Wrapped(IReadOnlyList<string> attributes)
    {
        const int Width = 140;
        var text = new StringBuilder();
        var column = 5;
        for (var i = 0; i < attributes.Count; i++)
        {
            if (i > 0)
            {
                var breaks = column + attributes[i].Length > Width;
                text.Append(breaks ? ",\n     " : ", ");
                column = breaks ? 5 : column + 2;
            }

            text.Append(attributes[i]);
            column += attributes[i].Length;
        }

        return text.ToString();
    }

    private static string NameOf(LayerForm form) => form.Module?.Name ?? form.Custom?.Name ?? form.Name;

    private static string Attribute(string name, IReadOnlyList<WrittenArgument> arguments, HashSet<string> names, string input)
        => arguments.Count == 0 ? name : $"{name}({string.Join(", ", arguments.Select(a => $"{(a.Name is null ? "" : $"{a.Name} = ")}{(a is { IsLayer: true, Value: TextConstant { Value: ReservedNames.Input } } ? input : a is { Name: ReservedNames.OutputType, Value: IntegerConstant type } ? $"DataType.{(DataType)type.Value}" : Written(a.Value, names, input))}"))})";

    /// <summary>An argument of a <c>[Precision]</c>.</summary>
    private static string Setting(LayerArgument argument) => argument.Parameter switch
    {
        nameof(PrecisionSettings.Granularity) => $"Granularity.{(Granularity)((IntegerConstant)argument.Value).Value}",
        nameof(PrecisionSettings.GroupSize) or nameof(PrecisionSettings.Symmetric) => Constants.Expression(argument.Value),
        _ => $"DataType.{(DataType)((IntegerConstant)argument.Value).Value}",
    };

    private static string Written(Constant value, HashSet<string> names, string input) => value switch
    {
        TextConstant text when names.Contains(text.Value) => $"nameof({text.Value})",
        TextConstant text when Name().Matches(text.Value).Any(m => names.Contains(m.Value)) => $"${Quoted(Name().Replace(text.Value, m => names.Contains(m.Value) ? $"{{nameof({m.Value})}}" : m.Value))}",
        TextConstant text => Quoted(text.Value),
        RealConstant real => Constants.Expression(real),
        IntegerConstant or BooleanConstant => Constants.Expression(value),
        _ => throw new ArgumentException(value.ToString()),
    };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c is '"' or '\\' ? $"\\{c}" : char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A text in a documentation comment.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\u0085' => " ",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    [GeneratedRegex(@"(?<![\w.])[\w-[\d]]\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
