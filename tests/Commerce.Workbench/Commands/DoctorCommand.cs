using System.CommandLine;
using Commerce.Workbench.Health;

namespace Commerce.Workbench.Commands;

/// <summary><c>./studio doctor</c>: says how each part is and what to do about those that are not well.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check every part and say what to do");
        command.SetAction(_ => Run(Checkout.Find()));
        return command;
    }

    private static int Run(Checkout checkout)
    {
        var checks = new Checks(checkout).All().ToList();
        foreach (var check in checks)
        {
            Console.WriteLine($"{(check.Well ? "ok  " : "BAD ")}{check.Part,-16} {check.Finding}");
            if (check.Advice is not null)
            {
                Console.WriteLine($"{"",20} {check.Advice}");
            }
        }
        var bad = checks.Count(check => !check.Well);
        Console.WriteLine(bad == 0 ? "Everything is in place." : $"{bad} parts need attention.");
        return bad == 0 ? 0 : 1;
    }
}
