namespace Commerce.Web.Face;

/// <summary>The time zone in which a request's times are read: its store's, and UTC where there is no one store.</summary>
public sealed class StoreZone
{
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    /// <summary>Reads times in the zone of this IANA name from now on.</summary>
    public void Use(string? name) => Zone = Of(name);

    /// <summary>The zone of an IANA name; UTC for a name this machine does not know.</summary>
    public static TimeZoneInfo Of(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : TimeZoneInfo.Utc;
}
