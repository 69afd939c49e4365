using Burden;

namespace Models;

/// <summary>A small digit classifier.</summary>
[Network(1, 28, 28)]
[Report(At = nameof(Conv2), Batch = 4, Scales = [0.5, 1])]
public sealed partial class DigitNet
{
    [Conv2d(32, 3), ReLU] public static partial Layer Conv1 { get; }
    [Conv2d(64, 3), ReLU, MaxPool2d(2)] public static partial Layer Conv2 { get; }
    [Flatten, Linear(128), ReLU] public static partial Layer Hidden { get; }
    [Linear(10), Softmax] public static partial Layer Scores { get; }
}
