using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Parsing;

/// <summary>Reads a class of another assembly from its symbol: its syntax is not at hand.</summary>
internal static class MetadataReader
{
    public static LinkedPart? Read(INamedTypeSymbol type, CompilationNames names)
    {
        if (type is IErrorTypeSymbol)
        {
            return null;
        }

        var id = names.Register(type);
        var layers = new List<LayerDeclaration>();
        var fields = new List<NamedConstant>();
        var settable = new List<Parameter>();
        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IPropertySymbol property when property.Type.IsBurden(WellKnownNames.Layer):
                    // Of an assembly that is referenced as source, as in editors, no more is seen than of a compiled one.
                    if (IsSeen(property))
                    {
                        layers.Add(Layer(property, id, names));
                    }

                    break;
                case IPropertySymbol { IsStatic: false, SetMethod: not null, DeclaredAccessibility: Accessibility.Public } property:
                    settable.Add(new Parameter(property.Name, DefaultOf(property)));
                    break;
                case IFieldSymbol { HasConstantValue: true } field when IsSeen(field):
                    fields.Add(new NamedConstant(field.Name, ConstantReader.FromValue(field.ConstantValue)));
                    break;
                case IFieldSymbol { IsConst: false, IsStatic: false, IsReadOnly: false, DeclaredAccessibility: Accessibility.Public } field:
                    settable.Add(new Parameter(field.Name, DefaultOf(field)));
                    break;
            }
        }

        var constructor = type.InstanceConstructors
            .Where(static c => c.DeclaredAccessibility == Accessibility.Public)
            .OrderByDescending(static c => c.Parameters.Length)
            .FirstOrDefault();
        var parameters = constructor?.Parameters ?? System.Collections.Immutable.ImmutableArray<IParameterSymbol>.Empty;
        return new LinkedPart(
            [],
            [],
            [],
            layers.ToEquatableArray(),
            fields.ToEquatableArray(),
            parameters.Select(static p => new Parameter(p.Name, p.HasExplicitDefaultValue ? ConstantReader.FromValue(p.ExplicitDefaultValue) : null)).ToEquatableArray(),
            settable.ToEquatableArray(),
            parameters.Length > 0 && parameters[parameters.Length - 1].IsParams,
            layers.SelectMany(static l => l.Chain).Where(static u => u.Target.Kind == TargetKind.Class).Select(static u => u.Target.Id).Distinct().ToEquatableArray(),
            IsCompiled: true)
        {
            CertainFrom = constructor is null || type.InstanceConstructors.Count(static c => c.DeclaredAccessibility == Accessibility.Public) < 2 ? 0
                : constructor.Parameters.Any(static p => p.IsParams) || type.InstanceConstructors.Count(c => c.DeclaredAccessibility == Accessibility.Public && c.Parameters.Length == parameters.Length) > 1 ? int.MaxValue
                : parameters.Length,
        };
    }

    /// <summary>Whether other assemblies see a member: metadata is read without what is private or internal.</summary>
    public static bool IsSeen(ISymbol member) => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    /// <summary>An initial value is code, so metadata shows it only where <c>[DefaultValue]</c> repeats it.</summary>
    private static Constant DefaultOf(ISymbol settable) => StatedDefault(settable) ?? new HiddenConstant();

    /// <summary>Whether another assembly sees a parameter's default.</summary>
    public static bool ShowsDefault(ISymbol settable) => StatedDefault(settable) is not null;

    private static Constant? StatedDefault(ISymbol settable)
    {
        foreach (var attribute in settable.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "DefaultValueAttribute" && attribute.ConstructorArguments is [var value])
            {
                return Read(value);
            }
        }

        return null;
    }

    private static LayerDeclaration Layer(IPropertySymbol property, string owner, CompilationNames names)
    {
        var chain = new List<LayerUse>();
        AttributeArgument? when = null;
        AttributeArgument? input = null;
        var isOutput = false;
        var hasBudget = false;
        PrecisionUse? precision = null;
        Constant? inputType = null;
        var ordinal = 0;
        foreach (var attribute in property.GetAttributes())
        {
            var target = names.Target(attribute.AttributeClass);
            switch (target.Kind)
            {
                case TargetKind.When:
                    when = new AttributeArgument(attribute.ConstructorArguments is [var condition] ? Read(condition) : new UnknownConstant(), ordinal);
                    break;
                case TargetKind.Input:
                    input = new AttributeArgument(attribute.ConstructorArguments is [var shape] ? Read(shape) : new UnknownConstant(), ordinal);
                    inputType = attribute.NamedArguments.Where(static a => a.Key == "Type").Select(static a => Read(a.Value)).FirstOrDefault();
                    break;
                case TargetKind.Output:
                    isOutput = true;
                    break;
                case TargetKind.Budget:
                    hasBudget = true;
                    break;
                case TargetKind.Precision:
                    precision = new PrecisionUse(new Place(owner, property.Name, ordinal), attribute.NamedArguments.Select(static a => new Argument(a.Key, Read(a.Value))).ToEquatableArray());
                    break;
                case TargetKind.BuiltIn or TargetKind.Class or TargetKind.Unresolved:
                    chain.Add(new LayerUse(
                        target,
                        attribute.ConstructorArguments.Select(static a => new Argument(null, Read(a)))
                            .Concat(attribute.NamedArguments.Select(static a => new Argument(a.Key, Read(a.Value))))
                            .ToEquatableArray(),
                        ordinal));
                    break;
            }

            ordinal++;
        }

        return new LayerDeclaration(
            owner, property.Name, chain.ToEquatableArray(), when, input, isOutput, new PropertySource(null, null, string.Join(", ", chain.Select(static u => u.Target.Id))), hasBudget, IsCompiled: true)
        { Precision = precision, InputType = inputType };
    }

    /// <summary>A constant from the compiler's reading of an attribute's argument.</summary>
    public static Constant Read(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => new UnknownConstant(),
        TypedConstantKind.Type => new OtherConstant("a type"),
        TypedConstantKind.Array => constant.IsNull ? new NullConstant() : new ArrayConstant(constant.Values.Select(Read).ToEquatableArray()),
        _ => ConstantReader.FromValue(constant.Value),
    };
}
