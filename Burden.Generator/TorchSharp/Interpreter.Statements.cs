using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <content>Statements.</content>
internal sealed partial class Interpreter
{
    /// <summary>How a statement ends.</summary>
    private enum Flow
    {
        Next,
        Break,
        Continue,
        Return,
        GotoCase,
    }

    private Flow Execute(IOperation? statement, Frame frame)
    {
        if (statement is null)
        {
            return Flow.Next;
        }

        Step(statement);
        switch (statement)
        {
            case IBlockOperation block:
                return ExecuteAll(block.Operations, frame);
            case IMethodBodyOperation body:
                return Execute(body.BlockBody ?? body.ExpressionBody, frame);
            case IConstructorBodyOperation body:
                return Execute(body.BlockBody ?? body.ExpressionBody, frame);
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation, frame);
                return Flow.Next;
            case IVariableDeclarationGroupOperation group:
                DeclareAll(group, frame);
                return Flow.Next;
            case IConditionalOperation conditional:
                return Execute(IsTrue(conditional.Condition, frame) ? conditional.WhenTrue : conditional.WhenFalse, frame);
            case IForEachLoopOperation loop:
                return ForEach(loop, frame);
            case IForLoopOperation loop:
                return For(loop, frame);
            case IWhileLoopOperation loop:
                return While(loop, frame);
            case ISwitchOperation @switch:
                return Switch(@switch, frame);
            case IReturnOperation { Kind: OperationKind.YieldReturn } yield:
                (frame.Yielded ??= []).Add(Evaluate(yield.ReturnedValue, frame));
                return Flow.Next;
            case IReturnOperation { Kind: OperationKind.YieldBreak }:
                frame.Yielded ??= [];
                return Flow.Return;
            case IReturnOperation @return:
                frame.Result = @return.ReturnedValue is null ? VoidValue.Instance : Copied(Evaluate(@return.ReturnedValue, frame));
                return Flow.Return;
            case IBranchOperation { BranchKind: BranchKind.Break }:
                return Flow.Break;
            case IBranchOperation { BranchKind: BranchKind.Continue }:
                return Flow.Continue;
            case IUsingOperation { Resources: IVariableDeclarationGroupOperation resources } @using:
                DeclareAll(resources, frame);
                return Disposing(resources, frame, Execute(@using.Body, frame));
            case IUsingOperation @using:
                var resource = Evaluate(@using.Resources, frame);
                var flow = Execute(@using.Body, frame);
                (resource as GradientMode)?.Dispose();
                return flow;
            case IUsingDeclarationOperation @using:
                DeclareAll(@using.DeclarationGroup, frame);
                return Flow.Next;
            case ITryOperation @try:
                return ExecuteTry(@try, frame);
            case ILockOperation @lock:
                return Execute(@lock.Body, frame);
            case ILocalFunctionOperation or IEmptyOperation:
                return Flow.Next;
            case ILabeledOperation labeled:
                return Execute(labeled.Operation, frame);
            case IInvalidOperation:
                throw CodeFault.Compiler();
            default:
                // An expression that stands for a statement: a lambda's or an arrow's.
                if (statement is IBranchOperation or IStopOperation or IEndOperation)
                {
                    throw CodeFault.Unknown("Burden doesn't follow a goto", statement.Syntax);
                }

                Evaluate(statement, frame);
                return Flow.Next;
        }
    }

    private Flow ExecuteAll(System.Collections.Immutable.ImmutableArray<IOperation> statements, Frame frame)
    {
        for (var i = 0; i < statements.Length; i++)
        {
            if (Execute(statements[i], frame) is not Flow.Next and var flow)
            {
                return Disposing(statements, i, frame, flow);
            }
        }

        return Disposing(statements, statements.Length - 1, frame, Flow.Next);
    }

    /// <summary>Ends what <c>using</c> declarations hold at the end of their block, the last first.</summary>
    /// <param name="last">The last statement that has run.</param>
    private static Flow Disposing(System.Collections.Immutable.ImmutableArray<IOperation> statements, int last, Frame frame, Flow flow)
    {
        for (var i = last; i >= 0; i--)
        {
            if (statements[i] is IUsingDeclarationOperation @using)
            {
                _ = Disposing(@using.DeclarationGroup, frame, flow);
            }
        }

        return flow;
    }

    private static Flow Disposing(IVariableDeclarationGroupOperation resources, Frame frame, Flow flow)
    {
        foreach (var declarator in resources.Declarations.SelectMany(static d => d.Declarators).Reverse())
        {
            (frame.Find(declarator.Symbol) as GradientMode)?.Dispose();
        }

        return flow;
    }

    private Flow ExecuteTry(ITryOperation @try, Frame frame)
    {
        var flow = Execute(@try.Body, frame);
        var last = Execute(@try.Finally, frame);
        return last == Flow.Next ? flow : last;
    }

    private void DeclareAll(IVariableDeclarationGroupOperation group, Frame frame)
    {
        foreach (var declarator in group.Declarations.SelectMany(static d => d.Declarators))
        {
            frame.Declare(
                declarator.Symbol,
                declarator.GetVariableInitializer() is { } initializer ? Copied(Evaluate(initializer.Value, frame)) : Unassigned(declarator.Symbol.Name));
        }
    }

    private Flow ForEach(IForEachLoopOperation loop, Frame frame)
    {
        foreach (var item in Stream(Evaluate(loop.Collection, frame), loop.Collection))
        {
            var turn = frame.Scope();
            switch (loop.LoopControlVariable)
            {
                case IVariableDeclaratorOperation declarator:
                    turn.Declare(declarator.Symbol, Copied(item));
                    break;
                case { } target:
                    DeclareAllIn(target, turn);
                    PlaceOf(target, turn).Write(item);
                    break;
            }

            switch (Execute(loop.Body, turn))
            {
                case Flow.Break:
                    return Flow.Next;
                case Flow.Return:
                    return Flow.Return;
            }
        }

        return Flow.Next;
    }

    /// <summary>Declares the variables of a deconstruction in the turn of a loop that they belong to.</summary>
    private static void DeclareAllIn(IOperation target, Frame turn)
    {
        foreach (var local in target.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(static l => l.IsDeclaration))
        {
            turn.Declare(local.Local, KnownValue.Null);
        }
    }

    private Flow For(IForLoopOperation loop, Frame outer)
    {
        var frame = outer.Scope();
        ExecuteAll(loop.Before, frame);
        while (loop.Condition is null || IsTrue(loop.Condition, frame))
        {
            switch (Execute(loop.Body, frame.Scope()))
            {
                case Flow.Break:
                    return Flow.Next;
                case Flow.Return:
                    return Flow.Return;
            }

            ExecuteAll(loop.AtLoopBottom, frame);
        }

        return Flow.Next;
    }

    private Flow While(IWhileLoopOperation loop, Frame frame)
    {
        while (!loop.ConditionIsTop || Continues(loop, frame))
        {
            switch (Execute(loop.Body, frame.Scope()))
            {
                case Flow.Break:
                    return Flow.Next;
                case Flow.Return:
                    return Flow.Return;
            }

            if (!loop.ConditionIsTop && !Continues(loop, frame))
            {
                break;
            }
        }

        return Flow.Next;
    }

    private bool Continues(IWhileLoopOperation loop, Frame frame) => loop.Condition is null || IsTrue(loop.Condition, frame) != loop.ConditionIsUntil;

    private Flow Switch(ISwitchOperation @switch, Frame frame)
    {
        var value = Evaluate(@switch.Value, frame);
        var section = @switch.Cases.FirstOrDefault(c => c.Clauses.Any(clause => clause is not IDefaultCaseClauseOperation && Holds(clause, value, frame)))
            ?? @switch.Cases.FirstOrDefault(static c => c.Clauses.Any(static clause => clause is IDefaultCaseClauseOperation));
        return section is null ? Flow.Next : ExecuteAll(section.Body, frame) is var flow && flow == Flow.Break ? Flow.Next : flow;
    }

    private bool Holds(ICaseClauseOperation clause, Value value, Frame frame) => clause switch
    {
        ISingleValueCaseClauseOperation single => CSharpOperators.AreEqual(Known(value, single.Value, "the value that is switched on"), EvaluateKnown(single.Value, frame, "the case")),
        IPatternCaseClauseOperation pattern => Matches(pattern.Pattern, value, frame) && (pattern.Guard is null || IsTrue(pattern.Guard, frame)),
        _ => throw CodeFault.Unknown("Burden doesn't follow this kind of case", clause.Syntax),
    };

    /// <summary>What a loop goes through, item by item.</summary>
    internal IEnumerable<Value> Stream(Value value, IOperation site) => value is SequenceValue sequence ? sequence.Run() : Items(value, site);

    /// <summary>What a loop goes through.</summary>
    internal IReadOnlyList<Value> Items(Value value, IOperation site) => value switch
    {
        SequenceValue sequence => Bounded(sequence.Run(), site),
        ListValue { Type: IArrayTypeSymbol { Rank: > 1 and var rank } } array => [.. Flattened(array, rank)],
        ListValue list => [.. list.Items],
        ObjectValue { Collection: { } collection } => Items(collection, site),
        DictionaryValue dictionary => [.. dictionary.Entries.Select(static e => new TupleValue([e.Key, e.Value]))],
        ModuleListValue list => [.. list.Items],
        SequentialModule sequential => [.. sequential.Children.Select(static c => c.Module)],
        ModuleDictValue dictionary => [.. dictionary.Items.Entries.Select(static e => new TupleValue([e.Key, e.Value]))],
        ParameterCollectionValue list => [.. list.Items.Entries.Select(static e => e.Value)],
        TupleValue tuple => tuple.Items,
        KnownValue { Boxed: string text } => [.. text.Select(static c => new KnownValue(c))],
        UnknownValue unknown => throw CodeFault.Unknown($"what is gone through isn't known: {unknown.Why}", site.Syntax),
        TensorValue => throw CodeFault.Unknown("a tensor's values are gone through, which no shape tells", site.Syntax),
        KnownValue { Boxed: null } => throw CodeFault.Unknown("what is gone through is null", site.Syntax),
        _ => throw CodeFault.Unknown($"Burden can't go through {value.Noun}", site.Syntax),
    };

    /// <summary>The elements of a rectangular array, which is a list of lists here.</summary>
    internal static IEnumerable<Value> Flattened(ListValue array, int rank)
        => rank == 1 ? array.Items : array.Items.SelectMany(row => Flattened((ListValue)row, rank - 1));

    private static List<Value> Bounded(IEnumerable<Value> items, IOperation site)
    {
        var list = new List<Value>();
        foreach (var item in items)
        {
            list.Add(item);
            if (list.Count > MaxSteps)
            {
                throw new CodeFault(Model.FaultId.TooManyLayers, "the sequence doesn't end", site.Syntax);
            }
        }

        return list;
    }

    /// <summary>A struct is copied where it is assigned.</summary>
    private static Value Copied(Value value) => value switch
    {
        TupleValue tuple => tuple.Copy(),
        ObjectValue { Type.IsValueType: true } @struct => @struct.Copy(),
        _ => value,
    };
}
