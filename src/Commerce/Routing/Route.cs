namespace Commerce.Routing;

/// <summary>To whom a row's order was given, and why. Written before the order is sent.</summary>
/// <param name="Vendor">The vendor.</param>
/// <param name="Model">The vendor's id of the model.</param>
/// <param name="OwnKey">Whether the store's own key was used.</param>
/// <param name="Attempt">The row's attempt it was chosen for.</param>
/// <param name="At">When.</param>
/// <param name="EstimateMicros">What it was expected to cost, in millionths of a US dollar; null where the catalogue has no price.</param>
/// <param name="Why">The reason in one sentence.</param>
/// <param name="Tried">Choices of earlier attempts that came to nothing.</param>
public sealed record Route(string Vendor, string Model, bool OwnKey, int Attempt, DateTimeOffset At, long? EstimateMicros, string Why, IReadOnlyList<TriedRoute> Tried)
{
    /// <summary>What it counts as against the store's limit of the day, in millionths of a US dollar; null in routes from before that was kept.</summary>
    public long? CountedMicros { get; init; }

    /// <summary>What the vendor charged for an order that was stopped, in millionths of a US dollar; null where it did not say.</summary>
    public long? StoppedMicros { get; init; }

    /// <summary>What stands counted of it: as it was counted, or as it was estimated.</summary>
    internal long Counted => CountedMicros ?? EstimateMicros ?? 0;

    /// <summary>The name under which failures and limits of this vendor and key are counted; an own key is the store's alone.</summary>
    public static string NameOf(string vendor, bool ownKey, Guid storeId) => ownKey ? $"{vendor} {storeId:N}" : vendor;
}

/// <summary>A choice that came to nothing.</summary>
/// <param name="Code">The failure's code.</param>
public sealed record TriedRoute(string Vendor, string Model, int Attempt, string Code);
