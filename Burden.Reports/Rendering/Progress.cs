using Spectre.Console;

namespace Burden.Reports.Rendering;

/// <summary>Goes through a list, and shows on a screen how far it has come.</summary>
internal static class Progress
{
    public static void Over<T>(IReadOnlyCollection<T> items, string title, Terminal terminal, Action<T> action)
    {
        if (!terminal.IsScreen)
        {
            foreach (var item in items)
            {
                action(item);
            }

            return;
        }

        terminal.Console.Progress().AutoClear(true).Start(context =>
        {
            var task = context.AddTask(title, maxValue: items.Count);
            foreach (var item in items)
            {
                action(item);
                task.Increment(1);
            }
        });
    }
}
