using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <content>Calls and the creation of objects.</content>
internal sealed partial class Interpreter
{
    private Value Invoke(IInvocationOperation invocation, Frame frame)
    {
        var method = frame.Resolve(Chosen(invocation.TargetMethod, invocation.ConstrainedToType, frame));
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Evaluate(invocation.Instance, frame) switch
            {
                DelegateValue function => Call(function, [.. invocation.Arguments.Select(a => Evaluate(a.Value, frame))], invocation),
                UnknownValue unknown => throw CodeFault.Unknown($"what is called isn't known: {unknown.Why}", invocation.Syntax),
                var other => throw CodeFault.Unknown($"{other.Noun} is called", invocation.Syntax),
            };
        }

        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return CallMethod(method, frame.Instance, Ordered(invocation.Arguments, frame), invocation, frame, WriteBack(invocation.Arguments, frame));
        }

        var instance = invocation.Instance is null ? null : Evaluate(invocation.Instance, frame);
        if (instance is not null && FieldsOf(instance) is not null)
        {
            var isVirtual = invocation.IsVirtual && IsVirtualCall(invocation.Instance!);
            var target = isVirtual ? Implementation(method, TypeOf(instance)) : method;
            // A module's call runs its hooks and its forward.
            if (instance is ModuleValue module && method.Name is "call" && !sources.HasBody(target) && Forward(module, invocation.Arguments.Length) is { } forward)
            {
                target = forward;
            }

            if (sources.HasBody(target))
            {
                return CallMethod(target, instance, Ordered(invocation.Arguments, frame), invocation, null, WriteBack(invocation.Arguments, frame));
            }
        }
        else if (instance is not RuleModule && sources.HasBody(method))
        {
            // Static, or a member that an extension adds to a type of others. A module that has a rule is not followed.
            return CallMethod(method, instance, Ordered(invocation.Arguments, frame), invocation, null, WriteBack(invocation.Arguments, frame));
        }

        return torch.Call(Read(method, instance, invocation.Arguments, invocation, frame));
    }

    /// <summary>The arguments of a call to a method without source.</summary>
    private Arguments Read(IMethodSymbol method, Value? instance, System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments, IOperation site, Frame frame)
    {
        var items = new List<CallArgument>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                var target = argument.Value;
                var value = parameter.RefKind == RefKind.Out ? KnownValue.Null : Evaluate(argument.Value, frame);
                items.Add(new CallArgument(
                    parameter,
                    // LINQ defers; whatever else takes a sequence goes through it.
                    value is SequenceValue && method.ContainingType.Name != "Enumerable" ? new ListValue(Items(value, argument)) : value,
                    argument.ArgumentKind != ArgumentKind.DefaultValue,
                    argument.Syntax,
                    parameter.RefKind is RefKind.Out or RefKind.Ref ? value => Assign(target, value, frame) : null));
            }
        }

        items.Sort(static (a, b) => a.Parameter.Ordinal.CompareTo(b.Parameter.Ordinal));
        return new Arguments(method, instance, items, site);
    }

    /// <summary>The arguments' values in the order of the parameters, evaluated in the order they are written.</summary>
    private IReadOnlyList<Value> Ordered(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments, Frame frame)
    {
        var values = new Value[arguments.Length];
        foreach (var argument in arguments)
        {
            values[argument.Parameter!.Ordinal] = argument.Parameter.RefKind == RefKind.Out ? KnownValue.Null : Copied(Evaluate(argument.Value, frame));
        }

        return values;
    }

    /// <summary>What gives the variables behind <c>ref</c> and <c>out</c> arguments their values; null where there are none.</summary>
    private Action<Frame>? WriteBack(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments, Frame frame)
        => arguments.Any(static a => a.Parameter is { RefKind: RefKind.Ref or RefKind.Out })
            ? called =>
            {
                foreach (var argument in arguments.Where(static a => a.Parameter is { RefKind: RefKind.Ref or RefKind.Out }))
                {
                    Assign(argument.Value, called.Find(argument.Parameter!.OriginalDefinition) ?? KnownValue.Null, frame);
                }
            }
    : null;

    /// <summary>Calls a method of the user's own.</summary>
    /// <param name="closure">The call that a local function stands in.</param>
    private Value CallMethod(IMethodSymbol method, Value? instance, IReadOnlyList<Value> arguments, IOperation? site, Frame? closure = null, Action<Frame>? writeBack = null)
        => Rules.Of(method) is { } rule ? Rules.Call(rule, method, instance, ByName(method, arguments), site ?? sources.Body(method)!)
            : sources.IsIterator(method) ? Iterate(method, instance, arguments, site, closure) : Nested(site, () =>
        {
            var frame = FrameOf(method, instance, arguments, closure);
            using (Tracer.Within(instance as ModuleValue, method.Name))
            {
                Run(method, frame, site);
            }

            writeBack?.Invoke(frame);
            return Tracer.Returned(instance as ModuleValue, method, frame.Result ?? VoidValue.Instance);
        });

    /// <summary>Calls an iterator: its code runs when what it returns is gone through.</summary>
    private SequenceValue Iterate(IMethodSymbol method, Value? instance, IReadOnlyList<Value> arguments, IOperation? site, Frame? closure)
        => new(() => Nested(site, () =>
        {
            var frame = FrameOf(method, instance, arguments, closure);
            using (Tracer.Within(instance as ModuleValue, method.Name))
            {
                Run(method, frame, site);
            }

            return frame.Yielded ?? [];
        }));

    private static Frame FrameOf(IMethodSymbol method, Value? instance, IReadOnlyList<Value> arguments, Frame? closure)
    {
        var frame = new Frame(method, instance, closure);
        for (var i = 0; i < method.TypeArguments.Length; i++)
        {
            frame.Bind(method.OriginalDefinition.TypeParameters[i], method.TypeArguments[i]);
        }

        BindContaining(frame, instance is null ? method.ContainingType : TypeOf(instance));
        var parameters = method.OriginalDefinition.Parameters;
        for (var i = 0; i < parameters.Length && i < arguments.Count; i++)
        {
            frame.Declare(parameters[i], arguments[i]);
        }

        return frame;
    }

    private static Dictionary<string, Value> ByName(IMethodSymbol method, IReadOnlyList<Value> arguments)
        => method.Parameters.Take(arguments.Count).ToDictionary(static p => p.Name, p => arguments[p.Ordinal], StringComparer.Ordinal);

    private void Run(IMethodSymbol method, Frame frame, IOperation? site)
    {
        var body = sources.Body(method) ?? throw CodeFault.Unknown($"'{method.Name}' has no code to follow", site?.Syntax);
        if (method.IsAsync)
        {
            throw CodeFault.Unknown($"'{method.Name}' is asynchronous, which Burden doesn't follow", site?.Syntax);
        }

        switch (body)
        {
            case ILocalFunctionOperation function:
                Execute(function.Body, frame);
                break;
            case IBlockOperation or IMethodBodyOperation:
                Execute(body, frame);
                break;
            default:
                frame.Result = Evaluate(body, frame);
                break;
        }
    }

    /// <summary>Calls a lambda, a local function or a method that a variable holds.</summary>
    internal Value Call(DelegateValue function, IReadOnlyList<Value> arguments, IOperation site)
    {
        if (function.Body is null)
        {
            return function.Closure is not null || sources.HasBody(function.Method)
                ? CallMethod(Implementation(function.Method, function.Target is null ? null : TypeOf(function.Target)), function.Target, arguments, site, function.Closure)
                : torch.Call(new Arguments(
                    function.Method,
                    function.Target,
                    [.. function.Method.Parameters.Select((p, i) => new CallArgument(
                        p,
                        i < arguments.Count ? arguments[i] : p.HasExplicitDefaultValue ? new KnownValue(p.ExplicitDefaultValue) : KnownValue.Null,
                        i < arguments.Count,
                        site.Syntax))],
                    site));
        }

        return Nested(site, () =>
        {
            var frame = new Frame(function.Method, function.Target, function.Closure);
            for (var i = 0; i < function.Method.Parameters.Length && i < arguments.Count; i++)
            {
                frame.Declare(function.Method.Parameters[i].OriginalDefinition, arguments[i]);
            }

            Execute(function.Body, frame);
            return frame.Result ?? VoidValue.Instance;
        });
    }

    private Value MethodReference(IMethodReferenceOperation reference, Frame frame)
    {
        var isLocal = reference.Method.MethodKind == MethodKind.LocalFunction;
        return new DelegateValue(
            frame.Resolve(reference.Method),
            reference.Instance is null ? isLocal ? frame.Instance : null : Evaluate(reference.Instance, frame),
            isLocal ? frame : null,
            body: null);
    }

    /// <summary>Whether a call on an expression finds overrides: one on <c>base</c> does not.</summary>
    private static bool IsVirtualCall(IOperation instance)
        => instance is not IInstanceReferenceOperation { Syntax: BaseExpressionSyntax };

    internal static INamedTypeSymbol? TypeOf(Value? value) => value switch
    {
        ModuleValue module => module.Type,
        ObjectValue @object => @object.Type,
        _ => null,
    };

    /// <summary>The override of a method or property that an instance's type has.</summary>
    private static T Implementation<T>(T member, INamedTypeSymbol? type)
        where T : class, ISymbol
    {
        if (type is null)
        {
            return member;
        }

        if (member.ContainingType?.TypeKind == TypeKind.Interface)
        {
            // The interface as the type implements it: its type arguments may be type parameters where it is called.
            return type.AllInterfaces
                .Where(i => SymbolEqualityComparer.Default.Equals(i.OriginalDefinition, member.ContainingType.OriginalDefinition))
                .SelectMany(i => i.GetMembers(member.Name))
                .Where(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition))
                .Select(type.FindImplementationForInterfaceMember)
                .OfType<T>()
                .FirstOrDefault() ?? member;
        }

        if (!member.IsVirtual && !member.IsAbstract && !member.IsOverride)
        {
            return member;
        }

        for (var @base = type; @base is not null && !SymbolEqualityComparer.Default.Equals(@base.OriginalDefinition, member.ContainingType?.OriginalDefinition); @base = @base.BaseType)
        {
            foreach (var candidate in @base.GetMembers(member.Name))
            {
                if (candidate is T { IsOverride: true } found && Overrides(found, member))
                {
                    return found;
                }
            }
        }

        return member;
    }

    /// <summary>The member that a type argument's type has for a static one of an interface.</summary>
    private static T Chosen<T>(T member, ITypeSymbol? constrained, Frame frame)
        where T : class, ISymbol
        => constrained is not null && frame.Resolve(constrained) is INamedTypeSymbol type ? Implementation(member, type) : member;

    private static bool Overrides(ISymbol candidate, ISymbol member)
    {
        for (var overridden = Overridden(candidate); overridden is not null; overridden = Overridden(overridden))
        {
            if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, member.OriginalDefinition))
            {
                return true;
            }
        }

        return false;

        static ISymbol? Overridden(ISymbol symbol) => symbol is IMethodSymbol method ? method.OverriddenMethod : (symbol as IPropertySymbol)?.OverriddenProperty;
    }

    /// <summary>The <c>forward</c> of a module class of the user's own that takes so many tensors.</summary>
    private IMethodSymbol? Forward(ModuleValue module, int count)
    {
        for (var type = module.Type; type is not null; type = type.BaseType)
        {
            foreach (var candidate in type.GetMembers("forward").OfType<IMethodSymbol>())
            {
                if (candidate.Parameters.Length == count && sources.HasBody(candidate))
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a module's class has a <c>forward</c> of its own.</summary>
    public bool HasForward(ModuleValue module, int count) => module.Fields is not null && Forward(module, count) is not null;

    /// <summary>Runs a module of the user's own on inputs, as <c>call</c> does.</summary>
    public Value CallForward(ModuleValue module, IReadOnlyList<Value> inputs, IOperation site)
        => CallMethod(
            Forward(module, inputs.Count) ?? throw CodeFault.Unknown($"'{module.Kind}' has no forward of {inputs.Count} argument{(inputs.Count == 1 ? "" : "s")}", site.Syntax),
            module,
            inputs,
            site);

    /// <summary>Runs a network on its inputs; what else its <c>forward</c> takes has its default.</summary>
    public Value Forward(ModuleValue network, IReadOnlyList<Value> inputs)
    {
        if (network.Fields is null || (network is SequentialModule && !HasForward(network, inputs.Count)))
        {
            return torch.Forward(network, inputs, (network.Site ?? network.Children.Select(static c => c.Module.Site).FirstOrDefault(static s => s is not null)) ?? throw CodeFault.Compiler());
        }

        for (var type = network.Type; type is not null; type = type.BaseType)
        {
            var forward = type.GetMembers("forward").OfType<IMethodSymbol>()
                .Where(m => sources.HasBody(m))
                .OrderByDescending(static m => m.IsOverride)
                .FirstOrDefault(m => m.Parameters.Count(static p => TorchNames.IsTensor(p.Type) && !p.HasExplicitDefaultValue) <= inputs.Count);
            if (forward is not null)
            {
                var given = new Queue<Value>(inputs);
                var arguments = forward.Parameters.Select(p => TorchNames.IsTensor(p.Type) && given.Count > 0 ? given.Dequeue()
                    : p.HasExplicitDefaultValue ? p.ExplicitDefaultValue is null ? DefaultOf(p.Type) : new KnownValue(p.ExplicitDefaultValue)
                    : new UnknownValue($"the parameter '{p.Name}' of forward has no value")).ToList();
                return CallMethod(forward, network, arguments, null);
            }
        }

        throw new CodeFault(FaultId.UnknownCode, $"'{network.Kind}' has no forward that takes {inputs.Count} tensor{(inputs.Count == 1 ? "" : "s")}; declare each further one with [TensorInput]") { IsAtNetwork = true };
    }

    /// <summary>Calls a static method.</summary>
    public Value CallStatic(IMethodSymbol method, IReadOnlyList<Value> arguments) => CallMethod(method, null, arguments, null);

    /// <summary>Reads a static property.</summary>
    public Value CallStatic(IPropertySymbol property) => StaticProperty(property, null);

    private Value Create(IObjectCreationOperation creation, Frame frame)
    {
        if (creation.Constructor is not { } constructor || frame.Resolve(creation.Type!) is not INamedTypeSymbol type)
        {
            throw CodeFault.Compiler();
        }

        var created = TorchModule.Is(type) && Rules.Of(type) is { } rule
            ? Rules.Create(rule, type, Read(constructor, null, creation.Arguments, creation, frame).ByName(), creation)
            : sources.IsInSource(type)
            ? Construct(type, constructor, Ordered(creation.Arguments, frame), creation)
            : torch.Create(Read(constructor, null, creation.Arguments, creation, frame), type);
        Initialize(creation.Initializer, created, frame);
        return created;
    }

    private Value CreateOfTypeParameter(ITypeParameterObjectCreationOperation creation, Frame frame)
    {
        var created = frame.Resolve(creation.Type!) is INamedTypeSymbol type && sources.IsInSource(type)
            && type.InstanceConstructors.FirstOrDefault(static c => c.Parameters.Length == 0) is { } constructor
            ? Construct(type, constructor, [], creation)
            : throw CodeFault.Unknown("what is created isn't known", creation.Syntax);
        Initialize(creation.Initializer, created, frame);
        return created;
    }

    /// <summary>Creates an instance of a class of the user's own.</summary>
    public Value Construct(INamedTypeSymbol type, IMethodSymbol constructor, IReadOnlyList<Value> arguments, IOperation? site)
    {
        Value created = TorchModule.Is(type) ? NewModule(type, site) : new ObjectValue(type);
        RunConstructor(created, constructor, arguments, site);
        return created;
    }

    private static ModuleValue NewModule(INamedTypeSymbol type, IOperation? site)
    {
        var fields = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        for (var @base = type.BaseType; @base is not null; @base = @base.BaseType)
        {
            if (TorchNames.IsTorchSharp(@base) && @base.Name is "Sequential" or "ModuleList")
            {
                return @base.Name == "Sequential"
                    ? new SequentialModule(type, site) { Fields = fields, IsRegistered = true }
                    : new ModuleListValue(type, site) { Fields = fields };
            }
        }

        return new UserModule(type, site) { Fields = fields };
    }

    private void RunConstructor(Value created, IMethodSymbol constructor, IReadOnlyList<Value> arguments, IOperation? site)
    {
        var type = constructor.ContainingType;
        if (!sources.IsInSource(type))
        {
            torch.Construct(created, type, arguments, site);
            return;
        }

        if (++depth > MaxDepth)
        {
            throw new CodeFault(FaultId.RecursiveModule, $"constructors nest more than {MaxDepth} deep; does '{type.Name}' create itself without end?", site?.Syntax);
        }

        var frame = new Frame(constructor, created, null);
        BindContaining(frame, TypeOf(created));
        var parameters = constructor.OriginalDefinition.Parameters;
        for (var i = 0; i < parameters.Length && i < arguments.Count; i++)
        {
            frame.Declare(parameters[i], arguments[i]);
        }

        // A copy constructor and a struct's default one have no code.
        if (sources.IsPrimary(constructor))
        {
            Capture(created, constructor, frame);
        }

        var code = sources.Constructor(constructor);
        if (code.Initializer is { TargetMethod: var target } initializer && SymbolEqualityComparer.Default.Equals(target.ContainingType.OriginalDefinition, type.OriginalDefinition))
        {
            RunConstructor(created, target, Ordered(initializer.Arguments, frame), initializer);
        }
        else
        {
            foreach (var (member, value) in sources.Initializers(type))
            {
                FieldsOf(created)![member.OriginalDefinition] = Copied(Evaluate(value, frame));
            }

            if (code.Initializer is { } @base)
            {
                RunConstructor(created, @base.TargetMethod, Ordered(@base.Arguments, frame), @base);
            }
            else if (type.BaseType is { SpecialType: SpecialType.None } parent)
            {
                var implied = parent.InstanceConstructors.FirstOrDefault(static c => c.Parameters.All(static p => p.IsOptional || p.IsParams) && !c.IsImplicitCopy());
                if (implied is not null)
                {
                    RunConstructor(created, implied, [.. implied.Parameters.Select(static p => p.HasExplicitDefaultValue ? new KnownValue(p.ExplicitDefaultValue) : (Value)KnownValue.Null)], site);
                }
            }
        }

        Execute(code.Body, frame);
        depth--;
    }

    /// <summary>A primary constructor's parameters: a record's become properties, a class's stay visible in its body.</summary>
    private static void Capture(Value created, IMethodSymbol constructor, Frame frame)
    {
        var fields = FieldsOf(created)!;
        foreach (var parameter in constructor.OriginalDefinition.Parameters)
        {
            var value = frame.Find(parameter) ?? KnownValue.Null;
            fields[parameter] = value;
            if (constructor.ContainingType.IsRecord
                && constructor.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            {
                fields[property.OriginalDefinition] = value;
            }
        }
    }

    private static void BindContaining(Frame frame, INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            for (var i = 0; i < type.TypeArguments.Length; i++)
            {
                frame.Bind(type.OriginalDefinition.TypeParameters[i], type.TypeArguments[i]);
            }
        }
    }
}

internal static class ConstructorSymbols
{
    /// <summary>Whether it is a record's copy constructor.</summary>
    public static bool IsImplicitCopy(this IMethodSymbol constructor)
        => constructor.Parameters is [{ Type: var type }] && SymbolEqualityComparer.Default.Equals(type, constructor.ContainingType);
}
