using System.Runtime.CompilerServices;

namespace Burden.Generator.Tests.Harness;

/// <summary>
/// Compares text with a file beside the test, by the conventions of Verify: <c>Name.verified.cs</c> is what was accepted,
/// <c>Name.received.cs</c> what came instead.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string received, string name, string extension = "cs", [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name);
        var verified = path + $".verified.{extension}";
        var accepted = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : null;
        if (accepted == received)
        {
            File.Delete(path + $".received.{extension}");
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path + $".received.{extension}", received);
        if (accepted is null)
        {
            Assert.Fail($"{verified} does not exist; accept {name}.received.{extension} by renaming it");
        }

        Assert.Equal(accepted, received);
    }
}
