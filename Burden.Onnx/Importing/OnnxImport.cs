namespace Burden.Onnx.Importing;

/// <summary>What importing a file came to: its declaration as C#, or what is wrong.</summary>
/// <param name="Text">The declaration; null where something is wrong.</param>
/// <param name="UnusedDimensions">Dimensions that were given and that nothing asks for.</param>
internal sealed record OnnxImport(string? Text, IReadOnlyList<OnnxFault> Faults, IReadOnlyList<string> UnusedDimensions)
{
    /// <summary>Writes the network of a file in Burden's language.</summary>
    /// <param name="className">The network's class; made of the file's name where it is null.</param>
    /// <param name="namespace">Its namespace; empty for none.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static OnnxImport Of(string path, OnnxOptions options, string? className = null, string @namespace = "", CancellationToken cancellation = default)
        => Of(OnnxModel.Read(path, options with { KeepsOperators = true }, cancellation), className, @namespace, cancellation);

    /// <summary>Writes the network of a file that was read with its operators.</summary>
    public static OnnxImport Of(OnnxReading reading, string? className = null, string @namespace = "", CancellationToken cancellation = default)
    {
        if (!reading.IsSound)
        {
            return new OnnxImport(null, reading.Faults, reading.UnusedDimensions);
        }

        try
        {
            var declaration = DeclarationMaker.Of(reading, className ?? ClassNameOf(reading.Settings.Name ?? ""), @namespace);
            cancellation.ThrowIfCancellationRequested();
            return ImportCheck.Difference(reading, declaration, out var hasUnread, cancellation) is { } difference
                ? new OnnxImport(null, [new OnnxFault(OnnxFaultKind.Shape, reading.File, "", difference)], reading.UnusedDimensions)
                : new OnnxImport(DeclarationText.Of(declaration, hasUnread), [], reading.UnusedDimensions);
        }
        catch (OnnxException fault)
        {
            return new OnnxImport(null, [new OnnxFault(fault.Kind, reading.File, fault.Place ?? "", fault.Message)], reading.UnusedDimensions);
        }
        catch (OverflowException)
        {
            return new OnnxImport(null, [new OnnxFault(OnnxFaultKind.Limit, reading.File, "", "a figure is beyond 64 bits")], reading.UnusedDimensions);
        }
    }

    /// <summary>The class's name that a file's name becomes.</summary>
    public static string ClassNameOf(string file)
    {
        var name = Names.Pascal(file);
        return name.Length == 0 ? "ImportedNetwork" : IsBurdens(name) ? $"{name}Network" : name;
    }

    /// <summary>Why a network can't have a name; null where it can.</summary>
    public static string? FaultOf(string className)
        => !Names.IsIdentifier(className) ? $"'{className}' is no name of a class in C#"
            : IsBurdens(className) ? $"'{className}' is a name of Burden's own; choose another"
            : null;

    private static bool IsBurdens(string name) => Names.OfBurden.Contains(name);
}
