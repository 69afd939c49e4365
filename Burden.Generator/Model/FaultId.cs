namespace Burden.Generator.Model;

/// <summary>What can be wrong with a declaration. Each is a diagnostic <c>BRDnnnn</c> whose number is the member's value.</summary>
internal enum FaultId
{
    /// <summary>An error that the compiler already reports: not reported again.</summary>
    None = 0,
    /// <summary>A network, or a type around it, is not partial.</summary>
    NotPartial = 1,
    /// <summary>An unknown name.</summary>
    UnknownLayer = 2,
    /// <summary>Layers that read each other.</summary>
    Cycle = 3,
    /// <summary>A layer that is read before it is declared.</summary>
    DeclaredLater = 4,
    /// <summary>Two layers of one name, or a name that the generated code needs.</summary>
    NameTaken = 5,
    /// <summary>Shapes that don't fit each other or the layer.</summary>
    ShapeMismatch = 6,
    /// <summary>A kernel larger than its padded input.</summary>
    KernelTooLarge = 7,
    /// <summary>Channels that groups or heads don't divide.</summary>
    NotDivisible = 8,
    /// <summary>An expression that can't be read or evaluated.</summary>
    BadExpression = 9,
    /// <summary>An argument out of its range, or of the wrong kind.</summary>
    OutOfRange = 10,
    /// <summary>A network without an input, or a layer that lacks one.</summary>
    MissingInput = 11,
    /// <summary>A layer that nothing uses.</summary>
    UnusedLayer = 12,
    /// <summary>Layers of one class spread over several files.</summary>
    SpreadOverFiles = 13,
    /// <summary>A module that contains itself, or nests too deep.</summary>
    RecursiveModule = 14,
    /// <summary>A figure that overflows Int64.</summary>
    Overflow = 15,
    /// <summary>An argument that is missing.</summary>
    MissingArgument = 16,
    /// <summary>A custom layer that leaves a rule out.</summary>
    MissingRule = 17,
    /// <summary>More layers than can be expanded.</summary>
    TooManyLayers = 18,
    /// <summary>Weights shared between layers of different kind or size.</summary>
    CannotShare = 19,
    /// <summary>A network or module without layers, or a layer property without a layer.</summary>
    NoLayers = 20,
    /// <summary>A report that names no layer, or a scale that the network can't take.</summary>
    BadReport = 21,
    /// <summary>A budget that can never be met or never be exceeded.</summary>
    BadBudget = 22,
    /// <summary>A module's parameter whose default another assembly can't see.</summary>
    UnknownDefault = 23,
    /// <summary>A module with several outputs.</summary>
    SeveralOutputs = 24,
    /// <summary>An attribute of Burden's where it has no effect.</summary>
    NoEffect = 25,
    /// <summary>A figure of another network that is not known, or follows from itself.</summary>
    UnknownFigure = 26,
    /// <summary>A layer or constant of a module that another assembly can't see.</summary>
    NotSeenOutside = 27,
    /// <summary>A partial property that can't be implemented.</summary>
    NotImplemented = 28,
    /// <summary>Code of a network that can't be followed.</summary>
    UnknownCode = 30,
    /// <summary>Parameters that a network has not registered.</summary>
    Unregistered = 31,
}
