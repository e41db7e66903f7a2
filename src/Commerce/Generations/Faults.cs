using System.Data.Common;
using Commerce.Jobs;
using Commerce.Media;
using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>Tells whose a failure is.</summary>
internal static class Faults
{
    /// <summary>Neither the provider's word, nor a call to stop, nor what the database says.</summary>
    public static bool IsOurs(Exception error) => error is MediaException { OfThisMachine: true }
        || error is not (MediaException or ProviderException or ProviderRestsException or OperationCanceledException or LostLeaseException or DbException or InvalidOperationException { InnerException: DbException });

    /// <summary>A line that broke or stayed silent.</summary>
    public static bool IsLostAnswer(Exception error) => error is HttpRequestException or IOException or TimeoutException;
}
