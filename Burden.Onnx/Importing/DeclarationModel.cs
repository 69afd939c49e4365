using Burden.Generator.Layers;

namespace Burden.Onnx.Importing;

/// <summary>A declaration as the engine reads one from source: what it is checked by.</summary>
internal static class DeclarationModel
{
    public static NetworkDeclaration Of(Declaration declaration)
    {
        var (id, name) = (declaration.Id(declaration.ClassName), declaration.ClassName);
        List<LayerDeclaration> layers =
        [
            .. declaration.InputNames.Select((n, i) => new LayerDeclaration(
                id, n, [], null, new AttributeArgument(Constants.List(declaration.Layers.Inputs[i + 1].Shape.Dimensions), 0), IsOutput: false, new PropertySource(null, null, ""))
            {
                InputType = (int)declaration.Layers.Inputs[i + 1].Type,
            }),
            .. Layers(declaration, id, declaration.Body, declaration.Properties, declaration.InputNames),
        ];
        return new NetworkDeclaration(
            new ClassDeclaration(id, name, ClassRole.Network, Signature.Of(), [], layers.ToEquatableArray()),
            [.. declaration.Modules.Select(m => Module(declaration, m)), .. declaration.Layers.Customs.Select(c => Custom(declaration, c))],
            NetworkSettings.Default with
            {
                Input = declaration.Input.Dimensions,
                Name = declaration.Name,
                Batch = declaration.Layers.Batch,
                InputType = declaration.Layers.Inputs[0].Type,
                ParameterType = declaration.Layers.ParameterType,
                FeatureType = declaration.Layers.FeatureType,
            },
            null,
            new TypeSource(declaration.Namespace, [new TypePart("class", name)], id, CanGenerate: true, HidesBaseCost: false, HasOwnCost: false, IsVisible: true));
    }

    private static ClassDeclaration Module(Declaration declaration, ModuleClass module)
    {
        var id = declaration.Id(module.Name);
        return new ClassDeclaration(
            id, module.Name, ClassRole.Module, module.Signature, [],
            Layers(declaration, id, module.Body, module.Properties, [.. module.Parameters.Where(static p => p.IsLayer).Select(static p => p.Name)]).ToEquatableArray());
    }

    private static ClassDeclaration Custom(Declaration declaration, CustomLayerClass custom) => new(
        declaration.Id(custom.Name), custom.Name, custom.IsMerge ? ClassRole.CustomMerge : ClassRole.CustomLayer, custom.Signature,
        [.. custom.Rules.Select(static r => new NamedConstant(r.Name, r.Text)), .. custom.ElementType is { } type ? [new NamedConstant(nameof(custom.ElementType), (int)type)] : Array.Empty<NamedConstant>()], []);

    private static IEnumerable<LayerDeclaration> Layers(Declaration declaration, string owner, LayerClass body, IReadOnlyList<LayerProperty> properties, IReadOnlyList<string> inputs)
    {
        var writer = new AttributeWriter(body.Layers, properties, inputs);
        foreach (var property in properties)
        {
            var chain = property.Layers.Select((at, i) => new LayerUse(
                Target(declaration, body.Layers[at].Form),
                [.. writer.ArgumentsOf(property, i).Select(static a => new Argument(a.Name, a.Value))],
                i));
            yield return new LayerDeclaration(owner, property.Name, chain.ToEquatableArray(), property.When is { } condition ? new AttributeArgument(condition, 0) : null, null, property.IsOutput, new PropertySource(null, null, ""))
            {
                Precision = property.PrecisionOf(body) is { Count: > 0 } precision
                    ? new PrecisionUse(new Place(owner, property.Name, 0), [.. precision.Select(static a => new Argument(a.Parameter, a.Value))])
                    : null,
            };
        }
    }

    private static LayerTarget Target(Declaration declaration, LayerForm form)
        => form.Kind is { } kind ? new LayerTarget(TargetKind.BuiltIn, kind.Name, kind.IsMerge)
            : form.Custom is { } custom ? new LayerTarget(TargetKind.Class, declaration.Id(custom.Name), custom.IsMerge) { Name = custom.Name }
            : new LayerTarget(TargetKind.Class, declaration.Id(form.Module!.Name)) { Name = form.Module.Name, IsModule = true };
}
