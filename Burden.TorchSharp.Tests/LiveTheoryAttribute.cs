using Models;
using Xunit;

namespace Burden.TorchSharp.Tests;

/// <summary>A test that runs modules: skipped, with the reason, where libtorch can't be loaded.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiveTheoryAttribute : TheoryAttribute
{
    public LiveTheoryAttribute()
    {
        if (Live.Missing is { } reason)
        {
            Skip = $"libtorch can't be loaded: {reason}";
        }
    }
}
