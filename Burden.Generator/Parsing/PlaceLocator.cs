using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator.Parsing;

/// <summary>Finds in a class's syntax the place that a fault names by counting.</summary>
internal static class PlaceLocator
{
    /// <summary>The place's location; the class's name where it can't be found, nowhere where the class has no source.</summary>
    public static Location Locate(ISymbol network, Place place, CancellationToken cancellation)
    {
        if (network is not INamedTypeSymbol type)
        {
            return place.Property is not null ? Locate(network.ContainingType, place, cancellation)
                : AttributeAt(network, place)?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax attribute
                    ? Argument(attribute, place)
                    : NameOf(network, cancellation);
        }

        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is TypeDeclarationSyntax node && Find(type, node, place) is { } location)
            {
                return location;
            }
        }

        return NameOf(type, cancellation);
    }

    /// <summary>The name of a class, in the part that has its attributes where there is one, or of a member.</summary>
    public static Location NameOf(ISymbol network, CancellationToken cancellation)
    {
        if (network is not INamedTypeSymbol type)
        {
            return network.Locations.FirstOrDefault() ?? Location.None;
        }

        var parts = type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().ToList();
        var part = parts.Find(static p => p.AttributeLists.Count > 0) ?? parts.FirstOrDefault();
        return part?.Identifier.GetLocation() ?? Location.None;
    }

    /// <summary>Whether a place is a <c>nameof</c> whose argument the compiler can't find.</summary>
    public static bool IsNameOfNothing(Location location, Compilation compilation, CancellationToken cancellation)
        => location.SourceTree is { } tree
            && tree.GetRoot(cancellation).FindNode(location.SourceSpan, getInnermostNodeForTie: true).DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(i =>
                i is { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" }, ArgumentList.Arguments: { Count: 1 } arguments }
                && compilation.GetSemanticModel(tree).GetSymbolInfo(arguments[0].Expression, cancellation) is { Symbol: null, CandidateSymbols.Length: 0 });

    /// <summary>The constant that is named at a place, as it is written; null where the place is not a name.</summary>
    public static string? ConstantAt(Location location, CancellationToken cancellation)
        => location.SourceTree?.GetRoot(cancellation).FindNode(location.SourceSpan, getInnermostNodeForTie: true)
            is ExpressionSyntax { RawKind: (int)SyntaxKind.IdentifierName or (int)SyntaxKind.SimpleMemberAccessExpression } name and not { Parent: ArgumentSyntax }
            ? name.ToString()
            : null;

    private static Location? Find(INamedTypeSymbol type, TypeDeclarationSyntax node, Place place)
    {
        if (place.Property is null)
        {
            return ClassAttribute(type, node, place);
        }

        foreach (var member in node.Members)
        {
            switch (member)
            {
                case PropertyDeclarationSyntax property when property.Identifier.ValueText == place.Property && property.ExpressionBody is null:
                    return place.Attribute < 0
                        ? property.Identifier.GetLocation()
                        : property.AttributeLists.SelectMany(static l => l.Attributes).Skip(place.Attribute).FirstOrDefault() is { } attribute
                            ? Argument(attribute, place)
                            : property.Identifier.GetLocation();
                case MethodDeclarationSyntax method when method.Identifier.ValueText == place.Property:
                    return method.Identifier.GetLocation();
                case BaseTypeDeclarationSyntax nested when nested.Identifier.ValueText == place.Property:
                    return nested.Identifier.GetLocation();
                case FieldDeclarationSyntax field:
                    foreach (var variable in field.Declaration.Variables)
                    {
                        if (variable.Identifier.ValueText == place.Property)
                        {
                            return place.Argument >= 0 && variable.Initializer is { } initializer ? Text(initializer.Value, place) : variable.Identifier.GetLocation();
                        }
                    }

                    break;
            }
        }

        return null;
    }

    private static Location? ClassAttribute(INamedTypeSymbol type, TypeDeclarationSyntax node, Place place)
    {
        if (AttributeAt(type, place)?.ApplicationSyntaxReference is not { } application)
        {
            return null;
        }

        return application.SyntaxTree == node.SyntaxTree && application.GetSyntax() is AttributeSyntax attribute ? Argument(attribute, place) : null;
    }

    /// <summary>The attribute of the network itself that a place is in.</summary>
    private static AttributeData? AttributeAt(ISymbol network, Place place) => place.Attribute switch
    {
        Place.Report => network.FindAttribute(WellKnownNames.Report),
        Place.Network => network.FindAttribute(WellKnownNames.NetworkAttribute),
        Place.Precision => network.FindAttribute(WellKnownNames.Precision),
        <= Place.Analysis => AnalysisReader.Of(network).ElementAtOrDefault(Place.Analysis - place.Attribute),
        _ => null,
    };

    /// <summary>The argument of an attribute that a place names or counts, or the part of its text.</summary>
    public static Location Argument(AttributeSyntax attribute, Place place)
    {
        var arguments = attribute.ArgumentList?.Arguments ?? default;
        if (place.Named is { } name)
        {
            var named = arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name);
            return named is null ? attribute.GetLocation() : Text(named.Expression, place);
        }

        if (place.Attribute == Place.Network && place.Argument >= 0 && arguments.Count > 0 && Items(arguments[0].Expression).Count > 0)
        {
            // The dimensions may be in an array.
            return Text(arguments[0].Expression, place with { Item = place.Argument });
        }

        return place.Argument >= 0 && place.Argument < arguments.Count ? Text(arguments[place.Argument].Expression, place) : attribute.GetLocation();
    }

    /// <summary>The items of an array as it is written; empty for anything else.</summary>
    private static IReadOnlyList<ExpressionSyntax> Items(ExpressionSyntax expression) => ConstantReader.Items(expression)?.ToList() ?? [];

    /// <summary>A part of an argument: an item of an array, some characters of a string.</summary>
    private static Location Text(ExpressionSyntax expression, Place place)
    {
        if (place.Item >= 0)
        {
            var items = Items(expression);
            expression = place.Item < items.Count ? items[place.Item] : expression;
        }

        return place.Length == 0 && place.Column == 0
            ? expression.GetLocation()
            : Location.Create(expression.SyntaxTree, Span(expression, place.Column, place.Length) ?? expression.Span);
    }

    /// <summary>Where characters of a string's value are in its source; null where that is unclear.</summary>
    private static TextSpan? Span(ExpressionSyntax expression, int column, int length)
    {
        switch (ConstantReader.Unwrap(expression))
        {
            case LiteralExpressionSyntax { Token: var token } when token.Value is string value:
                // Without escapes the source contains the value as it is.
                var at = token.Text.IndexOf(value, StringComparison.Ordinal);
                return at < 0 || value.Length == 0 ? null : Within(token.SpanStart + at, value.Length, column, length);
            case InterpolatedStringExpressionSyntax interpolated:
                var passed = 0;
                foreach (var content in interpolated.Contents)
                {
                    var text = content is InterpolatedStringTextSyntax literal ? literal.TextToken.ValueText : HoleText((content as InterpolationSyntax)?.Expression);
                    if (text is null)
                    {
                        return null;
                    }

                    if (column < passed + text.Length)
                    {
                        return content is InterpolatedStringTextSyntax { TextToken: var part }
                            ? part.Text == text ? Within(part.SpanStart, text.Length, column - passed, length) : part.Span
                            : ((InterpolationSyntax)content).Expression.Span;
                    }

                    passed += text.Length;
                }

                return new TextSpan(interpolated.StringEndToken.SpanStart, 1);
            default:
                return null;
        }
    }

    private static TextSpan Within(int start, int available, int column, int length)
    {
        // A fault at the end of the text is shown at its last character.
        var from = Math.Min(column, Math.Max(0, available - 1));
        return new TextSpan(start + from, Math.Max(1, Math.Min(length, available - from)));
    }

    private static string? HoleText(ExpressionSyntax? hole)
        => hole is null ? null : new ConstantReader(inputIsInherited: true).Read(hole) is TextConstant text ? text.Value : null;
}
