namespace Burden.Generator.Emission;

/// <summary>Writes what stands around a type's generated members: its namespace, the types that contain it, and itself.</summary>
internal static class TypeFrame
{
    /// <summary>Opens the frame.</summary>
    /// <param name="document">Writes what stands before the type itself.</param>
    public static void Open(SourceWriter writer, TypeSource source, Action? document = null)
    {
        if (source.Namespace.Length > 0)
        {
            writer.Open($"namespace {source.Namespace}");
        }

        for (var i = 0; i < source.Types.Count; i++)
        {
            if (i == source.Types.Count - 1)
            {
                document?.Invoke();
            }

            writer.Open($"partial {source.Types[i].Keyword} {source.Types[i].Name}");
        }
    }

    /// <summary>Closes it.</summary>
    public static void Close(SourceWriter writer, TypeSource source)
    {
        for (var i = source.Namespace.Length > 0 ? -1 : 0; i < source.Types.Count; i++)
        {
            writer.Close();
        }
    }
}
