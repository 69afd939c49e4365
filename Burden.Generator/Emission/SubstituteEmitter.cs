namespace Burden.Generator.Emission;

/// <summary>Writes implementing parts for partial properties that are at fault, so that the compiler goes on to the analyzers.</summary>
internal static class SubstituteEmitter
{
    /// <summary>The file of a type that is no network.</summary>
    public static string Emit(TypeSource source)
    {
        var writer = new SourceWriter();
        GeneratedFile.Header(writer, knowsNullable: false);
        TypeFrame.Open(writer, source);
        Write(writer, source);
        TypeFrame.Close(writer, source);
        return writer.ToString();
    }

    /// <summary>The properties alone.</summary>
    public static void Write(SourceWriter writer, TypeSource source)
    {
        foreach (var property in source.Substitutes)
        {
            writer.Line("// What is wrong with this property is reported where it is declared.");
            writer.Line("#nullable enable annotations");
            writer.Line(GeneratedFile.Attribute);
            writer.Line(property);
            writer.Line("#nullable restore annotations");
            writer.Line();
        }
    }
}
