namespace Commerce.Providers.Catalogue;

/// <summary>Days as vendors' dates mean them.</summary>
public static class CatalogueDays
{
    /// <summary>The day it is in UTC.</summary>
    public static DateOnly Today(this TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
}
