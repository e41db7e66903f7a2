using Commerce.Data;
using Commerce.Vitals;
using Commerce.Web.Face;
using Commerce.Web.Operators;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Pages.Ops;

/// <summary>How fast every page was for three of four people, over the last 28 days and all stores, against the platform's goals.</summary>
[OperatorsOnly]
public sealed class VitalsModel(VitalsReport report) : PageModel
{
    /// <summary>One kind of device, or all of them.</summary>
    public Device? Device { get; private set; }

    public IReadOnlyList<RouteVitals> Routes { get; private set; } = [];

    public async Task OnGetAsync(string? device, CancellationToken cancellationToken)
    {
        Device = Enum.GetValues<Device>().Cast<Device?>().FirstOrDefault(one => EnumText.Of(one!.Value) == device);
        Routes = await report.ReadAsync(Device, cancellationToken);
    }

    /// <summary>Within the goal, beyond it, or not enough samples to say.</summary>
    public static Tone ToneOf(double? value, int samples, double goal) =>
        value is null || samples < VitalsGoals.EnoughSamples ? Tone.Neutral : value <= goal ? Tone.Success : Tone.Critical;
}
