using Commerce.Generations;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>Keeps a key's orders and questions within what its vendor takes, counted by all processes together.</summary>
public sealed class VendorTurns(ProviderRates rates, IOptions<RoutingOptions> options, TimeProvider time)
{
    private static readonly TimeSpan OrderWindow = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan QuestionWindow = TimeSpan.FromSeconds(1);

    // However many wait, whoever got no turn comes back within this.
    private static readonly TimeSpan QuestionSpread = TimeSpan.FromSeconds(6);

    /// <summary>Takes a turn to order.</summary>
    /// <param name="name">The vendor and key, see <see cref="Route.NameOf"/>.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="seed">Spreads those that have to wait.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ProviderRestsException">There is none left just now.</exception>
    public async Task OrderAsync(string name, string vendor, long seed, CancellationToken cancellationToken)
    {
        if ((options.Value.Of(vendor).OrdersInTenSeconds ?? Vendor.Find(vendor)!.OrdersInTenSeconds) is not { } most || await TakeAsync(name, most, OrderWindow, cancellationToken))
        {
            return;
        }

        throw Later(OrderWindow / most, OrderWindow, seed, "The provider takes so many orders at a time");
    }

    /// <summary>Takes a turn to ask about an order.</summary>
    /// <inheritdoc cref="OrderAsync"/>
    public async Task AskAsync(string name, string vendor, long seed, CancellationToken cancellationToken)
    {
        if (Vendor.Find(vendor)!.QuestionsInASecond is not { } most || await TakeAsync($"ask {name}", most, QuestionWindow, cancellationToken))
        {
            return;
        }

        throw Later(QuestionWindow, QuestionSpread, seed, "The provider takes so many questions at a time");
    }

    // A quarter at once and the rest spread evenly: no window, wherever it begins, sees more than the most.
    private Task<bool> TakeAsync(string name, int most, TimeSpan window, CancellationToken cancellationToken)
    {
        var burst = Math.Max(1, most / 4);
        return rates.TakeAsync(name, burst, window / Math.Max(1, most - burst), cancellationToken);
    }

    // Spread, so that all who wait do not come back at once.
    private ProviderRestsException Later(TimeSpan least, TimeSpan spread, long seed, string reason)
    {
        var now = time.GetUtcNow();
        return new ProviderRestsException(now + least + (spread * new Random(HashCode.Combine(seed, now)).NextDouble()), reason, "so this one waits a moment.");
    }
}
