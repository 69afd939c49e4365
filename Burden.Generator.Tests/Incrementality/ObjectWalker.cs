using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Incrementality;

/// <summary>Walks all that an object holds, and finds what would keep a compilation alive.</summary>
internal static class ObjectWalker
{
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(Compilation), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(SyntaxToken), typeof(SyntaxTrivia),
        typeof(Location), typeof(Diagnostic), typeof(AttributeData), typeof(SemanticModel), typeof(TypedConstant), typeof(Delegate),
    ];

    /// <summary>The ways to forbidden objects; empty where there are none.</summary>
    public static IReadOnlyList<string> Find(object? root)
    {
        var found = new List<string>();
        var met = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<(object Value, string Way)>();
        if (root is not null)
        {
            stack.Push((root, root.GetType().Name));
        }

        while (stack.TryPop(out var at))
        {
            var type = at.Value.GetType();
            if (Forbidden.Any(f => f.IsAssignableFrom(type)))
            {
                found.Add(at.Way);
                continue;
            }

            if (type.IsPrimitive || type.IsEnum || type == typeof(string) || typeof(Type).IsAssignableFrom(type) || (!type.IsValueType && !met.Add(at.Value)))
            {
                continue;
            }

            if (at.Value is Array array)
            {
                foreach (var item in array)
                {
                    Push(item, $"{at.Way}[]");
                }

                continue;
            }

            for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
            {
                foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    Push(field.GetValue(at.Value), $"{at.Way}.{field.Name}");
                }
            }
        }

        return found;

        void Push(object? value, string way)
        {
            if (value is not null)
            {
                stack.Push((value, way));
            }
        }
    }
}
