using Spectre.Console;

namespace Burden.Reports.Rendering;

/// <summary>Shows on a screen that something takes its time, and how far it has come.</summary>
internal static class Progress
{
    /// <summary>Waits for one thing.</summary>
    public static Task<T> WaitAsync<T>(string title, Terminal terminal, Func<Task<T>> action) =>
        terminal.IsScreen ? terminal.Console.Status().StartAsync(Markup.Escape(title), _ => action()) : action();

    /// <summary>Goes through a list.</summary>
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
