using System.Globalization;
using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>What model code uses of .NET: mathematics, text, collections, LINQ.</summary>
internal sealed partial class SystemLibrary(Interpreter interpreter)
{
    /// <summary>Calls a method; null for one that is not known.</summary>
    public Value? Call(Arguments a)
    {
        var type = a.Method.ContainingType;
        switch (type.Name)
        {
            case "Math" or "MathF" or "Int32" or "Int64" or "Double" or "Single" or "Boolean" or "BitOperations":
                return Mathematics(a);
            case "Enumerable":
                return Linq(a);
            case "Enum":
                return Enumeration(a);
            case "Convert":
                return Converted(a);
            case "Nullable" when a.Name == "GetValueOrDefault" && a.Instance is TupleValue or ObjectValue or KnownValue { Boxed: not null }:
                return a.Instance;
            case "Array" or "GC" or "Console" or "Debug" or "Trace" or "ArgumentNullException" or "ArgumentOutOfRangeException" or "ArgumentException" or "Interlocked":
                return Statics(a);
            case "String":
                return Text(a);
            case "Tuple" or "ValueTuple" or "KeyValuePair":
                return a.Name is "Create" ? new TupleValue([.. a.Items.Select(static i => i.Value)]) : a.Name == "Equals" ? KnownValue.Of(Interpreter.AreEqual(a.Instance!, a[0])) : null;
            case "MemoryExtensions" or "CollectionExtensions" or "CollectionsMarshal" or "ImmutableArray":
                return Extensions(a);
        }

        switch (a.Instance)
        {
            case ListValue list:
                return List(list, a);
            case DictionaryValue dictionary:
                return Dictionary(dictionary, a);
            case KnownValue { Boxed: string }:
                return Text(a);
            case TypeValue value:
                return a.Name switch
                {
                    "ToString" => new KnownValue(value.Type.ToDisplayString()),
                    "Equals" => KnownValue.Of(Interpreter.AreEqual(value, a[0])),
                    _ => null,
                };
            case KnownValue { Boxed: { } boxed }:
                return a.Name switch
                {
                    "ToString" when type.TypeKind == TypeKind.Enum || (a.Method.ContainingType.SpecialType == SpecialType.System_Enum) => EnumName(boxed, a),
                    "ToString" => new KnownValue(boxed is IFormattable f ? f.ToString(a.Count > 0 ? (a[0] as KnownValue)?.Boxed as string : null, CultureInfo.InvariantCulture) : boxed.ToString()),
                    "Equals" => KnownValue.Of(a[0] is KnownValue other && CSharpOperators.AreEqual(boxed, other.Boxed)),
                    "CompareTo" when a[0] is KnownValue { Boxed: { } other } => new KnownValue(CSharpOperators.ToDouble(boxed).CompareTo(CSharpOperators.ToDouble(other))),
                    "GetHashCode" => new UnknownValue("a hash code isn't known"),
                    "GetValueOrDefault" => a.Instance,
                    "HasFlag" when a[0] is KnownValue { Boxed: { } flag } => KnownValue.Of((CSharpOperators.ToInt64(boxed) & CSharpOperators.ToInt64(flag)) == CSharpOperators.ToInt64(flag)),
                    _ => null,
                };
            case KnownValue:
                return a.Name == "GetValueOrDefault" ? a.Count > 0 ? a[0] : Interpreter.DefaultOf(a.Method.ReturnType) : null;
            case DelegateValue function:
                return a.Name is "Invoke" or "DynamicInvoke" ? interpreter.Call(function, [.. a.Items.Select(static i => i.Value)], a.Site) : null;
            case TupleValue tuple:
                return a.Name == "Equals" ? KnownValue.Of(Interpreter.AreEqual(tuple, a[0])) : null;
        }

        return a.Name switch
        {
            "GetType" when Interpreter.TypeOf(a.Instance) is { } own => new TypeValue(own),
            "Equals" when a.Instance is not null => KnownValue.Of(Interpreter.AreEqual(a.Instance, a[0])),
            "ReferenceEquals" => KnownValue.Of(Interpreter.AreEqual(a[0], a[1])),
            "MemberwiseClone" when a.Instance is ObjectValue @object => @object.Copy(),
            "Dispose" or "Add" => VoidValue.Instance,
            _ => null,
        };
    }

    /// <summary>The members of an enum, by name or as a whole.</summary>
    private static Value? Enumeration(Arguments a)
    {
        var type = a.Method.TypeArguments.FirstOrDefault() ?? (a.Count > 0 && a[0] is TypeValue { Type: var given } ? given : null);
        var members = type?.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue).OrderBy(static f => CSharpOperators.ToInt64(f.ConstantValue!)).ToList();
        if (members is null)
        {
            return a.Instance is KnownValue { Boxed: { } boxed }
                ? a.Name switch
                {
                    "ToString" when a.Count == 0 => EnumName(boxed, a),
                    "HasFlag" when a[0] is KnownValue { Boxed: { } flag } => KnownValue.Of((CSharpOperators.ToInt64(boxed) & CSharpOperators.ToInt64(flag)) == CSharpOperators.ToInt64(flag)),
                    "Equals" => KnownValue.Of(Interpreter.AreEqual(a.Instance, a[0])),
                    _ => null,
                }
                : null;
        }

        var text = a.Items.Select(static i => (i.Value as KnownValue)?.Boxed as string).FirstOrDefault(static t => t is not null);
        var ignoresCase = a.Find("ignoreCase") is KnownValue { Boxed: true };
        var named = members.Find(m => string.Equals(m.Name, text, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
        switch (a.Name)
        {
            case "GetValues":
                return new ListValue(members.Select(m => (Value)new KnownValue(m.ConstantValue) { Enum = type }), a.Method.ReturnType);
            case "GetNames":
                return new ListValue(members.Select(static m => (Value)new KnownValue(m.Name)), a.Method.ReturnType);
            case "Parse" when text is not null:
                return named is not null ? new KnownValue(named.ConstantValue) { Enum = type } : throw CodeFault.Unknown($"\"{text}\" is none of {type!.Name}", a.Site.Syntax);
            case "TryParse" when text is not null && a.Items.FirstOrDefault(static i => i.Assign is not null) is { } target:
                target.Assign!(named is not null ? new KnownValue(named.ConstantValue) : Interpreter.DefaultOf(type));
                return KnownValue.Of(named is not null);
            case "IsDefined" when a.Items.Select(static i => i.Value).OfType<KnownValue>().LastOrDefault() is { Boxed: { } value }:
                return KnownValue.Of(text is not null ? named is not null : members.Exists(m => CSharpOperators.AreEqual(m.ConstantValue, value)));
            case "GetName" when a.Items.Select(static i => i.Value).OfType<KnownValue>().LastOrDefault() is { Boxed: { } value }:
                return new KnownValue(members.Find(m => CSharpOperators.AreEqual(m.ConstantValue, value))?.Name);
            default:
                return null;
        }
    }

    /// <summary>A conversion of a number: to a whole one it rounds, halves to the even.</summary>
    private static Value? Converted(Arguments a)
    {
        if (a.Count == 0 || a[0] is not KnownValue { Boxed: { } boxed })
        {
            return a.Count > 0 ? a[0] as UnknownValue : null;
        }

        if (a.Method.ReturnType.SpecialType == SpecialType.System_String)
        {
            return new KnownValue(CSharpOperators.TextOf(boxed));
        }

        var number = boxed is string text ? double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out var parsed) ? parsed : throw CodeFault.Unknown($"\"{text}\" is no number", a.Site.Syntax)
            : boxed is bool truth ? truth ? 1 : 0
            : CSharpOperators.ToDouble(boxed);
        return a.Method.ReturnType.SpecialType is SpecialType.System_Boolean ? KnownValue.Of(number != 0)
            : boxed is double or float or decimal && a.Method.ReturnType.SpecialType is not (SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal)
                ? new KnownValue(CSharpOperators.Convert(Math.Round(number), a.Method.ReturnType))
            : a.Method.ReturnType.SpecialType == SpecialType.None ? null
            : new KnownValue(CSharpOperators.Convert(boxed is string or bool ? number : boxed, a.Method.ReturnType));
    }

    private static KnownValue? EnumName(object boxed, Arguments a)
    {
        var type = (a.Site as Microsoft.CodeAnalysis.Operations.IInvocationOperation)?.Instance?.Type;
        return type?.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && CSharpOperators.AreEqual(f.ConstantValue, boxed)) is { } field ? new KnownValue(field.Name) : null;
    }

    private static Value? Mathematics(Arguments a)
    {
        if (a.Name == "TryParse" && a[0] is KnownValue { Boxed: null or string } parsable && a.Items.FirstOrDefault(static i => i.Assign is not null) is { } target)
        {
            var isNumber = double.TryParse(parsable.Boxed as string, NumberStyles.Any, CultureInfo.InvariantCulture, out var tried) && (target.Parameter.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal || Math.Floor(tried) == tried);
            target.Assign!(new KnownValue(CSharpOperators.Convert(isNumber ? tried : 0, target.Parameter.Type)));
            return KnownValue.Of(isNumber);
        }

        if (a.Name is "Parse" && a[0] is KnownValue { Boxed: string text })
        {
            return double.TryParse(text, NumberStyles.Any, CultureInfo.InvariantCulture, out var parsed)
                ? new KnownValue(CSharpOperators.Convert(parsed, a.Method.ReturnType))
                : throw CodeFault.Unknown($"\"{text}\" is no number", a.Site.Syntax);
        }

        if (a.Items.FirstOrDefault(static i => i.Value is UnknownValue) is { Value: UnknownValue unknown })
        {
            return unknown;
        }

        var numbers = a.Items.Select(static i => Arguments.AsReal(i.Value)).ToList();
        if (numbers.Any(static n => n is null) || numbers.Count == 0)
        {
            return null;
        }

        var (x, y, z) = (numbers[0]!.Value, numbers.Count > 1 ? numbers[1]!.Value : 0, numbers.Count > 2 ? numbers[2]!.Value : 0);
        double? result = a.Name switch
        {
            "Abs" => Math.Abs(x),
            "Ceiling" => Math.Ceiling(x),
            "Floor" => Math.Floor(x),
            "Truncate" => Math.Truncate(x),
            "Round" => Round(a, x),
            "Sqrt" => Math.Sqrt(x),
            "Cbrt" => Math.Sign(x) * Math.Pow(Math.Abs(x), 1.0 / 3),
            "Pow" => Math.Pow(x, y),
            "Exp" => Math.Exp(x),
            "Log" when numbers.Count > 1 => Math.Log(x, y),
            "Log" => Math.Log(x),
            "Log2" => Log2(x),
            "Log10" => Math.Log10(x),
            "Sin" => Math.Sin(x),
            "Cos" => Math.Cos(x),
            "Tan" => Math.Tan(x),
            "Tanh" => Math.Tanh(x),
            "Atan" => Math.Atan(x),
            "Max" => Math.Max(x, y),
            "Min" => Math.Min(x, y),
            "Clamp" => Math.Max(y, Math.Min(z, x)),
            "Sign" => Math.Sign(x),
            "IEEERemainder" => Math.IEEERemainder(x, y),
            _ => null,
        };
        if (a.Name == "DivRem" && y != 0)
        {
            var (p, q) = (CSharpOperators.ToInt64(((KnownValue)a[0]).Boxed!), CSharpOperators.ToInt64(((KnownValue)a[1]).Boxed!));
            var (quotient, rest) = (new KnownValue(CSharpOperators.Convert(p / q, a.Items[0].Parameter.Type)), new KnownValue(CSharpOperators.Convert(p % q, a.Items[0].Parameter.Type)));
            a.Items.FirstOrDefault(static i => i.Assign is not null)?.Assign!(rest);
            return a.Method.ReturnType is INamedTypeSymbol { IsTupleType: true } ? new TupleValue([quotient, rest]) : quotient;
        }

        return result is { } number ? new KnownValue(CSharpOperators.Convert(number, a.Method.ReturnType))
            : a.Name is "IsNaN" ? KnownValue.Of(double.IsNaN(x))
            : a.Name is "IsPow2" ? KnownValue.Of(x > 0 && ((long)x & ((long)x - 1)) == 0)
            : null;
    }

    private static double Round(Arguments a, double x)
    {
        var digits = a.Find("digits", "decimals") is { } given && Arguments.AsInteger(given) is { } count ? (int)count : 0;
        return a.Find("mode") is { } mode && Arguments.AsInteger(mode) == 1 ? Math.Round(x, digits, MidpointRounding.AwayFromZero) : Math.Round(x, digits);
    }

    /// <summary>Exact for powers of two, as the framework's is.</summary>
    private static double Log2(double x)
    {
        var rounded = Math.Round(Math.Log(x, 2));
        return Math.Pow(2, rounded) == x ? rounded : Math.Log(x, 2);
    }

    private Value? Statics(Arguments a)
    {
        switch (a.Method.ContainingType.Name, a.Name)
        {
            case ("Array", "Empty"):
                return new ListValue([], a.Method.ReturnType);
            case ("Array", "Fill"):
                if (a[0] is ListValue filled)
                {
                    for (var i = 0; i < filled.Items.Count; i++)
                    {
                        filled.Items[i] = a[1];
                    }
                }

                return VoidValue.Instance;
            case ("Array", "Reverse"):
                (a[0] as ListValue)?.Items.Reverse();
                return VoidValue.Instance;
            case ("Array", "IndexOf"):
                return a[0] is ListValue list ? new KnownValue(list.Items.FindIndex(i => Interpreter.AreEqual(i, a[1]))) : null;
            case ("Array", "ConvertAll"):
                return a[0] is ListValue source && a[1] is DelegateValue convert ? new ListValue(source.Items.Select(i => interpreter.Call(convert, [i], a.Site)).ToList()) : null;
            case ("Array", "Sort") when a[0] is ListValue unsorted && (a.Count == 1 || a[1] is DelegateValue):
                var sorted = Sorted(unsorted.Items, a.Count == 1 ? null : a[1] as DelegateValue, a);
                unsorted.Items.Clear();
                unsorted.Items.AddRange(sorted);
                return VoidValue.Instance;
            case ("Array", "Exists" or "Find" or "FindAll" or "FindIndex" or "FindLast" or "TrueForAll" or "ForEach") when a.Count == 2 && a[0] is ListValue array:
                return List(array, new Arguments(a.Method, array, [.. a.Items.Skip(1)], a.Site));
            case ("Array", _):
                return a.Instance is ListValue own ? List(own, a) : null;
            case (_, "ThrowIfNull"):
                return a[0] is KnownValue { Boxed: null } ? throw CodeFault.Unknown("the code throws ArgumentNullException here", a.Site.Syntax) : VoidValue.Instance;
            case ("ArgumentOutOfRangeException", _) when a.Count > 0 && Arguments.AsReal(a[0]) is { } guarded:
                var bound = a.Count > 1 ? Arguments.AsReal(a[1]) : 0;
                return a.Name switch
                {
                    "ThrowIfNegative" => guarded < 0,
                    "ThrowIfZero" => guarded == 0,
                    "ThrowIfNegativeOrZero" => guarded <= 0,
                    "ThrowIfLessThan" => guarded < bound,
                    "ThrowIfLessThanOrEqual" => guarded <= bound,
                    "ThrowIfGreaterThan" => guarded > bound,
                    "ThrowIfGreaterThanOrEqual" => guarded >= bound,
                    "ThrowIfEqual" => guarded == bound,
                    "ThrowIfNotEqual" => guarded != bound,
                    _ => false,
                }
                    ? throw CodeFault.Unknown($"the code throws ArgumentOutOfRangeException here: {a[0].Noun} is given", a.Site.Syntax)
                    : VoidValue.Instance;
            default:
                return a.Method.ReturnsVoid ? VoidValue.Instance : null;
        }
    }

    private static VoidValue Reverse(ListValue list)
    {
        list.Items.Reverse();
        return VoidValue.Instance;
    }

    private static Value? Extensions(Arguments a) => a.Name switch
    {
        "AsSpan" or "AsMemory" or "ToImmutableArray" or "AsReadOnly" when a.Count == 1 => a[0],
        "AsSpan" when a[0] is ListValue list => new ListValue(list.Items.Skip((int)a.IntegerOr(0, "start")).Take((int)a.IntegerOr(int.MaxValue, "length"))),
        "Reverse" when a[0] is ListValue reversed => Reverse(reversed),
        "Contains" when a.Count == 2 && a[0] is ListValue holder => KnownValue.Of(holder.Items.Exists(i => Interpreter.AreEqual(i, a[1]))),
        "IndexOf" when a.Count == 2 && a[0] is ListValue searched => new KnownValue(searched.Items.FindIndex(i => Interpreter.AreEqual(i, a[1]))),
        "SequenceEqual" => KnownValue.Of(a[0] is ListValue left && a[1] is ListValue right && left.Items.Count == right.Items.Count && left.Items.Zip(right.Items, Interpreter.AreEqual).All(static s => s)),
        "GetValueOrDefault" when a[0] is DictionaryValue dictionary => dictionary.TryGet(a[1], out var value) ? value : a.Count > 2 ? a[2] : KnownValue.Null,
        "Create" => new ListValue(a.Items.SelectMany(static i => i.Value is ListValue list ? list.Items : [i.Value])),
        _ => null,
    };

    private static Value? Text(Arguments a)
    {
        var items = a.Items.Select(static i => i.Value).ToList();
        if (items.FirstOrDefault(static i => i is UnknownValue) is { } unknown)
        {
            return unknown;
        }

        var texts = items.ConvertAll(static i => (i as KnownValue)?.Boxed);
        if (a.Instance is not KnownValue { Boxed: string text })
        {
            return a.Name switch
            {
                "IsNullOrEmpty" => KnownValue.Of(string.IsNullOrEmpty(texts[0] as string)),
                "IsNullOrWhiteSpace" => KnownValue.Of(string.IsNullOrWhiteSpace(texts[0] as string)),
                "Concat" => new KnownValue(string.Concat(items.SelectMany(static i => i is ListValue list ? list.Items : [i]).Select(static i => Shown(i)))),
                "Join" => new KnownValue(string.Join(CSharpOperators.TextOf(texts[0]), items.Skip(1).SelectMany(static i => i is ListValue list ? list.Items : [i]).Select(static i => Shown(i)))),
                "Format" => new KnownValue(string.Format(CultureInfo.InvariantCulture, texts[0] as string ?? "", [.. items.Skip(1).SelectMany(static i => i is ListValue list ? list.Items : [i]).Select(static i => i is KnownValue { Enum: not null } ? Shown(i) : (i as KnownValue)?.Boxed)])),
                "Equals" => KnownValue.Of(Equals(texts[0], texts[1])),
                "Compare" or "CompareOrdinal" => new KnownValue(string.CompareOrdinal(texts[0] as string, texts[1] as string)),
                _ => null,
            };
        }

        var first = texts.Count > 0 ? CSharpOperators.TextOf(texts[0]) : "";
        var comparison = a.Find("comparisonType") is KnownValue { Boxed: { } mode } && CSharpOperators.ToInt64(mode) is 1 or 3 or 5 ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return a.Name switch
        {
            "ToLower" or "ToLowerInvariant" => new KnownValue(text.ToLowerInvariant()),
            "ToUpper" or "ToUpperInvariant" => new KnownValue(text.ToUpperInvariant()),
            "Trim" => new KnownValue(text.Trim()),
            "StartsWith" => KnownValue.Of(text.StartsWith(first, comparison)),
            "EndsWith" => KnownValue.Of(text.EndsWith(first, comparison)),
            "Contains" => KnownValue.Of(text.IndexOf(first, comparison) >= 0),
            "Replace" => new KnownValue(text.Replace(first, CSharpOperators.TextOf(texts[1]))),
            "Split" => new ListValue(text.Split(items[0] is ListValue list ? [.. list.Items.Select(static i => Shown(i))] : [first], a.Has("options") && a.Integer("options") == 1 ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None).Select(static part => (Value)new KnownValue(part))),
            "Substring" => (Arguments.AsInteger(items[0]) ?? 0, items.Count > 1 ? Arguments.AsInteger(items[1]) : null) is var (start, length) && start >= 0 && start + (length ?? 0) <= text.Length
                ? new KnownValue(length is { } count ? text.Substring((int)start, (int)count) : text.Substring((int)start))
                : throw new CodeFault(FaultId.OutOfRange, "the substring reaches beyond the text", a.Site.Syntax),
            "IndexOf" => new KnownValue(text.IndexOf(first, comparison)),
            "Equals" => KnownValue.Of(string.Equals(text, first, comparison)),
            "ToString" => a.Instance,
            "ToCharArray" => new ListValue(text.Select(static c => (Value)new KnownValue(c))),
            "PadLeft" => new KnownValue(text.PadLeft((int)(Arguments.AsInteger(items[0]) ?? 0), items.Count > 1 && texts[1] is char pad ? pad : ' ')),
            "CompareTo" => new KnownValue(string.CompareOrdinal(text, first)),
            "GetHashCode" => new UnknownValue("a hash code isn't known"),
            _ => null,
        };
    }

    private static string Shown(Value value) => value is KnownValue known ? CSharpOperators.TextOf(known, null) : "";

    /// <summary>What an instance of a class derived from a collection holds at first; null for other base classes.</summary>
    public Value? CollectionOf(INamedTypeSymbol type, IReadOnlyList<Value> arguments, IOperation? site)
    {
        var given = arguments.Count > 0 && site is not null && arguments[0] is ListValue or DictionaryValue or SequenceValue or ObjectValue { Collection: not null } ? interpreter.Items(arguments[0], site) : [];
        switch (type.Name)
        {
            case "List" or "Collection":
                return new ListValue(given, type);
            case "Dictionary" or "OrderedDictionary" or "ConcurrentDictionary":
                var dictionary = new DictionaryValue(type);
                foreach (var entry in given.OfType<TupleValue>().Where(static e => e.Items.Length == 2))
                {
                    dictionary.Set(entry.Items[0], entry.Items[1]);
                }

                return dictionary;
            default:
                return null;
        }
    }

    /// <summary>Creates an object of a class of .NET's.</summary>
    public Value Create(Arguments a, INamedTypeSymbol type)
    {
        switch (type.Name)
        {
            case "List" or "HashSet" or "Queue" or "Stack" or "LinkedList" or "Collection" or "ReadOnlyCollection":
                if (a.Find("comparer") is not (null or KnownValue { Boxed: null or "Ordinal" }))
                {
                    return new UnknownValue($"{type.Name} with a comparer of its own isn't followed");
                }

                var items = a.Find("collection", "list") is { } source ? interpreter.Items(source, a.Site) : [];
                if (type.Name == "Stack")
                {
                    items = [.. items.Reverse()];
                }

                return new ListValue(type.Name is "HashSet" ? Distinct(items) : items, type);
            case "Dictionary" or "OrderedDictionary" or "ConcurrentDictionary":
                if (a.Find("comparer") is not (null or KnownValue { Boxed: null or "Ordinal" or "OrdinalIgnoreCase" or "InvariantCulture" or "InvariantCultureIgnoreCase" }))
                {
                    return new UnknownValue($"{type.Name} with a comparer of its own isn't followed");
                }

                var dictionary = new DictionaryValue(type, a.Find("comparer") is KnownValue { Boxed: string comparer } && comparer.EndsWith("IgnoreCase", StringComparison.Ordinal));
                if (a.Find("dictionary", "collection") is { } entries and not KnownValue)
                {
                    foreach (var entry in interpreter.Items(entries, a.Site))
                    {
                        if (entry is TupleValue { Items: [var key, var value] })
                        {
                            dictionary.Set(key, value);
                        }
                    }
                }

                return dictionary;
            case "ValueTuple" or "Tuple" or "KeyValuePair":
                return new TupleValue([.. a.Items.Select(static i => i.Value)]);
            case "Range":
                return new RangeValue(a[0], a[1]);
            case "Index":
                return a.Flag(false, "fromEnd") ? new FromEndValue(a[0]) : a[0];
            case "Nullable":
                return a[0];
            case "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "ArraySegment" when a.Count == 1:
                return a[0];
            case "Lazy" when a.Count > 0 && a[0] is DelegateValue factory:
                return interpreter.Call(factory, [], a.Site);
            case "String" when a.Count == 2 && a[0] is KnownValue { Boxed: char c } && Arguments.AsInteger(a[1]) is { } count and < 10_000:
                return new KnownValue(new string(c, (int)count));
            default:
                return type is { TypeKind: TypeKind.Delegate } && a.Count == 1 ? a[0] : new UnknownValue($"{type.Name} isn't followed");
        }
    }

    /// <summary>A property of a value of a type of .NET's.</summary>
    public Value Member(Value instance, string name, IOperation site)
    {
        switch (instance, name)
        {
            case (ListValue { Type: IArrayTypeSymbol { Rank: > 1 and var rank } } array, "Length" or "LongLength"):
                var length = Interpreter.Flattened(array, rank).Count();
                return name == "Length" ? new KnownValue(length) : KnownValue.Of(length);
            case (ListValue list, "Length" or "Count"):
                return new KnownValue(list.Items.Count);
            case (ListValue list, "LongLength"):
                return KnownValue.Of(list.Items.Count);
            case (ListValue list, "Rank"):
                return new KnownValue(list.Type is IArrayTypeSymbol declared ? declared.Rank : 1);
            case (ListValue list, "First" or "Last") when list.Items.Count > 0:
                return list.Items[name == "First" ? 0 : list.Items.Count - 1];
            case (ListValue list, "IsEmpty"):
                return KnownValue.Of(list.Items.Count == 0);
            case (DictionaryValue dictionary, "Count"):
                return new KnownValue(dictionary.Entries.Count);
            case (DictionaryValue dictionary, "Keys"):
                return new ListValue(dictionary.Entries.Select(static e => e.Key));
            case (DictionaryValue dictionary, "Values"):
                return new ListValue(dictionary.Entries.Select(static e => e.Value));
            case (KnownValue { Boxed: string text }, "Length"):
                return new KnownValue(text.Length);
            case (TupleValue tuple, "Key" or "Item1"):
                return tuple.Items[0];
            case (TupleValue tuple, "Value" or "Item2") when tuple.Items.Length == 2:
                return tuple.Items[1];
            case (TupleValue tuple, _) when name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out var number) && number <= tuple.Items.Length:
                return tuple.Items[number - 1];
            // Of a nullable that has a value, and of a lazy one.
            case (_, "Value"):
                return instance;
            case (_, "HasValue"):
                return KnownValue.True;
            case (TypeValue type, "Name"):
                return new KnownValue(type.Type.Name);
            case (TypeValue type, "FullName"):
                return new KnownValue(type.Type.ToDisplayString());
            case (FromEndValue fromEnd, "IsFromEnd"):
                return KnownValue.Of(fromEnd is not null);
            default:
                return new UnknownValue($"'{name}' of {instance.Noun} isn't known");
        }
    }

    /// <summary>A static field or property of a type of .NET's.</summary>
    public Value StaticMember(ISymbol symbol, string path) => (path, symbol.Name) switch
    {
        ("String", "Empty") => new KnownValue(""),
        ("Math", "PI") => new KnownValue(Math.PI),
        ("Math", "E") => new KnownValue(Math.E),
        ("MathF", "PI") => new KnownValue((float)Math.PI),
        // By its name: it is given to collections alone.
        ("StringComparer", var comparer) => new KnownValue(comparer),
        ("Range", "All") => new RangeValue(null, null),
        ("Index", "Start") => new KnownValue(0),
        _ => new UnknownValue($"{path}.{symbol.Name} isn't known"),
    };
}
