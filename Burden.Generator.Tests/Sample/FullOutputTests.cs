using System.Text;
using Burden.Reports.Rendering;
using Burden.Sample.Commands;
using Spectre.Console;

namespace Burden.Generator.Tests.Sample;

/// <summary>The command line where its output can't be written: on a full disk, or where it was closed.</summary>
public class FullOutputTests
{
    [Theory]
    [InlineData]
    [InlineData("show", "alexnet")]
    [InlineData("json")]
    [InlineData("--help")]
    public async Task A_full_output_is_a_clear_error(params string[] arguments)
    {
        var error = new StringWriter();

        var code = await Run(arguments, error);

        Assert.Equal((1, "error: can't write the output: the disk is full"), (code, error.ToString().Trim()));
    }

    [Fact]
    public async Task If_the_error_cannot_be_written_either_the_exit_code_is_1() => Assert.Equal(1, await Run([], new FullWriter()));

    private static Task<int> Run(string[] arguments, TextWriter error) =>
        CommandLine.RunAsync(arguments, Terminal.Over(new AnsiConsoleOutput(new FullWriter()), error, hasColours: false));

    private sealed class FullWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("the disk is full");
    }
}
