namespace Burden.Generator.Emission;

/// <summary>The generated file of one network, and what the catalog needs of it.</summary>
/// <param name="MetadataName">The class's name, unique in the assembly but for its casing.</param>
/// <param name="Text">The source.</param>
/// <param name="CatalogEntry">The expression that yields the network's costs; null where the catalog can't name it.</param>
internal sealed record NetworkOutput(string MetadataName, string Text, string? CatalogEntry);
