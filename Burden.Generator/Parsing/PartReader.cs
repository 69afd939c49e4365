using System.Runtime.CompilerServices;
using System.Text;
using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads a part of a class from its syntax, once for each syntax node: an edit elsewhere reads nothing again.</summary>
internal sealed class PartReader
{
    // Weak: what is read lives as long as the node it was read from.
    private static readonly ConditionalWeakTable<TypeDeclarationSyntax, PartSyntax> Known = new();

    private readonly List<(string Name, AttributeSyntax Attribute)> attributeNames = [];
    private readonly List<(string Name, TypeSyntax Type)> typeNames = [];
    private readonly ConstantReader constants;

    private PartReader(TypeDeclarationSyntax node)
        => constants = new ConstantReader(inputIsInherited: HasBurdenBase(node) && !node.Members.Any(static m => NamesOf(m).Any(static n => n.ValueText == ReservedNames.Input)));

    public static PartSyntax Read(TypeDeclarationSyntax node) => Known.GetValue(node, static node => new PartReader(node).ReadPart(node));

    private PartSyntax ReadPart(TypeDeclarationSyntax node)
    {
        var properties = new List<PropertySyntax>();
        // The user implements it, or declares it twice, which the compiler reports.
        var implemented = new HashSet<string>(node.Members.OfType<PropertyDeclarationSyntax>()
            .GroupBy(static p => p.Identifier.ValueText, StringComparer.Ordinal)
            .Where(static g => g.Count() > 1 || g.Any(IsImplementingPart))
            .Select(static g => g.Key));
        var fields = new List<NamedConstant>();
        var settable = new List<ParameterSyntaxModel>();
        foreach (var member in node.Members)
        {
            switch (member)
            {
                case PropertyDeclarationSyntax { Identifier.ValueText.Length: > 0 } property:
                    if (RightmostName(property.Type) is "Layer" || property.AttributeLists.Count > 0)
                    {
                        if (IsImplementingPart(property))
                        {
                            NoteAttributes(property);
                        }
                        else
                        {
                            properties.Add(ReadProperty(property, implemented));
                        }
                    }

                    if (IsSettable(property) && !IsImplementingPart(property))
                    {
                        settable.Add(property.Initializer is null && PartialSyntax.HasBody(property)
                            ? new ParameterSyntaxModel(property.Identifier.ValueText, new OtherConstant("computed by code"), IsParams: false)
                            : ReadSettable(property.Identifier, property.Initializer, property.Type));
                    }

                    break;
                case IndexerDeclarationSyntax indexer:
                    NoteAttributes(indexer);
                    break;
                case FieldDeclarationSyntax field when field.Modifiers.Any(SyntaxKind.ConstKeyword):
                    foreach (var variable in field.Declaration.Variables)
                    {
                        if (variable.Initializer is { } value)
                        {
                            fields.Add(new NamedConstant(variable.Identifier.ValueText, constants.Read(value.Value)));
                        }
                    }

                    break;
                case FieldDeclarationSyntax field when IsSettable(field):
                    settable.AddRange(field.Declaration.Variables.Select(v => ReadSettable(v.Identifier, v.Initializer, field.Declaration.Type)));
                    break;
            }
        }

        var partial = node.Members.OfType<BasePropertyDeclarationSyntax>()
            .Where(static p => PartialSyntax.IsDefinition(p) && (p.AttributeLists.Count > 0 || RightmostName(p.Type) == WellKnownNames.Layer))
            .ToList();
        return new PartSyntax
        {
            Scope = ScopeKey.Of(node, HasBurdenBase(node)),
            Properties = properties,
            Constants = fields,
            Constructor = ConstructorReader.Parameters(node, constants),
            CertainFrom = ConstructorReader.CertainFrom(node),
            Assigned = ConstructorReader.Assigned(node, constants),
            Settable = settable,
            AttributeNames = attributeNames,
            TypeNames = typeNames,
            Pending = constants.Pending,
            Members = [.. node.Members.Where(NetworkMembers.MayBe)],
            OwnCost = OwnCost(node),
            PartialProperties = partial,
            OddProperties = [.. partial.Where(static p => p is not PropertyDeclarationSyntax property
                || PartialSyntax.ImplementedModifiers(property) is null || RightmostName(p.Type) != WellKnownNames.Layer)],
            Implemented = [.. node.Members.OfType<PropertyDeclarationSyntax>().Where(static p => IsImplementingPart(p) && !IsGenerated(p)).Select(static p => p.Identifier.ValueText)],
        };
    }

    /// <summary>Whether the compiler reads documentation, which alone shows a property's summary and its attributes.</summary>
    private static bool IsDocumented(SyntaxNode node) => node.SyntaxTree.Options.DocumentationMode != DocumentationMode.None;

    private PropertySyntax ReadProperty(PropertyDeclarationSyntax property, HashSet<string> implemented)
    {
        var attributes = new List<AttributeSyntaxModel>();
        var chain = new StringBuilder();
        var isDocumented = IsDocumented(property);
        var ordinal = 0;
        foreach (var list in property.AttributeLists)
        {
            var isProperty = IsOfProperty(list);
            foreach (var attribute in list.Attributes)
            {
                if (isProperty)
                {
                    // A budget doesn't change what the layer is, and a change of it must not change generated text.
                    var isBudget = RightmostName(attribute.Name) is "Budget" or WellKnownNames.Budget;
                    attributes.Add(new AttributeSyntaxModel(IndexOf(attribute), isBudget ? [] : ReadArguments(attribute), ordinal));
                    if (!isBudget && isDocumented)
                    {
                        chain.Append(chain.Length == 0 ? "" : ", ").Append(AttributeText.OneLine(attribute));
                    }
                }

                ordinal++;
            }
        }

        var name = property.Identifier.ValueText;
        return new PropertySyntax(
            name,
            IndexOf(property.Type),
            attributes,
            new PropertySource(implemented.Contains(name) ? null : PartialSyntax.ImplementedModifiers(property), isDocumented ? Documentation.Summary(property) : null, chain.ToString()));
    }

    /// <summary>Records attributes that declare nothing, so that their lack of effect can be reported.</summary>
    private void NoteAttributes(BasePropertyDeclarationSyntax property)
    {
        foreach (var attribute in property.AttributeLists.Where(IsOfProperty).SelectMany(static l => l.Attributes))
        {
            IndexOf(attribute);
        }
    }

    /// <summary>Whether a list on a property is the property's, and not its field's.</summary>
    public static bool IsOfProperty(AttributeListSyntax list) => list.Target is null || list.Target.Identifier.IsKind(SyntaxKind.PropertyKeyword);

    /// <summary>Whether the user implements a partial property here.</summary>
    public static bool IsImplementingPart(PropertyDeclarationSyntax property) => PartialSyntax.HasBody(property) && property.Modifiers.Any(SyntaxKind.PartialKeyword);

    private EquatableArray<Argument> ReadArguments(AttributeSyntax attribute)
        => attribute.ArgumentList is null
            ? []
            : attribute.ArgumentList.Arguments.Select(a => new Argument(
                a.NameEquals?.Name.Identifier.ValueText ?? a.NameColon?.Name.Identifier.ValueText,
                constants.Read(a.Expression))).ToEquatableArray();

    private int IndexOf(AttributeSyntax attribute)
    {
        var name = attribute.Name.ToString();
        var index = attributeNames.FindIndex(a => a.Name == name);
        if (index < 0)
        {
            index = attributeNames.Count;
            attributeNames.Add((name, attribute));
        }

        return index;
    }

    private int IndexOf(TypeSyntax type)
    {
        var name = type.ToString();
        var index = typeNames.FindIndex(t => t.Name == name);
        if (index < 0)
        {
            index = typeNames.Count;
            typeNames.Add((name, type));
        }

        return index;
    }

    private ParameterSyntaxModel ReadSettable(SyntaxToken name, EqualsValueClauseSyntax? initializer, TypeSyntax type)
        => new(name.ValueText, initializer is null ? DefaultOf(type) : constants.Read(initializer.Value), IsParams: false);

    private static bool IsSettable(PropertyDeclarationSyntax property)
        => property.Modifiers.Any(SyntaxKind.PublicKeyword)
            && !property.Modifiers.Any(SyntaxKind.StaticKeyword)
            && property.AccessorList?.Accessors.Any(static a => a.Kind() is SyntaxKind.SetAccessorDeclaration or SyntaxKind.InitAccessorDeclaration) == true;

    private static bool IsSettable(FieldDeclarationSyntax field)
        => field.Modifiers.Any(SyntaxKind.PublicKeyword) && !field.Modifiers.Any(static m => m.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ReadOnlyKeyword);

    private static Constant DefaultOf(TypeSyntax type) => type is PredefinedTypeSyntax predefined
        ? predefined.Keyword.Kind() switch
        {
            SyntaxKind.BoolKeyword => new BooleanConstant(false),
            SyntaxKind.DoubleKeyword or SyntaxKind.FloatKeyword => new RealConstant(0),
            SyntaxKind.ObjectKeyword or SyntaxKind.StringKeyword => new NullConstant(),
            _ => new IntegerConstant(0),
        }
        : new NullConstant();

    /// <summary>The last name of a qualified one.</summary>
    public static string? RightmostName(TypeSyntax type) => type switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether the class derives directly from one of Burden's bases, as far as its syntax shows.</summary>
    private static bool HasBurdenBase(TypeDeclarationSyntax node)
        => node.BaseList?.Types.Count > 0 && RightmostName(node.BaseList.Types[0].Type) is "ModuleAttribute" or "LayerAttribute" or "MergeAttribute";

    /// <summary>The name of a member <c>Cost</c>, a record's parameter included, that is not the generator's; null where there is none.</summary>
    private static SyntaxToken? OwnCost(TypeDeclarationSyntax node)
    {
        var members = node.Members.Where(static m => !IsGenerated(m)).SelectMany(NamesOf);
        var parameters = node is RecordDeclarationSyntax { ParameterList.Parameters: var list } ? list.Select(static p => p.Identifier) : [];
        return members.Concat(parameters).Where(static n => n.ValueText == ReservedNames.Cost).Select(static n => (SyntaxToken?)n).FirstOrDefault();
    }

    /// <summary>Whether a member is the generator's: where several files share a <c>Cost</c>, what it holds tells.</summary>
    private static bool IsGenerated(MemberDeclarationSyntax member)
        => member is ClassDeclarationSyntax { Identifier.ValueText: ReservedNames.Cost, Members: { Count: > 0 } inner } && inner.All(IsGenerated) || member.AttributeLists.Any(static l => l.Attributes.Any(static a => RightmostName(a.Name) is "GeneratedCode" or "GeneratedCodeAttribute"));

    /// <summary>The names that a member declares.</summary>
    private static IEnumerable<SyntaxToken> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property => [property.Identifier],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(static v => v.Identifier),
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method => [method.Identifier],
        EventDeclarationSyntax { ExplicitInterfaceSpecifier: null } @event => [@event.Identifier],
        BaseTypeDeclarationSyntax type => [type.Identifier],
        DelegateDeclarationSyntax @delegate => [@delegate.Identifier],
        _ => [],
    };
}
