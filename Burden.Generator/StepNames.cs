namespace Burden.Generator;

/// <summary>The names of the pipeline's steps, for tests of what reruns.</summary>
internal static class StepNames
{
    public const string Declaration = nameof(Declaration);
    public const string Output = nameof(Output);
    public const string Collisions = nameof(Collisions);
    public const string Catalog = nameof(Catalog);
    public const string Stray = nameof(Stray);
    public const string Obstacles = nameof(Obstacles);
    public const string ModelFile = nameof(ModelFile);
    public const string ModelClass = nameof(ModelClass);
    public const string ModelOutput = nameof(ModelOutput);
}
